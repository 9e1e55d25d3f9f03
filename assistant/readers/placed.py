"""Tables of a document, each cell with its span in the document's text, below the lines that head them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.readers.texts import comparison_text
from assistant.readers.titles import find_number, identify_title
from schemas.document import Grid, Scalar
from schemas.manuscript import CellSpan, ManuscriptTable

MAX_HEADINGS = 6
_LONGEST_HEADING = 90


class Piece(NamedTuple):
    """Characters of a document, as ``text``, and where they stand: from ``start`` to ``end``."""

    text: str
    start: int
    end: int

    @property
    def stripped(self) -> "Piece":
        """The piece without the white space at its ends."""
        text = self.text.strip()
        if len(text) == len(self.text):
            return self
        start = self.start + len(self.text) - len(self.text.lstrip())
        return Piece(text, start, start + len(text))


PlacedCell = Piece | str | None
"""A cell of the document, a heading that the reader itself puts above a column, or a blank."""

PlacedRow = Sequence[PlacedCell]


@dataclass(frozen=True, slots=True)
class Block:
    """A table among the lines of a plain text, from the line ``first`` to before the line ``last``.

    ``headings`` is None where the lines above are to be searched for them. ``start`` and ``end`` are
    offsets in the text.
    """

    first: int
    last: int
    headings: tuple[Piece, ...] | None
    rows: tuple[PlacedRow, ...]
    start: int
    end: int


def choose_headings(lines: Sequence[Piece]) -> tuple[Piece, ...]:
    """Of the lines between the table before and this one, in order, those that head this one.

    They are the last few that are short and no sentence; where one of them names one of the nine
    tables, only it, what stands below it, and a number (公开01表) directly above it.
    """
    chosen: list[Piece] = []
    for line in reversed(lines):
        if len(chosen) == MAX_HEADINGS or len(line.text) > _LONGEST_HEADING or "。" in line.text:
            break
        chosen.insert(0, line)
    compared = [comparison_text(line.text) for line in chosen]
    named = [index for index, text in enumerate(compared) if identify_title(text)]
    if not named:
        return tuple(chosen)
    first = named[-1]
    if first and find_number(compared[first - 1]) == compared[first - 1]:
        first -= 1
    return tuple(chosen[first:])


def place_table(
    file: str, number: int, headings: Sequence[Piece], rows: Sequence[PlacedRow], start: int, end: int, pages: str = ""
) -> ManuscriptTable:
    """A table of a document, the ``number``-th from 1, with its headings as rows of one cell above it.

    ``pages`` tells where it is printed, if that is known.
    """
    placed: list[PlacedRow] = [*((heading,) for heading in headings), *rows]
    cells = tuple(
        CellSpan(row=row, column=column, start=cell.start, end=cell.end)
        for row, line in enumerate(placed)
        for column, cell in enumerate(line)
        if isinstance(cell, Piece)
    )
    grid = Grid.model_construct(
        file=file, sheet=f"第{number}个表{pages}", rows=tuple(tuple(map(_scalar, line)) for line in placed), hidden=False
    )
    return ManuscriptTable.model_construct(grid=grid, cells=cells, start=start, end=end, is_cut=False)


def _scalar(cell: PlacedCell) -> Scalar:
    return (cell.text or None) if isinstance(cell, Piece) else cell
