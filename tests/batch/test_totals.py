"""What a batch came to: a unit's amounts are summed once, other years and files that cannot be written are noted."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.batch.totals import Totals
from assistant.figures.amounts import list_amounts
from assistant.readers.unit_accounts import read_unit_accounts
from schemas.batch import Event, Outcome
from tests.material import TABLES, UNIT, change_tables, replace_text

KEY = "收支总表·本年收入合计"
SPENT = "收支总表·本年支出合计"
PLACE = "如果是部门的表，请放在各单位文件夹旁边或在清单的类型写“汇总”"


def take(totals: Totals, name: str, unit: str, year: int = 2024, amount: str = "100.00") -> None:
    outcome = Outcome(key=name, name=name, state="done", unit=unit, year=year, amounts={KEY: Decimal(amount)})
    totals.take(Event(name=name, state="done", done=1, total=1, outcome=outcome))


@pytest.fixture
def totals() -> Totals:
    return Totals()


@pytest.mark.parametrize("earlier", [("甲处", "甲处（2）"), ("甲处（2）", "甲处")])
def test_a_unit_that_is_given_twice_is_summed_once_with_what_was_given_first(
    earlier: tuple[str, str], totals: Totals, tmp_path: Path
) -> None:
    """Whichever of both is done first."""
    for name in ("甲处", "甲处（2）", "乙处"):
        totals.take(Event(name=name, state="waiting", done=0, total=3))
    amounts = {"甲处": "100.00", "甲处（2）": "7.00"}
    for name in earlier:
        take(totals, name, "甲管理处", amount=amounts[name])
    take(totals, "乙处", "乙管理处")
    totals.write(tmp_path, None)
    end = totals.tell()
    assert end.notes == ("甲处（2） 与 甲处 的表都写着甲管理处，金额不同：请核对是一个单位的两份，还是两个同名的单位；只汇入 甲处 的",)
    assert end.rollup.startswith("汇总2个单位，另有1个没有汇入")
    assert '<td class="number">200.00</td>' in (tmp_path / "汇总.html").read_text(encoding="utf-8")


def test_the_same_amounts_given_twice_are_missing_from_no_sum(totals: Totals, tmp_path: Path) -> None:
    for name, unit in (("甲处", "甲管理处"), ("甲处（2）", "甲管理处"), ("乙处", "乙管理处")):
        take(totals, name, unit)
    totals.write(tmp_path, None)
    assert totals.tell().notes == ("甲处（2） 与 甲处 的表都写着甲管理处，金额相同；只汇入 甲处 的",)
    assert totals.tell().rollup.startswith("汇总2个单位，共")


def test_a_department_of_another_year_is_not_compared_and_one_smaller_than_a_unit_doubted(totals: Totals, tmp_path: Path) -> None:
    take(totals, "甲处", "甲管理处", 2023, "999999999.00")
    take(totals, "乙处", "乙管理处", 2023)
    totals.write(tmp_path, TABLES)
    assert totals.tell().notes == (f"部门汇总表（{UNIT}）是2024年度的，各单位的表以2023年度的最多，没有与它比较",)
    assert totals.tell().rollup.endswith("给出的部门决算表不是这个年度的，没有比较，只列汇总数。")
    assert totals.tell().rejected == "other_year"
    other = Totals()
    take(other, "甲处", "甲管理处", 2024, "999999999.00")
    other.write(tmp_path, TABLES)
    assert other.tell().notes == (f"部门汇总表（{UNIT}）的本年收入合计比其中一个单位的还小，请确认它是汇总表",)


def test_a_department_that_states_neither_year_nor_name_is_compared_as_of_the_year_of_the_units(totals: Totals, tmp_path: Path) -> None:
    nameless = change_tables(tmp_path / "部门.xlsx", replace_text(f"单位：{UNIT}", ""))
    tables = change_tables(tmp_path / "部门.xlsx", replace_text("2024年度", ""), nameless)
    take(totals, "甲处", "甲管理处")
    totals.write(tmp_path, tables)
    end = totals.tell()
    assert (end.notes, end.rejected) == (("部门汇总表没有写年度，当作2024年度的来比较",), None)
    assert "。与部门的决算表相比：一致" in end.rollup


def test_folders_of_outputs_that_are_of_no_unit_any_more_are_told(totals: Totals, tmp_path: Path) -> None:
    for name in ("甲处", "改了名的", ".juesuan-scratch"):
        (tmp_path / name).mkdir()
    take(totals, "甲处", "甲管理处")
    totals.write(tmp_path, None)
    assert totals.tell().notes == ("结果文件夹里有不属于这一批的文件夹，可能是改了名或不再有的单位：改了名的",)


def test_units_whose_report_a_person_changed_are_told(tmp_path: Path) -> None:
    totals = Totals()
    for name, edited in (("甲处", ("报告.docx",)), ("乙处", ())):
        totals.take(Event(name=name, state="done", done=1, total=2, outcome=Outcome(key=name, name=name, state="done", edited=edited)))
    totals.write(tmp_path, None)
    assert totals.tell().notes == ("起草的报告有人改过、改过的没有复核的单位（1 个）：甲处",)


def test_units_whose_tables_name_no_unit_are_units_of_their_own(totals: Totals, tmp_path: Path) -> None:
    for name in ("甲处", "乙处", "丙处"):
        take(totals, name, "")
    totals.write(tmp_path, None)
    assert totals.tell().notes == ()
    assert totals.tell().rollup.startswith("汇总3个单位，共")


def test_what_the_sum_is_wrong_by_is_counted_in_the_end_and_in_the_summary(totals: Totals, tmp_path: Path) -> None:
    take(totals, "甲处", UNIT, amount="1.00")
    take(totals, "乙处", "乙管理处", amount="1.00")
    totals.write(tmp_path, TABLES)
    end = totals.tell()
    assert end.errors >= 1
    assert f"错误{end.errors}处，提醒{end.warnings}处" in (tmp_path / "汇总.html").read_text(encoding="utf-8")


def test_numbers_are_unchecked_only_where_something_was_reviewed(totals: Totals, tmp_path: Path) -> None:
    """Units of which nothing was reviewed are counted for themselves."""
    take(totals, "甲处", "甲管理处")
    assert (totals.tell().unchecked, totals.tell().unreviewed) == (None, 1)
    reviewed = Outcome(key="乙处", name="乙处", state="done", unchecked=3)
    totals.take(Event(name="乙处", state="done", done=2, total=2, outcome=reviewed))
    assert (totals.tell().unchecked, totals.tell().unreviewed) == (3, 1)


def test_without_any_unit_done_nothing_is_compared(totals: Totals, tmp_path: Path) -> None:
    totals.take(Event(name="甲处", state="cancelled", done=1, total=1, outcome=Outcome(key="", name="甲处", state="cancelled")))
    totals.write(tmp_path, TABLES)
    assert totals.tell().rollup == ""


def test_the_summary_of_a_batch_that_was_cancelled_has_neither_the_sum_nor_what_is_wanted(totals: Totals, tmp_path: Path) -> None:
    """They would not hold, and take the longest to write."""
    for name in ("甲处", "乙处"):
        take(totals, name, name)
    wanting = Outcome(key="丙处", name="丙处", state="done", wanted=("本年收入合计增加",))
    totals.take(Event(name="丙处", state="done", done=3, total=4, outcome=wanting))
    totals.take(Event(name="丁处", state="cancelled", done=4, total=4, outcome=Outcome(key="", name="丁处", state="cancelled")))
    totals.write(tmp_path, None)
    assert load_workbook(tmp_path / "汇总.xlsx").sheetnames == ["汇总"]
    assert (totals.tell().rollup, totals.tell().notes) == ("", ("没有做完：汇总勾稽和待补充的清单，等都做完了再写",))


def test_units_of_another_year_are_told_and_not_summed(totals: Totals, tmp_path: Path) -> None:
    for name, year in (("甲处", 2024), ("乙处", 2024), ("丙处", 2020), ("丁处", 0), *((f"{count}处", 2024) for count in range(6))):
        take(totals, name, name, year)
    for count in range(6):
        take(totals, f"旧{count}", f"旧{count}", 2023)
    totals.write(tmp_path, None)
    assert totals.tell().notes == (
        "各单位的表以2024年度的最多，没有写年度的 1 个：丁处",
        "各单位的表以2024年度的最多，2020年度的 1 个：丙处",
        "各单位的表以2024年度的最多，2023年度的 6 个：旧0、旧1、旧2、旧3、旧4等",
    )


def test_a_summary_that_cannot_be_written_is_noted_and_the_other_is_written(totals: Totals, tmp_path: Path) -> None:
    (tmp_path / "汇总.xlsx").mkdir()
    take(totals, "甲处", "甲管理处")
    totals.write(tmp_path, None)
    end = totals.tell()
    assert [path.name for path in end.summaries] == ["汇总.html"]
    assert "如果正在 Excel 等程序里打开，请关掉再运行同一命令" in end.notes[-1]


def test_a_departments_tables_that_cannot_be_read_are_told_in_every_output_that_is_kept(totals: Totals, tmp_path: Path) -> None:
    """Nowhere is it said that none were given."""
    (tmp_path / "部门.xlsx").write_bytes(b"")
    for name in ("甲处", "乙处"):
        take(totals, name, name)
    totals.write(tmp_path, tmp_path / "部门.xlsx")
    end = totals.tell()
    assert (end.notes, end.rejected) == (("部门汇总表不能使用，没有与它比较：部门.xlsx：是空文件",), "unreadable")
    assert end.rollup.endswith("个金额（万元）。给出的部门决算表不能使用，没有比较，只列汇总数。")
    page = (tmp_path / "汇总.html").read_text(encoding="utf-8")
    workbook = load_workbook(tmp_path / "汇总.xlsx")
    assert workbook["汇总"]["A2"].value == end.notes[0]
    assert workbook["汇总勾稽"]["A1"].value == end.rollup
    assert all(told in page for told in (end.notes[0], end.rollup))


def test_a_departments_tables_that_cannot_be_read_are_told_where_there_is_no_sum(totals: Totals, tmp_path: Path) -> None:
    take(totals, "甲处", "甲处")
    totals.write(tmp_path, tmp_path / "没有.xlsx")
    end = totals.tell()
    assert (end.rollup, end.rejected) == ("", "unreadable")
    assert end.notes[0].startswith("部门汇总表不能使用，没有与它比较：没有.xlsx：")


def take_both(totals: Totals, name: str, income: str, spent: str, unit: str = "") -> None:
    amounts = {KEY: Decimal(income), SPENT: Decimal(spent)}
    outcome = Outcome(key=name, name=name, state="done", unit=unit or name, year=2024, amounts=amounts)
    totals.take(Event(name=name, state="done", done=1, total=1, outcome=outcome))


def test_a_unit_that_is_the_sum_of_all_others_is_not_added_and_not_missing(totals: Totals, tmp_path: Path) -> None:
    """Whatever it is called."""
    for name, income, spent in (("00部门", "60.03", "30.00"), ("甲处", "10", "5"), ("乙处", "20", "10"), ("丙处", "30", "15")):
        take_both(totals, name, income, spent)
    totals.write(tmp_path, None)
    assert totals.tell().notes == (f"00部门 的收入、支出合计等于其余单位之和，像是部门汇总表，没有汇入；{PLACE}",)
    assert totals.tell().rollup.startswith("汇总3个单位，共")


def test_a_unit_that_is_called_a_sum_and_is_none_is_added_and_doubted(totals: Totals, tmp_path: Path) -> None:
    for name, income in (("水利局（汇总）", "60.04"), ("甲处", "10"), ("乙处", "20"), ("丙处", "30")):
        take_both(totals, name, income, "5")
    totals.write(tmp_path, None)
    assert totals.tell().notes == (f"水利局（汇总） 的名称像是汇总表，已当作一个单位汇入，请确认它不是汇总表；{PLACE}",)
    assert totals.tell().rollup.startswith("汇总4个单位，共")


def test_of_two_units_that_are_each_the_sum_of_the_others_the_one_called_so_is_not_added(totals: Totals, tmp_path: Path) -> None:
    """With blank units beside it any unit is as much as the department; where no name tells, all are added, which is told."""
    for name, amount in (("甲处", "10"), ("乙处", "0"), ("部门合计", "10")):
        take_both(totals, name, amount, amount)
    totals.write(tmp_path, None)
    assert totals.tell().rollup.startswith("汇总2个单位，共")
    other = Totals()
    for name, amount in (("甲处", "10"), ("乙处", "0"), ("丙处", "10")):
        take_both(other, name, amount, amount)
    other.write(tmp_path, None)
    told = f"甲处、丙处 的收入、支出合计都等于其余单位之和，其中可能有部门汇总表，都已汇入，请确认；{PLACE}"
    assert (other.tell().notes, other.tell().rollup[:7]) == ((told,), "汇总3个单位，")


def test_a_sum_that_states_no_expenditure_is_known_by_all_its_amounts(totals: Totals, tmp_path: Path) -> None:
    for name, amount in (("甲处", "10"), ("乙处", "20"), ("丙处", "30")):
        take(totals, name, name, amount=amount)
    totals.write(tmp_path, None)
    assert totals.tell().rollup.startswith("汇总2个单位，共")


def fail(totals: Totals, name: str) -> None:
    totals.take(Event(name=name, state="failed", done=1, total=1, outcome=Outcome(key="", name=name, state="failed")))


@pytest.mark.parametrize("office", ["1", "1.5"])
def test_a_sum_that_bears_the_name_of_its_own_office_is_not_added_and_the_office_is(office: str, totals: Totals, tmp_path: Path) -> None:
    """As long as it is the sum of the office and the others; else both are told, and the first counts."""
    for name, amount, unit in (("01县局", "7", "县局"), ("02县局本级", office, "县局"), ("03乙", "2", ""), ("04丙", "4", "")):
        take_both(totals, name, amount, amount, unit)
    totals.write(tmp_path, None)
    assert totals.tell().rollup.startswith("汇总3个单位，共" if office == "1" else "汇总3个单位，另有1个没有汇入")
    assert (
        totals.tell()
        .notes[0]
        .startswith("01县局 的收入、支出合计等于其余单位之和" if office == "1" else "02县局本级 与 01县局 的表都写着县局，金额不同")
    )
    summed = "7.00" if office == "1" else "13.00"
    assert f'<td class="number">{summed}</td>' in (tmp_path / "汇总.html").read_text(encoding="utf-8")


def test_blank_tables_under_a_units_name_make_it_no_sum(totals: Totals, tmp_path: Path) -> None:
    for name, amount, unit in (("甲处", "10", "甲处"), ("甲处空表", "0", "甲处"), ("乙处", "10", "")):
        take_both(totals, name, amount, amount, unit)
    totals.write(tmp_path, None)
    assert totals.tell().rollup.startswith("汇总2个单位，另有1个没有汇入")


def test_a_copy_of_a_sum_is_left_out_with_it(totals: Totals, tmp_path: Path) -> None:
    for name, amount, unit in (("县局", "7", "县局"), ("县局副本", "7", "县局"), ("甲处", "3", ""), ("乙处", "4", "")):
        take_both(totals, name, amount, amount, unit)
    totals.write(tmp_path, None)
    assert totals.tell().rollup.startswith("汇总2个单位，共")


@pytest.mark.parametrize(("amount", "is_told"), [("7", True), ("3", True), ("2.99", False)])
def test_while_units_are_missing_one_with_as_much_as_all_others_may_be_the_sum(
    amount: str, is_told: bool, totals: Totals, tmp_path: Path
) -> None:
    """A department's own school may have as much too: where none is missing, nothing is told."""
    for name, of in (("甲处", "1"), ("乙处", "2.00"), ("县局", amount)):
        take_both(totals, name, of, "0.5" if name == "甲处" else of)
    fail(totals, "丙处")
    totals.write(tmp_path, None)
    told = f"县局 的收入、支出合计不小于其余单位之和，另有1个单位没有汇入，可能是部门汇总表，已当作一个单位汇入，请确认；{PLACE}"
    assert totals.tell().notes == ((told,) if is_told else ())
    whole = Totals()
    for name, of in (("甲处", "1"), ("乙处", "2"), ("县局", "8")):
        take_both(whole, name, of, of)
    whole.write(tmp_path, None)
    assert whole.tell().notes == ()


