"""Stores to test with: a SQLite file, and PostgreSQL where Debian's server is installed."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from assistant.store.database import Store, open_store


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of its own on loopback, run by a user that is not root."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        pytest.skip("Debian's postgresql is not installed")
    home = Path(mkdtemp(prefix="juesuan-postgres-"))
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(home, user)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    tools, data = programs[-1], home / "data"
    run = {"user": user, "check": True, "stdout": subprocess.DEVNULL, "cwd": home}
    subprocess.run([tools / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8"], **run)  # type: ignore[call-overload]
    options = f"-h 127.0.0.1 -p {port} -k {home} -c fsync=off"
    subprocess.run([tools / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", options, "start"], **run)  # type: ignore[call-overload]
    try:
        yield f"postgresql://tester@127.0.0.1:{port}"
    finally:
        subprocess.run([tools / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **run)  # type: ignore[call-overload]
        shutil.rmtree(home)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/juesuan.sqlite3"
    import psycopg

    server = request.getfixturevalue("postgres_url")
    name = f"t{os.urandom(6).hex()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"{server}/{name}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An open store."""
    opened = open_store(url)
    yield opened
    opened.engine.dispose()
