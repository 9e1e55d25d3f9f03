"""The text of a review laid out to be looked at: lines and tables, cut into pieces wherever a number or a finding begins or ends."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from schemas.manuscript import CellSpan, ManuscriptTable
from schemas.review import LedgerEntry, Review


class Piece(NamedTuple):
    """Words with the number they belong to and the finding they are marked by; ``begins`` where the finding's words begin."""

    start: int
    text: str
    entry: LedgerEntry | None
    finding: int | None
    begins: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table, each row with as many cells."""

    rows: tuple[tuple[tuple[Piece, ...], ...], ...]


class Layout:
    """The text of a review, to be cut."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._starts = [entry.start for entry in review.ledger]
        placed = [
            (finding.start or 0, finding.end or 0, number) for number, finding in enumerate(review.findings) if finding.start is not None
        ]
        edges = {edge for entry in review.ledger for edge in (entry.start, entry.end)}
        self._edges = sorted(edges | {edge for start, end, _ in placed for edge in (start, end)})
        self._marks: dict[int, tuple[int, int]] = {}
        """By edge, where the finding that marks what follows begins, and its number: the first of several."""
        for start, end, number in reversed(placed):
            covered = self._edges[bisect_left(self._edges, start) : bisect_left(self._edges, end)]
            self._marks |= dict.fromkeys(covered, (start, number))

    def blocks(self) -> Iterator[Line | Rows]:
        """All of it, a line a paragraph, and its tables as tables where their cells hold all that is written there."""
        offset = 0
        for table in self._review.tables:
            cells = [cell for cell in table.cells if table.start <= cell.start]
            if table.start < offset or not _is_whole(self._review.text, table, cells):
                continue
            yield from self.lines(offset, max(table.start - 1, offset))
            yield self._rows(cells)
            offset = min(table.end + 1, len(self._review.text))
        yield from self.lines(offset, len(self._review.text))

    def lines(self, start: int, end: int) -> Iterator[Line]:
        """The lines of a stretch of text."""
        for line in self._review.text[start:end].split("\n") if start < end else ():
            yield Line(self.cut(start, start + len(line)))
            start += len(line) + 1

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces of a stretch within a line or cell."""
        inner = self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, end)]
        return tuple(self._piece(first, last) for first, last in pairwise([start, *inner, end]))

    def _rows(self, cells: Sequence[CellSpan]) -> Rows:
        columns = max(cell.column for cell in cells) + 1
        rows = []
        for _, row in groupby(sorted(cells, key=lambda cell: (cell.row, cell.column)), key=lambda cell: cell.row):
            shown = {cell.column: self.cut(cell.start, cell.end) for cell in row}
            rows.append(tuple(shown.get(column, ()) for column in range(columns)))
        return Rows(tuple(rows))

    def _piece(self, start: int, end: int) -> Piece:
        number = bisect_right(self._starts, start) - 1
        entry = self._review.ledger[number] if number >= 0 and start < self._review.ledger[number].end else None
        edge = bisect_right(self._edges, start) - 1
        begin, finding = self._marks.get(self._edges[edge], (None, None)) if edge >= 0 else (None, None)
        return Piece(start, self._review.text[start:end], entry, finding, begin == start)


def _is_whole(text: str, table: ManuscriptTable, cells: Sequence[CellSpan]) -> bool:
    inside = sum(len(text[cell.start : cell.end].split()) > 0 for cell in cells)
    held = sum(len("".join(text[cell.start : cell.end].split())) for cell in cells)
    return inside > 1 and held == len("".join(text[table.start : table.end].split()))
