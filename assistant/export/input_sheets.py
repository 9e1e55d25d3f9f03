"""The workbook in which a person fills in the inputs (补充资料), made from the fields of the model itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import UnionType
from typing import Union, get_args, get_origin

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from pydantic.fields import FieldInfo

from assistant.export.sheets import (
    BORDER,
    INPUT_FILL,
    LOCKED_FILL,
    TEXT_FORMAT,
    WRAPPED,
    cell_at,
    row_height,
    set_widths,
    write_header,
    write_value,
)
from schemas.frozen import Frozen

RECORD_HEADERS = ("填写项", "填写内容", "单位", "说明")
_RECORD_WIDTHS = (42, 50, 10, 50)
BLANK_ROWS = 30
"""Rows left for more entries below those filled in."""

_LOCKED = "fact"
_MOST = 10**12


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of a record as a person sees it: label, unit, note, what kind of value it takes."""

    name: str
    title: str
    unit: str
    note: str
    kind: type


def list_entries(model: type[Frozen]) -> tuple[Entry, ...]:
    """The fields of a record, in order."""
    return tuple(_entry(name, field) for name, field in model.model_fields.items())


def entry_model(field: FieldInfo) -> type[Frozen] | None:
    """The model of one row where the field is a tuple of records; None where it is a record itself."""
    if get_origin(field.annotation) is not tuple:
        return None
    model: type[Frozen] = get_args(field.annotation)[0]
    return model


def write_record(sheet: Worksheet, record: Frozen) -> None:
    """One line a field: 填写项, 填写内容, 单位, 说明."""
    for column, header in enumerate(RECORD_HEADERS, start=1):
        write_header(cell_at(sheet, 1, column), header)
    for row, entry in enumerate(list_entries(type(record)), start=2):
        for column, text in ((1, entry.title), (3, entry.unit), (4, entry.note)):
            write_value(cell_at(sheet, row, column), text)
            _frame(cell_at(sheet, row, column))
        _write_input(cell_at(sheet, row, 2), getattr(record, entry.name), entry)
        _validate(sheet, entry, f"B{row}")
        _heighten(sheet, row, _RECORD_WIDTHS)
    set_widths(sheet, _RECORD_WIDTHS)
    sheet.freeze_panes = "B2"


def write_rows(sheet: Worksheet, model: type[Frozen], rows: tuple[Frozen, ...]) -> None:
    """One row an entry, its fields across; units and notes are comments of the headers. Blank rows follow."""
    entries = list_entries(model)
    last = len(rows) + BLANK_ROWS + 1
    for column, entry in enumerate(entries, start=1):
        write_header(cell_at(sheet, 1, column), entry.title)
        remark = "\n".join(part for part in (entry.unit and f"单位：{entry.unit}", entry.note) if part)
        if remark:
            cell_at(sheet, 1, column).comment = _comment(remark)
        letter = get_column_letter(column)
        _validate(sheet, entry, f"{letter}2:{letter}{last}")
        for row in range(2, last + 1):
            value = getattr(rows[row - 2], entry.name) if row - 2 < len(rows) else None
            _write_input(cell_at(sheet, row, column), value, entry)
    widths = [_column_width(entry) for entry in entries]
    for row in range(2, len(rows) + 2):
        _heighten(sheet, row, widths)
    set_widths(sheet, widths)
    sheet.freeze_panes = "A2"


def _entry(name: str, field: FieldInfo) -> Entry:
    extra = field.json_schema_extra
    unit = extra.get("unit", "") if isinstance(extra, dict) else ""
    return Entry(name, field.title or name, str(unit), field.description or "", _value_kind(field))


def _value_kind(field: FieldInfo) -> type:
    """``str``, ``int`` or ``Decimal``: what the field holds when it is not None."""
    kinds = list(_alternatives(field.annotation))
    return kinds[0]


def _alternatives(annotation: object) -> Iterator[type]:
    options = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    yield from (option for option in options if isinstance(option, type) and option is not type(None))


def _write_input(cell: Cell, value: str | int | Decimal | None, entry: Entry) -> None:
    write_value(cell, value)
    _frame(cell)
    cell.fill = LOCKED_FILL if entry.name == _LOCKED else INPUT_FILL
    if entry.kind is str:
        cell.number_format = TEXT_FORMAT
    else:
        cell.number_format = "0" if entry.kind is int else "#,##0.00####"


def _frame(cell: Cell) -> None:
    cell.border = BORDER
    cell.alignment = WRAPPED


def _heighten(sheet: Worksheet, row: int, widths: Sequence[int]) -> None:
    """Makes a row high enough for its texts: programs that print it do not all do so by themselves."""
    sheet.row_dimensions[row].height = row_height(
        (text, width) for column, width in enumerate(widths, start=1) if isinstance(text := cell_at(sheet, row, column).value, str)
    )


def _column_width(entry: Entry) -> int:
    if entry.kind is not str:
        return 18
    return 30 if entry.name in (_LOCKED, "code", "name", "label", "title") else 60


def _comment(text: str) -> Comment:
    return Comment(text, "填写说明", height=90, width=260)


def _validate(sheet: Worksheet, entry: Entry, cells: str) -> None:
    """Lets Excel refuse what is not a number where a number is asked for."""
    if entry.kind is Decimal:
        rule = DataValidation("decimal", formula1=str(-_MOST), formula2=str(_MOST), allow_blank=True, operator="between")
        rule.error = f"“{entry.title}”应填数字，单位为{entry.unit}，没有则留空。"
    elif entry.kind is int:
        rule = DataValidation("whole", formula1="0", allow_blank=True, operator="greaterThanOrEqual")
        rule.error = f"“{entry.title}”应填不小于0的整数，没有则留空。"
    else:
        return
    rule.errorTitle = "填写有误"
    rule.showErrorMessage = True
    sheet.add_data_validation(rule)
    rule.add(cells)
