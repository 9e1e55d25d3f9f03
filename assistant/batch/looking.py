"""A look at a source before anything is done: what each unit has, and what it lacks."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

from assistant.batch.crew import Crew, WorkerLost
from assistant.batch.doubts import list_doubts
from assistant.batch.plan import Settings
from assistant.batch.sorting import sort_files
from assistant.batch.units import find_units
from assistant.batch.work import read_unit
from assistant.errors import JuesuanError, tell_bug
from assistant.export.excerpts import one_line
from assistant.pipeline import Material, shape_outline
from assistant.readers.performance.schemes import read_scheme
from assistant.readers.unit_accounts import read_unit_accounts
from schemas.batch import Source, UnitFiles, UnitLook, What

ROLES = {"tables": "决算表", "prior": "上年", "inputs": "补充资料", "forms": "自评表"}
"""The roles of a unit's files other than documents, as a person reads them."""

_USABLE: dict[What, str] = {"draft": "有决算表", "check": "有要复核的文件", "both": "有决算表"}


def look_at(source: Path, settings: Settings, scratch: Path, out: Path, crew: Crew) -> tuple[Source, Iterator[UnitLook]]:
    """The units of a source with what was found of each, in their order, as they are known.

    Raises:
        UnreadableFile, InvalidInputs, ConflictingMaterial: The source, its manifest or the scheme cannot be used.
        UnknownOutline, InvalidWording: The outline or its wording cannot be used.
        UnwritableOutput: Material lies in ``out``.
    """
    shape_outline(settings.outline)
    read_scheme(settings.scheme)
    found = find_units(source, scratch, out)
    return found, _look_into_all(found.units, settings, scratch, out, crew)


def look_into(unit: UnitFiles, settings: Settings, scratch: Path, out: Path) -> UnitLook:
    """A unit with its files sorted and read as they would be when it is done; why they cannot be used is a fault.

    A bug is one too: it must not end the look at the others.
    """
    try:
        return _look_into(sort_files(unit, scratch, out), settings)
    except Exception as error:
        return _unknown(unit, tell_bug(error))


def _look_into(found: UnitFiles, settings: Settings) -> UnitLook:
    faults, material = found.faults, None
    try:
        material = read_unit(found, settings.scheme) if found.tables and not faults else None
    except JuesuanError as error:
        faults = (one_line(str(error)),)
    named = {"unit": material.accounts.unit, "year": material.accounts.year} if material else {}
    lacking = () if faults else tuple(_list_lacking(found, settings.what, material))
    problems = (*map(one_line, list_doubts(found, material) if material else ()), *found.problems)
    return UnitLook(**{**dict(found), **named, "faults": faults, "problems": problems, "lacking": lacking})


def _unknown(unit: UnitFiles, why: str) -> UnitLook:
    return UnitLook(**{**dict(unit), "faults": (why,)})


def tell_source(found: Source) -> Iterator[str]:
    """The lines of what is of no single unit: the department's own tables, and what a person should know."""
    if found.department:
        yield f"部门汇总表：{found.department.name}（{_tell_owner(found.department)}）"
    yield from (f"注意：{problem}" for problem in found.problems)


def _tell_owner(tables: Path) -> str:
    """Whose tables a file holds, and of what year, or why they cannot be used."""
    try:
        accounts = read_unit_accounts(tables)
    except JuesuanError as error:
        return str(error)
    return _tell_named(accounts.unit, accounts.year) or "没有写单位和年度"


def _tell_named(unit: str, year: int) -> str:
    return "，".join(part for part in (unit, f"{year}年度" if year else "") if part)


def tell_unit(unit: UnitLook) -> str:
    """The lines of a unit: its files by what they are, what it lacks, and what a person should know of it."""
    named = _tell_named(unit.unit, unit.year)
    files = [f"{told} {path.name}" for role, told in ROLES.items() if (path := getattr(unit, role))]
    documents = [f"文件 {'、'.join(path.name for path in unit.documents)}"] if unit.documents else []
    head = f"{unit.name}（{named}）" if named else unit.name
    lines = [f"{head}：{'；'.join([*files, *documents]) or '没有可用的材料'}"]
    return "\n".join([*lines, *(f"  {line}" for line in list_remarks(unit))])


def list_remarks(unit: UnitLook) -> Iterator[str]:
    """What a person should know of a unit, a line each: what stands in the way first."""
    yield from unit.faults
    if unit.lacking:
        yield f"没有{'、'.join(unit.lacking)}"
    yield from unit.problems


def is_usable(unit: UnitFiles, what: What) -> bool:
    """Whether what is asked for can be done with its files."""
    return not unit.faults and bool(unit.documents if what == "check" else unit.tables)


def tell_usable(usable: int, what: What) -> str:
    """How many units can be done, and what these have."""
    return f"{usable} 个的材料可用（{_USABLE[what]}）"


def _look_into_all(units: tuple[UnitFiles, ...], settings: Settings, scratch: Path, out: Path, crew: Crew) -> Iterator[UnitLook]:
    waiting, running = deque(enumerate(units)), deque[tuple[UnitFiles, Future[UnitLook]]]()
    while waiting or running:
        while waiting and len(running) < 2 * crew.at_a_time:
            number, unit = waiting.popleft()
            running.append((unit, crew.submit(look_into, unit, settings, scratch / f"unit{number}", out)))
        unit, future = running.popleft()
        try:
            yield future.result()
        except WorkerLost as loss:
            yield _unknown(unit, f"认不出它的材料：{loss.reason}")


def _list_lacking(unit: UnitFiles, what: What, material: Material | None) -> Iterator[str]:
    if unit.tables is None and not unit.problems:
        yield "决算表"
    if unit.prior is None and not (material and material.inputs.prior):
        yield "上年的表"
    if unit.inputs is None:
        yield "补充资料"
    if what == "check" and not unit.documents:
        yield "要复核的文件"
