"""The throttle in the store: one row a provider, so that processes and machines keep to its limits together."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select, update

from assistant.pacing import Limits, Pace, Turn, close, closed_for, settle_tokens, take_turn
from assistant.store.clock import present_second
from assistant.store.database import Store
from assistant.store.rows import insert_once
from assistant.store.tables import THROTTLES


@dataclass(frozen=True, slots=True)
class StoredThrottle:
    """A throttle of all that share a database. A reservation is one short transaction; nobody sleeps in it."""

    store: Store
    provider: str
    limits: Limits
    clock: Callable[[Connection], float] = present_second

    def reserve(self, tokens: int) -> Turn:
        """The turn of a call of about so many tokens; nothing is written where nothing is limited and nobody backs off.

        Raises:
            StoreUnusable: The database cannot be used.
        """
        if self.limits.are_none and not self.closed():
            return Turn(0.0, True)
        with self.store.writing() as connection:
            pace = self._locked(connection)
            after, turn = take_turn(pace, self.limits, tokens, self.clock(connection))
            self._write(connection, pace, after)
        return turn

    def settle(self, difference: int) -> None:
        """Count the tokens that a call used beyond (or, negative, below) those reserved for it.

        Raises:
            StoreUnusable: The database cannot be used.
        """
        if self.limits.tokens_per_minute and difference:
            with self.store.writing() as connection:
                pace = self._locked(connection)
                self._write(connection, pace, settle_tokens(pace, self.limits, difference, self.clock(connection)))

    def back_off(self, seconds: float) -> None:
        """Let nobody make a call for so many seconds.

        Raises:
            StoreUnusable: The database cannot be used.
        """
        with self.store.writing() as connection:
            pace = self._locked(connection)
            self._write(connection, pace, close(pace, seconds, self.clock(connection)))

    def closed(self) -> float:
        """The seconds for which nobody may make a call.

        Raises:
            StoreUnusable: The database cannot be read.
        """
        with self.store.reading() as connection:
            pace = _pace(connection, self._row())
            return closed_for(pace, self.clock(connection)) if pace else 0.0

    def _locked(self, connection: Connection) -> Pace:
        """The state, held against others until the transaction ends; the clock is to be read after it."""
        row = self._row().with_for_update()
        pace = _pace(connection, row)
        if pace is None:
            insert_once(connection, THROTTLES, provider=self.provider, **Pace()._asdict())
            pace = _pace(connection, row)
        return pace or Pace()

    def _write(self, connection: Connection, before: Pace, after: Pace) -> None:
        if after != before:
            connection.execute(update(THROTTLES).where(THROTTLES.c.provider == self.provider).values(**after._asdict()))

    def _row(self) -> Select[Any]:
        columns = THROTTLES.c
        return select(columns.calls_ready, columns.tokens_ready, columns.closed_until).where(columns.provider == self.provider)


def _pace(connection: Connection, row: Select[Any]) -> Pace | None:
    found = connection.execute(row).mappings().first()
    return Pace(**found) if found else None
