"""The clock of a database, in seconds: the same for all processes and machines that use it."""

import time

from sqlalchemy import Connection, extract, func, select


def present_second(connection: Connection) -> float:
    """The present second: of PostgreSQL's own server, or of the machine, on which all that use a SQLite file (in WAL mode) run.

    The machine's is ``time.monotonic``, which counts from its start for all processes and cannot be set back.
    """
    if connection.dialect.name == "postgresql":
        return float(connection.execute(select(extract("epoch", func.clock_timestamp()))).scalar_one())
    return time.monotonic()
