"""An open desk: a desk whose workspace lies in the store; every change is a version there."""

from collections.abc import Mapping
from functools import lru_cache

from assistant.desks.desk import ROLES, Desk, Ground, lay_ground, read_files, set_desk
from assistant.desks.intake import Handed
from assistant.store.database import Store
from assistant.store.files import fetch_file, keep_file
from assistant.store.workspaces import items_at, list_versions, load_workspace, open_workspace, save_change, undo_version
from schemas.workspace import Change, Items, StoredFile, Version, Workspace

Files = tuple[tuple[str, StoredFile], ...]
"""Files by role, in the order of ``ROLES``."""


class OpenDesk:
    """A desk and the store that keeps it; ``author`` is who changes it here."""

    def __init__(self, store: Store, workspace: Workspace, author: str, known: tuple[Files, Ground] | None = None) -> None:
        """``known`` are files that have just been read, and what they give."""
        self._store, self.author, self._known = store, author, known
        self.desk = self._set(workspace)

    def save(self, change: Change) -> Desk:
        """Keep a change.

        Raises:
            EditConflict: Someone else changed the same since.
            StoreUnusable: The database cannot be written.
        """
        self.desk = self._set(save_change(self._store, self.desk.workspace, change, self.author))
        return self.desk

    def undo(self, number: int | None = None) -> Desk:
        """Take back the last change, or the version of ``number``.

        Raises:
            NothingToUndo: There is none.
            EditConflict: It was changed again since.
            StoreUnusable: The database cannot be written.
        """
        self.desk = self._set(undo_version(self._store, self.desk.workspace.id, self.author, number))
        return self.desk

    def reload(self) -> Desk:
        """The desk as the store has it now, whoever changed it.

        Raises:
            StoreUnusable: The database cannot be read.
        """
        workspace = load_workspace(self._store, self.desk.workspace.id)
        if workspace != self.desk.workspace:
            self.desk = self._set(workspace)
        return self.desk

    def files(self) -> Handed:
        """The files handed over, by role.

        Raises:
            StoreUnusable: The database cannot be read, or has not all of them.
        """
        return {role: (file.name, fetch_file(self._store, file)) for role, file in _files(self.desk.workspace.items)}

    def versions(self) -> list[Version]:
        """Every version of the workspace, the first one first.

        Raises:
            StoreUnusable: The database cannot be read.
        """
        return list_versions(self._store, self.desk.workspace.id)

    def at(self, number: int) -> Desk:
        """The desk as it was at a version."""
        items = items_at(self.versions(), number)
        return self._set(self.desk.workspace.model_copy(update={"version": number, "items": items}))

    def _set(self, workspace: Workspace) -> Desk:
        files = _files(workspace.items)
        if self._known and self._known[0] == files:
            return set_desk(self._known[1], workspace)
        return set_desk(_ground(self._store, files), workspace)


def start_desk(store: Store, files: Mapping[str, tuple[str, bytes]], author: str) -> OpenDesk:
    """The desk of the unit and year that these files are of; what was worked on it before is still there.

    Args:
        store: Where the workspace is kept.
        files: By role (``tables``, ``prior``, ``inputs``, ``forms``) a file's name and content.
        author: Who works on it.

    Raises:
        UnreadableFile, NoTables, InvalidInputs, ConflictingMaterial: A file cannot be used.
        StoreUnusable: The database cannot be used.
    """
    ground = lay_ground(read_files(files))
    accounts = ground.material.accounts
    kept = {role: keep_file(store, *files[role]) for role in ROLES if role in files}
    workspace = open_workspace(store, accounts.unit, accounts.year)
    items: dict[str, str | None] = {f"file.{role}": file.model_dump_json() for role, file in kept.items()}
    handed = Change(summary=f"交来{'、'.join(ROLES[role] for role in files)}", items=items)
    return OpenDesk(store, save_change(store, workspace, handed, author), author, (tuple(kept.items()), ground))


def resume_desk(store: Store, key: str, author: str) -> OpenDesk:
    """The desk of a workspace.

    Raises:
        StoreUnusable: The database cannot be read, or has no such workspace or file.
    """
    return OpenDesk(store, load_workspace(store, key), author)


def _files(items: Items) -> Files:
    return tuple((role, StoredFile.model_validate_json(items[f"file.{role}"])) for role in ROLES if f"file.{role}" in items)


@lru_cache(maxsize=32)
def _ground(store: Store, files: Files) -> Ground:
    """What the desks of these files stand on, read once; a process keeps that of the last few units."""
    return lay_ground(read_files({role: (file.name, fetch_file(store, file)) for role, file in files}))
