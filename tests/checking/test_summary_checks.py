"""Summary checks: the words about a project or the unit against its 绩效自评表."""

from pathlib import Path

import pytest

from assistant.reviewing import Sources, check_document
from schemas.finding import Finding
from tests.checking.forms import tabbed_form
from tests.checking.texts import check, money, serious, sheet

WORDS = "1.培训经费项目绩效自评综述：项目全年预算数为{budget}万元，执行数为{executed}万元，完成预算的{rate}。项目自评得分{score}分。\n"
RIGHT = {"budget": "50.00", "executed": "40.00", "rate": "80%", "score": "93.5"}


FORM = tabbed_form()


def findings(words: str, form: str = FORM) -> list[Finding]:
    return serious(check(f"十三、预算绩效情况说明\n{words}\n{form}"))


def test_words_that_agree_with_their_form_have_no_finding() -> None:
    assert findings(WORDS.format(**RIGHT)) == []


@pytest.mark.parametrize(
    ("altered", "quote", "expected", "consequences"),
    [
        ({"budget": "60.00", "rate": "66.7%"}, "60.00万元", "50万元", ("执行率：综述66.7%，自评表80%",)),
        ({"executed": "45.00", "rate": "90%"}, "45.00万元", "40万元", ("执行率：综述90%，自评表80%",)),
        (
            {"budget": "60.00", "executed": "60.00", "rate": "100%"},
            "60.00万元",
            "50万元",
            ("执行数：综述60.00万元，自评表40.00", "执行率：综述100%，自评表80%"),
        ),
        ({"score": "95.3"}, "95.3分", "93.5分", ()),
    ],
)
def test_what_differs_is_said_once_with_the_rest_as_consequences(
    altered: dict[str, str], quote: str, expected: str, consequences: tuple[str, ...]
) -> None:
    (finding,) = findings(WORDS.format(**RIGHT | altered))
    assert (finding.rule, finding.severity, finding.quote, finding.expected) == ("self_evaluation", "error", quote, expected)
    assert finding.consequences == consequences
    assert expected in finding.fix


def test_the_words_below_a_heading_of_their_own_are_of_its_project() -> None:
    words = WORDS.format(**RIGHT | {"score": "95.3"}).replace("综述：", "综述：\n")
    assert [finding.quote for finding in findings(words)] == ["95.3分"]


def test_the_words_of_another_project_are_not_held_against_a_form() -> None:
    assert findings(WORDS.format(**RIGHT | {"score": "95.3"}).replace("培训", "设备购置")) == []


def test_the_result_of_the_unit_is_held_against_the_form_of_the_unit() -> None:
    form = "2023年度单位整体绩效自评表\n支出总额\t1,945.80\t1,945.80\t100%\t20\n总分\t94.10分"
    words = "我单位开展整体支出绩效自评，年初预算总额1,982.31万元，调整预算数为{}万元，决算数为1,945.8万元。\n整体绩效自评综合得分为{}分。"
    assert findings(words.format("1,945.8", "94.1"), form) == []
    assert [finding.quote for finding in findings(words.format("1,954.8", "94.7"), form)] == ["1,954.8万元", "94.7分"]


def test_a_form_in_yuan_agrees_with_words_in_wan() -> None:
    form = "培训经费项目自评表\n预算执行情况（元）\t预算数\t执行数\t执行率\t得分\n资金总额\t500,000.00\t400,000.00\t80%\t16\n"
    assert findings(WORDS.format(**RIGHT), form) == []
    assert findings(WORDS.format(**RIGHT), form.replace("（元）", "")) == []
    (finding,) = findings(WORDS.format(**RIGHT), form.replace("500,000.00", "600,000.00").replace("80%", "66.7%"))
    assert finding.expected == "60万元"


def test_where_a_fact_of_the_tables_confirms_the_words_the_form_is_wrong() -> None:
    facts = sheet(money("project.培训经费.actual", "45.00").model_copy(update={"label": "培训经费"}))
    words = WORDS.format(**RIGHT | {"executed": "45.00", "rate": "90%"})
    (finding,) = serious(check(f"十三、预算绩效情况说明\n{words}\n{tabbed_form()}", facts))
    assert (finding.quote, finding.expected) == ("40.00", "45")


