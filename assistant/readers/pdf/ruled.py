"""Ruled tables of a page: the cells that its lines enclose, and the characters in each."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assistant.readers.pdf.characters import Character
from assistant.readers.pdf.geometry import Box, around
from assistant.readers.pdf.lines import Letter, join_letters, make_lines

if TYPE_CHECKING:
    import pdfplumber.page

_NUMBER = re.compile(r"[-－−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
_NUMERIC = frozenset("0123456789.,，-－−")
_SMALL = 0.3
_THICK = 3.0
"""Points: a filled rectangle that is narrower is drawn as a ruling."""

_CUT = 0.15
"""Of a digit's width: less of it beyond a ruling is the width of the ruling itself."""

_AMOUNT = re.compile(r"[-－−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)\.\d\d")
_CODE = re.compile(r"\d{2,7}")
_CELL = re.compile(r"\d{1,3}(?:[,，]\d{3})*\.\d\d|\d+\.\d\d|\d{3}|\d{5}|\d{7}")
"""An amount, or the code of an account."""

_ROUGH = 3
"""Characters by which places found in an image may be off."""

Cell = tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table on one page. ``lefts`` are the left edges of its columns; a cell covered by another is None.

    ``characters`` are the numbers of those it holds: of all in its box, and of numbers that begin in it.
    """

    page: int
    box: Box
    lefts: tuple[float, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    characters: frozenset[int]


def read_tables(page: "pdfplumber.page.Page", characters: Sequence[Character]) -> list[RuledTable]:
    """The ruled tables of a page from the top; frames around a text are none."""
    grids = [
        [[None if cell is None else Box(*cell) for cell in row.cells] for row in found.rows]
        for found in page.filter(_may_rule).find_tables()
    ]
    tables = [table for grid in grids for table in make_tables(page.page_number, grid, characters)]
    return sorted(tables, key=lambda table: table.box.top)


def _may_rule(entry: dict[str, Any]) -> bool:
    """Whether an object of a page can be a ruling: a filled area without an outline is shading, of a cell or of words."""
    shading = entry["object_type"] == "rect" and entry["fill"] and not entry["stroke"]
    return not (shading and min(entry["width"], entry["height"]) > _THICK)


def make_tables(
    page: int, rows: Sequence[Sequence[Box | None]], characters: Sequence[Character], recognised: bool = False
) -> list[RuledTable]:
    """The table of these cells with what is printed in them; none where there is but a frame, or nothing at all.

    ``recognised`` tells that the characters come from an image: their places are rough, and numbers of two cells can touch.
    """
    cells = [cell for row in rows for cell in row if cell]
    if not cells or len(rows) * max(map(len, rows)) < 3:
        return []
    box = around(cells)
    printed = _runs([character for character in characters if not character.text.isspace()])
    runs = [run for run in printed if any(box.holds(character.box.middle) for character in run)]
    if not runs and len(rows) > 1:
        return []
    taken = frozenset(character.number for run in runs for character in run)
    return [RuledTable(page, box, tuple(sorted({cell.left for cell in cells})), _fill(rows, runs, page, recognised), taken)]


def _fill(
    rows: Sequence[Sequence[Box | None]], runs: Sequence[Sequence[Character]], page: int, recognised: bool
) -> tuple[tuple[Cell | None, ...], ...]:
    cells = [box for row in rows for box in row if box]
    contents: dict[Box, list[Character]] = defaultdict(list)
    for run in runs:
        homes = [next((cell for cell in cells if _fits(character, cell)), None) for character in run]
        if len(set(homes)) > 1:
            homes = (recognised and _parted(run, homes)) or _kept_whole(run, homes)
        for home, character in zip(homes, run, strict=True):
            if home is not None:
                contents[home].append(character)
    return tuple(tuple(None if box is None else join_letters(make_lines(contents[box], page)) for box in row) for row in rows)


def _fits(character: Character, cell: Box) -> bool:
    """Whether a character stands in a cell and is no larger than it, as those of a watermark are."""
    return cell.holds(character.box.middle) and character.size <= cell.height


def _kept_whole(run: Sequence[Character], homes: list[Box | None]) -> list[Box | None]:
    """A numeral that is wider than its cell belongs to the cell with most of it; other characters where they stand.

    Numerals of neighbouring cells can touch too: there the ruling passes between two digits, and what
    stands before it is an amount with its two decimals, or all are codes.
    """
    text = "".join(character.text for character in run)
    cuts = [place for place in range(1, len(run)) if homes[place] != homes[place - 1]]
    parts = [text[first:last] for first, last in pairwise([0, *cuts, len(run)])]
    ends = all(_AMOUNT.fullmatch(part) for part in parts[:-1]) and bool(_AMOUNT.fullmatch(parts[-1]) or _CODE.fullmatch(parts[-1]))
    apart = ends or all(_CODE.fullmatch(part) for part in parts)
    if not _NUMBER.fullmatch(text) or (apart and not any(_straddles(run, homes, place) for place in cuts)):
        return homes
    return [max(set(homes), key=homes.count)] * len(run)


def _straddles(run: Sequence[Character], homes: Sequence[Box | None], place: int) -> bool:
    """Whether the ruling before a place of a run cuts through a digit."""
    home = homes[place]
    if home is None:
        return False
    before, behind = run[place - 1].box, run[place].box
    return before.right > home.left + _CUT * before.width or behind.left < home.left - _CUT * behind.width


def _parted(run: Sequence[Character], homes: list[Box | None]) -> list[Box | None]:
    """Two numerals that touch at a ruling, each in its cell: an amount and a code, or two amounts; empty if they are not."""
    text = "".join(character.text for character in run)
    at = next(place for place in range(1, len(run)) if homes[place] != homes[place - 1])
    near = sorted(range(max(1, at - _ROUGH), min(len(run), at + _ROUGH + 1)), key=lambda place: abs(place - at))
    split = next((place for place in near if _CELL.fullmatch(text[:place]) and _CELL.fullmatch(text[place:])), None)
    return [] if split is None else [homes[0]] * split + [homes[-1]] * (len(run) - split)


def _runs(characters: Sequence[Character]) -> list[list[Character]]:
    """Numerals whose digits touch, whatever rulings they cross; every other character by itself."""
    runs: list[list[Character]] = []
    for character in characters:
        last = runs[-1][-1] if runs else None
        if last is not None and {last.text, character.text} <= _NUMERIC and _touch(last, character):
            runs[-1].append(character)
        else:
            runs.append([character])
    return runs


def _touch(first: Character, second: Character) -> bool:
    """Whether a character stands directly behind another in the same size."""
    size = max(min(first.size, second.size), 1.0)
    level = abs(first.base - second.base) < _SMALL * size and abs(first.size - second.size) < _SMALL * size
    return level and -_SMALL * size < second.box.left - first.box.right < _SMALL * size
