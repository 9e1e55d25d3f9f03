"""Asking: what two threads want at the same time is paid once; what failed is left to the other."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.drafting.model.answers import FormalReasons, StrictAnswer
from assistant.drafting.model.asking import Access, Asker, Request
from assistant.drafting.model.cache import Cache
from assistant.drafting.model.client import Reply
from assistant.drafting.model.faults import ModelFault
from assistant.drafting.model.prompting import Message
from assistant.drafting.model.spending import Spending
from assistant.drafting.model.throttle import LocalThrottle
from assistant.settings import ModelSettings
from benchmarks.stub_clock import StubClock

REQUEST = Request([Message("user", "人员经费减少")], FormalReasons, 1, 10)
ANSWER = {"reasons": ["人员经费减少"]}


class Slow:
    """A client that answers only when another has looked for its answer; or that fails then, the first time."""

    def __init__(self, fault: ModelFault | None = None) -> None:
        self.looked = threading.Event()
        self.fault = fault
        self.calls = 0

    def ask(self, messages: Sequence[Message], kind: type[StrictAnswer]) -> Reply:
        self.calls += 1
        assert self.looked.wait(10)
        fault, self.fault = self.fault, None
        if fault:
            raise fault
        return Reply(ANSWER, 100, 50)

    def sleep(self, seconds: float) -> None:
        self.looked.set()


def ask_twice(client: Slow, folder: Path) -> tuple[list[object], Spending]:
    """What two threads come to that ask the same."""
    spending = Spending(ModelSettings(model="stub", retries=0))
    asker = Asker(client, spending, Access(Cache(folder), sleep=client.sleep))
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(asker.answer, REQUEST) for _ in range(2)]
        return [task.exception() or task.result() for task in asked], spending


def test_a_request_that_two_threads_want_is_paid_once(tmp_path: Path) -> None:
    client = Slow()
    answers, spending = ask_twice(client, tmp_path)
    assert client.calls == 1
    assert sorted(answers, key=str) == [(ANSWER, 0), (ANSWER, 150)]
    assert (spending.calls, spending.kept) == (1, 1)


def test_a_request_that_failed_for_good_is_left_to_the_other_thread(tmp_path: Path) -> None:
    client = Slow(ModelFault("refused"))
    answers, _ = ask_twice(client, tmp_path)
    assert client.calls == 2
    assert sorted(type(answer).__name__ for answer in answers) == ["ModelFault", "tuple"]


def test_an_answer_that_cannot_be_kept_is_asked_for_by_each(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    client = Slow()
    client.looked.set()
    answers, _ = ask_twice(client, tmp_path / "file" / "cache")
    assert client.calls == 2
    assert answers == [(ANSWER, 150)] * 2


def test_an_answer_of_a_damaged_file_is_asked_for_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    (tmp_path / "k").write_text("{", encoding="utf-8")
    assert cache.claim("k")
    assert not cache.claim("k")
    cache.keep("k", ANSWER)
    assert cache.find("k") == ANSWER
    assert not cache.claim("k")


def test_a_stopped_run_waits_for_no_turn() -> None:
    clock = StubClock()
    settings = ModelSettings(model="stub-stopped", calls_per_minute=1, max_calls=1)
    client = Slow()
    client.looked.set()
    asker = Asker(client, Spending(settings), Access(sleep=clock.sleep))
    asker.answer(REQUEST)
    with pytest.raises(Exception, match="调用上限 1 次"):
        asker.answer(REQUEST)
    assert clock.waits == []


def test_a_provider_that_counts_no_tokens_is_given_none_back() -> None:
    clock = StubClock()
    settings = ModelSettings(model="stub-uncounted", tokens_per_minute=100)

    class Uncounted(Slow):
        def ask(self, messages: Sequence[Message], kind: type[StrictAnswer]) -> Reply:
            return Reply(ANSWER, 0, 0)

    throttle = LocalThrottle(settings.limits, clock)
    Asker(Uncounted(), Spending(settings), Access(throttle=throttle, sleep=clock.sleep)).answer(REQUEST)
    assert throttle.reserve(0).wait == pytest.approx(60 * REQUEST.tokens / 100)
