"""Of columns for budgets, other years and income, the amounts of this year's actual spending are read."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from assistant.readers.actuals import actual_paths
from tests.readers import layouts
from tests.readers.reading import rules, saved, value

Row = Sequence[Any]
SUMS = ["小计", "基本支出", "项目支出"]
GENERAL = "2024年度一般公共预算财政拨款支出决算表"


def add(workbook: Workbook, title: str, rows: Sequence[Row], money: str = "单位：万元") -> None:
    """A sheet with a title, the line of unit and money, and rows."""
    layouts.write(workbook.create_sheet(title[-20:]), 1, 1, [[title], ["单位：江城市示范局", None, None, money], *rows])


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        ("年初预算数", False),
        ("2024年预算数", False),
        ("预算", False),
        ("调整预算数", False),
        ("上年决算数", False),
        ("比上年增减", False),
        ("完成预算的比例", False),
        ("2023年决算数", False),
        ("2024年决算数", True),
        ("上年结转和结余", True),
        ("一般公共预算财政拨款", True),
        ("政府性基金预算", True),
        ("国有资本经营预算财政拨款收入", True),
    ],
)
def test_a_heading_says_whether_its_column_is_of_this_years_actuals(heading: str, kept: bool) -> None:
    assert (1 in actual_paths({1: (heading,), 2: ("2024年决算数",)})) == kept


@pytest.mark.parametrize(("aside", "own"), [("年初预算数", "决算数"), ("2023年决算数", "2024年决算数"), ("上年决算数", "本年决算数")])
def test_table_five_is_read_from_the_group_of_actuals(aside: str, own: str, workbook: Workbook, tmp_path: Path) -> None:
    header = [["科目编码", "科目名称", aside, None, None, own], [None, None, *SUMS, *SUMS]]
    add(workbook, GENERAL, [*header, ["2080101", "行政运行", 100, 60, 40, 90, 55, 35], ["合计", None, 100, 60, 40, 90, 55, 35]])
    general = saved(workbook, tmp_path).general
    assert [value(general, "2080101", column) for column in ("total", "basic", "project")] == [90, 55, 35]


def test_spending_is_not_read_from_the_columns_of_income(workbook: Workbook, tmp_path: Path) -> None:
    header = [["科目编码", "科目名称", "年初结转和结余", "本年收入", None, None, "本年支出"], [None, None, None, *SUMS, *SUMS]]
    add(
        workbook,
        "2024年度政府性基金预算财政拨款收入支出决算表",
        [*header, ["2120899", "其他", 0, 100, 20, 80, 90, 15, 75], ["合计", None, 0, 100, 20, 80, 90, 15, 75]],
    )
    add(workbook, GENERAL, [*header, ["2080101", "行政运行", 0, 100, 20, 80, 90, 15, 75]])
    accounts = saved(workbook, tmp_path)
    assert [value(accounts.fund, "total", column) for column in ("income", "total", "basic", "project")] == [100, 90, 15, 75]
    assert [value(accounts.general, "2080101", column) for column in ("total", "basic", "project")] == [90, 15, 75]


@pytest.mark.parametrize(("aside", "own"), [("上年决算数", "本年决算数"), ("2023年", "2024年"), ("年初预算数", "决算数")])
def test_table_one_is_read_from_this_years_column(aside: str, own: str, workbook: Workbook, tmp_path: Path) -> None:
    add(
        workbook,
        "2024年度收入支出决算总表",
        [
            ["项目", aside, own, "项目", aside, own],
            ["一、一般公共预算财政拨款收入", 90, 100, "八、社会保障和就业支出", 90, 100],
            ["总计", 90, 100, "总计", 90, 100],
        ],
    )
    overall = saved(workbook, tmp_path).overall
    assert overall is not None
    assert [line.cells["amount"].value for line in (*overall.income, *overall.expenditure)] == [Decimal(100)] * 4


def test_lines_below_the_total_of_the_other_side_are_read(workbook: Workbook, tmp_path: Path) -> None:
    add(
        workbook,
        "2024年度收入支出决算总表",
        [
            ["项目", "决算数", "项目", "决算数"],
            ["一、一般公共预算财政拨款收入", 100, "八、社会保障和就业支出", 95],
            ["总计", 100],
            [None, None, "年末结转和结余", 5],
            [None, None, "总计", 100],
        ],
    )
    overall = saved(workbook, tmp_path).overall
    assert overall is not None
    assert {line.key: line.cells["amount"].value for line in overall.expenditure} == {"208": 95, "closing": 5, "grand_total": 100}


def test_table_six_is_read_from_the_group_of_actuals(workbook: Workbook, tmp_path: Path) -> None:
    parts = ["合计", "人员经费", "公用经费"]
    add(
        workbook,
        "2024年度一般公共预算财政拨款基本支出决算表",
        [
            ["科目编码", "科目名称", "年初预算数", None, None, "决算数"],
            [None, None, *parts, *parts],
            ["301", "工资福利支出", 50, 50, None, 45, 45, None],
            ["302", "商品和服务支出", 10, None, 10, 9, None, 9],
            ["合计", None, 60, 50, 10, 54, 45, 9],
        ],
    )
    basic = saved(workbook, tmp_path).basic
    assert [value(basic, key, "amount") for key in ("301", "302", "personnel", "public")] == [45, 9, 45, 9]


def test_one_of_three_funds_is_not_taken_for_the_fiscal_income(workbook: Workbook, tmp_path: Path) -> None:
    header: Row = ["科目编码", "科目名称", "本年收入合计", "一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "其他收入"]
    add(workbook, "2024年度收入决算表", [header, ["2080101", "行政运行", 105, 60, 40, 5], ["合计", None, 105, 60, 40, 5]])
    accounts = saved(workbook, tmp_path)
    assert accounts.income is not None
    assert accounts.income.cell("total", "fiscal") is None
    assert value(accounts.income, "total", "other") == 5
    assert rules(accounts) == ["unknown_column", "unknown_column"]


def test_the_only_fund_named_is_the_fiscal_income(workbook: Workbook, tmp_path: Path) -> None:
    header: Row = ["科目编码", "科目名称", "本年收入合计", "一般公共预算财政拨款收入", "其他收入"]
    add(workbook, "2024年度收入决算表", [header, ["2080101", "行政运行", 65, 60, 5], ["合计", None, 65, 60, 5]])
    assert value(saved(workbook, tmp_path).income, "total", "fiscal") == 60


ITEMS = ["合计", "因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费"]
THREE_PUBLIC = "2024年度财政拨款“三公”经费支出决算表"


def test_of_several_units_rows_the_total_is_read(workbook: Workbook, tmp_path: Path) -> None:
    rows: Sequence[Row] = [["单位名称", *ITEMS], ["本级", 3, 1, 0, 1, 1], ["中心", 30, 10, 0, 10, 10], ["合计", 33, 11, 0, 11, 11]]
    add(workbook, THREE_PUBLIC, rows)
    assert value(saved(workbook, tmp_path).three_public, "total", "actual") == 33


def test_of_several_rows_without_a_total_none_is_read(workbook: Workbook, tmp_path: Path) -> None:
    add(workbook, THREE_PUBLIC, [ITEMS, [3, 1, 0, 1, 1], [30, 10, 0, 10, 10]])
    accounts = saved(workbook, tmp_path)
    assert accounts.three_public is not None
    assert accounts.three_public.rows == ()
    assert rules(accounts) == ["ambiguous_rows"]


COLUMNS = ["科目编码", "科目名称", *SUMS]
LINE = ["2080101", "行政运行", 900000, 550000, 350000]


@pytest.mark.parametrize("money", ["金额单位：元（列至角分）", "单位：元（保留两位小数）", "计量单位：元、辆", "单位：人民币元"])
def test_what_is_said_of_a_unit_of_money_does_not_hide_it(money: str, workbook: Workbook, tmp_path: Path) -> None:
    add(workbook, "2024年度支出决算表", [COLUMNS, LINE])
    add(workbook, GENERAL, [COLUMNS, LINE], money)
    accounts = saved(workbook, tmp_path)
    assert accounts.general is not None
    assert (accounts.general.money, accounts.general.unit) == ("元", "江城市示范局")


def test_a_table_without_money_among_tables_that_differ_is_left_out(workbook: Workbook, tmp_path: Path) -> None:
    add(workbook, "2024年度收入决算表", [["科目编码", "科目名称", "本年收入合计"], LINE[:3]])
    add(workbook, "2024年度支出决算表", [COLUMNS, LINE], "单位：元")
    add(workbook, GENERAL, [COLUMNS, LINE], "")
    accounts = saved(workbook, tmp_path)
    assert accounts.general is None
    assert rules(accounts) == ["mixed_money", "no_money_unit"]
