"""Account codes from one cell or three."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.readers.codes import code_digits, is_code, join_code, split_code

CODES = st.from_regex(r"\A2[0-9]{2}([0-9]{2}){0,2}\Z")


@given(CODES)
def test_split_over_three_cells_joins_to_itself(code: str) -> None:
    """类, 款 and 项 in cells of their own make the code again."""
    assert join_code([code[:3], code[3:5], code[5:]], previous="") == code


@given(CODES)
def test_whole_code_in_any_of_three_cells_is_the_code(code: str) -> None:
    for position in range(3):
        parts = ["", "", ""]
        parts[position] = code
        assert join_code(parts, previous="") == code


@given(CODES)
def test_code_as_number_is_the_code_as_text(code: str) -> None:
    assert code_digits(Decimal(code), "") == code_digits(code, code) == code


@pytest.mark.parametrize(
    ("parts", "previous", "code"),
    [
        (["", "01", ""], "208", "20801"),
        (["", "", "1"], "20801", "2080101"),
        (["", "", "09"], "2080101", "2080109"),
        (["208", "20801", "2080101"], "", "2080101"),
        (["2080", "101"], "", "2080101"),
    ],
)
def test_parts_left_blank_repeat_the_row_above(parts: list[str], previous: str, code: str) -> None:
    assert join_code(parts, previous) == code


def test_name_behind_a_code_is_split_off() -> None:
    assert split_code("208社会保障和就业支出") == ("208", "社会保障和就业支出")
    assert split_code("合计") == ("", "合计")
    assert not is_code("2080")
