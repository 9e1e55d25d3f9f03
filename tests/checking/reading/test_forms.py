"""Forms: every number of a 绩效自评表 at its place, however the table came into the text."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from assistant.checking.reading.forms import UNIT_FORM, bare_name, find_forms
from assistant.readers.manuscript import parse_manuscript
from schemas.number import Number
from tests.checking.forms import HEADER, NOTE, ROWS, SCORES, TOTAL, tabbed_form, torn_form

HEAD = "培训经费项目自评表\n资金总额\t5\t5\t100%\t10\n目标值\t实际完成值\t得分\n"


def word_form() -> str:
    """The text of the form as a Word table, a group's label in cells that are merged."""
    document = Document()
    document.add_paragraph("培训经费项目绩效自评表")
    table = document.add_table(rows=0, cols=6)
    for row in (*HEADER, *ROWS, TOTAL):
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=False):
            cell.text = words
    table.cell(5, 0).merge(table.cell(7, 0))
    document.add_paragraph(NOTE)
    data = io.BytesIO()
    document.save(data)
    return parse_manuscript("form.docx", data.getvalue()).text


def shown(number: Number | None) -> str:
    return "" if number is None else "".join(number.text.split())


@pytest.mark.parametrize("text", [tabbed_form(), torn_form(), word_form()], ids=["tabs", "torn", "word"])
def test_a_form_is_read_alike_from_tabs_from_torn_lines_and_from_word(text: str) -> None:
    (form,) = find_forms("前文。\n" + text)
    assert form.project == "培训经费"
    assert form.budget is not None
    row = form.budget
    assert [shown(number) for number in (row.budget, row.executed, row.rate)] == ["50.00", "40.00", "80%"]
    assert (row.weight, row.by_rate, row.unit) == (Decimal(20), True, "万元")
    indicators = form.rows.indicators
    assert [entry.name for entry in indicators] == ["培训人数", "培训期数", "人均培训成本", "学员满意率"]
    assert [shown(entry.target) for entry in indicators] == ["1,200人", "12期", "500元", "90%"]
    assert [entry.bound for entry in indicators] == ["", "", "most", "least"]
    assert [[shown(number) for number in entry.actual] for entry in indicators] == [["1,050人"], ["12期"], ["480.50元"], ["91.5%"]]
    scores = [row.score, *(entry.score for entry in indicators), form.total]
    assert tuple(shown(number).removesuffix("分") for number in scores) == SCORES
    assert form.rows.complete


@pytest.mark.parametrize("text", [tabbed_form(), torn_form()], ids=["tabs", "torn"])
def test_every_number_of_a_form_stands_where_its_span_says(text: str) -> None:
    (form,) = find_forms(text)
    assert form.budget is not None
    numbers = [form.budget.budget, form.budget.executed, form.budget.rate, form.budget.score, form.total]
    for row in form.rows.indicators:
        numbers += [row.weight, row.target, *row.actual, row.score]
    assert all(number is not None and text[number.start : number.end] == number.text for number in numbers)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ("3期\n第一期40人，第二期\n38\n人\n17", "two numbers stand alone: a count torn from its word, and a score"),
        ("3期\n办班3期，按时开班", "there is no score"),
        ("3期\n12\n办班3期\n17", "a page number stands between the cells"),
        ("3期\t2期\t17\n人员 14.5 指导\n第4批", "numbers follow that belong to no row"),
    ],
)
def test_a_row_that_can_be_read_in_two_ways_makes_a_form_incomplete(cells: str, why: str) -> None:
    (form,) = find_forms(f"{HEAD}培训期数（20分）\n{cells}\n总分\t95")
    assert not form.rows.complete, why


def test_a_page_number_behind_a_short_row_is_no_part_of_it() -> None:
    (form,) = find_forms(f"{HEAD}培训期数（20分）\t3期\t2期\t13.3\n12\n总分\t95")
    assert shown(form.rows.indicators[0].score) == "13.3"
    assert not form.rows.complete


def test_a_score_before_a_name_that_begins_with_a_counting_word_is_a_score_still() -> None:
    (form,) = find_forms(f"{HEAD}培训（9分）\n3期\n3期\n5\n月度例会（9分）\n2次\n2次\n9\n")
    assert [shown(row.score) for row in form.rows.indicators] == ["5", "9"]


def test_qualitative_targets_and_dates_are_no_target() -> None:
    (form,) = find_forms(f"{HEAD}队伍（9分）\t显著提升\t提升\t9\n发放（9分） 每月 7 日 按时 9\n")
    assert [(row.target, row.actual, shown(row.score)) for row in form.rows.indicators] == [(None, (), "9"), (None, (), "9")]


