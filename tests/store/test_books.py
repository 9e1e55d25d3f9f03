"""The books of batches: which were begun, and by what a worker knows that its database is that of the batch."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.store.books import Books, open_books
from assistant.store.database import Store
from schemas.batch import KeptBatch

BATCH = KeptBatch(
    name="材料",
    source=Path("/共享/材料"),
    out=Path("/共享/结果"),
    what="both",
    drafter="offline",
    mark="one",
    at=datetime(2026, 11, 25, 12, tzinfo=UTC),
)


def test_batches_are_listed_as_they_were_begun_the_latest_first(store: Store) -> None:
    books = Books(store)
    later = BATCH.model_copy(update={"out": Path("/别处"), "mark": "two", "at": BATCH.at + timedelta(hours=1)})
    for batch in (BATCH, later):
        books.begin(batch)
    assert books.begun() == [later, BATCH]


def test_a_batch_begun_again_in_its_folder_has_a_new_mark(store: Store) -> None:
    books = Books(store)
    books.begin(BATCH)
    books.begin(BATCH.model_copy(update={"mark": "two"}))
    assert [batch.mark for batch in books.begun()] == ["two"]
    assert (books.knows("one"), books.knows("two")) == (False, True)


def test_the_same_database_is_opened_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.sqlite3"
    assert open_books(url) is open_books(url)
