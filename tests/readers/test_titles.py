"""Titles of the nine tables as different years and places print them."""

import pytest

from assistant.readers.texts import comparison_text
from assistant.readers.titles import identify_title, looks_like_title, without_number
from schemas.accounts import TABLE_TITLES

PRINTED = [
    ("2024年度收入支出决算总表", "overall", ""),
    ("2020 年度收入支出决算总表（表 1）", "overall", "表1"),
    ("收 入 支 出 决 算 总 表", "overall", ""),
    ("部门收支决算总表", "overall", ""),
    ("公开01表 收入支出决算总表", "overall", "公开01表"),
    ("收入决算表(公开02表)", "income", "公开02表"),
    ("附件1：2024年度支出决算表", "expenditure", ""),
    ("某某局2024年度财政拨款收入支出决算总表", "fiscal", ""),
    ("2018年度公共预算财政拨款支出决算表", "general", ""),
    ("一般公共预算财政拨款基本支出决算表", "basic", ""),
    ("一般公共预算财政拨款基本支出决算明细表", "basic", ""),
    ("2024年度政府性基金预算财政拨款收入支出决算表", "fund", ""),
    ("国有资本经营预算财政拨款收入支出决算表", "capital", ""),
    ("国有资本经营预算财政拨款支出决算表", "capital", ""),
    ('财政拨款"三公"经费支出决算表', "three_public", ""),
    ("一般公共预算财政拨款「三公」经费支出决算表", "three_public", ""),
    ("2024年度财政拨款‘三公’经费支出决算表（公开09表）", "three_public", "公开09表"),
    ("GK05 一般公共预算财政拨款支出决算表", "general", ""),
]


@pytest.mark.parametrize(("printed", "kind", "number"), PRINTED)
def test_title_is_identified_whatever_surrounds_it(printed: str, kind: str, number: str) -> None:
    title = identify_title(comparison_text(printed))
    assert title is not None
    assert (title.kind, title.number) == (kind, number)


@pytest.mark.parametrize(("kind", "title"), TABLE_TITLES.items())
def test_usual_titles_are_identified(kind: str, title: str) -> None:
    found = identify_title(comparison_text(title))
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "项目支出决算表",
        "一般公共预算财政拨款项目支出决算表",
        "2024年部门收支总表",
        "机构运行信息表",
        "一般公共预算支出预算表",
        "收入决算表（续表）",
        "财政专户管理资金收入支出决算表",
        "注：本表反映部门本年度支出决算情况",
        "单位：万元",
    ],
)
def test_other_texts_name_none_of_the_nine(text: str) -> None:
    assert identify_title(comparison_text(text)) is None


def test_another_table_still_looks_like_a_title() -> None:
    assert looks_like_title("机构运行信息表")
    assert not looks_like_title("公开01表")


def test_number_behind_a_title_is_dropped() -> None:
    assert without_number("2020年度收入决算表（表2）") == "2020年度收入决算表"