def test_a_form_with_weights_in_a_column_gives_its_budget_row_and_no_indicators() -> None:
    text = """项目支出绩效自评表
项目名称	设备购置
	年初预算数	全年预算数	全年执行数	分值	执行率	得分
年度资金总额	100.00	120.00	90.00	10	75.00%	7.5
三级指标	年度指标值	实际完成值	分值	得分
购置数量	12台	12台	50	50
总分	100	95.5
"""
    (form,) = find_forms(text)
    assert form.budget is not None
    assert [shown(number) for number in (form.budget.budget, form.budget.executed, form.budget.score)] == ["120.00", "90.00", "7.5"]
    assert form.budget.weight == 10
    assert (form.rows.indicators, shown(form.total)) == ((), "95.5")


@pytest.mark.parametrize(
    "text",
    ["", "附件：项目绩效自评表", "六、项目绩效自评表\t45\n七、名词解释", "我单位填报了项目自评表。资金总额50万元，执行率80%。"],
)
def test_a_title_without_a_form_below_it_is_no_form(text: str) -> None:
    assert find_forms(text) == ()


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("2024年度培训经费项目", "培训经费"),
        ("2.培训经费项目", "培训经费"),
        ("（三）培训 经费", "培训经费"),
        ("培训项目支出", "培训"),
        ("：“培训经费项目”", "培训经费"),
    ],
)
def test_a_projects_name_is_compared_without_number_year_and_the_word_project(name: str, bare: str) -> None:
    assert bare_name(name) == bare


def test_the_forms_of_the_real_documents_are_read(documents: Path) -> None:
    """Seven forms; only of one, whose cells lie across each other, a row stays unread."""
    forms = [form for name in ("jianghan-2024.txt", "wuchang-2020.txt") for form in find_forms((documents / name).read_text("utf-8"))]
    assert [form.project for form in forms] == [
        UNIT_FORM, "社会保险业务工作经费", UNIT_FORM, "社会保险业务工作经费", "合同人员经费", "社会保险补贴", "公益性岗位补贴",
    ]  # fmt: skip
    assert [len(form.rows.indicators) for form in forms] == [12, 10, 13, 11, 8, 8, 8]
    assert [form.rows.complete for form in forms] == [True, True, False, True, True, True, True]
    assert [shown(form.total).removesuffix("分") for form in forms] == ["94.10", "92.93", "95.64", "97.68", "96.82", "98", "98"]
    assert all(form.budget and form.budget.weight == 20 and form.budget.by_rate for form in forms)


@pytest.mark.parametrize("other", ["30.00", "35.00\t30.00\t30.00\t85.7%\t17.1"], ids=["one amount", "one amount too many"])
def test_a_total_that_is_no_row_of_the_execution_is_passed_over_for_the_one_that_is(other: str) -> None:
    (form,) = find_forms(f"单位整体绩效自评表\n项目支出总额（万元）\t{other}\n支出总额\t50.00\t40.00\t80%\t16\n")
    assert form.budget is not None
    assert [shown(number) for number in (form.budget.budget, form.budget.executed, form.budget.score)] == ["50.00", "40.00", "16"]


@pytest.mark.parametrize(
    "before", ["我单位按照要求认真开展绩效自评工作，" * 6 + "附件", "\t"], ids=["a long line", "a tab at the very beginning"]
)
def test_a_title_is_found_wherever_in_its_line_it_stands(before: str) -> None:
    (form,) = find_forms(f"{before}{HEAD}培训（9分）\t3期\t3期\t9\n")
    assert form.title.endswith("培训经费项目自评表")
    assert len(form.title) < 90


def test_a_target_in_words_around_a_number_is_no_target() -> None:
    (form,) = find_forms(f"{HEAD}培训（9分）\t办班4期\t3期\t9\n")
    assert (form.rows.indicators[0].target, shown(form.rows.indicators[0].score)) == (None, "9")


def test_beside_a_column_of_weights_the_weights_in_names_are_not_read_either() -> None:
    """What stands alone behind the actual is the weight there, not the score."""
    columns = "三级指标\t目标值\t实际完成值\t权重\t得分\n购置数量（50分）\t12台\t11台\t50\t45.83\n总分\t95.83"
    (form,) = find_forms(f"{HEAD.partition('目标值')[0]}{columns}")
    assert (form.rows.indicators, shown(form.total)) == ((), "95.83")
