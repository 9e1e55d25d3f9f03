"""The units of a batch added up: each once, those of one year only, beside the department's own tables; what is doubtful is told."""

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.figures.amounts import INCOME_LINES, SHORT_TITLES, AmountName, list_amounts, read_key
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

    Of two that have the tables of one unit and year, the first in the order of the batch counts. ``rejected`` says why the
    department's tables are not compared with the sum.
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
        if len(given) < (1 if department else _FEWEST):
            return None
        summed, there, largest = Sum(), 0, Decimal(0)
        for first, *others in given.values():
            amounts = _unpack(self.amounts[first])
            summed.add(amounts)
            largest = max(largest, _income(amounts))
            there += 1 + sum(self._is_same(name, first) for name in others)
        if department and year and not department.year:
            self.notes.append(f"{_name_department(department)}没有写年度，当作{year}年度的来比较")
        if department and _income(list_amounts(department)) < largest:
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


def _income(amounts: Mapping[str, Decimal]) -> Decimal:
    return next((value for key, value in amounts.items() if read_key(key).name == _INCOME), Decimal(0))


def _unpack(packed: bytes) -> dict[str, Decimal]:
    return {key: Decimal(value) for key, value in json.loads(zlib.decompress(packed)).items()}
