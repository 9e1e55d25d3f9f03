"""An interval contains what a stated number can have been, through all arithmetic."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.numerals.interval import Interval, total
from assistant.numerals.rounding import round_half_up

VALUES = st.decimals(-(10**15), 10**15, places=6)


@st.composite
def interval_and_value(draw: st.DrawFn, values: st.SearchStrategy[Decimal] = VALUES) -> tuple[Interval, Decimal]:
    low, value, high = sorted(draw(st.tuples(values, values, values)))
    return Interval(low, high), value


@st.composite
def divisor_and_value(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    interval, value = draw(interval_and_value(st.decimals(Decimal("0.000001"), 10**15, places=6)))
    return draw(st.sampled_from([(interval, value), (-interval, -value)]))


def holds(interval: Interval, value: Fraction) -> bool:
    return Fraction(interval.low) <= value <= Fraction(interval.high)


@given(VALUES, st.integers(0, 6))
def test_the_interval_of_a_rounded_value_contains_the_value(value: Decimal, decimals: int) -> None:
    assert Interval.stated(round_half_up(value, decimals), decimals).contains(value)


@given(interval_and_value(), interval_and_value())
def test_arithmetic_of_contained_values_is_contained(left: tuple[Interval, Decimal], right: tuple[Interval, Decimal]) -> None:
    (a, x), (b, y) = left, right
    exact_x, exact_y = Fraction(x), Fraction(y)
    assert holds(a + b, exact_x + exact_y)
    assert holds(a - b, exact_x - exact_y)
    assert holds(a * b, exact_x * exact_y)
    assert holds(-a, -exact_x)


@given(interval_and_value(), divisor_and_value())
def test_a_quotient_of_contained_values_is_contained(left: tuple[Interval, Decimal], right: tuple[Interval, Decimal]) -> None:
    (a, x), (b, y) = left, right
    assert holds(a / b, Fraction(x) / Fraction(y))


@given(st.lists(interval_and_value(), max_size=8))
def test_a_total_contains_the_sum_of_contained_values(parts: list[tuple[Interval, Decimal]]) -> None:
    assert holds(total(interval for interval, _ in parts), sum((Fraction(value) for _, value in parts), Fraction(0)))


def test_both_ends_belong_to_a_stated_number() -> None:
    stated = Interval.stated(Decimal("5.4"), 1)
    assert stated == Interval(Decimal("5.35"), Decimal("5.45"))
    assert stated.contains(Decimal("5.35"))
    assert stated.contains(Decimal("5.45"))
    assert not stated.contains(Decimal("5.451"))


def test_a_wrong_published_rate_does_not_overlap_the_computed_one() -> None:
    """86.42 of (1,673.00 − 86.42) is 5.447 %: 5.5 % is impossible, 5.4 % is right."""
    change = Interval.stated(Decimal("86.42"), 2)
    rate = change / (Interval.stated(Decimal("1673.00"), 2) - change) * Interval.exact(Decimal(100))
    assert rate.overlaps(Interval.stated(Decimal("5.4"), 1))
    assert not rate.overlaps(Interval.stated(Decimal("5.5"), 1))


def test_touching_intervals_overlap() -> None:
    assert Interval(Decimal(1), Decimal(2)).overlaps(Interval(Decimal(2), Decimal(3)))


@pytest.mark.parametrize(("low", "high"), [("-1", "1"), ("0", "1"), ("-1", "0"), ("0", "0")])
def test_division_by_an_interval_that_contains_zero_is_refused(low: str, high: str) -> None:
    with pytest.raises(ZeroDivisionError):
        Interval.exact(Decimal(1)) / Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(("low", "high"), [("2", "1"), ("NaN", "1"), ("1", "NaN")])
def test_an_interval_that_ends_before_it_begins_is_refused(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="not an interval"):
        Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(("low", "high"), [("1", "2"), ("3", "4")])
def test_intervals_that_only_touch_overlap_on_either_side(low: str, high: str) -> None:
    middle = Interval(Decimal(2), Decimal(3))
    assert middle.overlaps(Interval(Decimal(low), Decimal(high)))


@pytest.mark.parametrize(("low", "high"), [("1", "1.9"), ("3.1", "4")])
def test_intervals_apart_do_not_overlap(low: str, high: str) -> None:
    middle = Interval(Decimal(2), Decimal(3))
    assert not middle.overlaps(Interval(Decimal(low), Decimal(high)))
