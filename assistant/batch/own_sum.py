"""The department's own sum among its units, told by its amounts or its name: were it added, every amount would count twice."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from assistant.figures.amounts import EXPENDITURE_LINES, INCOME_LINES, SHORT_TITLES, AmountName, read_key
from assistant.figures.sums import Part, Sum

INCOME = AmountName(SHORT_TITLES["overall"], INCOME_LINES["total"])
EXPENDITURE = AmountName(SHORT_TITLES["overall"], EXPENDITURE_LINES["total"])

FEWEST_WITH_SUM = 3
"""Units among which one that is the sum of the others is no chance."""

_TAIL = Decimal("0.01")
"""So far may each of the others' amounts be rounded."""

_SUM_NAME = re.compile(r"(汇总|合计)表?[）)】\]]?\s*$")
"""How a unit is called that is a sum of units."""

_PLACE_OF_SUM = "如果是部门的表，请放在各单位文件夹旁边或在清单的类型写“汇总”"


class UnitTotals(NamedTuple):
    """A unit's income and expenditure of the year; None is what its tables do not state."""

    income: Decimal | None = None
    expenditure: Decimal | None = None

    def list_telling(self) -> dict[AmountName, Decimal]:
        """Both, by name; nothing where one is not stated."""
        if self.income is None or self.expenditure is None:
            return {}
        return {INCOME: self.income, EXPENDITURE: self.expenditure}


def read_totals(amounts: Mapping[str, Decimal]) -> UnitTotals:
    """Those of a unit, from its amounts by key."""
    names = {name: value for key, value in amounts.items() if (name := read_key(key).name) in {INCOME, EXPENDITURE}}
    return UnitTotals(names.get(INCOME), names.get(EXPENDITURE))


def is_half(amounts: Mapping[AmountName, Decimal], summed: Sum, added: Mapping[AmountName, Decimal] | None = None) -> bool:
    """Whether amounts that are in a sum are as much as all others in it, with what is ``added``; nothing but noughts is no sum."""
    more = added or {}
    tail = _TAIL * (summed.units - (0 if more else 1))
    zero = Decimal(0)
    equal = all(abs(summed.parts[name].value + more.get(name, zero) - 2 * value) <= tail for name, value in amounts.items())
    return equal and any(abs(value) > tail for value in amounts.values())


def is_sum(totals: UnitTotals, summed: Sum) -> bool:
    """Whether the department's income and expenditure are those of a sum, each unit's rounded: then all units belong in it."""
    tail = _TAIL * summed.units
    telling = totals.list_telling()
    return bool(telling) and all(abs(summed.parts.get(name, Part()).value - value) <= tail for name, value in telling.items())


def is_called_sum(*names: str) -> bool:
    """Whether one of the names is that of a sum."""
    return any(map(_SUM_NAME.search, names))


def find_large(totals: Mapping[str, UnitTotals], department: UnitTotals) -> Iterator[str]:
    """The folders that may be the sum of units of which some are missing.

    Where the department's own tables are there, those that state the same; else those with as much as all others together.
    """
    if sum(map(any, totals.values())) < FEWEST_WITH_SUM:
        return
    stated = department.list_telling()
    given = {name: telling for name, of in totals.items() if (telling := of.list_telling())}
    whole = {line: sum((telling[line] for telling in given.values()), Decimal(0)) for line in (INCOME, EXPENDITURE)}
    for name, telling in given.items():
        is_as_much = all(2 * value >= whole[line] and value > 0 for line, value in telling.items())
        if telling == stated if stated else is_as_much:
            yield name


def tell_wholes(names: Sequence[str]) -> Iterator[str]:
    """A line for the folder that is the sum of the others and was left out, or for several that may be and were not."""
    if len(names) == 1:
        yield f"{names[0]} 的收入、支出合计等于其余单位之和，像是部门汇总表，没有汇入；{_PLACE_OF_SUM}"
    elif names:
        yield f"{'、'.join(names)} 的收入、支出合计都等于其余单位之和，其中可能有部门汇总表，都已汇入，请确认；{_PLACE_OF_SUM}"


def doubt_called(name: str) -> str:
    """A line for a folder added whose name, or whose unit's, is that of a sum."""
    return f"{name} 的名称像是汇总表，已当作一个单位汇入，请确认它不是汇总表；{_PLACE_OF_SUM}"


def doubt_large(name: str, missing: int, is_as_department: bool) -> str:
    """A line for a folder added that may be the sum, units being missing."""
    told = "与部门汇总表相同" if is_as_department else f"不小于其余单位之和，另有{missing}个单位没有汇入"
    return f"{name} 的收入、支出合计{told}，可能是部门汇总表，已当作一个单位汇入，请确认；{_PLACE_OF_SUM}"
