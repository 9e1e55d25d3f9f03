"""Inclusion: lines of spending that no table has, within the bounds that the lines of 基本支出 of 一般公共预算 set for them.

All 基本支出 includes that of 一般公共预算, and with it each of its lines; 机关运行经费 lies within its 公用经费 (财政部：使用
一般公共预算安排的基本支出中的日常公用经费支出). Where the one amount is all of the other, so are their lines.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from assistant.numerals.interval import Interval
from schemas.facts import Fact


@dataclass(frozen=True, slots=True)
class Inclusion:
    """An amount that another one includes; ``wider`` tells that the lines looked for are the including one's."""

    part: str
    whole: str
    wider: bool


INCLUSIONS = {
    "all_basic": Inclusion("general.basic", "expenditure.basic", wider=True),
    "operating": Inclusion("operating_cost", "economic.public", wider=False),
}
"""By the first word of a stem (``all_basic.personnel``, ``operating.30217``); what follows names the line of ``economic``."""

_LEVEL, _PRIOR = ("", ".actual"), (".prior",)
_YEARS = {"": (_LEVEL,), "prior": (_PRIOR,), "change": (_LEVEL, _PRIOR), "change_rate": (_LEVEL, _PRIOR)}
"""The years that a figure of a line speaks of, as what the ids of their amounts may end with."""


def included(fact_id: str) -> tuple[Inclusion, str] | None:
    """How a line is known, and the id of the line in the table; None for what is no such line."""
    room, _, line = fact_id.partition(".")
    return (INCLUSIONS[room], f"economic.{line}") if line and room in INCLUSIONS else None


def line_fact(fact_id: str, get: Callable[[str], Fact | None]) -> Fact | None:
    """The line of the table where that must be it, else one without a value; None where the table has no such line."""
    found = included(fact_id)
    line = get(found[1]) if found else None
    if found is None or line is None:
        return None
    role = fact_id.split(".", 2)[2] if fact_id.count(".") > 1 else ""
    if role in _YEARS and all(_are_equal(found[0], ends, get) for ends in _YEARS[role]):
        return line
    return None if role else line.model_copy(update={"id": fact_id, "value": None, "decimals": None})


def line_bounds(fact_id: str, interval: Callable[[str], Interval | None]) -> Interval | None:
    """What a line can be; None where the amounts do not tell."""
    found = included(fact_id)
    if found is None:
        return None
    inclusion, line = found[0], interval(found[1]) or Interval.exact(Decimal(0))
    part, whole = (next(filter(None, (interval(stem + end) for end in _LEVEL)), None) for stem in (inclusion.part, inclusion.whole))
    gap = (whole - part).high if part and whole else None
    if gap is not None and gap < 0:
        return None
    if inclusion.wider:
        return None if gap is None else Interval(line.low, line.high + gap)
    least = Decimal(0) if gap is None else max(Decimal(0), line.low - gap)
    return Interval(min(line.low, least), line.high)


def _are_equal(inclusion: Inclusion, ends: tuple[str, ...], get: Callable[[str], Fact | None]) -> bool:
    """Whether an amount is all of the one that includes it."""
    part, whole = (next(filter(None, (get(stem + end) for end in ends)), None) for stem in (inclusion.part, inclusion.whole))
    return part is not None and whole is not None and part.value is not None and part.value == whole.value
