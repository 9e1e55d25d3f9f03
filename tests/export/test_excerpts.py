"""A place within one line that fits a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.export.excerpts import cut_around, one_line
from assistant.export.text import display_width


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [
        ("收入⟦1,230⟧万元", 40, "收入⟦1,230⟧万元"),
        ("一二三四五六七八⟦9%⟧，十", 12, "…七八⟦9%⟧，十"),
        ("⟦9%⟧一二三四五六七八", 10, "⟦9%⟧一二三…"),
        ("甲⟦一二三四五六七八⟧乙", 10, "…⟦一二三四⟧…"),
    ],
)
def test_the_place_stays_and_what_is_cut_off_is_shown(text: str, columns: int, shown: str) -> None:
    start, end = text.index("⟦"), text.index("⟧") - 1
    excerpt = cut_around(text.replace("⟦", "").replace("⟧", ""), start, end, columns)
    marked = f"{excerpt.text[: excerpt.start]}⟦{excerpt.text[excerpt.start : excerpt.end]}⟧{excerpt.text[excerpt.end :]}"
    assert marked == shown


def test_marks_stand_below_the_place_where_汉字_are_two_columns_wide() -> None:
    assert cut_around("收入1万元", 2, 5, 40).marks == "    ^^^^^"


def test_nothing_moves_the_cursor() -> None:
    assert one_line("a\r\nb\tc\x1b[2Jd\u202ee\u2028f\x9bg") == "a  b c [2Jd e f g"


@given(st.data(), st.text(st.sampled_from("一二a1,。\n\t“")), st.integers(12, 60))
def test_any_excerpt_fits_and_holds_the_beginning_of_its_place(data: st.DataObject, text: str, columns: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    excerpt = cut_around(text, start, end, columns)
    assert display_width(excerpt.text) <= columns
    assert one_line(text[start:end]).startswith(excerpt.text[excerpt.start : excerpt.end])
    assert (excerpt.end > excerpt.start) == (end > start)
    assert display_width(excerpt.marks) <= columns
