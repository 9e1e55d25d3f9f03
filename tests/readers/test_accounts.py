"""Workbooks as accounts: tables found by title in the layouts of three places."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from assistant.readers.accounts import read_accounts
from tests.readers import figures, layouts, shanghai
from tests.readers.reading import rules, saved, value


def test_nine_tables_of_wuhan_2024_without_a_finding(tmp_path: Path) -> None:
    """Figures of jianghan-2024: totals, an item, a blank, both sides of tables 1 and 4, blocks of table 6, twelve columns of table 9."""
    accounts = read_accounts(layouts.wuhan_2024(tmp_path / "决算.xlsx"))
    assert (accounts.unit, accounts.year, accounts.files, accounts.findings) == (layouts.JIANGHAN_UNIT, 2024, ("决算.xlsx",), ())
    assert [table.number for table in accounts.tables] == [f"公开0{number}表" for number in range(1, 10)]
    assert accounts.overall is not None
    assert accounts.fiscal is not None
    assert accounts.fund is not None
    assert accounts.overall.income_cell("general") == accounts.overall.cell("general", "amount")
    assert [len(accounts.overall.income), len(accounts.overall.expenditure)] == [8 + 4, 26 + 4]
    assert value(accounts.income, "2080101", "fiscal") == Decimal("1132.06")
    assert value(accounts.expenditure, "2080109", "basic") is None
    assert value(accounts.expenditure, "2080109", "project") == Decimal("303.1")
    assert accounts.fiscal.expenditure_cell("208", "general") == accounts.fiscal.cell("208", "general")
    assert accounts.fiscal.income_cell("opening_capital") is not None
    assert value(accounts.general, "total", "total") == Decimal("1945.8")
    assert value(accounts.basic, "30302", "amount") == Decimal("19.7")
    assert (value(accounts.basic, "personnel", "amount"), value(accounts.basic, "public", "amount")) == (
        Decimal("1407.13"),
        Decimal("235.57"),
    )
    assert accounts.fund.empty
    assert accounts.fund.notes[-1] == f"{layouts.JIANGHAN_UNIT}当年无政府性基金预算财政拨款收入支出。"
    assert value(accounts.three_public, "vehicle_operation", "budget") == Decimal("1.54")
    assert value(accounts.three_public, "vehicles", "actual") == Decimal("1.54")


def test_cells_keep_their_address(tmp_path: Path) -> None:
    accounts = read_accounts(layouts.wuhan_2024(tmp_path / "决算.xlsx"))
    assert accounts.general is not None
    cell = accounts.general.cell("2080109", "project")
    assert cell is not None
    assert str(cell.place) == "决算.xlsx「公开05表 一般公共预算财政拨款支出决算表」G11"


def test_several_tables_stacked_on_one_sheet(tmp_path: Path) -> None:
    """wuchang-2020: titles with （表 1） and spread letters, unit and money in one line, two lines of notes."""
    accounts = read_accounts(layouts.wuchang_2020(tmp_path / "a.xlsx"))
    assert (accounts.unit, accounts.year, len(accounts.tables)) == (layouts.WUCHANG_UNIT, 2020, 4)
    assert accounts.overall is not None
    assert accounts.overall.notes == ("注：本表反映单位本年度的总收支和年末结转结余情况。", "27行＝（1+2+3+4+5+6+7+8）行")
    assert value(accounts.overall, "closing", "amount") == Decimal("1.43")
    assert value(accounts.income, "2080109", "other") == Decimal("4.19")
    assert value(accounts.general, "total", "total") == Decimal(1673)
    assert value(accounts.three_public, "reception", "budget") == Decimal(1)
    assert value(accounts.three_public, "total", "actual") is None
    assert {finding.rule for finding in accounts.findings} == {"missing_table"}


def test_shanghai_layout(tmp_path: Path) -> None:
    """putuo-finance-2024: no 行次, code in two or three columns, 合计 last, 预算数 and 决算数 in turn; unit and year on the cover."""
    accounts = read_accounts(shanghai.shanghai_2024(tmp_path / "a.xlsx"))
    assert (accounts.unit, accounts.year) == ("上海市普陀区财政局", 2024)
    assert value(accounts.overall, "201", "amount") == Decimal("2106.66")
    assert value(accounts.overall, "opening", "amount") == Decimal("49.14")
    assert value(accounts.general, "2010601", "project") == Decimal("8.37")
    assert value(accounts.general, "total", "basic") == Decimal("2336.91")
    assert accounts.general is not None
    assert [line.key for line in accounts.general.rows][:3] == ["201", "20106", "2010601"]
    assert value(accounts.basic, "30102", "amount") == Decimal("1238.58")
    assert value(accounts.basic, "public", "amount") == Decimal("184.65")
    assert (value(accounts.three_public, "total", "budget"), value(accounts.three_public, "reception", "budget")) == (Decimal("0.95"),) * 2
    assert value(accounts.three_public, "total", "actual") is None
    assert accounts.capital is not None
    assert set(accounts.capital.total.cells if accounts.capital.total else ()) == {
        "opening",
        "income",
        "total",
        "basic",
        "project",
        "closing",
    }


def test_amounts_written_as_spaced_text(tmp_path: Path) -> None:
    """``1, 945. 80`` is read as the number it is, trailing zero included."""
    spaced = read_accounts(layouts.wuhan_2024(tmp_path / "a.xlsx", layouts.as_spaced_text))
    plain = read_accounts(layouts.wuhan_2024(tmp_path / "b.xlsx"))
    for left, right in zip(spaced.tables, plain.tables, strict=True):
        assert [[c.value for c in line.cells.values()] for line in left.lines] == [
            [c.value for c in line.cells.values()] for line in right.lines
        ]
    assert spaced.findings == ()


@pytest.mark.parametrize("options", [{"split": True}, {"coder": int}, {"coder": float}, {"coder": lambda code: f"   {code}"}])
def test_codes_in_any_form(options: dict[str, Any], workbook: Workbook, tmp_path: Path) -> None:
    """In three columns, as a number, with spaces before it."""
    layouts.add_wuhan_general(workbook, **options)
    accounts = saved(workbook, tmp_path)
    assert accounts.general is not None
    assert [line.key for line in accounts.general.rows] == [code for code, *_ in figures.JIANGHAN if code]


def test_code_and_name_in_one_cell(workbook: Workbook, tmp_path: Path) -> None:
    sheet = workbook.create_sheet("a")
    layouts.write(sheet, 1, 1, [["2024年度一般公共预算财政拨款支出决算表"], ["单位：万元"], ["项目", "合计", "基本支出", "项目支出"]])
    layouts.write(sheet, 4, 1, [["合计", 9, 9, None], ["208 社会保障和就业支出", 9, 9], ["2080101行政运行", 9, 9]])
    accounts = saved(workbook, tmp_path)
    assert accounts.general is not None
    assert [(line.key, line.label) for line in accounts.general.rows] == [("208", "社会保障和就业支出"), ("2080101", "行政运行")]


def test_tables_side_by_side_with_a_gap(workbook: Workbook, tmp_path: Path) -> None:
    sheet = workbook.create_sheet("a")
    for column, title in ((1, "一般公共预算财政拨款支出决算表"), (7, "国有资本经营预算财政拨款支出决算表")):
        layouts.write(sheet, 1, column, [[title], ["单位：万元"], ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]])
        layouts.write(sheet, 4, column, [[None, "合计", column, column, None], ["208", "社会保障和就业支出", column, column, None]])
    accounts = saved(workbook, tmp_path)
    assert (value(accounts.general, "208", "total"), value(accounts.capital, "208", "total")) == (Decimal(1), Decimal(7))


def test_three_public_as_a_list(workbook: Workbook, tmp_path: Path) -> None:
    """The other layout of table 9: one line an item."""
    sheet = workbook.create_sheet("a")
    layouts.write(
        sheet,
        1,
        1,
        [["2024年度“三公”经费支出决算表"], ["单位：万元"], ["项目", "预算数", "决算数"], ["合计", 4.5, 2], ["1.因公出国（境）费"]],
    )
    layouts.write(
        sheet,
        6,
        1,
        [["2.公务用车购置及运行维护费", 3.5, 2], ["其中：公务用车购置费"], ["公务用车运行维护费", 3.5, "2.00"], ["3.公务接待费", 1]],
    )
    accounts = saved(workbook, tmp_path)
    assert value(accounts.three_public, "vehicle_operation", "actual") == Decimal(2)
    assert value(accounts.three_public, "reception", "budget") == Decimal(1)


def test_sheet_name_serves_where_there_is_no_title(workbook: Workbook, tmp_path: Path) -> None:
    sheet = layouts.add_wuhan_three_public(workbook)
    sheet.title = "Z09 财政拨款三公经费支出决算表"
    sheet["A1"] = None
    assert value(saved(workbook, tmp_path).three_public, "total", "actual") == Decimal("1.54")


def test_contents_page_and_repeated_header_are_no_tables(workbook: Workbook, tmp_path: Path) -> None:
    layouts.write(workbook.create_sheet("目录"), 1, 1, [["目录"], ["一、收入支出决算总表", 3], ["二、一般公共预算财政拨款支出决算表", 4]])
    sheet = layouts.add_wuhan_general(workbook)
    sheet.insert_rows(12, 3)
    layouts.write(
        sheet,
        12,
        1,
        [
            ["一般公共预算财政拨款支出决算表（续表）"],
            ["功能分类科目编码", None, None, "科目名称", "小计"],
            ["类", "款", "项", "栏次", 1, 2, 3],
        ],
    )
    accounts = saved(workbook, tmp_path)
    assert accounts.general is not None
    assert len(accounts.general.rows) == len(figures.JIANGHAN) - 1
    assert rules(accounts) == []


def test_lines_above_the_title_belong_to_it(workbook: Workbook, tmp_path: Path) -> None:
    """Number and unit printed above the title; the title in the middle of its row; a cover line on the same sheet."""
    sheet = workbook.create_sheet("a")
    layouts.write(sheet, 1, 1, [["附件2", None, "公开05表"], ["编制单位：某某管理处"], [None, None, "一般公共预算财政拨款支出决算表"]])
    layouts.write(
        sheet,
        4,
        1,
        [["2023年度", None, None, "金额单位：元"], ["科目编码", "科目名称", "合计", "基本支出", "项目支出"], [None, "合计", 1, 1]],
    )
    accounts = saved(workbook, tmp_path)
    assert accounts.general is not None
    assert (accounts.unit, accounts.year, accounts.general.number) == ("某某管理处", 2023, "公开05表")
