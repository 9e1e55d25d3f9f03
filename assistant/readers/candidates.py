"""Which table is taken where a workbook holds several of one kind, and what that is worth saying."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.readers.pages import join_pages
from schemas.accounts import Table, TableKind
from schemas.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Candidate:
    """A table read, whether its sheet is hidden, and what is wrong with it."""

    kind: TableKind
    table: Table
    hidden: bool
    findings: tuple[Finding, ...]


def choose_table(rivals: Sequence[Candidate]) -> tuple[Candidate | None, tuple[Finding, ...]]:
    """The one to use of the candidates for one table, and findings on the choice.

    Several that state the same amounts are copies, and the first is used; several that have no line in
    common are pages of one table; others that differ are all left out, for nothing says which is right.
    """
    if not rivals:
        return None, ()
    first = rivals[0]
    if len(rivals) > 1:
        if all(_amounts(candidate.table) == _amounts(first.table) for candidate in rivals):
            return first, (_several(rivals, "warning", "内容相同，采用前一张"),)
        table = join_pages([candidate.table for candidate in rivals])
        if table is None:
            return None, (_several(rivals, "error", "内容不同，无法判断用哪一张，本表未采用，请删去多余的一张"),)
        joined = replace(first, table=table, findings=tuple(finding for candidate in rivals for finding in candidate.findings))
        return joined, (_several(rivals, "warning", "各行互不重复，按同一张表的续页合并，请核对"),)
    return first, (_hidden_table(first),) if first.hidden else ()


def _amounts(table: Table) -> list[tuple[str, str, Decimal | None]]:
    """Line, column and amount of each cell, in order."""
    return [(line.key, column, cell.value) for line in table.lines for column, cell in line.cells.items()]


def _several(rivals: Sequence[Candidate], severity: Severity, ending: str) -> Finding:
    places = tuple(candidate.table.place for candidate in rivals)
    where = "、".join(f"「{place.sheet}」{place.cell}" for place in places)
    return Finding(
        rule="two_candidates",
        severity=severity,
        message=f"{places[0].file}：有 {len(rivals)} 张“{rivals[0].table.title}”（{where}），{ending}",
        places=places,
    )


def _hidden_table(candidate: Candidate) -> Finding:
    place = candidate.table.place
    message = f"{place}：“{candidate.table.title}”只在隐藏的工作表中，已采用，请核对"
    return Finding(rule="hidden_table", severity="warning", message=message, places=(place,))
