"""Workspaces kept: opened by unit and year, changed version by version; two people never overwrite one another unseen."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant.errors import JuesuanError
from assistant.store.database import Store, StoreUnusable
from assistant.store.tables import VERSIONS, WORKSPACES
from schemas.workspace import Change, Items, Version, Workspace, apply_change


class EditConflict(JuesuanError):
    """Someone else changed the same item since this person last saw it; ``version`` is their change."""

    def __init__(self, version: Version, names: Sequence[str]) -> None:
        super().__init__("没有保存", f"{version.author}在 {_clock(version.at)} 已改了同一处（{version.summary}），请看过后再改")
        self.version, self.names = version, tuple(names)


class NothingToUndo(JuesuanError):
    """There is no version left that could be taken back."""


def open_workspace(store: Store, unit: str, year: int) -> Workspace:
    """The workspace of a unit and year, a new one at version 0 where there is none.

    Raises:
        StoreUnusable: The database cannot be used.
    """
    fields = {"id": uuid.uuid4().hex, "unit": unit, "year": year, "version": 0, "items": {}}
    with store.writing() as connection:
        row = connection.execute(select(WORKSPACES).where(WORKSPACES.c.unit == unit, WORKSPACES.c.year == year)).mappings().first()
        if row is not None:
            return Workspace(**row)
        try:
            with connection.begin_nested():
                connection.execute(insert(WORKSPACES).values(**fields))
        except IntegrityError:
            row = connection.execute(select(WORKSPACES).where(WORKSPACES.c.unit == unit, WORKSPACES.c.year == year)).mappings().one()
            return Workspace(**row)
    return Workspace.model_validate(fields)


def load_workspace(store: Store, key: str) -> Workspace:
    """A workspace as it is now.

    Raises:
        StoreUnusable: The database cannot be read, or has no such workspace.
    """
    with store.reading() as connection:
        return _load(connection, key)


def list_workspaces(store: Store) -> list[Workspace]:
    """Every workspace, by year and unit, the latest year first.

    Raises:
        StoreUnusable: The database cannot be read.
    """
    with store.reading() as connection:
        rows = connection.execute(select(WORKSPACES).order_by(WORKSPACES.c.year.desc(), WORKSPACES.c.unit)).mappings()
        return [Workspace(**row) for row in rows]


def list_versions(store: Store, key: str) -> list[Version]:
    """The versions of a workspace, the first one first.

    Raises:
        StoreUnusable: The database cannot be read.
    """
    with store.reading() as connection:
        return _versions(connection, key, after=0)


def save_change(store: Store, seen: Workspace, change: Change, author: str) -> Workspace:
    """The workspace with a change to what was ``seen``; what others changed elsewhere since then stays.

    Raises:
        EditConflict: Since then someone else changed one of the same items to something else.
        StoreUnusable: The database cannot be written.
    """
    with store.writing() as connection:
        now = _lock(connection, seen.id)
        names = [name for name, value in change.items.items() if now.items.get(name) not in (seen.items.get(name), value)]
        if names:
            later = _versions(connection, seen.id, after=seen.version)
            raise EditConflict(next(version for version in reversed(later) if names[0] in version.after), names)
        return _append(connection, now, change, author, undoes=None)


def undo_version(store: Store, key: str, author: str, number: int | None = None) -> Workspace:
    """The workspace with a version taken back: that of ``number``, or the last of ``author``'s that is neither undone nor an undoing.

    Raises:
        NothingToUndo: There is none.
        EditConflict: A later version changed the same item again.
        StoreUnusable: The database cannot be written.
    """
    with store.writing() as connection:
        now = _lock(connection, key)
        versions = _versions(connection, key, after=0)
        target = _target(versions, number, author)
        if target is None:
            raise NothingToUndo("撤销", "没有您自己的修改可以撤销（别人的在“版本”里）")
        names = [name for name, value in target.after.items() if now.items.get(name) != value]
        if names:
            later = next(version for version in reversed(versions) if names[0] in version.after)
            raise EditConflict(later, names)
        change = Change(summary=f"撤销：{target.summary}", items=target.before)
        return _append(connection, now, change, author, undoes=target.number)


def items_at(versions: Sequence[Version], number: int) -> Items:
    """The items as they were at a version."""
    items: Items = {}
    for version in versions:
        if version.number <= number:
            items = apply_change(items, version.after)
    return items


def _target(versions: Sequence[Version], number: int | None, author: str) -> Version | None:
    if number is not None:
        return next((version for version in versions if version.number == number), None)
    undone = {version.undoes for version in versions}
    standing = (version for version in reversed(versions) if version.undoes is None and version.number not in undone)
    return next((version for version in standing if version.number > 1 and version.author == author), None)


def _append(connection: Connection, now: Workspace, change: Change, author: str, undoes: int | None) -> Workspace:
    after = {name: value for name, value in change.items.items() if now.items.get(name) != value}
    if not after:
        return now
    number, items = now.version + 1, apply_change(now.items, after)
    before = {name: now.items.get(name) for name in after}
    row = {
        "number": number,
        "author": author,
        "at": datetime.now(UTC),
        "summary": change.summary,
        "before": before,
        "after": after,
        "undoes": undoes,
    }
    connection.execute(insert(VERSIONS).values(workspace=now.id, **row))
    connection.execute(update(WORKSPACES).where(WORKSPACES.c.id == now.id).values(version=number, items=items))
    return now.model_copy(update={"version": number, "items": items})


def _lock(connection: Connection, key: str) -> Workspace:
    """The workspace, held against other writers until the transaction ends (SQLite holds the whole file anyway)."""
    return _load(connection, key, for_update=True)


def _load(connection: Connection, key: str, for_update: bool = False) -> Workspace:
    query = select(WORKSPACES).where(WORKSPACES.c.id == key)
    row = connection.execute(query.with_for_update() if for_update else query).mappings().first()
    if row is None:
        raise StoreUnusable("工作区", "数据库中没有这个工作区")
    return Workspace(**row)


def _versions(connection: Connection, key: str, after: int) -> list[Version]:
    query = select(VERSIONS).where(VERSIONS.c.workspace == key, VERSIONS.c.number > after).order_by(VERSIONS.c.number)
    rows = connection.execute(query).mappings()
    return [Version.model_validate({name: value for name, value in row.items() if name != "workspace"}) for row in rows]


def _clock(at: datetime) -> str:
    return at.astimezone().strftime("%m月%d日%H:%M")
