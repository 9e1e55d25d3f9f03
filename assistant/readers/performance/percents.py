"""Percentages of a workbook: a cell that shows 99.9% holds 0.999, so that its look must be read too.

openpyxl is loaded with the first form only: where numpy is installed it loads that too, a quarter of a draft's time.
"""

import io
from collections.abc import Sequence
from decimal import Decimal

from assistant.readers.texts import visible_text
from schemas.document import Document, Grid, Scalar


def with_percents(document: Document, data: bytes) -> Sequence[Grid]:
    """The grids of a workbook; what an .xlsx shows as a percentage is text such as 99.9%."""
    if document.kind != "xlsx":
        return document.grids
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(data), read_only=True)
    try:
        shown = {
            (visible_text(sheet.title), cell.row - 1, cell.column - 1)
            for sheet in workbook.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None and "%" in (cell.number_format or "")
        }
    finally:
        workbook.close()
    return tuple(_shown(grid, {(row, column) for name, row, column in shown if name == grid.sheet}) for grid in document.grids)


def _shown(grid: Grid, cells: set[tuple[int, int]]) -> Grid:
    if not cells:
        return grid
    rows = tuple(
        tuple(_percent(value) if (row, column) in cells else value for column, value in enumerate(line))
        for row, line in enumerate(grid.rows)
    )
    return grid.model_copy(update={"rows": rows})


def _percent(value: Scalar) -> Scalar:
    return f"{(value * 100).normalize():f}%" if isinstance(value, Decimal) else value
