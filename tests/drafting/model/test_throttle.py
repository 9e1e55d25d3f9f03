"""The throttle of one process: whoever backs off has all wait."""

import pytest

from assistant.drafting.model.throttle import LocalThrottle, local_throttle, wait_for_turn
from assistant.pacing import Limits
from benchmarks.stub_clock import StubClock
from benchmarks.stub_model import serve
from tests.drafting.model.stubbed import always, example_report, in_turn, word


class Watched(LocalThrottle):
    """A throttle that remembers who backed off."""

    def __init__(self, clock: StubClock) -> None:
        super().__init__(Limits(), clock)
        self.back_offs: list[float] = []

    def back_off(self, seconds: float) -> None:
        self.back_offs.append(seconds)
        super().back_off(seconds)


def test_calls_wait_for_their_turn() -> None:
    clock = StubClock()
    throttle = LocalThrottle(Limits(calls_per_minute=30), clock)
    begun = []
    for _ in range(3):
        wait_for_turn(throttle, 100, clock.sleep)
        begun.append(clock())
    assert begun == [0.0, 2.0, 4.0]


def test_a_back_off_that_begins_while_a_call_waits_for_its_turn_is_waited_out() -> None:
    clock = StubClock()
    throttle = LocalThrottle(Limits(calls_per_minute=30), clock)

    def sleep(seconds: float) -> None:
        if not clock.waits:
            throttle.back_off(20.0)
        clock.sleep(seconds)

    throttle.reserve(0)
    wait_for_turn(throttle, 0, sleep)
    assert clock() == 20.0


def test_a_call_far_ahead_is_asked_for_again() -> None:
    clock = StubClock()
    throttle = LocalThrottle(Limits(calls_per_minute=1), clock)
    for _ in range(2):
        throttle.reserve(0)
    wait_for_turn(throttle, 0, clock.sleep)
    assert clock() == 120.0
    assert clock.waits == [10.0] * 6 + [60.0]


def test_all_drafts_of_a_process_share_the_throttle_of_a_provider() -> None:
    assert local_throttle("a", Limits(1)) is local_throttle("a", Limits(1))
    assert local_throttle("a", Limits(1)) is not local_throttle("b", Limits(1))


def test_a_draft_keeps_to_the_calls_of_a_minute() -> None:
    report, sheet, _ = example_report()
    clock = StubClock()
    with serve(always("honest")) as stub:
        draft = word(stub, report, sheet, clock=clock, concurrency=1, calls_per_minute=6)
    assert clock() == pytest.approx(10.0 * (draft.spending.calls - 1))


def test_a_draft_keeps_to_the_tokens_that_its_calls_used() -> None:
    report, sheet, _ = example_report()
    clock = StubClock()
    with serve(always("honest")) as stub:
        draft = word(stub, report, sheet, clock=clock, concurrency=1, tokens_per_minute=1000)
    used = draft.spending.tokens_in + draft.spending.tokens_out
    last = stub.requests[-1]
    assert clock() < used * 60 / 1000
    assert clock() > (used - 2 * sum(len(message["content"]) for message in last["messages"])) * 60 / 1000


@pytest.mark.parametrize(
    ("fault", "shared"), [("429", [0.01]), ("503", None), ("500", []), ("dropped", []), ("html", []), ("broken json", [])]
)
def test_a_fault_of_load_has_all_wait_and_a_fault_of_one_request_its_own_thread(fault: str, shared: list[float] | None) -> None:
    """What the provider asks for is waited; where it asks for nothing (503), a second or two."""
    report, sheet, _ = example_report()
    clock = StubClock()
    throttle = Watched(clock)
    with serve(in_turn(fault)) as stub:
        word(stub, report, sheet, clock=clock, throttle=throttle, concurrency=1)
    if shared is None:
        assert 1 <= throttle.back_offs[0] <= 2
    else:
        assert throttle.back_offs == shared
    assert clock.waits


def test_the_last_try_of_a_request_has_the_others_wait_too() -> None:
    report, sheet, _ = example_report()
    clock = StubClock()
    throttle = Watched(clock)
    with serve(always("429")) as stub:
        word(stub, report, sheet, clock=clock, throttle=throttle, concurrency=1, retries=0)
    assert throttle.back_offs == [0.01] * len(stub.requests)
