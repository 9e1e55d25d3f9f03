"""A sheet of XlsxWriter for very many cells: kept as they will be written, not as objects, they take a third of the time."""

from decimal import Decimal
from functools import cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_SHORT = 16_000
"""Characters that a cell of Excel holds whatever they are."""


class LongSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose texts and numbers are written by row and column, both from 0, within a sheet's bounds, in a format each."""

    def write_string(self, row: int, col: int, string: str, cell_format: Any) -> int:
        """Write a text; XlsxWriter cuts one that is too long."""
        if len(string) > _SHORT:
            return int(super().write_string(row, col, string, cell_format))
        index = self.str_table._get_shared_string_index(string)
        return self._keep(row, col, f'{_start(col, row, cell_format)} t="s"><v>{index}</v></c>')

    def write_number(self, row: int, col: int, number: int | Decimal, cell_format: Any) -> int:
        """Write a number."""
        return self._keep(row, col, f"{_start(col, row, cell_format)}><v>{number}</v></c>")

    def _keep(self, row: int, col: int, cell: str) -> int:
        self._check_dimensions(row, col)
        self.table[row][col] = cell
        return 0

    def _write_cell(self, row: int, col: int, cell: object) -> None:
        if isinstance(cell, str):
            self.fh.write(cell)
        else:
            super()._write_cell(row, col, cell)


def _start(col: int, row: int, cell_format: Any) -> str:
    return f'<c r="{_letters(col)}{row + 1}" s="{cell_format._get_xf_index()}"'


_letters = cache(xl_col_to_name)
