"""A sheet of XlsxWriter for very many cells: kept as they will be written, they take a third of the time."""

from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

Value = str | int | Decimal | None


class LineSheet(Worksheet):  # type: ignore[misc]
    """Beside XlsxWriter's own, the table of cells holds some as XML."""

    def put_row(self, row: int, cells: dict[int, tuple[Value, Any]]) -> None:
        """Writes the cells of a row by their columns, each with its format; text is taken as it is, and must fit."""
        line = self.table[row]
        for column, (value, look) in cells.items():
            start = f'<c r="{xl_col_to_name(column)}{row + 1}" s="{look._get_xf_index()}"'
            if isinstance(value, str):
                line[column] = f'{start} t="s"><v>{self.str_table._get_shared_string_index(value)}</v></c>'
            else:
                line[column] = f"{start}/>" if value is None else f"{start}><v>{value}</v></c>"
        if cells:
            self._check_dimensions(row, max(cells))

    def _write_cell(self, row: int, col: int, cell: object) -> None:
        if isinstance(cell, str):
            self.fh.write(cell)
        else:
            super()._write_cell(row, col, cell)
