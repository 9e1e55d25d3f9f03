"""The roll-up (汇总勾稽): amounts of many units added up one unit at a time, and held against the department's tables.

Each amount stands for half a unit of its last decimal either way, so a sum of n units may be off by n such halves, and the
department's own amount by one: only a gap that neither this nor what the units paid one another explains is an error.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.figures.amounts import SHORT_TITLES, Amount, AmountName, read_amounts, read_key
from assistant.figures.eliminations import list_inner, list_partners, name_inner
from assistant.numerals.interval import Interval
from assistant.numerals.interval import total as add_intervals
from assistant.numerals.rounding import EXACT
from schemas.accounts import TABLE_TITLES, Accounts
from schemas.finding import Finding
from schemas.rollup import Rollup, RollupRow, RollupState

_FINEST = 6
"""Decimals of 万元 that mean anything: 分."""

_TITLES = {short: TABLE_TITLES[kind] for kind, short in SHORT_TITLES.items()}
_HALF = Decimal("0.5")
_NOTHING = Interval.exact(Decimal(0))


@dataclass(slots=True)
class Part:
    """An amount's sum, how far rounding may have moved it either way, and how many units state it."""

    value: Decimal = Decimal(0)
    tail: Decimal = Decimal(0)
    units: int = 0

    def add(self, value: Decimal, figures: int = 1) -> None:
        """Add a unit's amount, itself the sum of so many figures."""
        self.value = EXACT.add(self.value, value)
        self.tail = EXACT.add(self.tail, _HALF.scaleb(-min(_count_decimals(value), _FINEST)) * figures)
        self.units += 1

    @property
    def interval(self) -> Interval:
        """What the unrounded amounts may add up to."""
        return Interval(EXACT.subtract(self.value, self.tail), EXACT.add(self.value, self.tail))


class Sum:
    """The sums of all amounts: ``units`` have been added. It grows with the number of accounts, not of units."""

    def __init__(self) -> None:
        self.units = 0
        self.parts: dict[AmountName, Part] = {}
        self._labels: dict[str, Counter[str]] = {}

    def add(self, amounts: Mapping[str, Decimal]) -> None:
        """Add a unit: its amounts by key, as ``list_amounts`` gives them."""
        self.units += 1
        for key, value in amounts.items():
            name, label, figures = read_key(key)
            self.parts.setdefault(name, Part()).add(value, figures)
            if label:
                self._labels.setdefault(name.line, Counter())[label] += 1

    def label(self, line: str) -> str:
        """The name that most units print for an account's code; of equally many, the first in the order of characters."""
        labels = self._labels.get(line, Counter())
        return min(labels, key=lambda label: (-labels[label], label), default="")


def compare_sum(total: Sum, department: Accounts | None = None, missing: int = 0) -> Rollup:
    """The sums, an amount a row, and where there is a department, how its own tables compare.

    What differs for no reason is a finding, ``error`` if all units are in the sum, ``warning`` if ``missing`` are not.
    An amount that only one side states is a ``warning``, if the other side has the table at all.
    """
    if department is None:
        names = sorted(total.parts, key=lambda name: name.rank)
        rows = tuple(_describe(name, total, part.units, part.value) for name in names for part in (total.parts[name],))
        return Rollup(units=total.units, missing=missing, department=None, rows=rows)
    comparison = _Comparison(total, department, missing)
    return Rollup(
        units=total.units,
        missing=missing,
        department=department.unit,
        rows=tuple(comparison.compare(name) for name in comparison.names),
        findings=tuple(finding for name in comparison.names if (finding := comparison.report(name))),
    )


