"""Rows of a manifest that are no units: each form that people write below a list, and the names of units that are like them."""

import pytest

from assistant.readers.manifest_footers import blank_lines, blank_rows
from schemas.document import Grid

FOOTERS = [
    "合计",
    "共 计",
    "本页小计",
    "直属小计：",
    "合计：12个单位",
    "共3个单位",
    "注：以上单位已核对",
    "备注：无",
    "填报单位：县财政局（盖章）",
    "直属单位：",
    "分管领导：张三",
    "单位负责人（签字）：",
    "联系方式：027-1",
    "2024年12月1日",
    "2024/12/1",
    "二〇二四年十二月一日",
    "年  月  日",
    "日期：2025/8/1",
]
UNITS = [
    "总计局",
    "审计局",
    "合计划局",
    "人事局：",
    "甲处（负责人：张三）",
    "单位：甲局",
    "县会计局",
    "2024年工作组",
    "审核：甲/决算表.xlsx",
]


def rows_left(*cells: str | None) -> bool:
    (row,) = blank_rows(Grid(file="清单.xlsx", sheet="单位", rows=(cells,))).rows
    return bool(row)


@pytest.mark.parametrize("footer", FOOTERS)
def test_totals_notes_signatures_and_the_day_are_no_units(footer: str) -> None:
    assert not rows_left(None, footer, None)
    assert blank_lines(f"甲处,甲.xlsx\n,{footer},\n") == "甲处,甲.xlsx\n\n"


@pytest.mark.parametrize("unit", UNITS)
def test_units_whose_names_are_like_them_stay(unit: str) -> None:
    assert rows_left(unit)
    assert blank_lines(f"{unit},\n") == f"{unit},\n"


@pytest.mark.parametrize("footer", ["合计", "注：见后", "2024年12月1日"])
def test_a_row_that_begins_so_and_names_a_file_is_a_unit(footer: str) -> None:
    assert rows_left(footer, "甲处", "甲/决算表.xlsx")


def test_the_day_alone_makes_no_footer_of_a_row_that_states_more() -> None:
    """A unit, but neither another day nor who signed."""
    assert rows_left("2024年12月1日", "甲处")
    assert not rows_left("2024年12月1日", "2024年12月2日")
    assert not rows_left("审核人：李四", "2025/8/1")
