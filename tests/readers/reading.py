"""What the tests ask of a workbook read: its findings' rules, an amount, the accounts of one just written."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from assistant.readers.accounts import read_accounts
from schemas.accounts import Accounts, Table
from tests.readers import layouts

OTHER_UNIT = "武汉市某某社会保险管理处"


def rules(accounts: Accounts, leave: Sequence[str] = ("missing_table",)) -> list[str]:
    """The rules of the findings, but for tables that a test's workbook does not have."""
    return [finding.rule for finding in accounts.findings if finding.rule not in leave]


def value(table: Table | None, key: str, column: str) -> Decimal | None:
    """The amount of a cell that must be there."""
    assert table is not None
    cell = table.cell(key, column)
    assert cell is not None
    return cell.value


def saved(workbook: Workbook, tmp_path: Path) -> Accounts:
    """The accounts read from a workbook written as 决算.xlsx."""
    return read_accounts(layouts.save(workbook, tmp_path / "决算.xlsx"))
