"""Pacing: the arithmetic of limits a minute, for any sequence of calls."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pacing import FURTHEST, MINUTE, Limits, Pace, Turn, close, closed_for, settle_tokens, take_turn

LIMITS = st.builds(Limits, st.integers(1, 600), st.integers(100, 100_000))
STEPS = st.lists(st.tuples(st.floats(0, 90), st.integers(0, 400)), max_size=60)
"""Seconds since the call before, and tokens as hundredths of what a minute may hold."""

_ROUNDING = 1e-6


def starts(limits: Limits, steps: Sequence[tuple[float, int]], estimated: float = 1.0) -> list[tuple[float, int, float]]:
    """When each granted call starts, its tokens, and when it was asked for; each was first estimated at a multiple of its tokens."""
    pace, now, found = Pace(), 0.0, []
    for gap, hundredths in steps:
        now += gap
        used = hundredths * (limits.tokens_per_minute or 0) // 100
        reserved = round(used * estimated)
        pace, turn = take_turn(pace, limits, reserved, now)
        if turn.is_granted:
            pace = settle_tokens(pace, limits, used - reserved, now)
            found.append((now + turn.wait, used, now))
    return found


@given(LIMITS, STEPS, st.sampled_from([1.0, 0.5, 0.0]))
def test_no_minute_holds_more_than_the_limits_but_for_the_tokens_of_its_last_call(
    limits: Limits, steps: list[tuple[float, int]], estimated: float
) -> None:
    found = starts(limits, steps, estimated)
    for start, _, _ in found:
        minute = [tokens for other, tokens, _ in found if start <= other < start + MINUTE - _ROUNDING]
        assert len(minute) <= (limits.calls_per_minute or 0)
        assert sum(minute[:-1]) <= (limits.tokens_per_minute or 0)


@given(LIMITS, STEPS)
def test_a_call_waits_for_nothing_but_the_share_of_the_call_before_it(limits: Limits, steps: list[tuple[float, int]]) -> None:
    found = starts(limits, steps)
    for (before, tokens, _), (start, _, now) in pairwise(found):
        share = max(MINUTE / (limits.calls_per_minute or 1), MINUTE * tokens / (limits.tokens_per_minute or 1))
        assert start == pytest.approx(now) or start <= before + share + _ROUNDING


@given(st.integers(1, 60), st.integers(2, 200))
def test_calls_that_all_want_to_start_at_once_lose_no_moment(per_minute: int, calls: int) -> None:
    """Those that nothing is reserved for ask again after their pause, and come in turn."""
    limits, pace, now, last = Limits(per_minute), Pace(), 0.0, 0.0
    for number in range(calls):
        pace, turn = take_turn(pace, limits, 0, now)
        while not turn.is_granted:
            now += turn.wait
            pace, turn = take_turn(pace, limits, 0, now)
        last = now + turn.wait
        assert last == pytest.approx(number * MINUTE / per_minute)


@given(LIMITS, STEPS, st.floats(0, FURTHEST), st.floats(0, 1e9))
def test_after_a_clock_was_set_back_a_call_starts_within_minutes(
    limits: Limits, steps: list[tuple[float, int]], back_off: float, back: float
) -> None:
    pace, now = Pace(), 1e9
    for gap, hundredths in steps:
        now += gap
        pace, _ = take_turn(pace, limits, hundredths * (limits.tokens_per_minute or 0) // 100, now)
    pace = close(pace, back_off, now)
    waited, turn = 0.0, Turn(0.0, False)
    while not turn.is_granted:
        pace, turn = take_turn(pace, limits, 0, now - back + waited)
        waited += turn.wait
    assert waited <= FURTHEST + _ROUNDING


def test_nothing_is_waited_for_where_nothing_is_limited() -> None:
    pace, turn = take_turn(Pace(), Limits(), 10**9, 5.0)
    assert turn == Turn(0.0, True)
    assert take_turn(pace, Limits(), 10**9, 5.0)[1] == Turn(0.0, True)


def test_a_back_off_holds_every_call_and_a_shorter_one_does_not_end_it() -> None:
    pace = close(close(Pace(), 30.0, 100.0), 1.0, 100.0)
    assert closed_for(pace, 110.0) == 20.0
    assert take_turn(pace, Limits(), 0, 110.0)[1] == Turn(20.0, True)
    assert closed_for(pace, 131.0) == 0.0


def test_calls_that_waited_for_the_end_of_a_back_off_do_not_start_together() -> None:
    pace = close(Pace(), 10.0, 100.0)
    waits = []
    for _ in range(3):
        pace, turn = take_turn(pace, Limits(), 0, 100.0)
        waits.append(turn.wait)
    assert waits == pytest.approx([10.0, 10.1, 10.2])
    assert take_turn(pace, Limits(), 0, 120.0)[1] == Turn(0.0, True)


def test_what_was_estimated_too_high_is_given_back() -> None:
    limits = Limits(tokens_per_minute=600)
    pace, _ = take_turn(Pace(), limits, 100, 0.0)
    assert take_turn(pace, limits, 0, 0.0)[1].wait == 10.0
    assert take_turn(settle_tokens(pace, limits, -60, 0.0), limits, 0, 0.0)[1].wait == 4.0
