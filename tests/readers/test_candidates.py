"""Hidden sheets, copies, and tables that are none of the nine."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from assistant.errors import NoTables
from tests.readers import layouts
from tests.readers.reading import OTHER_UNIT, rules, saved, value


def test_hidden_copy_of_a_visible_table_is_of_no_concern(workbook: Workbook, tmp_path: Path) -> None:
    """Last year's table left hidden neither conflicts nor competes."""
    layouts.add_wuhan_general(workbook)
    layouts.add_wuhan_general(workbook, [["", "合计", 1, 1, None]], year=2023, unit=OTHER_UNIT).sheet_state = "hidden"
    accounts = saved(workbook, tmp_path)
    assert value(accounts.general, "total", "total") == Decimal("1945.8")
    assert rules(accounts) == []


def test_trouble_on_a_hidden_sheet_that_is_not_used_is_left_alone(workbook: Workbook, tmp_path: Path) -> None:
    layouts.add_wuhan_general(workbook)
    draft = workbook.create_sheet("底稿")
    draft.sheet_state, draft["A1"] = "hidden", "=1+1"
    assert rules(saved(workbook, tmp_path)) == []


def test_table_only_on_a_hidden_sheet_is_used_and_named(workbook: Workbook, tmp_path: Path) -> None:
    layouts.add_wuhan_overall(workbook)
    layouts.add_wuhan_general(workbook).sheet_state = "hidden"
    accounts = saved(workbook, tmp_path)
    assert accounts.general is not None
    assert rules(accounts) == ["hidden_table"]
    place = next(finding.places[0] for finding in accounts.findings if finding.rule == "hidden_table")
    assert place == accounts.general.place


def test_two_candidates_that_differ_are_both_left_out(workbook: Workbook, tmp_path: Path) -> None:
    layouts.add_wuhan_overall(workbook)
    layouts.add_wuhan_general(workbook)
    layouts.add_wuhan_general(workbook, [["", "合计", 1, 1, None]])
    accounts = saved(workbook, tmp_path)
    assert accounts.general is None
    finding = next(finding for finding in accounts.findings if finding.rule == "two_candidates")
    assert finding.severity == "error"
    assert [place.cell for place in finding.places] == ["A1", "A1"]
    assert "missing_table" not in [f.rule for f in accounts.findings if "一般公共预算财政拨款支出决算表" in f.message]


def test_two_candidates_that_agree_are_one(workbook: Workbook, tmp_path: Path) -> None:
    layouts.add_wuhan_general(workbook)
    layouts.add_wuhan_general(workbook)
    accounts = saved(workbook, tmp_path)
    assert value(accounts.general, "total", "total") == Decimal("1945.8")
    assert [finding.severity for finding in accounts.findings if finding.rule == "two_candidates"] == ["warning"]


def test_unknown_table_with_amounts_is_named(workbook: Workbook, tmp_path: Path) -> None:
    layouts.add_wuhan_general(workbook)
    layouts.write(
        workbook.create_sheet("公开10表"),
        1,
        1,
        [["机构运行信息表"], ["项目", "决算数"], ["一、“三公”经费", 1.54], ["二、机关运行", 235.57], ["三、采购", 2.23]],
    )
    layouts.write(workbook.create_sheet("封面"), 1, 1, [["某某处"], [2024], [1]])
    findings = [finding for finding in saved(workbook, tmp_path).findings if finding.rule == "unknown_table"]
    assert [finding.message for finding in findings] == ["决算.xlsx「公开10表」A1：“机构运行信息表”不是决算公开九张表之一，未读取"]


def test_workbook_without_any_table_is_refused(workbook: Workbook, tmp_path: Path) -> None:
    layouts.write(
        workbook.create_sheet("预算"), 1, 1, [["2024年部门收支预算总表"], ["收入", None, "支出"], ["项目", "金额", "项目", "金额"]]
    )
    with pytest.raises(NoTables) as error:
        saved(workbook, tmp_path)
    assert str(error.value) == "决算.xlsx：没有找到决算公开九张表中的任何一张（按表的标题查找）"


def test_missing_table_is_told(workbook: Workbook, tmp_path: Path) -> None:
    layouts.add_wuhan_general(workbook)
    messages = [finding.message for finding in saved(workbook, tmp_path).findings]
    assert "决算.xlsx：没有找到“收入决算表”，与它有关的内容将略去" in messages
    assert len(messages) == 8
