"""Values as a person wrote them, made into the inputs' typed records or refused with their place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from assistant.errors import InvalidInputs
from assistant.numerals.cells import read_amount
from assistant.readers.input_fields import InputField, Section, find_section
from assistant.readers.texts import visible_text
from schemas.document import Scalar
from schemas.frozen import Frozen
from schemas.inputs import Inputs, Prior, Reason
from schemas.place import Place

Where = Place | str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person wrote in one place."""

    value: Scalar
    where: Where


@dataclass(frozen=True, slots=True)
class RawRecord:
    """What a person wrote of one record: entries by field name, and where the record stands."""

    entries: Mapping[str, Entry]
    where: Where


def build_inputs(sections: Mapping[str, Sequence[RawRecord]]) -> Inputs:
    """The inputs, every value checked.

    Args:
        sections: The records of each section by the section's field name.

    Raises:
        InvalidInputs: A value is not what its field asks for, or a field that must be filled is blank.
    """
    values: dict[str, Any] = {}
    for name, records in sections.items():
        section = find_section(name)
        if section is None:
            continue
        built = [_build_record(section, record) for record in records]
        if section.listed:
            values[name] = tuple(record for record in built if not _says_nothing(record))
        elif built:
            values[name] = built[0]
    return Inputs(**values)


def _says_nothing(record: Frozen) -> bool:
    """Whether a line prepared by the program was left unfilled: a last year's figure or a reason without its content."""
    return (isinstance(record, Prior) and record.value is None) or (isinstance(record, Reason) and record.text is None)


def _build_record(section: Section, record: RawRecord) -> Frozen:
    fields = {field.name: field for field in section.fields}
    values = {name: _convert(fields[name], entry) for name, entry in record.entries.items()}
    try:
        return section.model(**{name: value for name, value in values.items() if value is not None})
    except ValidationError as error:
        problem = error.errors()[0]
        field = fields[str(problem["loc"][0])]
        if problem["type"] == "missing":
            raise InvalidInputs(record.where, f"缺少“{field.title}”") from error
        entry = record.entries[field.name]
        reason = "不能是负数" if problem["type"] == "greater_than_equal" else "填写的内容不合要求"
        raise InvalidInputs(entry.where, f"“{field.title}”{reason}：{entry.value}") from error


def _convert(field: InputField, entry: Entry) -> str | int | Decimal | None:
    if entry.value is None or (isinstance(entry.value, str) and not visible_text(entry.value).strip()):
        return None
    if field.kind is str:
        return visible_text(entry.value).strip() if isinstance(entry.value, str) else _plain(entry.value)
    number = _number(field, entry)
    if field.kind is Decimal or number is None:
        return number
    if number != number.to_integral_value():
        raise InvalidInputs(entry.where, f"“{field.title}”应为整数，而不是“{_shown(entry)}”")
    return int(number)


def _number(field: InputField, entry: Entry) -> Decimal | None:
    if isinstance(entry.value, Decimal):
        return entry.value
    try:
        return read_amount(entry.value or "")
    except ValueError:
        wanted = "金额" if field.unit == "万元" else "数字"
        raise InvalidInputs(entry.where, f"“{_shown(entry)}”不是{wanted}，“{field.title}”应填{_unit_hint(field)}") from None


def _unit_hint(field: InputField) -> str:
    return f"以{field.unit}为单位的数字" if field.unit else "数字"


def _shown(entry: Entry) -> str:
    text = entry.value if isinstance(entry.value, str) else _plain(entry.value or Decimal(0))
    return " ".join(visible_text(text).split())[:40]


def _plain(value: Decimal) -> str:
    """A number as a person typed it: a code 2080101 has no exponent and no ``.0``."""
    return str(int(value)) if value == value.to_integral_value() else format(value, "f")
