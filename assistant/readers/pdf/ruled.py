"""Ruled tables of a page: the cells that its lines enclose, and the characters in each."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import pdfplumber.page

from assistant.readers.pdf.characters import Character
from assistant.readers.pdf.geometry import Box
from assistant.readers.pdf.lines import Letter, join_letters, make_lines

_NUMBER = re.compile(r"[-－−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
_NUMERIC = frozenset("0123456789.,，-－−")
_SMALL = 0.3

Cell = tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table on one page. ``lefts`` are the left edges of its columns; a cell covered by another is None."""

    page: int
    box: Box
    lefts: tuple[float, ...]
    rows: tuple[tuple[Cell | None, ...], ...]


def read_tables(page: pdfplumber.page.Page, characters: Sequence[Character]) -> list[RuledTable]:
    """The ruled tables of a page from the top; frames around a text are none."""
    tables = []
    for found in page.find_tables():
        rows = [[None if cell is None else Box(*cell) for cell in row.cells] for row in found.rows]
        if len(rows) * max(map(len, rows)) < 3:
            continue
        box = Box(*found.bbox)
        inside = [character for character in characters if box.holds(character.box.middle) and not character.text.isspace()]
        if not inside and len(rows) > 1:
            continue
        lefts = tuple(sorted({cell.left for row in rows for cell in row if cell}))
        tables.append(RuledTable(page.page_number, box, lefts, _fill(rows, inside, page.page_number)))
    return sorted(tables, key=lambda table: table.box.top)


def _fill(rows: Sequence[Sequence[Box | None]], characters: Sequence[Character], page: int) -> tuple[tuple[Cell | None, ...], ...]:
    cells = [box for row in rows for box in row if box]
    contents: dict[Box, list[Character]] = defaultdict(list)
    for run in _runs(characters):
        homes = [next((cell for cell in cells if cell.holds(character.box.middle)), None) for character in run]
        if len(set(homes)) > 1 and _NUMBER.fullmatch("".join(character.text for character in run)):
            homes = [max(set(homes), key=homes.count)] * len(run)
        for home, character in zip(homes, run, strict=True):
            if home is not None:
                contents[home].append(character)
    return tuple(tuple(None if box is None else join_letters(make_lines(contents[box], page)) for box in row) for row in rows)


def _runs(characters: Sequence[Character]) -> list[list[Character]]:
    """Numerals whose digits touch, whatever rulings they cross; every other character by itself."""
    runs: list[list[Character]] = []
    for character in characters:
        last = runs[-1][-1] if runs else None
        if last is not None and {last.text, character.text} <= _NUMERIC and _touch(last.box, character.box):
            runs[-1].append(character)
        else:
            runs.append([character])
    return runs


def _touch(first: Box, second: Box) -> bool:
    height = max(min(first.height, second.height), 1.0)
    return abs(first.middle[1] - second.middle[1]) < _SMALL * height and -_SMALL * height < second.left - first.right < _SMALL * height
