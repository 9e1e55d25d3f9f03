"""中文数字 are parsed where they are well formed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.numerals.chinese import parse_chinese

DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """``number`` below 10^12 as it is written in full."""
    for mark, factor in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if number >= factor:
            high, low = divmod(number, factor)
            gap = "零" if low and low * 10 < factor else ""
            return spell(high) + mark + gap + (spell(low) if low else "")
    return DIGITS[number]


@given(st.integers(0, 10**12 - 1))
def test_a_number_spelt_in_full_is_read_back(number: int) -> None:
    assert parse_chinese(spell(number)) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十二", "12"),
        ("二〇二四", "2024"),
        ("二○二四", "2024"),
        ("两百", "200"),
        ("五点三", "5.3"),
        ("零点〇五", "0.05"),
        ("一千零五十万", "10500000"),
        ("两", "2"),
    ],
)
def test_other_ways_of_writing(text: str, value: str) -> None:
    assert parse_chinese(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "点", "五点", "一三百", "三五", "万", "百", "三百二", "十十", "一般", "五点十", "一" * 40, "三万亿万"]
)
def test_what_is_not_a_numeral_has_no_value(text: str) -> None:
    assert parse_chinese(text) is None
