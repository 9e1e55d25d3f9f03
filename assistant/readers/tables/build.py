"""A typed table out of a region: its sketch, what its preamble says, its amounts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assistant.readers.amounts import finest_decimals, read_line
from assistant.readers.header import read_notes
from assistant.readers.preamble import Preamble, read_preamble
from assistant.readers.regions import Region
from assistant.readers.sketch import Sketch
from assistant.readers.tables.basic import sketch_basic
from assistant.readers.tables.by_function import sketch_by_function
from assistant.readers.tables.three_public import sketch_three_public
from assistant.readers.tables.two_sided import sketch_two_sided
from assistant.readers.texts import printed_text
from assistant.readers.titles import without_number
from schemas.accounts import (
    Basic,
    Capital,
    Expenditure,
    Fiscal,
    Fund,
    General,
    Income,
    Line,
    MoneyUnit,
    Overall,
    Table,
    TableKind,
    ThreePublic,
)
from schemas.finding import Finding

_SHAPES: dict[TableKind, Callable[[Region], Sketch | None]] = {
    "overall": sketch_two_sided,
    "income": sketch_by_function,
    "expenditure": sketch_by_function,
    "fiscal": sketch_two_sided,
    "general": sketch_by_function,
    "basic": sketch_basic,
    "fund": sketch_by_function,
    "capital": sketch_by_function,
    "three_public": sketch_three_public,
}
_MODELS: dict[TableKind, type[Table]] = {
    "overall": Overall,
    "income": Income,
    "expenditure": Expenditure,
    "fiscal": Fiscal,
    "general": General,
    "basic": Basic,
    "fund": Fund,
    "capital": Capital,
    "three_public": ThreePublic,
}
_SINGLE_LINES = {"total", "personnel", "public"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A table whose lines are known, before its unit of money is settled."""

    region: Region
    sketch: Sketch
    preamble: Preamble


def draft_table(region: Region) -> Draft | None:
    """Find a table's lines and read what stands beside its title; None where the region holds no such table."""
    sketch = _SHAPES[region.title.kind](region)
    return Draft(region, sketch, read_preamble(region, sketch.header_start)) if sketch else None


def build_table(draft: Draft, money: MoneyUnit) -> tuple[Table, tuple[Finding, ...]]:
    """The typed table with its amounts in ``money``, and what is wrong with it."""
    sheet = draft.region.sheet
    findings = list(draft.sketch.findings)
    groups: dict[str, Any] = {}
    lines: list[Line] = []
    for group, sketches in draft.sketch.groups.items():
        read = [read_line(sheet, sketch, money) for sketch in sketches]
        lines += (line for line, _ in read)
        findings += (finding for _, troubles in read for finding in troubles)
        group_lines = tuple(line for line, _ in read)
        groups[group] = next(iter(group_lines), None) if group in _SINGLE_LINES else group_lines
    table = _MODELS[draft.region.title.kind](
        title=_printed_title(draft.region),
        number=draft.preamble.number,
        unit=draft.preamble.unit.value if draft.preamble.unit else None,
        year=draft.preamble.year.value if draft.preamble.year else None,
        money=money,
        decimals=finest_decimals(tuple(lines), money),
        place=sheet.grid.place(max(draft.region.row, 0), draft.region.column),
        notes=read_notes(draft.region, draft.sketch.notes_start),
        **groups,
    )
    return table, tuple(findings)


def _printed_title(region: Region) -> str:
    title = printed_text(region.sheet.value(region.row, region.column)) or printed_text(region.sheet.grid.sheet)
    return without_number(title)
