"""Changes, rates, shares and completions; where there is none, and why."""

from decimal import Decimal

import pytest

from assistant.figures.derived import compare, complete, known_prior, quotient_percent, share
from schemas.facts import Fact


def level(value: str | None, fact_id: str = "a", label: str = "甲支出决算数") -> Fact:
    return Fact(id=fact_id, label=label, value=None if value is None else Decimal(value), unit="万元", year=2024)


def compared(now: str | None, before: str | None, known: bool = True, prior_known: bool = True) -> list[str | None]:
    """The change and its rate, rounded to two decimals."""
    fact = level(now)
    prior = known_prior(fact, "a", None if before is None else Decimal(before), ())
    facts = {one.id: one.value for one in compare(fact, "a", prior, known=known, prior_known=prior_known)}
    return [None if value is None else f"{value:.2f}" for value in (facts["a.change"], facts["a.change_rate"])]


@pytest.mark.parametrize(
    ("now", "before", "change", "rate"),
    [
        ("1945.80", "2279.51", "-333.71", "-14.64"),
        ("1673", "1586.58", "86.42", "5.45"),
        (None, "0.72", "-0.72", "-100.00"),
        ("0.72", None, "0.72", None),
        ("5", "0", "5.00", None),
        ("0", "0", "0.00", None),
        (None, None, "0.00", None),
        ("5", "-2", "7.00", None),
        ("-5", "2", "-7.00", "-350.00"),
    ],
)
def test_a_blank_cell_is_nothing_and_a_base_of_nothing_has_no_rate(now: str | None, before: str | None, change: str, rate: str) -> None:
    assert compared(now, before) == [change, rate]


def test_what_is_not_known_has_no_change() -> None:
    assert compared("5", None, prior_known=False) == [None, None]
    assert compared(None, "5", known=False) == [None, None]
    assert compared("5", "4", known=False, prior_known=False) == ["1.00", "25.00"]


@pytest.mark.parametrize(
    ("spent", "budget", "known", "difference", "completion"),
    [
        ("83", "82.3", True, "0.70", "100.85"),
        (None, "4.5", True, "-4.50", "0.00"),
        ("5", "0", True, "5.00", None),
        ("5", "-1", True, "6.00", None),
        ("5", None, True, None, None),
        (None, "4.5", False, None, None),
    ],
)
def test_completion_is_of_the_budget(
    spent: str | None, budget: str | None, known: bool, difference: str | None, completion: str | None
) -> None:
    given = {fact.id: fact.value for fact in complete(level(spent), "a", level(budget, "a.budget", "甲年初预算数"), known=known)}
    shown = [None if value is None else f"{value:.2f}" for value in (given["a.budget_change"], given["a.completion"])]
    assert shown == [difference, completion]
    assert (given["a.budget_change_rate"] is None) == (completion is None)


def test_a_second_budget_has_facts_of_its_own_name() -> None:
    facts = list(complete(level("5"), "a", level("4", "a.adjusted", "甲全年预算数"), "adjusted", known=True))
    assert [fact.id for fact in facts] == ["a.adjusted_budget_change", "a.adjusted_budget_change_rate", "a.adjusted_completion"]
    assert facts[0].label == "甲支出决算数比全年预算数增减"
    assert facts[2].formula == "{a} ÷ {a.adjusted} × 100"


def test_a_share_is_of_its_total() -> None:
    part = share(level("303.10"), "a", level("1945.80", "b", "本年支出合计"))
    assert part.value is not None
    assert f"{part.value:.1f}" == "15.6"
    assert (part.id, part.formula, part.unit) == ("a.share", "{a} ÷ {b} × 100", "%")


def test_no_quotient_of_unknowns() -> None:
    assert quotient_percent(None, Decimal(1)) is None
    assert quotient_percent(Decimal(1), None) is None
    assert quotient_percent(Decimal(0), Decimal(1)) == 0
