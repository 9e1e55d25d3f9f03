"""A printed table as a grid: boxes with spans, in rows, whatever file it goes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

from assistant.numerals.render import render_plain
from schemas.accounts import MoneyUnit

ColumnKind = Literal["label", "rank", "code", "digit", "number"]
"""``rank`` holds 行次, ``code`` a whole account code, ``digit`` a third of one (类, 款, 项)."""

BoxKind = Literal["head", "label", "total", "rank", "code", "number"]


@dataclass(frozen=True, slots=True)
class Box:
    """A cell or merged cells: what stands in it, how many rows down and columns across it reaches."""

    kind: BoxKind
    text: str = ""
    value: Decimal | None = None
    rows: int = 1
    columns: int = 1


Row = tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with its zero-based position; ``below`` counts how many rows of the box lie above this one."""

    row: int
    column: int
    box: Box
    below: int = 0


@dataclass(frozen=True)
class Grid:
    """The boxes of a table. A row lists the boxes that begin in it, from left to right.

    ``ranks`` is the 栏次 row, the last of the header; () where the table has none.
    """

    columns: tuple[ColumnKind, ...]
    heads: tuple[Row, ...]
    ranks: Row
    body: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows from top to bottom."""
        return self.header + self.body

    @property
    def header(self) -> tuple[Row, ...]:
        """The rows that are repeated on each page."""
        return (*self.heads, self.ranks) if self.ranks else self.heads

    @cached_property
    def placed(self) -> tuple[tuple[Placed, ...], ...]:
        """Row by row what stands in it from left to right, boxes reaching down from above included."""
        return tuple(map(tuple, self._place()))

    def _place(self) -> Iterator[list[Placed]]:
        reaching: dict[int, Placed] = {}
        for number, row in enumerate(self.rows):
            boxes = iter(row)
            line: list[Placed] = []
            column = 0
            while column < len(self.columns):
                above = reaching.pop(column, None)
                box = above.box if above else next(boxes)
                placed = Placed(number, column, box, above.below + 1 if above else 0)
                if placed.below + 1 < box.rows:
                    reaching[column] = placed
                line.append(placed)
                column += box.columns
            yield line


@dataclass(frozen=True, slots=True)
class Layout:
    """One of the nine tables as printed; amounts are shown with ``decimals``, at least two."""

    title: str
    number: str
    unit: str
    money: MoneyUnit
    decimals: int
    landscape: bool
    grid: Grid
    notes: tuple[str, ...]


def show_box(box: Box, decimals: int) -> str:
    """The text of a box; an amount with commas and as many decimals, a blank one as nothing."""
    return box.text if box.value is None else _show_amount(box.value, decimals)


@lru_cache(maxsize=1024)  # columns are fitted, pages counted and two files written with the same amounts
def _show_amount(amount: Decimal, decimals: int) -> str:
    return render_plain(amount, decimals, trailing_zeros=True, commas=True)
