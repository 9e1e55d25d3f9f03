"""The example units as read, and their cells one at a time."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from assistant.readers.accounts import read_accounts
from assistant.readers.inputs import read_inputs
from schemas.accounts import Accounts, Line, Table, TableKind
from schemas.inputs import Inputs

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("jianghan-2024", "wuchang-2020")
LINES = ("income", "expenditure", "rows", "total", "personnel", "public")
"""Fields of the nine tables that hold lines."""


@cache
def example_accounts(name: str) -> Accounts:
    """The nine tables of an example."""
    return read_accounts(EXAMPLES / name / "tables.xlsx")


@cache
def example_inputs(name: str) -> Inputs:
    """The inputs of an example."""
    return read_inputs(EXAMPLES / name / "inputs.yaml")


def list_cells(accounts: Accounts) -> Iterator[tuple[TableKind, Line, str]]:
    """Every cell of the tables by table, line and column."""
    for table in accounts.tables:
        for line in table.lines:
            for column in line.cells:
                yield getattr(table, "kind"), line, column  # noqa: B009 - the base class has no kind


def set_cell(accounts: Accounts, kind: TableKind, line: Line, column: str, value: Decimal | None) -> Accounts:
    """The accounts with another value in one cell; ``line`` is a line of theirs."""
    cell = line.cells[column].model_copy(update={"value": value})
    changed = line.model_copy(update={"cells": line.cells | {column: cell}})
    table: Table = getattr(accounts, kind)
    fields: dict[str, object] = {}
    for name in LINES:
        field = getattr(table, name, None)
        if isinstance(field, tuple):
            fields[name] = tuple(changed if one is line else one for one in field)
        elif field is line:
            fields[name] = changed
    return accounts.model_copy(update={kind: table.model_copy(update=fields)})


def set_line(accounts: Accounts, kind: TableKind, key: str, column: str, value: str | None) -> Accounts:
    """The accounts with another value in the first line of this key that has the column."""
    lines = getattr(accounts, kind).lines
    line = next(line for line in lines if line.key == key and column in line.cells)
    return set_cell(accounts, kind, line, column, None if value is None else Decimal(value))
