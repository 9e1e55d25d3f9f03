"""A fact is an interval: a cell as wide as its decimals, a computed one as wide as its sources allow."""

from decimal import Decimal

import pytest

from assistant.checking.facts import Facts
from assistant.numerals.interval import Interval
from tests.checking.texts import money, rate, sheet


def interval(low: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(high))


FACTS = Facts(
    sheet(
        money("a", "100.0"),
        money("b", "40.00"),
        money("blank", None),
        money("zero", "0"),
        money("difference", "60", "{a} − {b}"),
        money("sum", "140", "{a} + {b}"),
        money("with_blank", "100", "{a} + {blank}"),
        rate("share", "40", "{b} ÷ {a} × 100"),
        rate("growth", "150", "{difference} ÷ {b} × 100"),
        rate("of_zero", "1", "{a} ÷ {zero} × 100"),
    )
)


@pytest.mark.parametrize(
    ("fact_id", "expected"),
    [
        ("a", interval("99.95", "100.05")),
        ("b", interval("39.995", "40.005")),
        ("difference", interval("59.945", "60.055")),
        ("sum", interval("139.945", "140.055")),
        ("with_blank", interval("99.95", "100.05")),
    ],
)
def test_a_fact_is_as_wide_as_its_formula_makes_it(fact_id: str, expected: Interval) -> None:
    assert FACTS.interval(fact_id) == expected


def test_a_rate_holds_every_value_its_sources_allow_and_no_other() -> None:
    share = FACTS.interval("share")
    assert share is not None
    assert share.contains(Decimal("39.9751"))
    assert share.contains(Decimal("40.0250"))
    assert not share.contains(Decimal("39.9749"))
    assert not share.contains(Decimal("40.0251"))


def test_a_rate_of_a_computed_fact_goes_back_to_the_cells() -> None:
    growth = FACTS.interval("growth")
    assert growth is not None
    assert growth.contains(Decimal("149.844"))
    assert not growth.contains(Decimal("149.843"))


def test_what_has_no_value_has_no_interval() -> None:
    assert FACTS.interval("blank") is None
    assert FACTS.interval("unheard of") is None
    assert Facts(None).interval("a") is None


def test_a_base_that_may_be_zero_leaves_the_value_as_it_is() -> None:
    assert FACTS.interval("of_zero") == Interval.exact(Decimal(1))
