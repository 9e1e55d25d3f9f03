"""The unit and the year that a workbook speaks of."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from assistant.errors import ConflictingMaterial
from assistant.readers.accounts import read_accounts
from tests.readers import layouts
from tests.readers.reading import OTHER_UNIT, rules, saved


def test_two_units_in_one_workbook_are_refused(workbook: Workbook, tmp_path: Path) -> None:
    layouts.add_wuhan_overall(workbook)
    layouts.add_wuhan_general(workbook, unit=OTHER_UNIT)
    with pytest.raises(ConflictingMaterial) as error:
        saved(workbook, tmp_path)
    first = f"「GK01 收入支出决算总表」A3是“{layouts.JIANGHAN_UNIT}”"
    assert str(error.value) == f"决算.xlsx：各表的单位不一致：{first}，「公开05表 一般公共预算财政拨款支出决算表」A3是“{OTHER_UNIT}”"


def test_two_years_in_one_workbook_are_refused(workbook: Workbook, tmp_path: Path) -> None:
    layouts.add_wuhan_overall(workbook)
    layouts.add_wuhan_general(workbook, year=2023)
    with pytest.raises(ConflictingMaterial, match=r"^决算\.xlsx：各表的年度不一致：「GK01 .*」A1是“2024”，「公开05表 .*」A1是“2023”$"):
        saved(workbook, tmp_path)


@pytest.mark.parametrize(
    ("cells", "unit"),
    [
        (["编制单位：某某管理处", None, "金额单位：元"], "某某管理处"),
        (["部门：某某财政局（本级）", "单位：万元"], "某某财政局（本级）"),
        (["单位名称：", "某某管理处", "单位：元"], "某某管理处"),
        (["单位：某某管理处    单位：元"], "某某管理处"),
        (["单位:元", None, "填报单位:某某管理处"], "某某管理处"),
    ],
)
def test_unit_of_the_accounts_is_not_the_unit_of_money(cells: list[str | None], unit: str, workbook: Workbook, tmp_path: Path) -> None:
    sheet = workbook.create_sheet("a")
    layouts.write(sheet, 1, 1, [["二〇二四年度一般公共预算财政拨款支出决算表"], ["财政代码：201001"], cells])
    layouts.write(sheet, 4, 1, [["科目编码", "科目名称", "合计", "基本支出", "项目支出"], [None, "合计", 1, 1]])
    accounts = saved(workbook, tmp_path)
    assert (accounts.unit, accounts.year) == (unit, 2024)
    assert rules(accounts) == []


def test_unit_in_the_title_and_year_in_the_file_name(workbook: Workbook, tmp_path: Path) -> None:
    layouts.add_wuhan_three_public(workbook)
    sheet = workbook["GK09"]
    sheet["A1"], sheet["A3"] = "某某社会保险管理处财政拨款“三公”经费支出决算表", None
    accounts = read_accounts(layouts.save(workbook, tmp_path / "2023年决算.xlsx"))
    assert (accounts.unit, accounts.year) == ("某某社会保险管理处", 2023)
    assert rules(accounts) == ["no_year"]


def test_unit_and_year_named_nowhere_are_asked_for(workbook: Workbook, tmp_path: Path) -> None:
    sheet = layouts.add_wuhan_three_public(workbook)
    sheet["A1"], sheet["A3"] = "财政拨款“三公”经费支出决算表", None
    accounts = saved(workbook, tmp_path)
    assert (accounts.unit, accounts.year) == ("", 0)
    assert rules(accounts) == ["no_unit", "no_year"]


@pytest.mark.parametrize(
    "title", ["2024年度财政拨款“三公”经费支出决算表", "2024年度财政专户管理资金收入支出决算表", "2024年度项目支出决算表"]
)
def test_title_of_a_table_is_no_unit(title: str, workbook: Workbook, tmp_path: Path) -> None:
    """Where no line names the unit, it is looked for on covers, whose wording a table's title resembles."""
    layouts.add_wuhan_three_public(workbook)["A3"] = None
    workbook.create_sheet("另表")["A1"] = title
    assert saved(workbook, tmp_path).unit == ""


@pytest.mark.parametrize(
    "cover", ["2024年度江城市示范处部门决算", "江城市示范处2024年度部门决算公开报表", "2024年度江城市收费管理处决算表"]
)
def test_cover_names_the_unit(cover: str, workbook: Workbook, tmp_path: Path) -> None:
    layouts.add_wuhan_three_public(workbook)["A3"] = None
    workbook.create_sheet("封面")["A1"] = cover
    assert saved(workbook, tmp_path).unit in {"江城市示范处", "江城市收费管理处"}


def test_guide_prose_on_another_sheet_names_neither_unit_nor_year(workbook: Workbook, tmp_path: Path) -> None:
    sheet = layouts.add_wuhan_three_public(workbook)
    sheet["A1"], sheet["A3"] = "财政拨款“三公”经费支出决算表", None
    workbook.create_sheet("说明")["A1"] = "请在“单位：”之后写上单位名称，年度如2024年度。"
    accounts = saved(workbook, tmp_path)
    assert (accounts.unit, accounts.year) == ("", 0)
