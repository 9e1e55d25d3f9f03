"""Workbooks of many rows below a row of headings, by XlsxWriter: equal cells share a format, a third of openpyxl's time."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from assistant.export.archive import strip_times
from assistant.export.sheets import FORMULA_SIGNS
from assistant.export.text import legible

MOST_ROWS = 1_048_576
"""Rows of a sheet of Excel."""

Value = str | int | Decimal | None

_A4 = 9
_PIXELS = 7
"""The width of a character of the standard letters."""

_HEADING = {
    "font_name": "黑体",
    "font_size": 10,
    "bold": True,
    "bg_color": "#D9E2F3",
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
    "border_color": "#999999",
}
_CELL = {"font_name": "宋体", "font_size": 10}
_WRAPPED = {"valign": "vcenter", "text_wrap": True}
_MARKUP = ("<r>", "</r>")
"""What XlsxWriter takes for formatted text, written unescaped."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks, and how where its text begins like a formula: the format by which Excel knows that it is none."""

    plain: Any
    quoted: Any


class RowBook:
    """A workbook of such sheets; text is never a formula, and equal rows give equal bytes."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self._book = Workbook(self._file, {"in_memory": True})
        self._heading = self._book.add_format(_HEADING)

    def add_sheet(self, title: str, columns: Mapping[str, float]) -> "RowSheet":
        """A sheet with its headings and their widths in characters; they stay in sight, and are printed on every page."""
        sheet = self._book.add_worksheet(title)
        for column, (name, width) in enumerate(columns.items()):
            sheet.write_string(0, column, name, self._heading)
            sheet.set_column_pixels(column, column, width * _PIXELS)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return RowSheet(sheet)

    def add_look(self, wrapped: bool = False, colour: str | None = None) -> Look:
        """The look of cells with their text on several lines or on one, on a ground of this colour."""
        ground = {"bg_color": f"#{colour}"} if colour else {}
        look = {**_CELL, **(_WRAPPED if wrapped else {}), **ground}
        return Look(self._book.add_format(look), self._book.add_format({**look, "quote_prefix": True}))

    def to_bytes(self) -> bytes:
        """The finished workbook; nothing can be added behind it."""
        self._book.close()
        return strip_times(self._file.getvalue())


class RowSheet:
    """A sheet of a ``RowBook``, written row by row."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._rows = 0

    def add_row(self, values: Sequence[Value], looks: Sequence[Look], height: float | None = None) -> None:
        """Adds a row with the look of each cell; ``height`` is in points."""
        self._rows += 1
        for column, (value, look) in enumerate(zip(values, looks, strict=True)):
            self._write(column, value, look)
        if height is not None:
            self._sheet.set_row(self._rows, height)

    def filter_columns(self, count: int) -> None:
        """Puts filters on the first columns over the rows added so far."""
        self._sheet.autofilter(0, 0, max(self._rows, 1), count - 1)

    def print_columns(self, count: int) -> None:
        """Prints the first columns only, with the rows added so far."""
        self._sheet.print_area(0, 0, self._rows, count - 1)

    def _write(self, column: int, value: Value, look: Look) -> None:
        text = legible(value) if isinstance(value, str) else value
        if text is None or text == "":
            self._sheet.write_blank(self._rows, column, None, look.plain)
        elif isinstance(text, str):
            shown = f"{text} " if text.startswith(_MARKUP[0]) and text.endswith(_MARKUP[1]) else text
            self._sheet.write_string(self._rows, column, shown, look.quoted if text.startswith(FORMULA_SIGNS) else look.plain)
        else:
            self._sheet.write_number(self._rows, column, text, look.plain)
