"""The nine public tables as sheets of a workbook, laid out as the files that units export."""

from decimal import Decimal

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from assistant.export.grid import ColumnKind, Layout, Placed
from assistant.export.sheets import BORDER, TEXT_FORMAT, WRAPPED, cell_at, decimal_format, fit_page, set_widths, write_value

_WIDTHS: dict[ColumnKind, float] = {"label": 36, "rank": 6, "code": 12, "digit": 4, "number": 16}
_TITLE = Font(name="黑体", size=16)
_ALIGNED = {"head": "center", "total": "center", "rank": "center", "code": "left", "label": "left", "number": "right"}
FIRST_ROW = 4
"""The first row of the table's header; above it stand title, number, unit and unit of money."""


def write_table(sheet: Worksheet, layout: Layout) -> None:
    """Title, 公开01表, 单位, header with merged cells, lines, notes."""
    width = len(layout.grid.columns)
    _write_across(sheet, 1, width, layout.title)
    sheet["A1"].font = _TITLE
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 28
    _write_right(sheet, 2, width, layout.number)
    write_value(cell_at(sheet, 3, 1), f"单位：{layout.unit}")
    _write_right(sheet, 3, width, f"单位：{layout.money}")
    for row in layout.grid.placed:
        for placed in row:
            if not placed.below:
                _write_box(sheet, placed, layout)
    for offset, note in enumerate(layout.notes):
        _write_across(sheet, FIRST_ROW + len(layout.grid.rows) + offset, width, note)
    set_widths(sheet, [_WIDTHS[kind] for kind in layout.grid.columns])
    sheet.freeze_panes = f"A{FIRST_ROW + len(layout.grid.header)}"
    sheet.print_title_rows = f"{FIRST_ROW}:{FIRST_ROW + len(layout.grid.header) - 1}"
    fit_page(sheet, layout.landscape)


def _write_across(sheet: Worksheet, row: int, width: int, text: str) -> None:
    write_value(cell_at(sheet, row, 1), text)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    cell_at(sheet, row, 1).alignment = WRAPPED


def _write_right(sheet: Worksheet, row: int, column: int, text: str) -> None:
    write_value(cell_at(sheet, row, column), text)
    cell_at(sheet, row, column).alignment = Alignment(horizontal="right")


def _write_box(sheet: Worksheet, placed: Placed, layout: Layout) -> None:
    box = placed.box
    row, column = FIRST_ROW + placed.row, placed.column + 1
    for down in range(box.rows):
        for right in range(box.columns):
            cell_at(sheet, row + down, column + right).border = BORDER
    cell = cell_at(sheet, row, column)
    value: str | Decimal | None = box.value if box.kind == "number" else box.text
    write_value(cell, int(box.text) if box.kind == "rank" else value)
    cell.alignment = Alignment(horizontal=_ALIGNED[box.kind], vertical="center", wrap_text=True)
    if box.kind == "number":
        cell.number_format = decimal_format(layout.decimals)
    elif box.kind == "code":
        cell.number_format = TEXT_FORMAT
    if box.rows > 1 or box.columns > 1:
        sheet.merge_cells(start_row=row, start_column=column, end_row=row + box.rows - 1, end_column=column + box.columns - 1)
