"""Money is converted exactly."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.numerals.units import to_wan


@pytest.mark.parametrize(
    ("value", "unit", "wan"),
    [
        ("19458000", "元", "1945.8"),
        ("1945.80", "万元", "1945.80"),
        ("2.5", "亿元", "25000"),
        ("24", "万", "24"),
        ("0.01", "元", "0.000001"),
        ("3", "亿", "30000"),
    ],
)
def test_money_in_wan(value: str, unit: str, wan: str) -> None:
    assert to_wan(Decimal(value), unit) == Decimal(wan)


def test_what_is_not_money_is_refused() -> None:
    with pytest.raises(ValueError, match="not a unit of money"):
        to_wan(Decimal(1), "人")


@given(st.integers(-(10**30), 10**30))
def test_nothing_is_lost_under_a_narrow_ambient_context(fen: int) -> None:
    yuan = Decimal((int(fen < 0), tuple(map(int, str(abs(fen)))), -2))
    with localcontext(prec=5):
        wan = to_wan(yuan, "元")
    assert (wan.as_tuple().digits, wan.as_tuple().exponent) == (yuan.as_tuple().digits, -6)
