"""Cells of a workbook: text that is never a formula, exact numbers, the looks shared by all workbooks."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.export.archive import strip_times
from assistant.export.text import display_width, legible

TEXT_FORMAT = "@"
FONT = Font(name="宋体", size=10)
HEADER_FONT = Font(name="黑体", size=10, bold=True)
HEADER_FILL = PatternFill("solid", start_color="D9E2F3")
INPUT_FILL = PatternFill("solid", start_color="FFF9E5")
LOCKED_FILL = PatternFill("solid", start_color="E7E6E6")
_THIN = Side(style="thin", color="999999")
BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
WRAPPED = Alignment(vertical="center", wrap_text=True)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)

FORMULA_SIGNS = ("=", "+", "-", "@")
"""What a formula may begin with."""

_LINE, _HIGHEST = 15, 409
"""Points of a line of text, and of the highest row that Excel knows."""


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell at a row and column, from 1.

    Raises:
        TypeError: The cell is covered by a merged one.
    """
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"row {row}, column {column} is covered by a merged cell")
    return cell


def write_value(cell: Cell, value: str | int | Decimal | None) -> None:
    """Writes text as text, whatever it begins with; numbers as numbers; None as a blank cell."""
    if isinstance(value, str):
        _write_text(cell, value)
    else:
        cell.value = value
    cell.font = FONT


def write_header(cell: Cell, text: str) -> None:
    """Writes a heading."""
    _write_text(cell, text)
    cell.font = HEADER_FONT
    cell.fill = HEADER_FILL
    cell.alignment = CENTRED
    cell.border = BORDER


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Sets the widths of the first columns, in characters."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def row_height(texts: Iterable[tuple[str, int]]) -> int:
    """The points that a row takes whose texts stand in columns of these widths."""
    lines = max((_count_lines(text, width) for text, width in texts), default=1)
    return min(lines * _LINE, _HIGHEST)


def fit_page(sheet: Worksheet, lying: bool) -> None:
    """Prints the sheet on A4, as wide as the page and as long as it takes."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if lying else "portrait"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def decimal_format(decimals: int) -> str:
    """An amount with commas and this many decimals."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def save_workbook(workbook: Workbook) -> bytes:
    """The workbook's bytes; equal workbooks give equal bytes."""
    file = io.BytesIO()
    workbook.properties.creator = ""
    workbook.save(file)
    return strip_times(file.getvalue())


@lru_cache(maxsize=4096)
def _count_lines(text: str, width: int) -> int:
    return sum(max(1, ceil(display_width(line) / (width - 2))) for line in text.split("\n"))


def _write_text(cell: Cell, text: str) -> None:
    cell.value = legible(text) or None
    if text:
        cell.data_type = "s"
    if text.startswith(FORMULA_SIGNS):
        cell.quotePrefix = True
