"""A cell's text is an amount, blank, or refused; nothing is guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.numerals.cells import read_amount
from assistant.numerals.render import render_plain
from assistant.numerals.rounding import round_half_up


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1, 945. 80", "1945.80"),
        ("1,945.80", "1945.80"),
        ("1 945.80", "1945.80"),
        ("１，９４５．８０", "1945.80"),
        ("\u3000 12.3\u00a0", "12.3"),
        ("¥1,230", "1230"),
        ("￥ 1,230.50", "1230.50"),
        ("-12.3", "-12.3"),
        ("－12.3", "-12.3"),
        ("- 12.3", "-12.3"),
        ("(12.30)", "-12.30"),
        ("（12.30）", "-12.30"),
        ("1.2E+3", "1200"),
        (".5", "0.5"),
        ("0", "0"),
        ("19458000", "19458000"),
        ("1,\n945.80", "1945.80"),
    ],
)
def test_amounts_are_read_as_they_are_typed(text: str, value: str) -> None:
    assert read_amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "  ", "\u3000", "-", "--", "—", "——", "/", "－"])
def test_a_dash_or_nothing_is_blank_not_zero(text: str) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "1.2.3",
        "12a",
        "1,94,5.80",
        "1,9456",
        "12 34",
        "45 1,575.79",
        "303.10 303.10",
        "12万元",
        "12元",
        "12%",
        "合计",
        "1O5",
        "(-12)",
        "()",
        "12-",
        "1E999",
        "¥",
        "Infinity",
        "NaN",
        "٣",
    ],
)
def test_what_is_not_one_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        read_amount(text)


@given(st.decimals(-(10**15), 10**15, places=6), st.integers(0, 6), st.booleans(), st.booleans())
def test_what_is_rendered_is_read_back(value: Decimal, decimals: int, zeros: bool, commas: bool) -> None:
    assert read_amount(render_plain(value, decimals, zeros, commas)) == round_half_up(value, decimals)


def test_an_amount_in_brackets_is_negative_to_its_last_digit() -> None:
    assert read_amount("（12.34）") == Decimal("-12.34")


@pytest.mark.parametrize("text", ["(12.34", "12.34)", "(-12.34)", "(+12.34)"])
def test_brackets_that_do_not_close_or_hold_a_sign_make_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match=r"12\.34"):
        read_amount(text)
