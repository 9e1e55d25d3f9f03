"""Numbers are written in the house style of a place."""

from decimal import Decimal, localcontext

import pytest

from assistant.numerals.render import render_count, render_money, render_percent, render_plain
from schemas.style import HouseStyle

WUHAN_2024 = HouseStyle()
WUHAN_2020 = HouseStyle(percent_trailing_zeros=True)
SHANGHAI = HouseStyle(money_trailing_zeros=True, money_commas=False, percent_decimals=2, percent_trailing_zeros=True)


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        ("1945.80", WUHAN_2024, "1,945.8"),
        ("1673", WUHAN_2024, "1,673"),
        ("1945.80", SHANGHAI, "1945.80"),
        ("0", SHANGHAI, "0.00"),
        ("-0.001", WUHAN_2024, "0"),
        ("-0.005", WUHAN_2024, "-0.01"),
        ("-1234567.895", WUHAN_2024, "-1,234,567.9"),
        ("100", WUHAN_2024, "100"),
    ],
)
def test_money_follows_the_style(value: str, style: HouseStyle, text: str) -> None:
    assert render_money(Decimal(value), style) == text


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        ("14.64", WUHAN_2024, "14.6%"),
        ("100", WUHAN_2024, "100%"),
        ("100", WUHAN_2020, "100.0%"),
        ("5.447", WUHAN_2020, "5.4%"),
        ("71.654", SHANGHAI, "71.65%"),
        ("-0.04", WUHAN_2024, "0%"),
        ("1234.5", WUHAN_2024, "1234.5%"),
    ],
)
def test_a_percentage_follows_the_style(value: str, style: HouseStyle, text: str) -> None:
    assert render_percent(Decimal(value), style) == text


@pytest.mark.parametrize(("value", "text"), [("3100", "3100"), ("1.50", "1.5"), ("1E+3", "1000"), ("0", "0"), ("-0", "0")])
def test_a_count_is_as_exact_as_given(value: str, text: str) -> None:
    assert render_count(Decimal(value)) == text


def test_a_narrow_ambient_context_changes_nothing() -> None:
    with localcontext(prec=3):
        assert render_plain(Decimal("123456789.125"), 2, trailing_zeros=True, commas=True) == "123,456,789.13"
