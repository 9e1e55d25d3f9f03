"""Answers in the store: claimed by one worker, kept for all."""

from concurrent.futures import ThreadPoolExecutor

from assistant.store.answers import StoredAnswers
from assistant.store.database import Store
from benchmarks.stub_clock import StubClock

ANSWER = {"paragraphs": ["收入合计{A}。"]}


def answers(store: Store, clock: StubClock, lapse: float = 180.0) -> StoredAnswers:
    return StoredAnswers(store, lapse, lambda connection: clock())


def test_an_answer_kept_by_one_worker_is_found_by_another(store: Store) -> None:
    one, other = (answers(store, StubClock()) for _ in range(2))
    assert one.find("k") is None
    assert one.claim("k")
    assert not other.claim("k")
    assert other.find("k") is None
    one.keep("k", ANSWER)
    assert other.find("k") == ANSWER
    assert not other.claim("k")


def test_of_many_that_claim_at_once_one_asks(store: Store) -> None:
    workers = [answers(store, StubClock()) for _ in range(4)]
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda number: workers[number % 4].claim("k"), range(32))) == 1


def test_what_failed_is_released_and_asked_by_another(store: Store) -> None:
    one, other = (answers(store, StubClock()) for _ in range(2))
    assert one.claim("k")
    other.release("k")
    assert not other.claim("k")
    one.release("k")
    assert other.claim("k")


def test_the_claim_of_a_killed_worker_lapses_and_is_taken_over_once(store: Store) -> None:
    clock = StubClock()
    killed, one, other = (answers(store, clock) for _ in range(3))
    assert killed.claim("k")
    clock.sleep(179)
    assert not one.claim("k")
    clock.sleep(1)
    assert one.claim("k")
    assert not other.claim("k")
    killed.release("k")
    assert not other.claim("k")


def test_a_claim_that_is_renewed_does_not_lapse(store: Store) -> None:
    clock = StubClock()
    one, other = (answers(store, clock, lapse=1e-6) for _ in range(2))
    assert one.claim("k")
    clock.sleep(1)
    one.renew("k")
    assert not other.claim("k")


def test_a_claim_of_a_clock_that_has_begun_anew_has_lapsed(store: Store) -> None:
    assert answers(store, StubClock(now=1e6)).claim("k")
    assert answers(store, StubClock(now=5.0)).claim("k")


def test_what_comes_late_is_kept_too_and_the_first_answer_stays(store: Store) -> None:
    clock = StubClock()
    late, one = (answers(store, clock) for _ in range(2))
    assert late.claim("k")
    clock.sleep(200)
    assert one.claim("k")
    one.keep("k", ANSWER)
    late.keep("k", {"paragraphs": []})
    assert one.find("k") == ANSWER
    late.keep("never claimed", ANSWER)
    assert one.find("never claimed") == ANSWER


def test_a_worker_that_ends_gives_up_what_it_has_claimed(store: Store) -> None:
    with answers(store, StubClock()) as one:
        assert one.claim("k")
        assert one.claim("kept")
        one.keep("kept", ANSWER)
    other = answers(store, StubClock())
    assert other.claim("k")
    assert other.find("kept") == ANSWER
