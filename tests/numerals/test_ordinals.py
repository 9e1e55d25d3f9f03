"""Chinese ordinals as headings count."""

import pytest

from assistant.numerals.ordinals import chinese_ordinal


@pytest.mark.parametrize(
    ("number", "ordinal"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (19, "十九"), (20, "二十"), (21, "二十一"), (50, "五十"), (99, "九十九")],
)
def test_an_ordinal_is_written_in_hanzi(number: int, ordinal: str) -> None:
    assert chinese_ordinal(number) == ordinal


@pytest.mark.parametrize("number", [-1, 0, 100])
def test_a_number_outside_1_to_99_has_none(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese_ordinal(number)
