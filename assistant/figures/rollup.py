"""The roll-up (汇总勾稽): the sums over a department's units held against the department's own tables.

Each amount stands for half a unit of its last decimal either way, so a sum of n units may be off by n such halves, and the
department's own amount by one: only a gap that neither this nor what the units paid one another explains is an error.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.figures.amounts import SHORT_TITLES, Amount, AmountName, read_amounts
from assistant.figures.eliminations import list_inner, list_partners, name_inner
from assistant.figures.sums import Part, Sum
from assistant.numerals.interval import Interval, total
from assistant.numerals.rounding import EXACT
from schemas.accounts import TABLE_TITLES, Accounts
from schemas.finding import Finding
from schemas.place import Place
from schemas.rollup import Rollup, RollupRow, RollupState

_TITLES = {short: TABLE_TITLES[kind] for kind, short in SHORT_TITLES.items()}
_RIGHT: frozenset[RollupState] = frozenset({"equal", "tail", "eliminated"})


def compare_sum(summed: Sum, department: Accounts | None = None, missing: int = 0) -> Rollup:
    """The sums, an amount a row, and where there is a department, how its own tables compare.

    What differs for no reason is a finding, ``error`` if all units are in the sum, ``warning`` if ``missing`` are not, or if
    only one of two tables states the amount. Amounts that differ by the same are one finding, told of the narrowest. A table
    in which only the units, or only the department, have an amount other than nought is a ``warning`` of its own.
    """
    if department is None:
        names = sorted(summed.parts, key=lambda name: name.rank)
        rows = tuple(_describe(name, summed) for name in names)
        return Rollup(units=summed.units, missing=missing, department=None, rows=rows)
    comparison = _Comparison(summed, department, missing)
    return Rollup(
        units=summed.units,
        missing=missing,
        department=department.unit,
        rows=tuple(map(comparison.compare, comparison.names)),
        findings=tuple(comparison.report()),
    )


class _Comparison:
    """The sums beside the department's tables."""

    def __init__(self, summed: Sum, department: Accounts, missing: int) -> None:
        self.summed, self.missing = summed, missing
        self.stated = {amount.name: amount for amount in read_amounts(department)}
        self.titles = {title: table.title for kind, title in SHORT_TITLES.items() if (table := getattr(department, kind)) is not None}
        self.summed_tables = {name.table for name in summed.parts}
        known = {name for name, amount in self.stated.items() if amount.value is not None} | summed.parts.keys()
        self.names = sorted(known, key=lambda name: name.rank)

    def compare(self, name: AmountName) -> RollupRow:
        """The row of an amount."""
        amount, state = self.stated.get(name), self.judge(name)
        absent = state in {"not_in_department", "not_in_units"}
        row = _describe(name, self.summed)
        return row.model_copy(
            update={
                "line": f"{name.line} {amount.label}" if amount and amount.label else row.line,
                "stated": self._value(name),
                "difference": None if absent else self._difference(name),
                "state": state,
                "note": "" if absent else self._tell_elimination(name, state),
            }
        )

    def judge(self, name: AmountName) -> RollupState:
        """How both sides compare. A blank on one side counts as nothing, as long as its table is there."""
        gap = self._gap(name)
        summed, stated = name in self.summed.parts, self._value(name) is not None
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

    def report(self) -> Iterator[Finding]:
        """What is wrong, amounts that are off by the same together, and which whole tables only one side has."""
        groups: dict[Decimal, list[AmountName]] = {}
        for name in self.names:
            if name.table in self.titles and name.table in self.summed_tables and self.judge(name) not in _RIGHT:
                groups.setdefault(self._unexplained(name), []).append(name)
        for names in groups.values():
            root = min(names, key=lambda name: (abs(self._value(name) or Decimal(0)), -len(name.line) * name.line.isdigit()))
            yield self._report(root, [name for name in names if name is not root])
        yield from self._report_tables()

    def _report_tables(self) -> Iterator[Finding]:
        """The tables that the department lacks, and those that it states and no unit does: nothing in them is compared."""
        for short in _TITLES:
            units = self.summed.tables[short]
            if units and short not in self.titles:
                yield _warn(f"部门汇总表没有读出《{_TITLES[short]}》，无从比较（共汇总{self.summed.units}个单位，其中{units}个有此表的数）")
            stated = [amount for name, amount in self.stated.items() if name.table == short and amount.value]
            if stated and short not in self.summed_tables:
                told = f"《{self.titles[short]}》部门决算有数，汇入的{self.summed.units}个单位都没有，无从比较"
                yield _warn(f"{told}{self._tell_missing()}", stated[0].places)

    def _tell_missing(self, doubt: str = "") -> str:
        """The end of a line where units are missing from the sum."""
        return f"；另有{self.missing}个单位没有汇入{doubt}" if self.missing else ""

    def _report(self, root: AmountName, others: Sequence[AmountName]) -> Finding:
        row, amount = self.compare(root), self.stated.get(root)
        stated, summed = _show(row.stated), _show(row.summed)
        different = any(self.judge(name) == "different" for name in (root, *others))
        count = f"共汇总{self.summed.units}个单位，其中{row.units}个有此数"
        missing = self._tell_missing("，差额可能由此而来")
        gap = f"{row.note and f'{row.note}，另'}相差{abs(self._unexplained(root)):,}万元"
        return Finding(
            rule="rollup",
            severity="error" if different and not self.missing else "warning",
            message=f"{self._place(root)}与各单位汇总数不符，部门决算 {stated}，汇总 {summed}，{gap}（{count}）{missing}",
            stated=stated,
            expected=summed,
            formula=f"部门决算 {stated} ≠ 各单位汇总 {summed}",
            places=amount.places if amount else (),
            consequences=tuple(map(self._tell, others)),
        )

    def _tell(self, name: AmountName) -> str:
        row = self.compare(name)
        return f"{self._place(name)}：部门决算 {_show(row.stated)}，汇总 {_show(row.summed)}"

    def _place(self, name: AmountName) -> str:
        return f"《{self.titles[name.table]}》“{self.compare(name).line}”{name.column}"

    def _summed(self, name: AmountName) -> Part:
        return self.summed.parts.get(name) or Part()

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

    def _unexplained(self, name: AmountName) -> Decimal:
        """The difference less what the units' dealings with one another make up of it."""
        return EXACT.subtract(self._difference(name), sum((self._difference(one) for one in self._list_eliminated(name)), Decimal(0)))

    def _list_eliminated(self, name: AmountName) -> tuple[AmountName, ...]:
        return tuple(one for one in list_inner(name) if self._is_inner(one))

    def _is_eliminated(self, name: AmountName) -> bool:
        """Whether the units' dealings with one another make up the whole gap of an amount."""
        gap, inner = self._gap(name), self._list_eliminated(name)
        return gap is not None and bool(inner) and gap.overlaps(total(filter(None, map(self._gap, inner))))

    def _is_inner(self, name: AmountName) -> bool:
        """Whether the units state more than the department, and as much more as those who paid or received it.

        Where the department's tables do not tell the latter, the units must have paid or received as much.
        """
        gap = self._gap(name)
        own, partner = list_partners(name)
        whole, other = self._gap(own), self._gap(partner)
        if gap is None or gap.low <= 0:
            return False
        if partner.table in self.summed_tables and self._summed(partner).interval.high < gap.low:
            return False
        return whole is None or other is None or (whole.low > 0 and whole.overlaps(other))

    def _tell_elimination(self, name: AmountName, state: RollupState) -> str:
        """One line on what the units' dealings with one another make up of a difference."""
        inner = self._list_eliminated(name)
        if not inner or state in {"equal", "tail"}:
            return ""
        if inner == (name,):
            return f"部门内部往来，与“{name_inner(list_partners(name)[1])}”对应抵销"
        amounts = "，".join(f"{name_inner(one)} {self._difference(one):,}" for one in inner)
        return f"{'差额即' if state == 'eliminated' else '差额中有'}部门内部往来的抵销数：{amounts}"


def _describe(name: AmountName, summed: Sum) -> RollupRow:
    part = summed.parts.get(name)
    line = f"{name.line} {summed.label(name.line)}".rstrip()
    units, value = (part.units, part.value) if part else (0, None)
    return RollupRow(table=_TITLES[name.table], line=line, column=name.column, units=units, summed=value)


def _warn(message: str, places: tuple[Place, ...] = ()) -> Finding:
    return Finding(rule="rollup", severity="warning", message=message, places=places)


def _show(value: Decimal | None) -> str:
    return "空白" if value is None else f"{value:,}"


def _interval(amount: Amount | None) -> Interval:
    if amount is None or amount.value is None:
        return Interval.exact(Decimal(0))
    part = Part()
    part.add(amount.value, amount.parts)
    return part.interval
