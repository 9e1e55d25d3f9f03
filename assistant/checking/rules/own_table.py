"""文件所附的表与决算表不符。

查什么：文件自己附的九张表，逐格与单位报送的决算表（--tables）是否一致；没有给决算表时，核对文件所附各表自身的勾稽关系。
为什么：表是从系统导出后粘贴或重新录入的，改动后没有同步。
错例：（决算表中“本年支出合计”为1,945.80万元）文件所附表3中“本年支出合计”为⟦1,954.80⟧。
正例：（决算表中“本年支出合计”为1,945.80万元）文件所附表3中“本年支出合计”为1,945.80。
依据：公开的表须与批复的决算一致。
"""

from collections.abc import Iterator
from decimal import Decimal

from assistant.numerals.interval import Interval
from assistant.numerals.units import to_wan
from schemas.accounts import TABLE_TITLES, Accounts, Cell, Line, Table, TwoSided
from schemas.finding import Finding


def compare_cells(own: Accounts, given: Accounts) -> Iterator[tuple[Cell, Finding | None]]:
    """Each amount of the document's tables that the given tables have too, with a finding where they differ.

    A cell that is blank on one side and states an amount on the other differs; cells of lines that only one
    side prints are passed over.
    """
    for kind in TABLE_TITLES:
        mine, theirs = getattr(own, kind), getattr(given, kind)
        if mine is not None and theirs is not None:
            yield from _table(mine, theirs)


def _table(mine: Table, theirs: Table) -> Iterator[tuple[Cell, Finding | None]]:
    for ours, others in zip(_sides(mine), _sides(theirs), strict=True):
        lines = {line.key: line for line in others}
        for line in ours:
            other = lines.get(line.key)
            for column, cell in line.cells.items():
                right = other.cells.get(column) if other else None
                if right is not None and (cell.value is not None or right.value is not None):
                    same = _same(cell, mine, right, theirs)
                    yield cell, None if same else _differs(mine, line.label, cell, right)


def _sides(table: Table) -> tuple[tuple[Line, ...], ...]:
    """The lines of a table; income and expenditure apart, for their totals have one key."""
    return (table.income, table.expenditure) if isinstance(table, TwoSided) else (table.lines,)


def _same(cell: Cell, mine: Table, other: Cell, theirs: Table) -> bool:
    if cell.value is None or other.value is None:
        return cell.value is other.value
    return _interval(cell.value, mine).overlaps(_interval(other.value, theirs))


def _interval(value: Decimal, table: Table) -> Interval:
    """An amount in 万元, as finely as its table states it."""
    decimals = table.decimals + (4 if table.money == "元" else 0)
    return Interval.stated(to_wan(value, table.money), decimals)


def _differs(table: Table, label: str, cell: Cell, other: Cell) -> Finding:
    return Finding(
        rule="own_table",
        severity="error",
        message=f"文件所附《{table.title}》“{label}”与决算表不符",
        stated="空白" if cell.value is None else f"{cell.value:,}",
        expected="空白" if other.value is None else f"{other.value:,}",
        places=(cell.place, other.place),
    )