def test_a_unit_with_most_of_all_is_no_sum_beside_blank_ones(totals: Totals, tmp_path: Path) -> None:
    for name, of in (("甲处", "5"), ("乙处", "0"), ("丙处", "1")):
        take_both(totals, name, of, of)
    fail(totals, "丁处")
    totals.write(tmp_path, None)
    assert totals.tell().notes == ()


def department_amounts() -> tuple[Decimal, Decimal]:
    amounts = list_amounts(read_unit_accounts(TABLES))
    return amounts[KEY], amounts[SPENT]


def take_shares(totals: Totals, shares: dict[str, str]) -> None:
    """Units with so many tenths of the income and expenditure in the department's tables."""
    for name, share in shares.items():
        income, spent = (str(amount * Decimal(share) / 10) for amount in department_amounts())
        take_both(totals, name, income, spent)


def test_a_unit_as_much_as_the_others_belongs_where_the_departments_tables_are_the_sum_with_it(totals: Totals, tmp_path: Path) -> None:
    """Where they are the sum without it, it is the department's own again."""
    take_shares(totals, {"甲处": "2", "乙处": "3", "丙处": "5"})
    totals.write(tmp_path, TABLES)
    assert (totals.tell().notes, totals.tell().rollup[:7]) == ((), "汇总3个单位，")
    other = Totals()
    take_shares(other, {"甲处": "4", "乙处": "6", "县局": "10"})
    other.write(tmp_path, TABLES)
    assert other.tell().rollup.startswith("汇总2个单位，共")
    assert other.tell().notes[0].startswith("县局 的收入、支出合计等于其余单位之和")


def test_while_units_are_missing_the_one_that_states_what_the_department_does_may_be_its_sum(totals: Totals, tmp_path: Path) -> None:
    """Not one that has as much as all others: the department's tables tell better."""
    take_shares(totals, {"甲处": "1", "乙处": "2", "县局": "10", "丁处": "1"})
    fail(totals, "丙处")
    totals.write(tmp_path, TABLES)
    assert totals.tell().notes == (f"县局 的收入、支出合计与部门汇总表相同，可能是部门汇总表，已当作一个单位汇入，请确认；{PLACE}",)
    other = Totals()
    take_shares(other, {"甲处": "1", "乙处": "2", "丙处": "6"})
    fail(other, "丁处")
    other.write(tmp_path, TABLES)
    assert other.tell().notes == ()
