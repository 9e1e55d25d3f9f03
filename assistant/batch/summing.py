"""The units of a batch added up: each once, those of one year only, beside the department's own tables; what is doubtful is told."""

import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from assistant.figures.amounts import EXPENDITURE_LINES, INCOME_LINES, SHORT_TITLES, AmountName, list_amounts, read_key
from assistant.figures.rollup import compare_sum
from assistant.figures.sums import Sum
from schemas.accounts import Accounts
from schemas.batch import Outcome
from schemas.rollup import Rejection, Rollup

_FEWEST = 2
"""Units of which a sum is worth telling."""

_MOST_NAMED = 5
"""Units of another year whose names are told."""

_INCOME = AmountName(SHORT_TITLES["overall"], INCOME_LINES["total"])
_EXPENDITURE = AmountName(SHORT_TITLES["overall"], EXPENDITURE_LINES["total"])

_FEWEST_WITH_SUM = 3
"""Units among which one that is the sum of the others is no chance."""

_TAIL = Decimal("0.01")
"""So far may each of the others' amounts be rounded."""

_SUM_NAME = re.compile(r"(汇总|合计)表?[）)】\]]?\s*$")
"""How a unit is called that is a sum of units."""

_PLACE_OF_SUM = "如果是部门的表，请放在各单位文件夹旁边或在清单的类型写“汇总”"


class _Totals(NamedTuple):
    """A unit's income and expenditure of the year; None is what its tables do not state."""

    income: Decimal | None
    expenditure: Decimal | None


def pack(amounts: Mapping[str, Decimal]) -> bytes:
    """Amounts in a tenth of their room: those of thousands of units are kept until all are there."""
    return zlib.compress(json.dumps({key: str(value) for key, value in amounts.items()}).encode())


def find_usual_year(years: Mapping[str, int]) -> int:
    """The year of most units, of equally many the latest; 0 where none has one."""
    counts = Counter(years.values())
    return max(counts, key=lambda year: (counts[year], year), default=0)


def tell_other_years(years: Mapping[str, int]) -> Iterator[str]:
    """A line for each year other than that of most units, which names its units."""
    usual = find_usual_year(years)
    for year in sorted(set(years.values()) - {usual}):
        units = [name for name, of in years.items() if of == year]
        names, rest = "、".join(units[:_MOST_NAMED]), "等" if len(units) > _MOST_NAMED else ""
        yield f"各单位的表以{_name_year(usual)}的最多，{_name_year(year)}的 {len(units)} 个：{names}{rest}"