def test_the_project_of_the_real_document_differs_from_its_form_and_nothing_else_does(documents: Path) -> None:
    outcome = check_document(documents / "jianghan-2024.txt", Sources())
    (finding,) = [finding for finding in outcome.findings if finding.rule == "self_evaluation"]
    assert (finding.severity, finding.quote, finding.expected) == ("error", "398.85万元", "303.1万元")
    assert finding.consequences == ("执行率：综述76%，自评表100%",)


def test_words_that_begin_their_paragraph_with_a_figure_are_read_from_the_first_character() -> None:
    words = "1.培训经费项目绩效自评综述：\n全年预算数为{}万元，执行数为40.00万元，完成预算的{}。"
    assert findings(words.format("50.00", "80%")) == []
    assert [finding.quote for finding in findings(words.format("60.00", "66.7%"))] == ["60.00万元"]


def test_a_unit_that_the_form_states_is_taken_at_its_word() -> None:
    """Only a form without a unit may be in 元 or in 万元."""
    form = "培训经费项目自评表\n预算执行情况（万元）\t预算数\t执行数\t执行率\t得分\n资金总额\t500,000.00\t400,000.00\t80%\t16\n"
    (finding,) = findings(WORDS.format(**RIGHT), form)
    assert (finding.quote, finding.expected) == ("50.00万元", "500000万元")
    assert findings(WORDS.format(**RIGHT), form.replace("（万元）", "")) == []


def test_words_in_yuan_agree_with_a_form_in_wan() -> None:
    words = "1.培训经费项目绩效自评综述：项目全年预算数为{}元，执行数为400,000.00元，完成预算的{}。\n"
    assert findings(words.format("500,000.00", "80%")) == []
    assert [(finding.quote, finding.expected) for finding in findings(words.format("600,000.00", "66.7%"))] == [
        ("600,000.00元", "500,000元")
    ]


def test_where_the_words_leave_out_an_amount_the_rate_is_held_against_the_form() -> None:
    words = "1.培训经费项目绩效自评综述：项目执行数为40.00万元，完成预算的{}。\n"
    assert findings(words.format("80%")) == []
    assert [(finding.quote, finding.expected) for finding in findings(words.format("88%"))] == [("88%", "80%")]


@pytest.mark.parametrize(("amount", "rate", "shown"), [("45.00", "90%", "45"), ("0.00", "0%", "0")])
def test_a_form_that_the_tables_refute_is_told_in_its_own_row_with_what_follows(amount: str, rate: str, shown: str) -> None:
    facts = sheet(money("project.培训经费.actual", amount).model_copy(update={"label": "培训经费"}))
    words = WORDS.format(**RIGHT | {"executed": amount, "rate": rate})
    (finding,) = serious(check(f"十三、预算绩效情况说明\n{words}\n{tabbed_form()}", facts))
    assert (finding.quote, finding.expected) == ("40.00", shown)
    assert finding.sentence == "资金总额\t50.00\t40.00"
    assert finding.consequences == (f"执行率：综述{rate}，自评表80%",)


def test_a_fact_that_may_be_meant_or_not_does_not_settle_what_the_words_say() -> None:
    """The chapter speaks of other amounts too, so the words are held against the form."""
    facts = sheet(money("project.培训经费.actual", "45.00").model_copy(update={"label": "培训经费"}))
    words = WORDS.format(**RIGHT | {"executed": "48.00", "rate": "96%"})
    (finding,) = serious(check(f"十三、预算绩效情况说明\n{words}\n{tabbed_form()}", facts))
    assert (finding.quote, finding.expected) == ("48.00万元", "40万元")


def test_what_a_text_begins_with_is_no_words_about_the_unit() -> None:
    """A paragraph before any heading speaks of a budget, not of the self-evaluation."""
    form = "2023年度单位整体绩效自评表\n支出总额\t1,945.80\t1,945.80\t100%\t20\n总分\t94.10分"
    words = "我单位项目全年预算数为{}万元，执行数为{}万元，完成预算的100%。\n"
    assert serious(check(words.format("303.10", "303.10") + form)) == []


def test_a_rate_that_its_own_amounts_refute_is_told_once() -> None:
    """The form has the same amounts, so that nothing differs from it but what follows from them."""
    assert [(finding.rule, finding.quote) for finding in findings(WORDS.format(**RIGHT | {"rate": "88%"}))] == [("completion", "88%")]
