"""The example units: workbooks as their readable data says, read as typed, adding up, and complete."""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant.figures.reconcile import reconcile
from assistant.pipeline import draft_unit, read_material
from assistant.readers.accounts import read_accounts
from assistant.readers.inputs import read_inputs
from examples.build import EXAMPLES, HERE, build_inputs, build_tables
from examples.figures import Unit, read_amount, read_block, read_rows, read_side, read_unit
from schemas.accounts import Accounts

Cells = dict[tuple[str, str, str], Decimal | None]


@pytest.fixture(params=EXAMPLES)
def folder(request: pytest.FixtureRequest) -> Path:
    return HERE / str(request.param)


def test_the_workbooks_are_what_their_data_builds(folder: Path) -> None:
    for name, built in (("tables.xlsx", build_tables(folder)), ("inputs.xlsx", build_inputs(folder))):
        assert _grid(built) == _grid((folder / name).read_bytes())


def test_building_twice_gives_the_same_bytes(folder: Path) -> None:
    assert build_tables(folder) == build_tables(folder)
    assert build_inputs(folder) == build_inputs(folder)


def test_the_reader_finds_every_figure_of_the_data_and_no_other(folder: Path) -> None:
    unit, accounts = read_unit(folder / "data.yaml"), read_accounts(folder / "tables.xlsx")
    assert (accounts.unit, accounts.year) == (unit.name, unit.year)
    assert [finding.message for finding in accounts.findings] == []
    assert _stated(_read(accounts)) == _stated(_told(unit))


def test_the_tables_add_up(folder: Path) -> None:
    findings = reconcile(read_accounts(folder / "tables.xlsx"), None)
    assert [finding.message for finding in findings if finding.severity != "hint"] == []


def test_the_budgets_add_up_to_their_total(folder: Path) -> None:
    budgets = read_inputs(folder / "inputs.yaml").budgets
    total = next(budget.initial for budget in budgets if budget.code == "合计")
    assert sum(budget.initial for budget in budgets if budget.initial and budget.code != "合计") == total


def test_the_two_forms_of_the_inputs_say_the_same(folder: Path) -> None:
    assert read_inputs(folder / "inputs.yaml") == read_inputs(folder / "inputs.xlsx")


def test_the_example_is_complete(folder: Path) -> None:
    """No reason is wanted, nothing is missing, nothing left out."""
    material = read_material(folder / "tables.xlsx", None, folder / "inputs.xlsx")
    narrative = draft_unit(material, read_unit(folder / "data.yaml").layout).narrative
    assert (narrative.wanted, narrative.missing, narrative.omitted) == ((), (), ())


def _grid(workbook: bytes) -> dict[str, tuple[list[list[Any]], list[str]]]:
    book = load_workbook(io.BytesIO(workbook))
    return {
        sheet.title: ([[cell.value for cell in row] for row in sheet.iter_rows()], sorted(map(str, sheet.merged_cells.ranges)))
        for sheet in book.worksheets
    }


def _stated(cells: Cells) -> Cells:
    return {key: value for key, value in cells.items() if value is not None}


def _read(accounts: Accounts) -> Cells:
    return {
        (table.kind, f"{side}{line.key}", column): cell.value
        for table in (accounts.overall, accounts.fiscal)
        if table is not None
        for side, lines in (("+", table.income), ("-", table.expenditure))
        for line in lines
        for column, cell in line.cells.items()
    } | {
        (table.kind, line.key, column): cell.value
        for table in (accounts.income, accounts.expenditure, accounts.general, accounts.basic, accounts.three_public)
        if table is not None
        for line in table.lines
        for column, cell in line.cells.items()
    }


def _told(unit: Unit) -> Cells:
    cells: Cells = {}
    for kind in ("overall", "fiscal"):
        for sign, side in (("+", "income"), ("-", "expenditure")):
            for key, amounts in read_side(unit.tables[kind], side).items():
                cells |= {(kind, f"{sign}{key}", column): amount for column, amount in amounts.items()}
    for kind in ("income", "expenditure", "general"):
        for row in read_rows(unit.tables[kind]):
            cells |= {(kind, row.code or "total", column): amount for column, amount in row.amounts.items()}
    for block in unit.tables["basic"]["blocks"]:
        cells |= {("basic", row.code, "amount"): row.amounts["amount"] for row in read_block(block)}
    cells |= {("basic", key, "amount"): read_amount(unit.tables["basic"][key]) for key in ("personnel", "public")}
    table = unit.tables["three_public"]
    for side in ("budget", "actual"):
        cells |= {("three_public", key, side): read_amount(text) for key, text in zip(table["columns"], table[side], strict=True)}
    return cells