@dataclass
class Adding:
    """Adds up the units whose tables were read; ``notes`` are what a person should know of it, a line each, in Chinese.

    Of two that have the tables of one unit and year, the first in the order of the batch counts; what is the sum of all the
    others is not added. ``rejected`` says why the department's tables are not compared with the sum.
    """

    outcomes: Sequence[Outcome]
    amounts: Mapping[str, bytes]
    total: int
    rejected: Rejection | None = None
    notes: list[str] = field(default_factory=list)

    def roll_up(self, department: Accounts | None) -> Rollup | None:
        """The sum of the year of most units, beside the department's tables if they are of that year; None of too few units.

        Department's tables that state no year are taken as those of that year.
        """
        years = {outcome.name: outcome.year for outcome in self._list_read()}
        self.notes += tell_other_years(years)
        year = find_usual_year(years)
        if department and years and department.year not in {0, year}:
            told = f"{_name_department(department)}是{department.year}年度的，各单位的表以{_name_year(year)}的最多，没有与它比较"
            self.notes.append(told)
            self.rejected, department = "other_year", None
        given = self._list_given(year)
        there = sum(1 + sum(self._is_same(name, first) for name in others) for first, *others in given.values())
        summed, totals = self._add_units(given)
        if summed.units < (1 if department else _FEWEST):
            return None
        largest = max(of.income or Decimal(0) for of in totals.values())
        if department and year and not department.year:
            self.notes.append(f"{_name_department(department)}没有写年度，当作{year}年度的来比较")
        if department and (_read_totals(list_amounts(department)).income or Decimal(0)) < largest:
            self.notes.append(f"{_name_department(department)}的本年收入合计比其中一个单位的还小，请确认它是汇总表")
        return compare_sum(summed, department, missing=self.total - there).model_copy(update={"rejected": self.rejected})

    def _list_read(self) -> Iterator[Outcome]:
        return (outcome for outcome in self.outcomes if outcome.name in self.amounts)

    def _list_given(self, year: int) -> dict[str, list[str]]:
        """The folders with a unit's tables of a year, by unit; tables that name no unit are of one of their own."""
        given: defaultdict[str, list[str]] = defaultdict(list)
        for outcome in self._list_read():
            if outcome.year == year:
                given[outcome.unit or outcome.name].append(outcome.name)
        for unit, (first, *others) in given.items():
            self.notes += (self._tell_repeated(unit, name, first) for name in others)
        return given

    def _add_units(self, given: Mapping[str, Sequence[str]]) -> tuple[Sum, dict[str, _Totals]]:
        """The sum of the first of each unit's folders, without the one that is itself the sum of the others."""
        firsts = {first: unit for unit, (first, *_) in given.items()}
        summed, totals = self._add(firsts)
        if len(firsts) < _FEWEST:
            return summed, totals
        whole = self._find_whole(firsts, summed, totals)
        self.notes += _doubt_names({first: unit for first, unit in firsts.items() if first != whole})
        if not whole:
            return summed, totals
        self.notes.append(f"{whole} 的收入、支出合计等于其余单位之和，像是部门汇总表，没有汇入；{_PLACE_OF_SUM}")
        return self._add(name for name in firsts if name != whole)

    def _add(self, names: Iterable[str]) -> tuple[Sum, dict[str, _Totals]]:
        summed, totals = Sum(), {}
        for name in names:
            amounts = _unpack(self.amounts[name])
            summed.add(amounts)
            totals[name] = _read_totals(amounts)
        return summed, totals

    def _find_whole(self, units: Mapping[str, str], summed: Sum, totals: Mapping[str, _Totals]) -> str | None:
        """The folder whose amounts are the sum of those of all others; of several such, which few and blank units make, one called so."""
        if len(totals) < _FEWEST_WITH_SUM:
            return None
        found = [name for name, of in totals.items() if _is_half(self._list_telling(name, of), summed)]
        if len(found) > 1:
            found = [name for name in found if _is_called_sum(name, units[name])]
        return found[0] if len(found) == 1 else None

    def _list_telling(self, name: str, of: _Totals) -> dict[AmountName, Decimal]:
        """What tells whether a folder's tables are a sum: income and expenditure, all amounts where it does not state both."""
        if of.income is not None and of.expenditure is not None:
            return {_INCOME: of.income, _EXPENDITURE: of.expenditure}
        return {read_key(key).name: value for key, value in _unpack(self.amounts[name]).items()}

    def _is_same(self, name: str, other: str) -> bool:
        return self.amounts[name] == self.amounts[other]

    def _tell_repeated(self, unit: str, name: str, first: str) -> str:
        same = "金额相同" if self._is_same(name, first) else "金额不同：请核对是一个单位的两份，还是两个同名的单位"
        return f"{name} 与 {first} 的表都写着{unit}，{same}；只汇入 {first} 的"


def _name_department(department: Accounts) -> str:
    """The department's tables, and whose they say that they are."""
    return f"部门汇总表（{department.unit}）" if department.unit else "部门汇总表"


def _name_year(year: int) -> str:
    return f"{year}年度" if year else "没有写年度"


def _doubt_names(units: Mapping[str, str]) -> Iterator[str]:
    """A line for each folder added whose name, or whose unit's, is that of a sum."""
    for name, unit in units.items():
        if _is_called_sum(name, unit):
            yield f"{name} 的名称像是汇总表，已当作一个单位汇入，请确认它不是汇总表；{_PLACE_OF_SUM}"


def _is_called_sum(*names: str) -> bool:
    return any(map(_SUM_NAME.search, names))


def _is_half(amounts: Mapping[AmountName, Decimal], summed: Sum) -> bool:
    """Whether amounts that are in a sum are as much as all others in it, each rounded; nothing but noughts is no sum."""
    tail = _TAIL * (summed.units - 1)
    equal = all(abs(summed.parts[name].value - 2 * value) <= tail for name, value in amounts.items())
    return equal and any(abs(value) > tail for value in amounts.values())


def _read_totals(amounts: Mapping[str, Decimal]) -> _Totals:
    names = {name: value for key, value in amounts.items() if (name := read_key(key).name) in {_INCOME, _EXPENDITURE}}
    return _Totals(names.get(_INCOME), names.get(_EXPENDITURE))


def _unpack(packed: bytes) -> dict[str, Decimal]:
    return {key: Decimal(value) for key, value in json.loads(zlib.decompress(packed)).items()}
