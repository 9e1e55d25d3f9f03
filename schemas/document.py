"""A file as read, before anything in it is understood: grids of cells with their addresses."""

from decimal import Decimal
from functools import cache
from typing import Literal

from schemas.finding import Finding
from schemas.frozen import Frozen
from schemas.place import Place

Scalar = str | Decimal | None
"""What a cell holds: text as typed, a number, or nothing. Blank is ``None``, never 0."""


class Grid(Frozen):
    """A sheet, or one HTML table: rows of scalars from A1 on, rows may differ in length."""

    file: str
    sheet: str
    rows: tuple[tuple[Scalar, ...], ...]
    hidden: bool = False

    def place(self, row: int, column: int) -> Place:
        """The place of the cell at zero-based ``row`` and ``column``."""
        return Place(file=self.file, sheet=self.sheet, cell=f"{column_letters(column)}{row + 1}")


class Document(Frozen):
    """A file's grids in order, and what could not be read of it."""

    file: str
    kind: Literal["xlsx", "xls", "html", "docx", "pdf", "txt", "md"]
    grids: tuple[Grid, ...]
    findings: tuple[Finding, ...] = ()


@cache
def column_letters(column: int) -> str:
    """The letters of a zero-based column: 0 is ``A``, 26 is ``AA``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
