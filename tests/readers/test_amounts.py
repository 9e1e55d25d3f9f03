"""Amounts and codes: what is read, and what is told with its address."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assistant.readers.accounts import read_accounts
from schemas.accounts import Accounts
from tests.readers import layouts
from tests.readers.reading import rules, saved, value


def with_changes(tmp_path: Path, changes: dict[str, Any]) -> Accounts:
    """The table 5 of jianghan-2024 with some cells changed."""
    workbook = Workbook()
    layouts.add_wuhan_general(workbook)
    path = layouts.save(workbook, tmp_path / "决算.xlsx")
    again = load_workbook(path)
    for cell, content in changes.items():
        again.worksheets[0][cell] = content
    again.save(path)
    return read_accounts(path)


@pytest.mark.parametrize(
    ("changes", "rule", "severity", "message"),
    [
        ({"E10": "12.3.4"}, "not_a_number", "error", "E10：“12.3.4”不是金额，按空白读取"),
        ({"F10": "见说明"}, "not_a_number", "error", "F10：“见说明”不是金额，按空白读取"),
        ({"E10": -5}, "negative_amount", "warning", "E10：金额为负数 -5，请核对"),
        ({"E10": 2e9}, "absurd_amount", "warning", "E10：金额 2,000,000,000 万元大得不合情理，请核对金额单位"),
        ({"A10": None}, "missing_code", "error", "A10：“行政运行”没有科目编码，这一行未读取"),
        ({"A10": None, "D10": None}, "missing_code", "error", "A10：有金额但没有科目，这一行未读取"),
        ({"A10": "2080"}, "invalid_code", "error", "A10：“2080”不是 3、5 或 7 位的科目编码，这一行未读取"),
        ({"A11": "2080101"}, "duplicate_code", "error", "A11：科目编码 2080101 与 A10 重复，只读取前一行"),
        ({"H4": "上年数", "H10": 3}, "unknown_column", "warning", "H4：“上年数”不是本表已知的栏目，这一栏未读取"),
        ({"E10": "=1+1"}, "formula_without_value", "error", "E10：公式没有保存计算结果，按空白读取；请用 Excel 打开该文件并保存一次"),
    ],
)
def test_trouble_in_a_cell_is_told_with_its_address(
    changes: dict[str, Any], rule: str, severity: str, message: str, tmp_path: Path
) -> None:
    accounts = with_changes(tmp_path, changes)
    found = [finding for finding in accounts.findings if finding.rule != "missing_table"]
    assert [(finding.rule, finding.severity) for finding in found] == [(rule, severity)]
    assert found[0].message == f"决算.xlsx「公开05表 一般公共预算财政拨款支出决算表」{message}"


@pytest.mark.parametrize(("text", "expected"), [("—", None), ("-", None), ("", None), ("0", Decimal(0)), (0, Decimal(0))])
def test_blank_is_not_zero(text: Any, expected: Decimal | None, tmp_path: Path) -> None:
    accounts = with_changes(tmp_path, {"G10": text})
    assert value(accounts.general, "2080101", "project") == expected
    assert rules(accounts) == []


def test_a_heading_printed_into_the_row_of_the_total_is_no_amount(tmp_path: Path) -> None:
    accounts = with_changes(tmp_path, {"E10": "合计", "F10": "基本支出"})
    assert "not_a_number" not in rules(accounts)


def test_decimals_are_the_finest_any_amount_is_written_with(tmp_path: Path) -> None:
    accounts = with_changes(tmp_path, {"E10": 1132.0612, "E11": "303.100"})
    assert accounts.general is not None
    assert accounts.general.decimals == 4


def test_amount_in_a_line_of_unknown_name_is_told(workbook: Workbook, tmp_path: Path) -> None:
    sheet = layouts.add_wuhan_overall(workbook)
    sheet["A15"], sheet["C15"] = "九、彩票收入", 5
    accounts = saved(workbook, tmp_path)
    assert rules(accounts) == ["unknown_line"]
    assert accounts.findings[0].places[0].cell == "A15"


def test_account_of_basic_expenditure_without_a_code_is_told(workbook: Workbook, tmp_path: Path) -> None:
    sheet = layouts.add_wuhan_basic(workbook)
    sheet["A7"] = None
    accounts = saved(workbook, tmp_path)
    assert rules(accounts) == ["missing_code"]
