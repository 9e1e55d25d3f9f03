"""Workspaces: what people add to a unit's tables for one year, as items under names, and every version of it."""

from collections.abc import Mapping
from datetime import datetime

from schemas.frozen import Frozen

Items = dict[str, str]
"""What a workspace holds, by name: ``file.tables``, ``outline``, ``style.percent_decimals``, ``reason.<fact>``, ``paragraph.<place>`` …"""


class StoredFile(Frozen):
    """A file handed over: its name, and the sha256 of its content, under which the store keeps it."""

    name: str
    digest: str


class Change(Frozen):
    """A change of a workspace: the new values of its items, None where one is taken away, and what a person is told of it."""

    summary: str
    items: dict[str, str | None]


class Version(Frozen):
    """One version: who changed what. ``before`` holds the values that the change replaced; ``undoes`` the version that it takes back."""

    number: int
    author: str
    at: datetime
    summary: str
    before: dict[str, str | None]
    after: dict[str, str | None]
    undoes: int | None = None


class Workspace(Frozen):
    """The workspace of a unit and year as of a version."""

    id: str
    unit: str
    year: int
    version: int
    items: Items


def apply_change(items: Mapping[str, str], change: Mapping[str, str | None]) -> Items:
    """The items after a change."""
    return {name: value for name, value in {**items, **change}.items() if value is not None}
