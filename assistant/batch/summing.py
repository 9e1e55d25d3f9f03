"""The units of a batch added up: each once, those of one year only, beside the department's own tables; what is doubtful is told."""

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain

from assistant.batch.own_sum import (
    FEWEST_WITH_SUM,
    UnitTotals,
    doubt_called,
    doubt_large,
    find_large,
    is_called_sum,
    is_half,
    is_sum,
    read_totals,
    tell_wholes,
)
from assistant.figures.amounts import AmountName, list_amounts, read_key
from assistant.figures.rollup import compare_sum
from assistant.figures.sums import Sum
from schemas.accounts import Accounts
from schemas.batch import Outcome
from schemas.rollup import Rejection, Rollup

_FEWEST = 2
"""Units of which a sum is worth telling."""

_MOST_NAMED = 5
"""Units of another year whose names are told."""


@dataclass(frozen=True)
class _Added:
    """Units added up: their folders by unit, of which the first counts, and what each of these comes to."""

    given: Mapping[str, Sequence[str]]
    summed: Sum
    totals: Mapping[str, UnitTotals]

    def list_folders(self) -> Iterator[str]:
        """All folders, also those that do not count."""
        return chain.from_iterable(self.given.values())


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
        stated = read_totals(list_amounts(department)) if department else UnitTotals()
        added, missing = self._add_units(year, stated)
        if added.summed.units < (1 if department else _FEWEST):
            return None
        if department and year and not department.year:
            self.notes.append(f"{_name_department(department)}没有写年度，当作{year}年度的来比较")
        if department and (stated.income or Decimal(0)) < max(of.income or Decimal(0) for of in added.totals.values()):
            self.notes.append(f"{_name_department(department)}的本年收入合计比其中一个单位的还小，请确认它是汇总表")
        return compare_sum(added.summed, department, missing).model_copy(update={"rejected": self.rejected})

    def _list_read(self) -> Iterator[Outcome]:
        return (outcome for outcome in self.outcomes if outcome.name in self.amounts)

    def _list_given(self, year: int) -> dict[str, list[str]]:
        """The folders with a unit's tables of a year, by unit; tables that name no unit are of one of their own."""
        given: defaultdict[str, list[str]] = defaultdict(list)
        for outcome in self._list_read():
            if outcome.year == year:
                given[outcome.unit or outcome.name].append(outcome.name)
        return given

    def _add_units(self, year: int, stated: UnitTotals) -> tuple[_Added, int]:
        """The units of a year added up, without one that is itself the sum of the others, and how many are missing; with notes."""
        whole = added = self._add(self._list_given(year))
        sums = self._find_sums(whole, stated)
        if len(sums) == 1:
            added = self._leave_out(sums[0], whole)
        kept = set(added.list_folders())
        left_out = sum(name not in kept for name in whole.list_folders())
        missing = self.total - left_out - sum(self._count_same(names) for names in added.given.values())
        self.notes += self._tell_repeated(added)
        self.notes += tell_wholes(sums)
        if whole.summed.units >= _FEWEST:
            self.notes += self._doubt(added, sums, stated, missing)
        return added, missing

    def _add(self, given: Mapping[str, Sequence[str]]) -> _Added:
        summed, totals = Sum(), dict[str, UnitTotals]()
        for first, *_ in given.values():
            amounts = _unpack(self.amounts[first])
            summed.add(amounts)
            totals[first] = read_totals(amounts)
        return _Added(given, summed, totals)

    def _find_sums(self, added: _Added, stated: UnitTotals) -> list[str]:
        """The folders that are the sum of all others, none where the department's tables are that of all with them.

        Of several, which few and blank units make, the one that is called so.
        """
        if is_sum(stated, added.summed):
            return []
        found = {first: unit for unit, (first, *others) in added.given.items() if self._is_whole(first, others, added)}
        called = [first for first, unit in found.items() if is_called_sum(first, unit)]
        return called if len(called) == 1 else list(found)

    def _is_whole(self, first: str, repeats: Iterable[str], added: _Added) -> bool:
        """Whether a unit is the sum of the others, or of these and the first other tables of its name: its own office's."""
        telling = added.totals[first].list_telling() or self._list_all(first)
        if added.summed.units >= FEWEST_WITH_SUM and is_half(telling, added.summed):
            return True
        office = next((name for name in repeats if not self._is_same(name, first)), None)
        if office is None or added.summed.units + 1 < FEWEST_WITH_SUM:
            return False
        more = {name: value for name, value in self._list_all(office).items() if name in telling}
        return any(more.values()) and is_half(telling, added.summed, more)

    def _leave_out(self, whole: str, added: _Added) -> _Added:
        """Without a unit's folder and its copies; other tables of the unit count in its place."""
        left = {
            unit: [name for name in names if names[0] != whole or not self._is_same(name, whole)] for unit, names in added.given.items()
        }
        return self._add({unit: names for unit, names in left.items() if names})

    def _doubt(self, added: _Added, sums: Sequence[str], stated: UnitTotals, missing: int) -> Iterator[str]:
        """A line for each folder added that may be a sum, by its name, or by its amounts while units are missing."""
        units = {first: unit for unit, (first, *_) in added.given.items() if first not in sums}
        called = [first for first, unit in units.items() if is_called_sum(first, unit)]
        yield from map(doubt_called, called)
        large = find_large(added.totals, stated) if missing and not sums else ()
        yield from (doubt_large(name, missing, bool(stated.list_telling())) for name in large if name not in called)

    def _list_all(self, name: str) -> dict[AmountName, Decimal]:
        return {read_key(key).name: value for key, value in _unpack(self.amounts[name]).items()}

    def _count_same(self, names: Sequence[str]) -> int:
        """How many of a unit's folders are in the sum, with their first: itself and its copies."""
        return sum(self._is_same(name, names[0]) for name in names)

    def _is_same(self, name: str, other: str) -> bool:
        return self.amounts[name] == self.amounts[other]

    def _tell_repeated(self, added: _Added) -> Iterator[str]:
        for unit, (first, *others) in added.given.items():
            for name in others:
                same = "金额相同" if self._is_same(name, first) else "金额不同：请核对是一个单位的两份，还是两个同名的单位"
                yield f"{name} 与 {first} 的表都写着{unit}，{same}；只汇入 {first} 的"


def _name_department(department: Accounts) -> str:
    """The department's tables, and whose they say that they are."""
    return f"部门汇总表（{department.unit}）" if department.unit else "部门汇总表"


def _name_year(year: int) -> str:
    return f"{year}年度" if year else "没有写年度"


def _unpack(packed: bytes) -> dict[str, Decimal]:
    return {key: Decimal(value) for key, value in json.loads(zlib.decompress(packed)).items()}
