"""Answers of a model in the store: none is paid twice, even where two workers want it at the same time."""

import time
import uuid
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, delete, or_, select, update

from assistant.store.clock import present_second
from assistant.store.database import Store
from assistant.store.rows import insert_once
from assistant.store.tables import ANSWERS


class StoredAnswers:
    """Answers shared by all that share a database; as a context, what is still claimed at its end is given up.

    A claim lapses ``lapse`` seconds after it was made or renewed last (its worker was killed), and another may take it over.
    It is written anew only after a third of that time; ``lapse`` is to be longer than a call and the longest wait before it.
    """

    def __init__(self, store: Store, lapse: float, clock: Callable[[Connection], float] = present_second) -> None:
        self._store, self._lapse, self._clock = store, lapse, clock
        self._claimant = uuid.uuid4().hex
        self._renewed: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for key in list(self._renewed):
            self.release(key)

    def find(self, key: str) -> dict[str, Any] | None:
        """The answer kept under a key.

        Raises:
            StoreUnusable: The database cannot be read.
        """
        with self._store.reading() as connection:
            answer = connection.scalar(select(ANSWERS.c.answer).where(ANSWERS.c.key == key))
        return answer if isinstance(answer, dict) else None

    def claim(self, key: str) -> bool:
        """Whether to ask oneself; else another is asking or has just kept the answer.

        Raises:
            StoreUnusable: The database cannot be written.
        """
        with self._store.writing() as connection:
            now = self._clock(connection)
            mine = {"claimant": self._claimant, "claimed": now}
            granted = insert_once(connection, ANSWERS, key=key, **mine) or self._take_over(connection, key, mine)
        if granted:
            self._renewed[key] = time.monotonic()
        return granted

    def renew(self, key: str) -> None:
        """Say of a claimed request that it is still being asked.

        Raises:
            StoreUnusable: The database cannot be written.
        """
        claimed = self._renewed.get(key)
        if claimed is not None and time.monotonic() - claimed > self._lapse / 3:
            with self._store.writing() as connection:
                mine = self._mine(key)
                connection.execute(update(ANSWERS).where(*mine).values(claimed=self._clock(connection)))
            self._renewed[key] = time.monotonic()

    def keep(self, key: str, answer: dict[str, Any]) -> None:
        """Keep the answer to a claimed request, even to one whose claim has lapsed.

        Raises:
            StoreUnusable: The database cannot be written.
        """
        with self._store.writing() as connection:
            insert_once(connection, ANSWERS, key=key, claimant=self._claimant, claimed=self._clock(connection))
            connection.execute(update(ANSWERS).where(ANSWERS.c.key == key, ANSWERS.c.answer.is_(None)).values(answer=answer))
        self._renewed.pop(key, None)

    def release(self, key: str) -> None:
        """Give up a claimed request that has no answer.

        Raises:
            StoreUnusable: The database cannot be written.
        """
        with self._store.writing() as connection:
            connection.execute(delete(ANSWERS).where(*self._mine(key)))
        self._renewed.pop(key, None)

    def _take_over(self, connection: Connection, key: str, mine: dict[str, Any]) -> bool:
        """Claim what another claimed too long ago, or by a clock that has begun anew since."""
        claimed, now = ANSWERS.c.claimed, mine["claimed"]
        lapsed = or_(claimed <= now - self._lapse, claimed > now + self._lapse)
        return (
            connection.execute(update(ANSWERS).where(ANSWERS.c.key == key, ANSWERS.c.answer.is_(None), lapsed).values(**mine)).rowcount == 1
        )

    def _mine(self, key: str) -> tuple[ColumnElement[bool], ...]:
        return ANSWERS.c.key == key, ANSWERS.c.claimant == self._claimant, ANSWERS.c.answer.is_(None)
