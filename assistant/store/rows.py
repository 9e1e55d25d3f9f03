"""Rows that several may write at the same moment: the first one stays, or one waits for the other."""

from typing import Any

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

_HOLD = 20_261_129
"""Any number: under it lie the names that are held in PostgreSQL."""


def hold(connection: Connection, name: str) -> None:
    """Let nobody else hold a name until this transaction ends; in SQLite, writers wait for one another anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_HOLD, func.hashtext(name))))


def insert_once(connection: Connection, table: Table, **values: Any) -> bool:
    """Insert a row unless there is one of its key; whether it was inserted. Another's that is not committed yet is waited for."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    inserted = insert(table).values(**values).on_conflict_do_nothing().returning(*table.primary_key)
    return connection.execute(inserted).first() is not None
