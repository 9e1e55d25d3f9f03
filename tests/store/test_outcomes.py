"""Outcomes of batch jobs in the store."""

from decimal import Decimal

from assistant.store.database import Store
from assistant.store.outcomes import StoredLedger
from schemas.batch import Outcome


def test_a_finished_job_is_found_again_as_it_was_last(store: Store) -> None:
    ledger = StoredLedger(store)
    first = Outcome(key="k", name="甲单位", state="done", errors=1, seconds=Decimal("0.12"), outputs=("甲单位/a.docx",))
    ledger.record("k", first)
    ledger.record("k", first.model_copy(update={"errors": 0}))
    assert ledger.find("k") == first.model_copy(update={"errors": 0})
    assert ledger.find("other") is None
