"""The YAML files of ``prompts``: read, and refused where they are broken."""

from importlib import resources
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from assistant.errors import InvalidWording
from schemas.frozen import Frozen

FAULTS = {"missing": "缺少这一项", "extra_forbidden": "没有这样的项目"}
"""What pydantic found wrong with a file, by its type of error."""

Model = TypeVar("Model", bound=Frozen)


def load_prompt(path: str, model: type[Model], **more: str) -> Model:
    """A file of ``prompts`` as a model, with fields that the file does not hold.

    Raises:
        InvalidWording: the file is no YAML, or not what the model asks for.
    """
    file = f"prompts/{path}"
    text = resources.files("prompts").joinpath(path).read_text(encoding="utf-8")
    try:
        return model.model_validate({**read_yaml(text), **more})
    except yaml.YAMLError as error:
        raise InvalidWording(file, f"不是有效的 YAML（{str(error).splitlines()[0]}）") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise InvalidWording(file, f"{'.'.join(map(str, first['loc']))} 有误（{FAULTS.get(first['type'], '值不合要求')}）") from error


def read_yaml(text: str) -> Any:
    """Plain YAML, by libyaml where it is there (ten times as fast)."""
    safe_loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=safe_loader)  # nosec B506
