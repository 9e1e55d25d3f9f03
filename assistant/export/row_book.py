"""Workbooks of many rows below a row of headings, by XlsxWriter: equal cells share a format, a third of openpyxl's time."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from assistant.export.archive import strip_times
from assistant.export.batch_words import Link
from assistant.export.long_sheet import LongSheet
from assistant.export.sheets import FORMULA_SIGNS, row_height
from assistant.export.text import legible

MOST_ROWS = 1_048_576
"""Rows of a sheet of Excel."""

Value = str | int | Decimal | None
Linked = Value | Link
"""What a cell may hold, where a link's words lead to its target."""

_RELATIVE = "relative://"
"""Stands before a target until the workbook is finished: XlsxWriter takes none without a scheme."""

_MOST_LINKS, _LONGEST_TARGET, _LONGEST_TEXT = 65_530, 2_079, 32_767
"""Links of a sheet of Excel, characters of a link's target and of a cell."""

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
_SEEN_BLANK = ("bg_color", "border")
"""What of a look is seen where nothing stands."""
_WRAPPED = {"valign": "vcenter", "text_wrap": True}
_MARKUP = ("<r>", "</r>")
"""What XlsxWriter takes for formatted text, written unescaped."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks, and how where its text begins like a formula: the format by which Excel knows that it is none.

    A blank cell is left out where nothing of its look would be seen.
    """

    plain: Any
    quoted: Any
    is_seen_blank: bool


class RowBook:
    """A workbook of such sheets; text is never a formula, and equal rows give equal bytes."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self._book = Workbook(self._file, {"in_memory": True})
        self._heading = self._book.add_format(_HEADING)

    def add_sheet(self, title: str, columns: Mapping[str, float], header: int = 0) -> "RowSheet":
        """A sheet with its headings and their widths in characters; they stay in sight, and are printed on every page.

        Above the headings are ``header`` rows for what is told across the sheet.
        """
        sheet = self._book.add_worksheet(title, LongSheet)
        for column, (name, width) in enumerate(columns.items()):
            sheet.write_string(header, column, name, self._heading)
            sheet.set_column_pixels(column, column, width * _PIXELS)
        sheet.freeze_panes(header + 1, 1)
        sheet.repeat_rows(header)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return RowSheet(sheet, header)

    def add_look(self, wrapped: bool = False, colour: str | None = None, **more: str | int) -> Look:
        """The look of cells with their text on several lines or on one, on a ground of this colour; ``more`` are XlsxWriter's."""
        ground = {"bg_color": f"#{colour}"} if colour else {}
        look = {**_CELL, **(_WRAPPED if wrapped else {}), **ground, **more}
        is_seen_blank = not look.keys().isdisjoint(_SEEN_BLANK)
        return Look(self._book.add_format(look), self._book.add_format({**look, "quote_prefix": True}), is_seen_blank)

    def to_bytes(self) -> bytes:
        """The finished workbook; nothing can be added behind it."""
        self._book.close()
        return strip_times(self._file.getvalue(), _free_targets)


def _free_targets(name: str, part: bytes) -> bytes:
    """A part of a workbook with its links as they were given."""
    return part.replace(f'="{_RELATIVE}'.encode(), b'="') if name.endswith(".rels") else part


class RowSheet:
    """A sheet of a ``RowBook``, written row by row."""

    def __init__(self, sheet: Any, header: int = 0) -> None:
        self._sheet = sheet
        self._header = self._rows = header
        self._links = 0

    def tell(self, row: int, text: str, widths: Sequence[int], look: Look) -> None:
        """Writes a text into a row above the headings, across the columns of these widths."""
        self._sheet.merge_range(row, 0, row, len(widths) - 1, "", look.plain)
        self._write_text(row, 0, text, look)
        self._sheet.set_row(row, row_height([(text, sum(widths))]))

    def add_row(self, values: Sequence[Linked], looks: Sequence[Look], height: float | None = None) -> None:
        """Adds a row with the look of each cell; ``height`` is in points."""
        self._rows += 1
        for column, (value, look) in enumerate(zip(values, looks, strict=True)):
            self._write(column, value, look)
        if height is not None:
            self._sheet.set_row(self._rows, height)

    def filter_columns(self, count: int) -> None:
        """Puts filters on the first columns over the rows added so far."""
        self._sheet.autofilter(self._header, 0, max(self._rows, self._header + 1), count - 1)

    def print_columns(self, count: int) -> None:
        """Prints the first columns only, with the rows added so far."""
        self._sheet.print_area(0, 0, self._rows, count - 1)

    def _write(self, column: int, value: Linked, look: Look) -> None:
        if isinstance(value, str):
            self._write_text(self._rows, column, value, look)
        elif isinstance(value, Link):
            self._write_link(column, value, look)
        elif value is None:
            self._write_blank(self._rows, column, look)
        else:
            self._sheet.write_number(self._rows, column, value, look.plain)

    def _write_text(self, row: int, column: int, value: str, look: Look) -> None:
        text = (value if value.isprintable() else legible(value))[:_LONGEST_TEXT]
        if not text:
            self._write_blank(row, column, look)
            return
        shown = f"{text} " if text.startswith(_MARKUP[0]) and text.endswith(_MARKUP[1]) else text
        self._sheet.write_string(row, column, shown, look.quoted if text.startswith(FORMULA_SIGNS) else look.plain)

    def _write_blank(self, row: int, column: int, look: Look) -> None:
        if look.is_seen_blank:
            self._sheet.write_blank(row, column, None, look.plain)

    def _write_link(self, column: int, link: Link, look: Look) -> None:
        """The words alone where Excel takes no such link, or no more."""
        target = f"{_RELATIVE}{link.target}"
        if self._links < _MOST_LINKS and len(target) <= _LONGEST_TARGET:
            self._links += 1
            self._sheet.write_url(self._rows, column, target, look.plain, link.words)
        self._write_text(self._rows, column, link.words, look)
