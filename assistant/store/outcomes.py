"""Outcomes of batch jobs, kept by the job's key: a finished job is not done again."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, insert, or_, select

from assistant.store.database import Store
from assistant.store.rows import hold
from assistant.store.tables import OUTCOMES
from schemas.batch import Outcome


class StoredLedger:
    """The ledger of a batch in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, key: str) -> Outcome | None:
        """The outcome of a job that was settled or begun.

        Raises:
            StoreUnusable: The database cannot be read.
        """
        with self._store.reading() as connection:
            kept = connection.scalar(select(OUTCOMES.c.outcome).where(OUTCOMES.c.job == key))
        return Outcome.model_validate(kept) if kept is not None else None

    def last(self, folder: Path) -> Outcome | None:
        """The outcome of what was done into a folder last, whatever the unit's files are now.

        Raises:
            StoreUnusable: The database cannot be read.
        """
        with self._store.reading() as connection:
            kept = connection.scalar(select(OUTCOMES.c.outcome).where(OUTCOMES.c.folder == str(folder)))
        return Outcome.model_validate(kept) if kept is not None else None

    def record(self, key: str, folder: Path, outcome: Outcome) -> None:
        """Keep the outcome of a job that was done into a folder, in place of whatever was done into it before.

        Two that do so at the same moment wait for one another.

        Raises:
            StoreUnusable: The database cannot be written.
        """
        place = str(folder)
        row = {"job": key, "folder": place, "at": datetime.now(UTC), "outcome": outcome.model_dump(mode="json")}
        with self._store.writing() as connection:
            hold(connection, place)
            connection.execute(delete(OUTCOMES).where(or_(OUTCOMES.c.job == key, OUTCOMES.c.folder == place)))
            connection.execute(insert(OUTCOMES).values(**row))
