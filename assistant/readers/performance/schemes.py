"""Schemes: how a place scores its forms, from a file of this package or of one's own."""

from importlib import resources
from pathlib import Path

import yaml
from pydantic import ValidationError

from assistant.errors import InvalidInputs
from assistant.readers.guard import read_bytes
from schemas.performance import Scheme

_FOLDER = resources.files("assistant.readers") / "schemes"


def list_schemes() -> list[str]:
    """The names of the schemes that come with the program."""
    return sorted(file.name.removesuffix(".yaml") for file in _FOLDER.iterdir() if file.name.endswith(".yaml"))


def read_scheme(name: str) -> Scheme:
    """The scheme of a name, or of a .yaml file.

    Raises:
        InvalidInputs: There is no such scheme, or the file is none.
        UnreadableFile: The file cannot be read.
    """
    if name in list_schemes():
        return _parse(name, (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    if not name.endswith((".yaml", ".yml")):
        raise InvalidInputs(name, f"没有这种计分办法，可用的有：{'、'.join(list_schemes())}，或给出一个 .yaml 文件")
    return _parse(Path(name).name, read_bytes(Path(name), "计分办法").decode("utf-8-sig", errors="replace"))


def _parse(where: str, text: str) -> Scheme:
    try:
        # BaseLoader builds text, lists and mappings only, no objects; so numbers stay text until Decimal reads them
        return Scheme.model_validate(yaml.load(text, Loader=yaml.BaseLoader))  # nosec B506
    except yaml.YAMLError as error:
        raise InvalidInputs(where, "不是 YAML 文件，无法读取") from error
    except ValidationError as error:
        problem = error.errors()[0]
        raise InvalidInputs(where, f"计分办法的“{'.'.join(map(str, problem['loc']))}”不合要求") from error
