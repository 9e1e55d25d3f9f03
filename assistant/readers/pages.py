"""A long table printed on several pages, each with the table's title again, as one table."""

from collections.abc import Sequence
from typing import Any

from schemas.accounts import Line, Table

_GROUPS = ("income", "expenditure", "rows")
_SINGLE_LINES = ("total", "personnel", "public")


def join_pages(tables: Sequence[Table]) -> Table | None:
    """The one table that pages of one kind make up; None where two state the same line, or differ in unit of money."""
    joined = tables[0]
    for page in tables[1:]:
        update = _joined_lines(joined, page) if page.money == joined.money else None
        if update is None:
            return None
        notes = tuple(dict.fromkeys(joined.notes + page.notes))
        joined = joined.model_copy(update={**update, "notes": notes, "decimals": max(joined.decimals, page.decimals)})
    return joined


def _joined_lines(first: Table, second: Table) -> dict[str, Any] | None:
    update: dict[str, Any] = {}
    for group in _fields(first, _GROUPS):
        before: tuple[Line, ...] = getattr(first, group)
        behind: tuple[Line, ...] = getattr(second, group)
        if {line.key for line in before} & {line.key for line in behind}:
            return None
        update[group] = before + behind
    for name in _fields(first, _SINGLE_LINES):
        stated = [line for line in (getattr(first, name), getattr(second, name)) if line and _states(line)]
        if len(stated) > 1:
            return None
        update[name] = stated[0] if stated else getattr(first, name)
    return update


def _fields(table: Table, names: Sequence[str]) -> list[str]:
    return [name for name in names if name in type(table).model_fields]


def _states(line: Line) -> bool:
    return any(cell.value is not None for cell in line.cells.values())
