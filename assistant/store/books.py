"""All that a batch keeps in the store: its units' outcomes, the model's answers and pace, and that it was begun."""

from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from assistant.settings import StoreSettings
from assistant.store.answers import StoredAnswers
from assistant.store.database import Store, open_store
from assistant.store.outcomes import StoredLedger
from assistant.store.rows import hold
from assistant.store.tables import BATCHES
from assistant.store.throttle import StoredThrottle
from schemas.batch import KeptBatch

if TYPE_CHECKING:
    from assistant.settings import ModelSettings

_LONGEST_TURN = 120
"""Seconds that a claimed request may wait for its turn, beyond the time that it takes."""


class Books:
    """The books of batches in one database."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.ledger = StoredLedger(store)

    def answers(self, settings: "ModelSettings") -> StoredAnswers:
        """The answers of models; a context."""
        return StoredAnswers(self._store, lapse=_LONGEST_TURN + settings.time_limit)

    def throttle(self, settings: "ModelSettings") -> StoredThrottle:
        """The pace at which a model may be asked by all."""
        return StoredThrottle(self._store, settings.provider, settings.limits)

    def begin(self, batch: KeptBatch) -> None:
        """Keep that a batch was begun, in place of the one before that had the same folder.

        Raises:
            StoreUnusable: The database cannot be written.
        """
        row = {**batch.model_dump(), "source": str(batch.source), "out": str(batch.out)}
        with self._store.writing() as connection:
            hold(connection, row["out"])
            connection.execute(delete(BATCHES).where(BATCHES.c.out == row["out"]))
            connection.execute(insert(BATCHES).values(**row))

    def knows(self, mark: str) -> bool:
        """Whether the batch of this mark was begun in this database.

        Raises:
            StoreUnusable: The database cannot be read.
        """
        with self._store.reading() as connection:
            return connection.scalar(select(BATCHES.c.out).where(BATCHES.c.mark == mark)) is not None

    def begun(self) -> list[KeptBatch]:
        """The batches that were begun, the latest first.

        Raises:
            StoreUnusable: The database cannot be read.
        """
        with self._store.reading() as connection:
            rows = connection.execute(select(BATCHES).order_by(BATCHES.c.at.desc())).mappings().all()
        return [KeptBatch.model_validate(dict(row)) for row in rows]


@cache
def open_books(url: str) -> Books:
    """The books in the database at ``url``, opened once in a process.

    Raises:
        StoreUnusable: The database cannot be opened.
    """
    return Books(open_store(url))


def open_own_books() -> Books:
    """The books in the database that this machine's settings name, by default the user's own.

    Raises:
        StoreUnusable: The database cannot be opened.
    """
    return open_books(StoreSettings().database_url.get_secret_value())
