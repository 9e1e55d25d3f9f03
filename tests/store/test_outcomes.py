"""Outcomes of batch jobs in the store."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from threading import Barrier

from sqlalchemy import insert

from assistant.store.database import Store
from assistant.store.outcomes import StoredLedger
from assistant.store.tables import OUTCOMES
from schemas.batch import Outcome

FOLDER = Path("/结果/甲单位")


def test_a_finished_job_is_found_again_as_it_was_last(store: Store) -> None:
    ledger = StoredLedger(store)
    first = Outcome(key="k", name="甲单位", state="done", errors=1, seconds=Decimal("0.12"), outputs=("甲单位/a.docx",))
    ledger.record("k", FOLDER, first)
    ledger.record("k", FOLDER, first.model_copy(update={"errors": 0}))
    assert ledger.find("k") == first.model_copy(update={"errors": 0})
    assert ledger.find("other") is None


def test_a_folder_has_one_outcome_the_last(store: Store) -> None:
    ledger = StoredLedger(store)
    kept = [Outcome(key=key, name=key, state="done") for key in ("a", "b", "c")]
    for outcome, folder in zip(kept, (FOLDER, FOLDER, Path("/结果/乙单位")), strict=True):
        ledger.record(outcome.key, folder, outcome)
    assert ledger.last(Path("/结果/乙单位")) == kept[2]
    assert ledger.last(FOLDER) == kept[1]
    assert [ledger.find(outcome.key) for outcome in kept] == [None, *kept[1:]]


def test_a_job_that_is_recorded_by_two_at_the_same_moment_has_one_outcome(store: Store) -> None:
    ledger, meeting = StoredLedger(store), Barrier(4, timeout=30)
    kept = [Outcome(key="k", name="甲单位", state="done", errors=number) for number in range(4)]

    def record(outcome: Outcome) -> None:
        for _ in range(10):
            meeting.wait()
            ledger.record("k", FOLDER, outcome)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(record, kept))
    assert ledger.find("k") == ledger.last(FOLDER) in kept


def test_an_outcome_of_an_earlier_version_whose_unchecked_numbers_were_never_none_is_read(store: Store) -> None:
    kept = {"key": "k", "name": "甲单位", "state": "done", "errors": 1, "warnings": 0, "hints": 0, "unchecked": 0, "seconds": "0.12"}
    with store.writing() as connection:
        connection.execute(insert(OUTCOMES).values(job="k", folder=str(FOLDER), at=datetime.now(UTC), outcome=kept))
    found = StoredLedger(store).find("k")
    assert found
    assert (found.errors, found.unchecked) == (1, 0)
