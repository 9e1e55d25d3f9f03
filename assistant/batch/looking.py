"""A look at a source before anything is done: what each unit has, and what it lacks."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

from assistant.batch.crew import Crew, WorkerLost
from assistant.batch.units import find_units, sort_files
from schemas.batch import Source, UnitFiles

ROLES = {"tables": "决算表", "prior": "上年", "inputs": "补充资料", "forms": "自评表"}
"""The roles of a unit's files other than documents, as a person reads them."""


def look_at(source: Path, scratch: Path, out: Path, crew: Crew) -> tuple[Source, Iterator[UnitFiles]]:
    """The units of a source with their files sorted, in their order, as they are known.

    Raises:
        UnreadableFile, InvalidInputs: The source is none, or its manifest cannot be used.
    """
    found = find_units(source, scratch, out)
    return found, _sorted(found.units, scratch, crew)


def _sorted(units: tuple[UnitFiles, ...], scratch: Path, crew: Crew) -> Iterator[UnitFiles]:
    waiting, running = deque(enumerate(units)), deque[tuple[UnitFiles, Future[UnitFiles]]]()
    while waiting or running:
        while waiting and len(running) < 2 * crew.at_a_time:
            number, unit = waiting.popleft()
            running.append((unit, crew.submit(sort_files, unit, scratch / f"unit{number}")))
        unit, future = running.popleft()
        try:
            yield future.result()
        except WorkerLost as loss:
            yield unit.model_copy(update={"faults": (f"认不出它的材料：{loss.reason}",)})


def tell_source(found: Source) -> Iterator[str]:
    """The lines of what is of no single unit: the department's own tables, and what a person should know."""
    if found.department:
        yield f"部门汇总表：{found.department.name}"
    yield from (f"注意：{problem}" for problem in found.problems)


def tell_unit(unit: UnitFiles) -> str:
    """The lines of a unit: its files by what they are, and what a person should know of them."""
    files = [f"{told} {path.name}" for role, told in ROLES.items() if (path := getattr(unit, role))]
    documents = [f"文件 {'、'.join(path.name for path in unit.documents)}"] if unit.documents else []
    lines = [f"{unit.name}：{'；'.join([*files, *documents]) or '没有可用的材料'}"]
    return "\n".join([*lines, *(f"  {problem}" for problem in (*unit.faults, *unit.problems))])


def is_usable(unit: UnitFiles) -> bool:
    """Whether there is something to do with its files."""
    return not unit.faults and bool(unit.tables or unit.documents)
