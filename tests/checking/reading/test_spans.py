"""Questions to spans are answered as if every span were looked at."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.checking.reading.spans import Spans, any_between

PLACES = st.lists(st.integers(0, 40), unique=True).map(sorted)


def pairs(places: list[int]) -> list[tuple[int, int]]:
    """Disjoint spans from ordered places."""
    return list(zip(places[::2], places[1::2], strict=False))


@given(PLACES, st.integers(0, 40), st.integers(1, 9))
def test_spans_meet_and_hold_as_each_of_them_does(places: list[int], start: int, length: int) -> None:
    spans, end = pairs(places), start + length
    assert Spans(spans).meet(start, end) == any(first < end and start < last for first, last in spans)
    assert Spans(spans).hold(start) == any(first < start < last for first, last in spans)


@given(PLACES, st.integers(0, 40), st.integers(0, 9))
def test_a_place_between_two_others_is_found(places: list[int], start: int, length: int) -> None:
    assert any_between(places, start, start + length) == any(start < place < start + length for place in places)
