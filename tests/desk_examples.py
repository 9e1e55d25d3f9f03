"""Desks for tests: the example unit without its reasons, kept in a store or only in mind."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from assistant.desks.desk import Desk, Ground, lay_ground, read_files, set_desk
from schemas.workspace import Change, Workspace, apply_change

EXAMPLES = Path(__file__).parent.parent / "examples"


def example_files(name: str = "jianghan-2024") -> dict[str, tuple[str, bytes]]:
    """The example's files by role."""
    return {role: (f"{role}.xlsx", (EXAMPLES / name / f"{role}.xlsx").read_bytes()) for role in ("tables", "inputs")}


@cache
def example_ground(reasons: bool = False) -> Ground:
    """What the desks of the example stand on."""
    material = read_files(example_files())
    if not reasons:
        material = replace(material, inputs=material.inputs.model_copy(update={"reasons": ()}))
    return lay_ground(material)


def example_desk(items: dict[str, str] | None = None, reasons: bool = False) -> Desk:
    """The desk of the example with some items."""
    workspace = Workspace(id="w", unit="江城市示范社会保险管理处", year=2024, version=1, items=items or {})
    return set_desk(example_ground(reasons), workspace)


class MindKeeper:
    """Keeps changes in mind only; ``desk`` is the last one."""

    def __init__(self, desk: Desk | None = None) -> None:
        self.desk = desk or example_desk()
        self._before = [self.desk]

    def save(self, change: Change) -> Desk:
        """The desk after a change."""
        self._before.append(self.desk)
        items = apply_change(self.desk.workspace.items, change.items)
        self.desk = set_desk(example_ground(), self.desk.workspace.model_copy(update={"items": items}))
        return self.desk

    def undo(self) -> Desk:
        """The desk before the last change."""
        self.desk = self._before.pop()
        return self.desk

    def reload(self) -> Desk:
        """The desk as it is."""
        return self.desk
