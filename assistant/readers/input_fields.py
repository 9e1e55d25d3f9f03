"""The inputs' sheets and lines as their model declares them: titles, kinds of value, units."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from assistant.readers.texts import comparison_text
from schemas.frozen import Frozen
from schemas.inputs import Inputs

Kind = type[str] | type[int] | type[Decimal]


@dataclass(frozen=True, slots=True)
class InputField:
    """One value of a record: its English name, its title, what kind of value it takes."""

    name: str
    title: str
    kind: Kind
    unit: str


@dataclass(frozen=True, slots=True)
class Section:
    """One sheet: the field of Inputs it fills, its title, its record, whether it lists several."""

    name: str
    title: str
    model: type[Frozen]
    listed: bool
    fields: tuple[InputField, ...]

    def find_field(self, label: str) -> InputField | None:
        """The field with this title (its unit in brackets may follow) or this English name."""
        wanted = comparison_text(label)
        for field in self.fields:
            title = comparison_text(field.title)
            if wanted in {title, f"{title}({field.unit})", field.name}:
                return field
        return None


@cache
def input_sections() -> tuple[Section, ...]:
    """The sections of Inputs in their order."""
    return tuple(_section(name, info) for name, info in Inputs.model_fields.items())


def find_section(label: str) -> Section | None:
    """The section with this title or English name."""
    wanted = comparison_text(label)
    return next((section for section in input_sections() if wanted in {comparison_text(section.title), section.name}), None)


def _section(name: str, info: FieldInfo) -> Section:
    annotation: Any = info.annotation
    listed = get_origin(annotation) is tuple
    model = get_args(annotation)[0] if listed else annotation
    fields = tuple(_field(field, details) for field, details in model.model_fields.items())
    return Section(name, info.title or name, model, listed, fields)


def _field(name: str, info: FieldInfo) -> InputField:
    kinds: list[Any] = [kind for kind in get_args(info.annotation) if kind is not NoneType] or [info.annotation]
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return InputField(name, info.title or name, kinds[0], str(extra.get("unit", "")))
