"""The database: opened, upgraded, and its troubles told."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from assistant.store.database import Store, StoreUnusable, open_store
from assistant.store.files import fetch_file, keep_file
from assistant.store.tables import METADATA
from schemas.workspace import StoredFile


def test_the_migrations_make_the_tables_that_the_store_uses(store: Store) -> None:
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_an_old_schema_is_upgraded_and_several_at_once_do_not_disturb_one_another(url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: open_store(url), range(4)))
    with stores[0].reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    for store in stores:
        store.engine.dispose()


def test_a_database_of_the_first_version_is_upgraded_and_keeps_what_it_holds(url: str) -> None:
    store = open_store(url)
    kept = keep_file(store, "a.xlsx", b"data")
    with store.writing() as connection:
        for table in ("batches", "answers", "throttles"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("DROP INDEX ix_outcomes_folder")
        connection.exec_driver_sql("ALTER TABLE outcomes DROP COLUMN folder")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    store.engine.dispose()
    upgraded = open_store(url)
    with upgraded.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    assert fetch_file(upgraded, kept) == b"data"
    upgraded.engine.dispose()


def test_a_database_of_a_newer_program_is_refused(url: str) -> None:
    store = open_store(url)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.engine.dispose()
    with pytest.raises(StoreUnusable, match="请升级本程序"):
        open_store(url)


def test_a_file_is_kept_once_and_comes_back_as_it_was(store: Store) -> None:
    kept = [keep_file(store, name, b"\x00\xff data") for name in ("a.xlsx", "b.xlsx")]
    assert kept[0].digest == kept[1].digest
    assert fetch_file(store, kept[1]) == b"\x00\xff data"


def test_a_file_that_was_never_kept_is_asked_for_again(store: Store) -> None:
    with pytest.raises(StoreUnusable, match=r"表\.xlsx：数据库中没有这个文件，请重新上传"):
        fetch_file(store, StoredFile(name="表.xlsx", digest="0" * 64))


@pytest.mark.parametrize("url", ["说明.txt", "oracle://x/y", "mystery:///x"])
def test_an_address_that_is_none_is_told_in_one_line(url: str) -> None:
    with pytest.raises(StoreUnusable) as caught:
        open_store(url)
    assert "\n" not in str(caught.value)
    assert "JUESUAN_DATABASE_URL" in str(caught.value)


def test_a_server_that_is_not_there_is_told_in_one_line() -> None:
    with pytest.raises(StoreUnusable, match="数据库不能使用"):
        open_store("postgresql://nobody@127.0.0.1:1/x")


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreUnusable, match="不是数据库文件"):
        open_store(f"sqlite:///{tmp_path}/x.sqlite3")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable, match="不能打开数据库文件"):
        open_store(f"sqlite:///{tmp_path}/none/x.sqlite3")


def test_a_database_that_another_program_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.store.database._WAIT_SECONDS", 0)
    store = open_store(f"sqlite:///{tmp_path}/x.sqlite3")
    other = sqlite3.connect(tmp_path / "x.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnusable, match="被别的程序占用"):
        keep_file(store, "a", b"a")
    other.execute("ROLLBACK")
    other.close()
    assert keep_file(store, "a", b"a").name == "a"
    store.engine.dispose()


def test_the_default_database_lies_in_the_users_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    store = open_store()
    assert (tmp_path / "juesuan" / "juesuan.sqlite3").is_file()
    store.engine.dispose()
