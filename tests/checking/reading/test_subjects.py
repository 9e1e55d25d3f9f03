"""Subjects are the words of the field; the section and the accounts of the tables say which facts they mean."""

import pytest

from assistant.checking.reading.sections import section_kind
from assistant.checking.reading.subjects import AccountNames, find_subjects

NAMES = AccountNames(
    (
        ("205", "教育支出"),
        ("20502", "普通教育"),
        ("2050204", "高中教育"),
        ("208", "社会保障和就业支出"),
        ("20801", "人力资源和社会保障管理事务"),
        ("2080101", "行政运行"),
        ("20103", "政府办公厅（室）及相关机构事务"),
        ("2010301", "行政运行"),
        ("2081004", "殡葬"),
    ),
    (("服务能力提升项目", "project.1"),),
)


def stems(text: str, section: str = "") -> list[tuple[str, tuple[str, ...]]]:
    """The subjects of a text as (words, stems)."""
    return [(text[start:end], subject.stems) for start, end, subject in find_subjects(text, section, NAMES)]


@pytest.mark.parametrize(
    ("text", "section", "stem"),
    [
        ("收、支总计", "overall", "overall.total"),
        ("收、支总计", "fiscal", "fiscal.total"),
        ("收入支出总计", "overall", "overall.total"),
        ("财政拨款收、支总计", "overall", "fiscal.total"),
        ("本年收入合计", "income", "income.total"),
        ("财政拨款收入", "income", "income.fiscal"),
        ("财政拨款支出", "general", "general.total"),
        ("一般公共预算财政拨款支出", "general", "general.total"),
        ("基本支出", "expenditure", "expenditure.basic"),
        ("基本支出", "basic", "general.basic"),
        ("年初结转和结余", "fund", "fund.opening"),
        ("公务用车购置及运行维护费", "three_public", "three_public.vehicles"),
        ("公务用车运行维护费", "three_public", "three_public.vehicle_operation"),
        ("“三公”经费", "three_public", "three_public.total"),
        ("机关运行经费", "operating", "operating_cost"),
        ("政府采购支出总额", "procurement", "procurement.total"),
    ],
)
def test_the_longest_words_name_one_stem_in_their_section(text: str, section: str, stem: str) -> None:
    assert stems(text, section) == [(text, (stem,))]


def test_where_words_leave_two_meanings_both_are_kept() -> None:
    assert stems("基本支出") == [("基本支出", ("expenditure.basic", "general.basic"))]


def test_a_path_of_accounts_resolves_to_its_last_code() -> None:
    assert stems("其中：教育支出（类）普通教育（款）高中教育（项）", "general") == [
        ("教育支出（类）普通教育（款）高中教育（项）", ("function.2050204",))
    ]


def test_a_name_with_two_codes_is_settled_by_what_stands_above_it() -> None:
    above = "社会保障和就业支出（类）人力资源和社会保障管理事务（款）行政运行（项）"
    assert stems(above, "general")[0][1] == ("function.2080101",)
    assert stems("行政运行（项）", "general")[0][1] == ()


@pytest.mark.parametrize("office", ["政府办公厅（室）及相关机构事务（款）行政运行（项）", "政府办公厅(室)及相关机构事务(款)行政运行(项)"])
def test_a_remark_in_brackets_is_part_of_a_name(office: str) -> None:
    assert stems(office, "general") == [(office, ("function.2010301",))]


def test_a_code_before_a_name_names_the_account() -> None:
    assert stems("2050204高中教育：支出", "general")[0] == ("高中教育", ("function.2050204",))


@pytest.mark.parametrize("text", ["合计为29208万元，", "20800元，", "共20500人，"])
def test_an_amount_is_not_the_code_of_an_account(text: str) -> None:
    assert stems(text, "general") == []


@pytest.mark.parametrize("text", ["非同级财政拨款收入", "国（境）外公务接待支出"])
def test_a_narrower_thing_is_not_taken_for_the_wider_one(text: str) -> None:
    assert [found for _, found in stems(text, "three_public")] == [()]


def test_a_project_is_known_by_its_name_in_the_chapters_that_speak_of_projects() -> None:
    assert stems("服务能力提升项目", "performance") == [("服务能力提升项目", ("project.1",))]
    assert stems("服务能力提升项目", "overall") == []


def test_codes_under_a_path_are_none_where_the_tables_do_not_have_it_there() -> None:
    assert NAMES.codes_under([("类", "教育支出"), ("项", "行政运行")]) == []
    assert NAMES.codes_under([("项", "行政运行")]) == ["2080101", "2010301"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("一、收入支出决算总体情况说明", "overall"),
        ("二、收入决算情况说明", "income"),
        ("三、支出决算情况说明", "expenditure"),
        ("四、财政拨款收入支出决算总体情况说明", "fiscal"),
        ("五、一般公共预算财政拨款支出决算情况说明", "general"),
        ("六、一般公共预算财政拨款基本支出决算情况说明", "basic"),
        ("六、财政拨款基本支出决算情况说明", "basic"),
        ("六、基本支出决算情况说明", "all_basic"),
        ("九、财政拨款“三公”经费支出决算情况说明", "three_public"),
        ("（一）机关运行经费支出情况", "operating"),
        ("十三、国有资产占用情况说明", "assets"),
        ("十四、预算绩效情况说明", "performance"),
        ("致谢", None),
    ],
)
def test_a_heading_opens_a_kind_of_section(heading: str, kind: str | None) -> None:
    assert section_kind(heading) == kind


def test_words_that_mean_nothing_in_a_section_hide_none_that_come_after_them() -> None:
    assert stems("更新公务用车1辆，本年收入合计5万元", "income") == [("本年收入合计", ("income.total",))]


def test_an_account_that_is_named_without_its_level_is_one_of_its_section() -> None:
    assert stems("教育支出5万元", "income") == [("教育支出", ("income.function.205",))]
    assert stems("教育支出5万元", "general") == [("教育支出", ("function.205",))]


def test_an_account_with_a_short_name_is_known_by_its_spending() -> None:
    assert stems("殡葬支出5万元", "general") == [("殡葬支出", ("function.2081004",))]
    assert stems("殡葬改革5万元，城乡殡葬支出5万元", "general") == []
