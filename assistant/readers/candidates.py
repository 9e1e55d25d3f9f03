"""Which table is taken where a workbook holds several of one kind, and what that is worth saying."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from schemas.accounts import Table, TableKind
from schemas.finding import Finding


@dataclass(frozen=True, slots=True)
class Candidate:
    """A table read, whether its sheet is hidden, and what is wrong with it."""

    kind: TableKind
    table: Table
    hidden: bool
    findings: tuple[Finding, ...]


def choose_table(rivals: Sequence[Candidate]) -> tuple[Candidate | None, tuple[Finding, ...]]:
    """The one to use of the candidates for one table, and findings on the choice.

    Two that state the same amounts are copies, and the first is used; two that differ are both left
    out, for nothing says which is right.
    """
    if not rivals:
        return None, ()
    first = rivals[0]
    if len(rivals) > 1:
        same = all(_amounts(candidate.table) == _amounts(first.table) for candidate in rivals)
        return (first if same else None), (_two_candidates(rivals, same),)
    return first, (_hidden_table(first),) if first.hidden else ()


def _amounts(table: Table) -> list[tuple[str, str, Decimal | None]]:
    """Line, column and amount of each cell, in order."""
    return [(line.key, column, cell.value) for line in table.lines for column, cell in line.cells.items()]


def _two_candidates(rivals: Sequence[Candidate], same: bool) -> Finding:
    places = tuple(candidate.table.place for candidate in rivals)
    where = "、".join(f"「{place.sheet}」{place.cell}" for place in places)
    ending = "内容相同，采用前一张" if same else "内容不同，无法判断用哪一张，本表未采用，请删去多余的一张"
    return Finding(
        rule="two_candidates",
        severity="warning" if same else "error",
        message=f"{places[0].file}：有 {len(rivals)} 张“{rivals[0].table.title}”（{where}），{ending}",
        places=places,
    )


def _hidden_table(candidate: Candidate) -> Finding:
    place = candidate.table.place
    message = f"{place}：“{candidate.table.title}”只在隐藏的工作表中，已采用，请核对"
    return Finding(rule="hidden_table", severity="warning", message=message, places=(place,))
