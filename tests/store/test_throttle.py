"""The throttle in the store: many workers, one limit."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, event, func, select

from assistant.drafting.model.throttle import LocalThrottle, Throttle
from assistant.pacing import Limits, Turn
from assistant.store.database import Store
from assistant.store.tables import THROTTLES
from assistant.store.throttle import StoredThrottle
from benchmarks.stub_clock import StubClock


def throttle(store: Store, limits: Limits, clock: StubClock, provider: str = "stub") -> StoredThrottle:
    return StoredThrottle(store, provider, limits, lambda connection: clock())


def turns(throttle: Throttle, clock: StubClock) -> Sequence[Turn]:
    """The turns of calls that come with pauses between, some of which use other numbers of tokens, and a back-off."""
    found = []
    for number in range(30):
        found.append(throttle.reserve(50 * (number % 7)))
        throttle.settle(20 * (number % 3) - 20)
        if number == 12:
            throttle.back_off(15.0)
        clock.sleep(number % 4)
        found.append(Turn(throttle.closed(), False))
    return found


def test_its_turns_are_those_of_the_throttle_of_one_process(store: Store) -> None:
    limits = Limits(30, 2_000)
    one, other = StubClock(), StubClock()
    assert turns(throttle(store, limits, one), one) == turns(LocalThrottle(limits, other), other)


def test_workers_that_reserve_at_once_get_a_turn_each(store: Store) -> None:
    clock = StubClock()
    workers = [throttle(store, Limits(60), clock) for _ in range(4)]
    with ThreadPoolExecutor(8) as pool:
        granted = list(pool.map(lambda number: workers[number % 4].reserve(0), range(40)))
    assert sorted(turn.wait for turn in granted) == [float(number) for number in range(40)]


def test_a_back_off_of_one_worker_has_all_of_its_provider_wait(store: Store) -> None:
    clock = StubClock()
    throttle(store, Limits(), clock).back_off(20.0)
    assert throttle(store, Limits(), clock).reserve(0) == Turn(20.0, True)
    assert throttle(store, Limits(), clock, provider="other").reserve(0) == Turn(0.0, True)


def test_nothing_is_written_where_nothing_is_limited(store: Store) -> None:
    begun: list[bool] = []

    @event.listens_for(store.engine, "begin")
    def count(connection: Connection) -> None:
        begun.append(bool(connection.get_execution_options().get("writes")))

    unlimited = throttle(store, Limits(), StubClock())
    assert unlimited.reserve(1_000) == Turn(0.0, True)
    unlimited.settle(-10)
    assert True not in begun
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(THROTTLES)) == 0


def test_a_state_of_a_clock_that_was_set_back_is_none(store: Store) -> None:
    late, early = StubClock(now=1e6), StubClock(now=5.0)
    throttle(store, Limits(1), late).reserve(0)
    assert throttle(store, Limits(1), early).reserve(0) == Turn(0.0, True)


def test_its_own_clock_is_that_of_the_database(store: Store) -> None:
    own = StoredThrottle(store, "stub", Limits(calls_per_minute=1))
    assert own.reserve(0) == Turn(0.0, True)
    again = own.reserve(0)
    assert again.wait == pytest.approx(60.0, abs=30.0)
