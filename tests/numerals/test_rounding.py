"""Rounding is half up, away from zero, and exact whatever the ambient context."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.numerals.rounding import round_half_up

AMOUNTS = st.decimals(-(10**18), 10**18, places=12)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("5.447", 1, "5.4"),
        ("5.45", 1, "5.5"),
        ("2.5", 0, "3"),
        ("9.995", 2, "10.00"),
        ("7", 2, "7.00"),
    ],
)
def test_halves_go_away_from_zero(value: str, decimals: int, rounded: str) -> None:
    assert str(round_half_up(Decimal(value), decimals)) == rounded


@given(AMOUNTS, st.integers(0, 12))
def test_the_error_is_at_most_half_a_unit_of_the_last_place(value: Decimal, decimals: int) -> None:
    with localcontext(prec=60):
        assert abs(round_half_up(value, decimals) - value) <= Decimal(5).scaleb(-decimals - 1)


@given(AMOUNTS, st.integers(0, 12))
def test_a_narrow_ambient_context_changes_nothing(value: Decimal, decimals: int) -> None:
    expected = round_half_up(value, decimals)
    with localcontext(prec=3):
        assert round_half_up(value, decimals) == expected
