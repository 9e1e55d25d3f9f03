"""Sentences: the Jinja2 templates of ``prompts/sentences``, in a sandbox, one paragraph a line."""

from collections.abc import Callable, Mapping
from importlib import resources
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from assistant.errors import InvalidWording
from assistant.numerals.ordinals import chinese_ordinal


class _Compiled(BytecodeCache):
    """Compiled templates, kept while the process runs; one whose words have changed is compiled anew (its checksum differs)."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class Wording:
    """The templates of one outline: its own folder first, then ``shared``."""

    def __init__(self, folder: str, context: Mapping[str, Any]) -> None:
        self._folder = folder
        self._environment = ImmutableSandboxedEnvironment(
            loader=_PromptLoader(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
            bytecode_cache=_COMPILED,
        )
        self._environment.globals.update(context)
        self._environment.filters["chinese"] = chinese_ordinal

    def write(self, name: str) -> list[str]:
        """The paragraphs of a template, markers still in them.

        Raises:
            InvalidWording: the template is absent, broken, or names something that does not exist.
        """
        try:
            template = self._environment.select_template([f"{self._folder}/{name}.j2", f"shared/{name}.j2"])
            text = template.render()
        except TemplateNotFound as error:
            raise InvalidWording(f"prompts/sentences/{self._folder}/{name}.j2", "没有这个句式文件") from error
        except TemplateError as error:
            line = getattr(error, "lineno", None)
            where = f"第{line}行" if line else ""
            raise InvalidWording(f"prompts/sentences/{self._folder}/{name}.j2{where}", f"句式有误（{error.message}）") from error
        return [line.strip() for line in text.splitlines() if line.strip()]


class _PromptLoader(BaseLoader):
    """Templates from the installed ``prompts`` package."""

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        if ".." in template.split("/"):
            raise TemplateNotFound(template)
        file = resources.files("prompts") / "sentences" / template
        if not file.is_file():
            raise TemplateNotFound(template)
        return file.read_text(encoding="utf-8"), template, lambda: True
