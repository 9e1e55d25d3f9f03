"""A word of direction is held against the numbers beside it, or against the facts; what it should say is told."""

import pytest

from schemas.facts import FactSheet
from schemas.finding import Finding
from tests.checking.texts import check, money, serious, sheet

ITEM = "行政运行（项）。年初预算为60.99万元，支出决算为{}万元。决算数{}。"
RECEPTION = "three_public.reception"
ONE_BUDGET = sheet(
    money(f"{RECEPTION}.actual", "0.80"),
    money(f"{RECEPTION}.budget", "2.00"),
    money(f"{RECEPTION}.budget_change", "-1.20", f"{{{RECEPTION}.actual}} − {{{RECEPTION}.budget}}"),
)
"""Of 三公 there is one budget, whatever it is called."""
TWO_BUDGETS = sheet(
    money("general.total", "1150.00"),
    money("general.total.budget", "1000.00"),
    money("general.total.adjusted", "1200.00"),
    money("general.total.budget_change", "150.00", "{general.total} − {general.total.budget}"),
    money("general.total.adjusted_budget_change", "-50.00", "{general.total} − {general.total.adjusted}"),
)
GENERAL = "五、一般公共预算财政拨款支出决算情况说明\n一般公共预算财政拨款支出1,150.00万元，"
OVERALL = sheet(
    money("overall.total", "95.00"),
    money("overall.total.prior", "100.00"),
    money("overall.total.change", "-5.00", "{overall.total} − {overall.total.prior}"),
)


def directions(text: str, facts: FactSheet | None = None) -> list[Finding]:
    """The findings on directions, where they are the only ones."""
    found = serious(check(text, facts))
    assert {finding.rule for finding in found} <= {"direction"}
    return found


@pytest.mark.parametrize(
    ("actual", "word", "severity", "expected"),
    [
        ("60.99", "大于预算数", "warning", "等于预算数"),
        ("61.99", "小于预算数", "error", "大于预算数"),
        ("61.99", "等于预算数", "error", "大于预算数"),
        ("59.99", "等于预算数", "error", "小于预算数"),
        ("61.99", "与预算数持平", "error", "增加，不是持平"),
        ("59.99", "与预算数持平", "error", "减少，不是持平"),
    ],
)
def test_a_wrong_comparison_is_told_what_it_should_say(actual: str, word: str, severity: str, expected: str) -> None:
    (finding,) = directions(ITEM.format(actual, word))
    assert (finding.severity, finding.expected) == (severity, expected)


def test_only_a_word_that_has_an_opposite_is_corrected_by_it() -> None:
    assert [finding.fix for finding in directions(ITEM.format("61.99", "小于预算数"))] == ["决算数大于预算数。"]
    assert [finding.fix for finding in directions(ITEM.format("60.99", "大于预算数"))] == [""]


def test_a_wrong_direction_of_an_amount_is_turned_and_told_why() -> None:
    (finding,) = directions("本年收入合计1,134万元，较上年1,174万元增加40万元。")
    assert finding.fix == "本年收入合计1,134万元，较上年1,174万元减少40万元。"
    assert finding.formula == "1,134与1,174相比"


def test_of_an_amount_and_a_rate_in_opposite_directions_both_are_shown() -> None:
    (finding,) = directions("本年支出合计1,134万元，与上年相比增加40万元，下降3.7%。")
    assert (finding.quote, finding.formula) == ("下降", "40万元与3.7%方向相反")


@pytest.mark.parametrize(
    ("words", "wrong"),
    [("与上年持平。", "持平"), ("与上年相比，增加的主要原因是新增项目。", "增加"), ("与上年相比，减少的主要原因是项目减少。", "")],
)
def test_without_a_number_of_its_own_a_claim_is_held_against_the_facts(words: str, wrong: str) -> None:
    found = directions(f"一、收入支出决算总体情况说明\n收、支总计95.00万元，{words}", OVERALL)
    assert [finding.quote for finding in found] == [wrong] * bool(wrong)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("决算数大于年初预算数。", ""),
        ("决算数小于年初预算数。", "小于年初预算数"),
        ("决算数小于调整预算数。", ""),
        ("决算数大于调整预算数。", "大于调整预算数"),
        ("决算数大于预算数。", ""),
        ("决算数小于预算数。", ""),
        ("比年初预算增加150.00万元。", ""),
        ("比年初预算减少150.00万元。", "减少"),
        ("比调整预算减少50.00万元。", ""),
        ("比调整预算增加50.00万元。", "增加"),
    ],
)
def test_a_fact_of_the_budget_that_is_named_decides(words: str, wrong: str) -> None:
    assert [finding.quote for finding in directions(GENERAL + words, TWO_BUDGETS)] == [wrong] * bool(wrong)


@pytest.mark.parametrize("budget", ["年初预算", "全年预算", "调整预算"])
def test_the_one_budget_of_the_three_public_expenses_has_many_names(budget: str) -> None:
    text = f"公务接待费支出决算0.80万元，比{budget}{{}}1.20万元。决算数{{}}{budget}数。"
    assert directions(text.format("减少", "小于"), ONE_BUDGET) == []
    assert [finding.expected for finding in directions(text.format("增加", "大于"), ONE_BUDGET)] == ["减少", f"小于{budget}数"]
