"""Rendering: a Decimal as a report writes it."""

from decimal import Decimal

from assistant.numerals.rounding import round_half_up
from schemas.style import HouseStyle


def render_plain(value: Decimal, decimals: int, trailing_zeros: bool, commas: bool) -> str:
    """``value`` rounded half up to ``decimals`` decimals; zero never carries a sign.

    Args:
        value: any finite number.
        decimals: the most decimals to show, 0 or more.
        trailing_zeros: whether 14.60 keeps its last zero.
        commas: whether thousands are separated.
    """
    rounded = round_half_up(value, decimals)
    if not rounded:
        rounded = rounded.copy_abs()
    text = format(rounded, ",f" if commas else "f")
    return text if trailing_zeros or "." not in text else text.rstrip("0").rstrip(".")


def render_money(value: Decimal, style: HouseStyle) -> str:
    """An amount in 万元, without its unit."""
    return render_plain(value, style.money_decimals, style.money_trailing_zeros, style.money_commas)


def render_percent(value: Decimal, style: HouseStyle) -> str:
    """A percentage (5.4 is 5.4%) with its sign."""
    return render_plain(value, style.percent_decimals, style.percent_trailing_zeros, commas=False) + "%"


def render_count(value: Decimal) -> str:
    """A number of people, vehicles or the like, as exact as it is given, without commas."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"not a count: {value}")
    return render_plain(value, max(0, -exponent), trailing_zeros=False, commas=False)
