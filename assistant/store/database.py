"""The database: where it lies, opened and brought to the present schema; its troubles told in one Chinese line."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from tenacity import Retrying, retry_if_exception_message, stop_after_delay, wait_fixed

from assistant.errors import Hindrance

_WAIT_SECONDS = 10
_RETRYING = Retrying(
    retry=retry_if_exception_message(match=".*locked"), stop=stop_after_delay(_WAIT_SECONDS), wait=wait_fixed(0.05), reraise=True
)
"""For what SQLite refuses at once while another process does the same, whatever its busy timeout."""

_UPGRADE_LOCK = 20_251_125
"""Any number: under it, one process at a time upgrades a PostgreSQL database."""


_to_json = partial(json.dumps, ensure_ascii=False)


class StoreUnusable(Hindrance):
    """The database cannot be opened, read or written."""


@dataclass(frozen=True)
class Store:
    """An open database; safe to use from several threads."""

    engine: Engine
    name: str

    @property
    def url(self) -> str:
        """Where it lies, with the password that it may need: for processes of this machine only."""
        return self.engine.url.render_as_string(hide_password=False)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads.

        Raises:
            StoreUnusable: The database cannot be read.
        """
        with self._told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write: all of it is kept, or nothing.

        Raises:
            StoreUnusable: The database cannot be written.
        """
        with self._told(), self._writer.begin() as connection:
            yield connection

    @cached_property
    def _writer(self) -> Engine:
        return self.engine.execution_options(writes=True)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise StoreUnusable(self.name, _tell(error)) from error


def open_store(url: str = "") -> Store:
    """The database at ``url``, by default a SQLite file in the user's data folder, with the present schema.

    Raises:
        StoreUnusable: The URL is none, or the database cannot be opened.
    """
    wanted = url or f"sqlite:///{_default_file()}"
    try:
        place = make_url(wanted)
        if place.drivername in {"postgresql", "postgres"}:
            place = place.set(drivername="postgresql+psycopg")
        engine = create_engine(place, pool_pre_ping=place.get_backend_name() != "sqlite", json_serializer=_to_json)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        hint = "缺少 PostgreSQL 的驱动，请安装 juesuan[postgres]" if isinstance(error, ImportError) else "不是可用的数据库地址"
        raise StoreUnusable("JUESUAN_DATABASE_URL", hint) from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    store = Store(engine, place.database or "数据库")
    try:
        with store.writing() as connection:
            _upgrade(connection)
    except StoreUnusable:
        engine.dispose()
        raise
    return store


def _default_file() -> Path:
    folder = user_data_path("juesuan", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnusable(str(folder), "不能在这里建立数据文件夹，可用 JUESUAN_DATABASE_URL 指定别处") from error
    return folder / "juesuan.sqlite3"


def _prepare_sqlite(engine: Engine) -> None:
    """Writers wait for one another, readers for nobody; the driver's own idea of when a transaction begins is switched off."""

    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {_WAIT_SECONDS * 1000}")
        _RETRYING(connection.execute, "PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def _upgrade(connection: Connection) -> None:
    """Bring the schema up to date, in the transaction of ``connection``."""
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
    if MigrationContext.configure(connection).get_current_revision() == ScriptDirectory.from_config(config).get_current_head():
        return
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreUnusable("数据库", "是更新版本的程序建立的，请升级本程序") from error


def _tell(error: SQLAlchemyError) -> str:
    cause = str(getattr(error, "orig", None) or error).splitlines()[0]
    known = {
        "unable to open database file": "不能打开数据库文件",
        "file is not a database": "不是数据库文件，或已损坏",
        "database is locked": "数据库正被别的程序占用，请稍后再试",
        "attempt to write a readonly database": "数据库是只读的，没有保存",
        "database or disk is full": "磁盘空间不足，没有保存",
        "disk I/O error": "读写磁盘出错",
    }
    return next((told for words, told in known.items() if words in cause), f"数据库不能使用（{cause}）")
