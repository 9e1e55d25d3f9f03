"""Every score follows from target, actual and weight; what cannot be counted is people's to judge."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures.performance.scores import score_form, score_indicator
from assistant.readers.performance.schemes import read_scheme
from examples.forms import read_forms
from schemas.performance import Form, Indicator
from schemas.place import Place

ROOT = Path(__file__).parents[3]
WUHAN = read_scheme("wuhan")
HERE = Place(file="f")


def indicator(target: str, actual: str, weight: str = "10", name: str = "指标", score: str | None = None) -> Indicator:
    """A row of a form."""
    given = None if score is None else Decimal(score)
    return Indicator(level1="产出指标", level2="", name=name, weight=Decimal(weight), target=target, actual=actual, score=given, place=HERE)


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        ("2万份", "1.28万份", "6.40"),
        ("20000份", "1.278万份", "6.39"),
        ("19200", "25783", "10.00"),
        ("24万", "23.8万", "9.92"),
        ("24万", "23.8万人", "9.92"),
        ("24万", "238000", "9.92"),
        ("24万元", "23.8万", "9.92"),
        ("99%以上", "98%", "9.90"),
        ("≤127.85万元", "1534200元", "8.33"),
        ("≤127.85万元", "100万元", "10.00"),
        ("≤3次", "0次", "10"),
        ("94.9", "83.66万元", "8.82"),
        ("140人", "140人以上", "10.00"),
        ("14.5万人次", "13.6万人", "9.38"),
        ("100%", "考核合格率100%", "10.00"),
    ],
)
def test_a_quantity_earns_its_share_of_the_weight_and_no_more(target: str, actual: str, points: str) -> None:
    row = indicator(target, actual, name="考核合格率" if "考核" in actual else "指标")
    assert score_indicator(row, WUHAN).points == Decimal(points)


def test_of_several_numbers_that_which_the_name_asks_for_counts() -> None:
    monthly = indicator("2万笔", "公共业务23.8万笔，月均1.98万笔", "5", "月社会保险业务经办量")
    content = indicator("99.0%", "受理信访件8253件，办结率100%，满意率和基本满意率96%", "10", "业务办理满意率")
    assert (score_indicator(monthly, WUHAN).points, score_indicator(content, WUHAN).points) == (Decimal("4.95"), Decimal("9.70"))


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("50家", "专项稽核33家，重点稽核122家"),
        ("年审14.5万人次，服务指导300人次", "年审13.6万人"),
        ("每月7日", "按时发放"),
        ("100%", "工作正常运转"),
        ("≥3个", "5项"),
    ],
)
def test_what_may_be_read_in_two_ways_or_not_at_all_is_judged_by_people(target: str, actual: str) -> None:
    scored = score_indicator(indicator(target, actual, score="8"), WUHAN)
    assert (scored.basis, scored.points, scored.score) == ("judged", None, Decimal(8))


def test_an_actual_in_the_words_of_its_target_earns_the_weight_unless_a_person_judged() -> None:
    assert score_indicator(indicator("显著提升", "显著提升"), WUHAN).score == Decimal(10)
    assert score_indicator(indicator("显著提升", "显著提升", score="9"), WUHAN).score == Decimal(9)
    assert score_indicator(indicator("显著提升", "有所提升"), WUHAN).score is None


@given(st.integers(1, 10_000), st.integers(0, 20_000), st.integers(1, 40))
def test_points_never_leave_the_weight_and_grow_with_the_actual(aim: int, actual: int, weight: int) -> None:
    one = score_indicator(indicator(f"≥{aim}个", f"{actual}个", str(weight)), WUHAN)
    more = score_indicator(indicator(f"≥{aim}个", f"{actual + 1}个", str(weight)), WUHAN)
    assert one.points is not None
    assert more.points is not None
    assert 0 <= one.points <= more.points <= weight
    assert one.short == (actual < aim)
    assert one.far_above == (actual * 10 > aim * 13)


@pytest.mark.parametrize(
    ("example", "totals"),
    [("jianghan-2024", ["94.10", "92.93"]), ("wuchang-2020", ["95.64", "97.68", "96.82", "98", "98"])],
)
def test_the_examples_forms_add_up_to_their_published_totals(example: str, totals: list[str]) -> None:
    cards = [score_form(form, WUHAN) for form in read_forms(ROOT / "examples" / example / "performance.yaml")]
    assert [card.total for card in cards] == [Decimal(total) for total in totals]
    assert {card.grade for card in cards} == {"优"}


def test_the_examples_scores_are_those_of_the_rule_but_for_the_two_that_were_published_otherwise() -> None:
    differing = [
        (scored.indicator.name, scored.indicator.score, scored.points)
        for example in ("jianghan-2024", "wuchang-2020")
        for form in read_forms(ROOT / "examples" / example / "performance.yaml")
        for scored in score_form(form, WUHAN).scored
        if scored.points is not None and scored.points != scored.indicator.score
    ]
    assert differing == [
        ("月社会保险业务经办量", Decimal("4.5"), Decimal("4.95")),
        ("业务办理、咨询服务满意率", Decimal(9), Decimal("9.70")),
    ]


def test_execution_earns_its_share_and_a_zero_budget_has_no_rate() -> None:
    form = Form(kind="project", name="甲", budget=Decimal("1677.18"), executed=Decimal("1675.76"), rate_weight=Decimal(20), place=HERE)
    assert score_form(form, WUHAN).rate_points == Decimal("19.98")
    over = form.model_copy(update={"executed": Decimal(2000)})
    assert score_form(over, WUHAN).rate_points == Decimal("20.00")
    none = score_form(form.model_copy(update={"budget": Decimal(0)}), WUHAN)
    assert (none.rate, none.rate_points, none.total, none.grade) == (None, None, None, "")


@pytest.mark.parametrize(("score", "grade"), [("90", "优"), ("89.99", "良"), ("80", "良"), ("60", "中"), ("59.9", "差")])
def test_a_grade_begins_at_its_least_score(score: str, grade: str) -> None:
    assert WUHAN.grade(Decimal(score)) == grade


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        ("0起", "0起", "10"),
        ("≤0件", "5件", "0"),
        ("0起", "3起", "0"),
        ("≥0个", "2个", "10"),
        (">=10人", "2人", "2.00"),
        ("不得超过3天", "9天", "3.33"),
    ],
)
def test_a_target_of_nothing_earns_all_or_nothing_and_a_bound_is_read_in_every_spelling(target: str, actual: str, points: str) -> None:
    assert score_indicator(indicator(target, actual), WUHAN).points == Decimal(points)


def test_where_less_may_be_better_the_score_filled_in_shows_how_it_was_meant() -> None:
    saved = score_indicator(indicator("100万元", "95万元", "3", "成本控制", "3"), WUHAN)
    assert (saved.basis, saved.points, saved.short) == ("reverse", Decimal("3.00"), False)
    counted = score_indicator(indicator("100万元", "95万元", "3", "成本控制", "2.85"), WUHAN)
    assert (counted.basis, counted.points, counted.short) == ("positive", Decimal("2.85"), True)
