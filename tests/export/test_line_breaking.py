"""Counting the lines of Chinese text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.export.line_breaking import count_lines, measure


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("一二三四五六七八", 1),
        ("一二三四五六七八九", 2),
        ("一二三四五六七八。", 1),  # hangs in the margin
        ("一二三四五六七1,945.8", 2),  # a number is not torn
        ("一二三四五六七（八）", 2),  # an opening bracket does not end a line
        ("一二三四五123456", 2),  # no room for the space before the digits
        ("一二三四五12345", 1),
        ("一二三四五（1234", 1),  # no space beside a bracket
        ("一\n二", 2),
        ("1234567890123456", 1),
        ("12345678901234567890123456789012345", 3),  # longer than a line: torn all the same
    ],
)
def test_lines_of_eight_signs(text: str, lines: int) -> None:
    assert count_lines(text, 8) == lines


def test_the_first_line_is_indented() -> None:
    assert count_lines("一二三四五六七", 8, indent=2) == 2


@given(st.text(alphabet="一二，。（）“”12.,%a \n", max_size=60), st.integers(4, 30))
def test_lines_suffice_for_the_text_and_are_not_wasted(text: str, width: int) -> None:
    """Never fewer lines than the signs need, save one that hangs in each; at most one a sign."""
    lines = count_lines(text, width)
    room = sum(measure(line) for line in text.split("\n"))
    assert room <= lines * (width + 1)
    assert lines <= len(text) + 1