class _Comparison:
    """The sums beside the department's tables."""

    def __init__(self, total: Sum, department: Accounts, missing: int) -> None:
        self.total, self.missing = total, missing
        self.stated = {amount.name: amount for amount in read_amounts(department)}
        self.titles = {title: table.title for kind, title in SHORT_TITLES.items() if (table := getattr(department, kind)) is not None}
        self.summed_tables = {name.table for name in total.parts}
        known = {name for name, amount in self.stated.items() if amount.value is not None} | total.parts.keys()
        self.names = sorted(known, key=lambda name: name.rank)

    def compare(self, name: AmountName) -> RollupRow:
        """The row of an amount."""
        part, amount = self._summed(name), self.stated.get(name)
        state = self.judge(name)
        row = _describe(name, self.total, part.units, part.value if part.units else None)
        more = {
            "stated": amount.value if amount else None,
            "difference": None if state in {"not_in_department", "not_in_units"} else self._difference(name),
            "state": state,
            "note": self._tell_elimination(name) if state == "eliminated" else "",
        }
        if amount and amount.label:
            more["line"] = f"{name.line} {amount.label}"
        return row.model_copy(update=more)

    def judge(self, name: AmountName) -> RollupState:
        """How both sides compare. A blank on one side counts as nothing, as long as its table is there."""
        gap = self._gap(name)
        summed, stated = self._summed(name).units > 0, self._value(name) is not None
        if gap is None:
            return "not_in_department" if summed else "not_in_units"
        if not self._difference(name):
            return "equal"
        if gap.contains(Decimal(0)):
            return "tail"
        if self._is_eliminated(name):
            return "eliminated"
        if summed and stated:
            return "different"
        return "not_in_department" if summed else "not_in_units"

    def report(self, name: AmountName) -> Finding | None:
        """What is wrong with an amount, if anything is."""
        state = self.judge(name)
        if state in {"equal", "tail", "eliminated"} or name.table not in self.titles or name.table not in self.summed_tables:
            return None
        part, amount = self._summed(name), self.stated.get(name)
        summed = f"{part.value:,}" if part.units else "空白"
        stated = f"{amount.value:,}" if amount and amount.value is not None else "空白"
        row = self.compare(name)
        what = f"“{row.line}”{row.column}" if row.column else f"“{row.line}”"
        told = (
            f"《{self.titles[name.table]}》：{what}与各单位汇总数不符，部门表 {stated}、汇总 {summed}，"
            f"相差{abs(self._difference(name)):,}万元（共汇总{self.total.units}个单位，其中{part.units}个有此数）"
        )
        return Finding(
            rule="rollup",
            severity="error" if state == "different" and not self.missing else "warning",
            message=told + (f"；另有{self.missing}个单位没有汇入，请先补齐" if self.missing else ""),
            stated=stated,
            expected=summed,
            formula=f"部门决算 {stated} ≠ 各单位汇总 {summed}",
            places=amount.places if amount else (),
        )

    def _summed(self, name: AmountName) -> Part:
        return self.total.parts.get(name) or Part()

    def _value(self, name: AmountName) -> Decimal | None:
        amount = self.stated.get(name)
        return amount.value if amount else None

    def _difference(self, name: AmountName) -> Decimal:
        return EXACT.subtract(self._summed(name).value, self._value(name) or Decimal(0))

    def _gap(self, name: AmountName) -> Interval | None:
        """What the sum may exceed the department's amount by; None where one side lacks the amount with its whole table."""
        if name.table not in self.titles or (name.table not in self.summed_tables and self._value(name)):
            return None
        return self._summed(name).interval - _interval(self.stated.get(name))

    def _is_eliminated(self, name: AmountName) -> bool:
        """Whether the units' dealings with one another make up the whole gap of an amount."""
        inner = list_inner(name)
        if inner == (name,):
            return self._is_inner(name)
        gap, gaps = self._gap(name), [gap for one in inner if (gap := self._gap(one))]
        return gap is not None and any(map(self._is_inner, inner)) and gap.overlaps(add_intervals(gaps))

    def _is_inner(self, name: AmountName) -> bool:
        """Whether the units state more than the department, and as much more as those who paid or received it."""
        gap = self._gap(name)
        own, partner = list_partners(name)
        whole, other = self._gap(own), self._gap(partner)
        if gap is None or gap.low <= 0:
            return False
        return whole is None or other is None or (whole.low > 0 and whole.overlaps(other))

    def _tell_elimination(self, name: AmountName) -> str:
        inner = list_inner(name)
        if inner == (name,):
            return f"部门内部往来，与“{name_inner(list_partners(name)[1])}”对应抵销"
        amounts = [(name_inner(one), self._difference(one)) for one in inner]
        return "差额即部门内部往来的抵销数：" + "，".join(f"{words} {value:,}" for words, value in amounts if value)


def _describe(name: AmountName, total: Sum, units: int, summed: Decimal | None) -> RollupRow:
    line = f"{name.line} {total.label(name.line)}".rstrip()
    return RollupRow(table=_TITLES[name.table], line=line, column=name.column, units=units, summed=summed)


def _interval(amount: Amount | None) -> Interval:
    if amount is None or amount.value is None:
        return _NOTHING
    part = Part()
    part.add(amount.value, amount.parts)
    return part.interval


def _count_decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"not an amount: {value}")
    return max(0, -exponent)
