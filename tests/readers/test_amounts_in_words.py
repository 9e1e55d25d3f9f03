"""No amount is lost without a word: whatever cell of a table holds text in place of its amount, a finding names that cell."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.readers.accounts import recognise_accounts
from assistant.readers.workbook import read_document
from schemas.accounts import Accounts, Table
from schemas.document import Document, Grid, Scalar
from schemas.place import Place

EXAMPLES = Path(__file__).parents[2] / "examples"
WORDS = "约1900"


def replaced(grid: Grid, row: int, column: int, value: Scalar) -> Grid:
    """The sheet with one cell changed."""
    cells = list(grid.rows[row])
    cells[column] = value
    return grid.model_copy(update={"rows": (*grid.rows[:row], tuple(cells), *grid.rows[row + 1 :])})


def alone(document: Document, grid: Grid) -> Document:
    """A workbook of this sheet only."""
    return document.model_copy(update={"grids": (grid,)})


def places_of(table: Table) -> set[Place]:
    return {cell.place for line in table.lines for cell in line.cells.values()}


def changed_cells(document: Document) -> Iterator[tuple[Table, Place, Accounts]]:
    """Each sheet's table, each cell of it that may hold an amount, and the accounts with words in that cell."""
    for grid in document.grids:
        (table,) = recognise_accounts(alone(document, grid)).tables
        places = places_of(table)
        for row, cells in enumerate(grid.rows):
            for column in range(len(cells)):
                place = grid.place(row, column)
                if place in places:
                    yield table, place, recognise_accounts(alone(document, replaced(grid, row, column, WORDS)))


@pytest.mark.parametrize("example", ["jianghan-2024", "wuchang-2020"])
def test_words_in_any_cell_of_any_table_are_told_and_the_line_stays(example: str) -> None:
    """Every cell of the nine tables in turn, blank ones too: the first amounts of 合计 once made its line a part of the header."""
    seen: set[str] = set()
    for table, place, accounts in changed_cells(read_document(EXAMPLES / example / "tables.xlsx")):
        told = [finding.rule for finding in accounts.findings if place in finding.places]
        assert told == ["not_a_number"], place
        assert places_of(accounts.tables[0]) == places_of(table), place
        seen.add(accounts.tables[0].title)
    assert len(seen) == 9
