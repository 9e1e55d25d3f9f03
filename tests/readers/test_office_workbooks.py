"""Workbooks as offices really send them: pages, notes, subtotals and columns that a clean export does not have."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from schemas.accounts import Accounts
from tests.readers import layouts
from tests.readers.reading import rules, saved, value

Change = Callable[[Worksheet], object]
HEADER = [["项目", None, None, None, "小计", "基本支出", "项目支出"], ["功能分类\n科目编码", None, None, "科目名称"]]
FIRST_ACCOUNT = 8
"""The row of 208, below that of 合计, in table 5 of the sample."""


def unmerged(sheet: Worksheet) -> Worksheet:
    """The sheet without merged cells, which do not move along when rows or columns are put in."""
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    return sheet


def insert(row: int, rows: layouts.Rows) -> Change:
    """A change that puts rows in before a row."""

    def change(sheet: Worksheet) -> None:
        sheet.insert_rows(row, len(rows))
        layouts.write(sheet, row, 1, rows)

    return change


def total_last(sheet: Worksheet) -> None:
    """Moves the line 合计 below the accounts."""
    last = sheet.max_row
    total = [sheet.cell(FIRST_ACCOUNT - 1, column).value for column in range(1, 8)]
    sheet.insert_rows(last)
    layouts.write(sheet, last, 1, [total])
    sheet.delete_rows(FIRST_ACCOUNT - 1)


def unit_beside_each_account(sheet: Worksheet) -> None:
    """Puts a first column that names the unit."""
    sheet.insert_cols(1)
    sheet["A4"] = "单位名称"
    for row in range(FIRST_ACCOUNT - 1, sheet.max_row):
        sheet.cell(row, 1, layouts.JIANGHAN_UNIT)


def codes_by_hand(sheet: Worksheet) -> None:
    """Types codes with an apostrophe, in full width, as a number, and with spaces behind."""
    sheet["A8"], sheet["A9"], sheet["A10"], sheet["A11"] = "'208", "２０８０１", 2080101.0, "2080109　 "


def logo_and_cut_unit(sheet: Worksheet) -> None:
    """Two rows above the title, and 单位：万元 in two cells."""
    sheet["F3"], sheet["G3"] = "单位：", "万元"
    insert(1, [["（徽标）"], ["某某区"]])(sheet)


def hand_written_amounts(sheet: Worksheet) -> None:
    """Types each amount as text in full width with spaces behind."""
    for row in sheet.iter_rows(min_row=FIRST_ACCOUNT - 1, min_col=5):
        for cell in row:
            if isinstance(cell.value, int | float):
                cell.value = "".join(chr(ord(character) + 0xFEE0) for character in f"{cell.value:,.2f}") + "\u00a0 "


def amounts(accounts: Accounts) -> dict[tuple[str, str], Decimal | None]:
    """The amounts of table 5 by line and column."""
    assert accounts.general is not None
    return {(line.key, column): cell.value for line in accounts.general.lines for column, cell in line.cells.items()}


def columns_numbered_in_brackets(sheet: Worksheet) -> None:
    """（1）（2）（3） for 栏次 1 2 3, 甲 above the names."""
    sheet["D6"] = "甲"
    for number, cell in enumerate(("E6", "F6", "G6"), start=1):
        sheet[cell] = f"（{number}）"


def total_by_its_long_name(sheet: Worksheet) -> None:
    sheet["D7"] = "本年支出合计："


DRESSES: dict[str, Change] = {
    "columns in brackets": columns_numbered_in_brackets,
    "total by name": total_by_its_long_name,
    "blank rows": insert(12, [[], []]),
    "header again": insert(12, HEADER),
    "note between": insert(12, [["注：以下各行见下页。"]]),
    "subtotal": insert(12, [["小计", None, None, None, 5, 5]]),
    "named subtotal": insert(12, [[None, None, None, "社会保障支出小计", 5, 5]]),
    "total last": total_last,
    "unit beside": unit_beside_each_account,
    "codes by hand": codes_by_hand,
    "logo above": logo_and_cut_unit,
    "amounts by hand": hand_written_amounts,
}


@pytest.mark.parametrize("change", DRESSES.values(), ids=DRESSES.keys())
def test_table_of_accounts_reads_the_same_in_any_dress(change: Change, workbook: Workbook, tmp_path: Path) -> None:
    """Blank rows, a header or a note between pages, subtotals, 合计 last, another column, codes and amounts typed by hand."""
    plain = Workbook()
    layouts.add_wuhan_general(plain)
    change(unmerged(layouts.add_wuhan_general(workbook)))
    changed = saved(workbook, tmp_path)
    assert rules(changed) == []
    assert amounts(changed) == amounts(saved(plain, tmp_path))


def test_amounts_of_a_first_line_of_unknown_name_are_told(workbook: Workbook, tmp_path: Path) -> None:
    """A row of amounts is no part of the header, whatever it is called."""
    layouts.add_wuhan_general(workbook)["D7"] = "全年"
    accounts = saved(workbook, tmp_path)
    (finding,) = (finding for finding in accounts.findings if finding.rule != "missing_table")
    assert (finding.rule, finding.severity, finding.places[0].cell) == ("missing_code", "error", "A7")


def test_second_total_that_differs_is_told(workbook: Workbook, tmp_path: Path) -> None:
    insert(12, [[None, None, None, "合计", 5, 5]])(unmerged(layouts.add_wuhan_general(workbook)))
    accounts = saved(workbook, tmp_path)
    assert value(accounts.general, "total", "total") == Decimal("1945.8")
    (finding,) = (finding for finding in accounts.findings if finding.rule != "missing_table")
    assert finding.severity == "error"
    assert finding.message.endswith("A12：“合计”与 A7 重复，只读取前一行")


def test_pages_that_repeat_the_title_are_one_table(workbook: Workbook, tmp_path: Path) -> None:
    """The title again, without 续, above the second half of table 5."""
    plain = Workbook()
    layouts.add_wuhan_general(plain)
    sheet = unmerged(layouts.add_wuhan_general(workbook))
    insert(12, [[sheet["A1"].value], [None], [sheet["A3"].value, None, None, None, None, None, "单位：万元"], *HEADER])(sheet)
    accounts = saved(workbook, tmp_path)
    assert amounts(accounts) == amounts(saved(plain, tmp_path))
    (finding,) = (finding for finding in accounts.findings if finding.rule == "two_candidates")
    assert (finding.severity, [place.cell for place in finding.places]) == ("warning", ["A1", "A12"])


@pytest.mark.parametrize("separator", ["", "."])
def test_lines_of_table_1_without_their_ordinals(separator: str, workbook: Workbook, tmp_path: Path) -> None:
    sheet = layouts.add_wuhan_overall(workbook)
    for row in sheet.iter_rows(min_row=7):
        for cell in row:
            if isinstance(cell.value, str) and "、" in cell.value:
                ordinal, _, label = cell.value.partition("、")
                cell.value = f"{ordinal}{separator}{label}" if separator else label
    accounts = saved(workbook, tmp_path)
    assert accounts.overall is not None
    assert (len(accounts.overall.income), len(accounts.overall.expenditure)) == (8 + 4, 26 + 4)
    assert rules(accounts) == []


def test_blank_row_above_the_amounts_of_table_9(workbook: Workbook, tmp_path: Path) -> None:
    unmerged(layouts.add_wuhan_three_public(workbook)).insert_rows(8)
    accounts = saved(workbook, tmp_path)
    assert value(accounts.three_public, "total", "actual") == Decimal("1.54")


@pytest.mark.parametrize("mark", ["（{}）", "{}栏"])
def test_columns_of_table_9_numbered_in_another_way(mark: str, workbook: Workbook, tmp_path: Path) -> None:
    layouts.write(layouts.add_wuhan_three_public(workbook), 7, 1, [[mark.format(number) for number in range(1, 13)]])
    accounts = saved(workbook, tmp_path)
    assert value(accounts.three_public, "total", "actual") == Decimal("1.54")
    assert rules(accounts) == []


def test_basic_expenditure_as_one_list_with_its_total_first(workbook: Workbook, tmp_path: Path) -> None:
    """Columns 人员经费 and 公用经费 instead of blocks; 合计 in the first line."""
    rows = [["科目编码", "科目名称", "合计", "人员经费", "公用经费"], [None, "合计", 100, 60, 40], ["301", "工资福利支出", 60, 60]]
    title = [["2024年度一般公共预算财政拨款基本支出决算表"], ["单位：某某处", None, None, None, "单位：万元"]]
    layouts.write(workbook.create_sheet("a"), 1, 1, [*title, *rows])
    accounts = saved(workbook, tmp_path)
    assert [value(accounts.basic, key, "amount") for key in ("personnel", "public", "301")] == [60, 40, 60]


def test_table_9_without_a_row_of_amounts_states_none(workbook: Workbook, tmp_path: Path) -> None:
    """The note below the header is no row of amounts."""
    layouts.add_wuhan_three_public(workbook).delete_rows(8)
    accounts = saved(workbook, tmp_path)
    assert accounts.three_public is not None
    assert accounts.three_public.empty
    assert rules(accounts) == []


def test_unit_of_money_alone_in_its_cell(workbook: Workbook, tmp_path: Path) -> None:
    layouts.add_wuhan_general(workbook, amount=layouts.as_yuan)["G3"] = "（元）"
    accounts = saved(workbook, tmp_path)
    assert accounts.general is not None
    assert accounts.general.money == "元"
    assert rules(accounts) == []


def former_income(workbook: Workbook, total: float, fund: float | None) -> None:
    """The income side of table 1 as it was up to 2018: one line for all budgets, the funds contained in it below."""
    sheet = layouts.add_wuhan_overall(workbook, year=2018)
    for row in range(7, 15):
        sheet.cell(row, 1).value = sheet.cell(row, 3).value = None
    rows = [["一、财政拨款收入", 1, total], ["  其中：政府性基金预算财政拨款", 2, fund], ["二、上级补助收入", 3], ["三、事业收入", 4]]
    layouts.write(sheet, 7, 1, [*rows, ["四、经营收入", 5], ["五、附属单位上缴收入", 6], ["六、其他收入", 7]])


def test_fiscal_income_of_editions_up_to_2018_is_the_general_budgets(workbook: Workbook, tmp_path: Path) -> None:
    former_income(workbook, 1945.8, None)
    accounts = saved(workbook, tmp_path)
    assert value(accounts.overall, "general", "amount") == Decimal("1945.8")
    assert rules(accounts) == []


def test_funds_contained_in_the_former_fiscal_income_are_taken_off(workbook: Workbook, tmp_path: Path) -> None:
    former_income(workbook, 1945.8, 45.8)
    accounts = saved(workbook, tmp_path)
    assert value(accounts.overall, "general", "amount") == Decimal(1900)
    assert value(accounts.overall, "fund", "amount") == Decimal("45.8")
    (finding,) = (finding for finding in accounts.findings if finding.rule != "missing_table")
    assert (finding.rule, finding.severity, [place.cell for place in finding.places]) == ("parted_income", "warning", ["C7", "C8"])


def test_what_details_the_opening_balance_is_no_line_of_its_own(workbook: Workbook, tmp_path: Path) -> None:
    """Editions up to 2018 part 年初结转和结余 into 基本支出结转, 项目支出结转和结余 and 经营结余."""
    sheet = layouts.add_wuhan_overall(workbook, year=2018)
    row = next(cell.row for cell in sheet["A"] if cell.value == "年初结转和结余")
    sheet.cell(row, 3).value = 3
    insert(row + 1, [["其中：基本支出结转", 30, 1], ["项目支出结转和结余", 31, 2]])(unmerged(sheet))
    accounts = saved(workbook, tmp_path)
    assert value(accounts.overall, "opening", "amount") == Decimal(3)
    assert rules(accounts) == []


def test_control_characters_reach_neither_names_nor_labels_nor_messages(workbook: Workbook, tmp_path: Path) -> None:
    """ESC[31m in the unit's name, an account's, a note and a cell that is no amount (written as Excel writes it, _x001B_)."""
    sheet = layouts.add_wuhan_general(workbook)
    sheet["A3"], sheet["D10"], sheet["E10"] = "单位：某某_x001B_[31m管理处", "行政\u202e_x001B_运行", "约_x0007_5"
    sheet["A26"] = "注：_x001B_]0;本表。"
    accounts = saved(workbook, tmp_path)
    assert accounts.general is not None
    line = accounts.general.line("2080101")
    assert line is not None
    assert (accounts.unit, line.label) == ("某某[31m管理处", "行政运行")
    assert "约5" in next(finding.message for finding in accounts.findings if finding.rule == "not_a_number")
    assert all(mark not in accounts.model_dump_json() for mark in ("\\u001b", "\\u0007", "\u202e"))
