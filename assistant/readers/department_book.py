"""A workbook with the tables of many units (部门工作簿), split into a workbook for each, sheets and cells where they are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.readers.grid_book import write_grids
from assistant.readers.guard import read_bytes
from assistant.readers.sheet_units import draft_sheets, name_sheets
from assistant.readers.spreadsheet import read_merges
from assistant.readers.tables.build import Draft
from assistant.readers.texts import index_sheet
from assistant.readers.workbook import parse_document
from schemas.accounts import TableKind
from schemas.document import Document, Grid

_DOUBLED = 3
"""Kinds of tables that stand twice under one name from which on two units have it; fewer may be tables that are continued."""


@dataclass(frozen=True, slots=True)
class DepartmentBook:
    """The workbook of each unit by its name, in the order of their first sheets, and the sheets that are of none.

    ``doubled`` are names that two units have: so many of their tables stand there twice.
    """

    units: dict[str, bytes]
    loose: tuple[str, ...]
    doubled: frozenset[str]


def split_book(path: Path) -> DepartmentBook | None:
    """Split a workbook; None where it does not hold one and the same table of two units, so that it is one unit's.

    A unit whose tables are all hidden, and empty or hidden sheets of no unit, are of no concern.

    Raises:
        UnreadableFile: The file cannot be read as a workbook.
    """
    data = read_bytes(path)
    document = parse_document(path.name, data)
    sheets = tuple(map(index_sheet, document.grids))
    drafts = draft_sheets(sheets)
    owners = name_sheets(sheets, drafts)
    seen = _list_tables(document.grids, drafts, owners)
    if max(Counter(kind for _, kind in set(seen)).values(), default=0) < 2:
        return None
    merges = {} if document.kind == "html" else read_merges(data)
    units = dict.fromkeys(unit for unit, _ in seen)
    books = {unit: write_grids(_owned(document, owners, unit), merges, document.findings) for unit in units}
    loose = (grid.sheet for grid, owner in zip(document.grids, owners, strict=True) if not owner and not grid.hidden and _is_filled(grid))
    twice = Counter(unit for (unit, _), count in Counter(seen).items() if count > 1)
    doubled = frozenset(unit for unit, count in twice.items() if count >= _DOUBLED)
    return DepartmentBook(books, tuple(loose), doubled)


def _list_tables(grids: Sequence[Grid], drafts: Sequence[Sequence[Draft]], owners: Sequence[str]) -> list[tuple[str, TableKind]]:
    """The tables that are to be seen and of a unit: a unit that one of them names by mistake has none that another has."""
    return [
        (owner, draft.region.title.kind)
        for grid, of_sheet, owner in zip(grids, drafts, owners, strict=True)
        if owner and not grid.hidden
        for draft in of_sheet
    ]


def _owned(document: Document, owners: Sequence[str], unit: str) -> list[Grid]:
    return [grid for grid, owner in zip(document.grids, owners, strict=True) if owner == unit]


def _is_filled(grid: Grid) -> bool:
    return any(value is not None for row in grid.rows for value in row)
