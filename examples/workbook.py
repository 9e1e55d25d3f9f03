"""Writes sheets as a workbook whose bytes depend on nothing but its content."""

import io
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.export.archive import strip_times
from examples.layouts import Layout
from examples.sheets import Box, Sheet

THIN = Side(style="thin")
THOUSAND = Decimal(1000)


def write_workbook(sheets: tuple[Sheet, ...], layout: Layout) -> bytes:
    """The sheets as an .xlsx file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write_sheet(book.create_sheet(sheet.name), sheet, layout)
    buffer = io.BytesIO()
    book.save(buffer)
    return strip_times(buffer.getvalue())


def _write_sheet(worksheet: Worksheet, sheet: Sheet, layout: Layout) -> None:
    for box in sheet.boxes:
        _write_box(worksheet, box, layout)
    for row in worksheet.iter_rows(min_row=sheet.first, max_row=sheet.last, max_col=sheet.width):
        for cell in row:
            cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
    worksheet.cell(1, 1).font = Font(name="宋体", size=16, bold=True)
    worksheet.cell(1, 1).alignment = Alignment(horizontal="center")
    for column in range(1, sheet.width + 1):
        worksheet.column_dimensions[get_column_letter(column)].width = _column_width(sheet, column)
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.fitToHeight = 1
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_box(worksheet: Worksheet, box: Box, layout: Layout) -> None:
    cell = worksheet.cell(box.row, box.column)
    cell.font = Font(name="宋体", size=10)
    cell.alignment = Alignment(vertical="center", wrap_text=box.columns == 1)
    if isinstance(box.value, Decimal):
        _write_amount(cell, box.value, as_text=layout.numbers_as_text and box.value >= THOUSAND)
    elif box.value != "":
        cell.value = box.value
    if box.rows > 1 or box.columns > 1:
        worksheet.merge_cells(
            start_row=box.row, start_column=box.column, end_row=box.row + box.rows - 1, end_column=box.column + box.columns - 1
        )


def _write_amount(cell: Cell | MergedCell, amount: Decimal, *, as_text: bool) -> None:
    cell.alignment = Alignment(horizontal="right", vertical="center")
    if as_text:
        cell.value = f"{amount:,}"
    else:
        cell.value = amount
        cell.number_format = "#,##0.00" if amount.as_tuple().exponent == -2 else "General"


def _column_width(sheet: Sheet, column: int) -> float:
    texts = (box.value for box in sheet.boxes if box.column == column and box.columns == 1)
    longest = max((len(text) for text in texts if isinstance(text, str)), default=4)
    return min(34.0, max(10.0, 1.9 * longest))
