"""The canonical form in which a table read from plain text is laid out: headings of the reader's own, cells of the document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.readers.flat.regions import FlatRegion
from assistant.readers.flat.tokens import split_tokens
from assistant.readers.placed import Block, Piece, PlacedRow


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table made out: header rows, rows of cells, and how many numbers of its lines could not be placed."""

    header: tuple[PlacedRow, ...]
    rows: tuple[PlacedRow, ...]
    left_out: int = 0


def lay_out_flat(region: FlatRegion, table: FlatTable) -> Block:
    """The table under its headings; what was not placed stands right of its columns, where no heading claims it, and notes below."""
    width = max(len(row) for row in (*table.header, *table.rows))
    used = {(cell.start, cell.end) for row in table.rows for cell in row if isinstance(cell, Piece)}
    rows = (*table.header, *table.rows, *_unplaced(region.body, used, width), *((note,) for note in region.notes))
    return Block(region.first, region.last, region.headings, rows, region.start, region.end)


def lay_out_unread(region: FlatRegion) -> Block:
    """A table that could not be made out: its words and numbers line by line, without the title that would claim it."""
    rows = (*word_rows(region.body), *((note,) for note in region.notes))
    return Block(region.first, region.last, (), rows, region.start, region.end)


def word_rows(lines: Sequence[Piece]) -> tuple[PlacedRow, ...]:
    """Words and numbers, a row for each line."""
    return tuple([token.piece for token in split_tokens([line])] for line in lines)


def _unplaced(body: Sequence[Piece], used: Iterable[tuple[int, int]], width: int) -> list[PlacedRow]:
    """Row by row the tokens with digits that no cell covers."""
    spans = sorted(used)
    rows: list[PlacedRow] = []
    position = 0
    for line in body:
        rest: list[Piece] = []
        for token in split_tokens([line]):
            while position < len(spans) and spans[position][1] <= token.start:
                position += 1
            covered = position < len(spans) and spans[position][0] <= token.start
            if not covered and any(character.isdigit() for character in token.text):
                rest.append(token.piece)
        if rest:
            rows.append([*[None] * width, *rest])
    return rows
