"""Amounts that add up over units: those of one year's tables, in 万元, each under a name that is the same in every unit."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from assistant.figures.levels import EXPENDITURE_COLUMNS, FISCAL_COLUMNS, FLOW_COLUMNS, INCOME_COLUMNS, PERSONNEL, THREE_PUBLIC_LABELS
from assistant.numerals.rounding import EXACT
from assistant.numerals.units import to_wan
from schemas.accounts import INCOME_LABELS, Accounts, Basic, ByFunction, Cell, Line, Table, TableKind, ThreePublic, TwoSided
from schemas.place import Place

SHORT_TITLES: dict[TableKind, str] = {
    "overall": "收支总表",
    "income": "收入表",
    "expenditure": "支出表",
    "fiscal": "财政总表",
    "general": "公共预算表",
    "basic": "基本支出表",
    "fund": "基金表",
    "capital": "国资表",
    "three_public": "三公表",
}

WHOLE = "合计"
INCOME_LINES = INCOME_LABELS | {
    "total": "本年收入合计",
    "use_surplus": "使用非财政拨款结余",
    "opening": "年初结转和结余",
    **{f"opening_{fund}": f"年初{label}结转和结余" for fund, label in FISCAL_COLUMNS.items()},
    "grand_total": "收入总计",
}
EXPENDITURE_LINES = {
    "total": "本年支出合计",
    "surplus_distribution": "结余分配",
    "closing": "年末结转和结余",
    "grand_total": "支出总计",
}
_BASIC_LINES = {"personnel": "人员经费合计", "public": "公用经费合计"}
_FUNDS = {"amount": "", "total": WHOLE, **FISCAL_COLUMNS}
_BUDGETED = {"budget": "预算数", "actual": "决算数"}
_FUNCTION_COLUMNS: dict[TableKind, Mapping[str, str]] = {
    "income": INCOME_COLUMNS,
    "expenditure": EXPENDITURE_COLUMNS,
    "general": FLOW_COLUMNS,
    "fund": FLOW_COLUMNS,
    "capital": FLOW_COLUMNS,
}

_SEPARATOR = "·"
_ACCOUNT = re.compile(r"([0-9]+)(?: (.+))?")
_ADDED_UP = re.compile(r"(.+)（由([0-9]+)类相加）")

_BEFORE_ACCOUNTS = (WHOLE, *INCOME_LINES.values())
_BEHIND_ACCOUNTS = (*EXPENDITURE_LINES.values(), *_BASIC_LINES.values(), *THREE_PUBLIC_LABELS.values())
_COLUMNS = (
    *_FUNDS.values(),
    EXPENDITURE_COLUMNS["total"],
    *FLOW_COLUMNS.values(),
    *INCOME_COLUMNS.values(),
    *EXPENDITURE_COLUMNS.values(),
    *_BUDGETED.values(),
)


def _rank(words: Iterable[str]) -> dict[str, int]:
    return {word: rank for rank, word in enumerate(dict.fromkeys(words))}


_TABLE_RANKS, _COLUMN_RANKS = _rank(SHORT_TITLES.values()), _rank(_COLUMNS)
_LINE_RANKS = _rank((*_BEFORE_ACCOUNTS, "", *_BEHIND_ACCOUNTS))


class AmountName(NamedTuple):
    """Where an amount stands: a short title, an account's code or a line's words, a column or nothing where a line has but one."""

    table: str
    line: str
    column: str = ""

    @property
    def rank(self) -> tuple[int, int, str, int]:
        """What brings names into the order of the tables."""
        line = "" if self.line.isdigit() else self.line
        return _TABLE_RANKS[self.table], _LINE_RANKS[line], self.line, _COLUMN_RANKS[self.column]


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in 万元, with as many decimals as its table states: a blank one is None. ``label`` is an account's name as printed.

    ``parts`` are the figures that it was added up from, 1 where the table states it.
    """

    name: AmountName
    value: Decimal | None
    places: tuple[Place, ...]
    label: str = ""
    parts: int = 1

    @property
    def key(self) -> str:
        """The name for a person and for JSON, 支出表·2080101 行政运行·基本支出: what ``read_key`` reads."""
        line = f"{self.name.line} {self.label}" if self.label else self.name.line
        if self.parts > 1:
            line = f"{line}（由{self.parts}类相加）"
        return _SEPARATOR.join(part for part in (self.name.table, line, self.name.column) if part)


class Key(NamedTuple):
    """What a key says: the amount's name, the account's name as its unit prints it, of how many figures it is the sum."""

    name: AmountName
    label: str
    parts: int


def list_amounts(accounts: Accounts) -> dict[str, Decimal]:
    """What a unit's tables state by key, in the tables' order; what is blank is left out."""
    return {amount.key: amount.value for amount in read_amounts(accounts) if amount.value is not None}


@lru_cache(maxsize=8192)
def read_key(key: str) -> Key:
    """The parts of an amount's key. Accounts of one code have one name, however a unit prints theirs."""
    table, line, *column = key.split(_SEPARATOR)
    added_up, account = _ADDED_UP.fullmatch(line), _ACCOUNT.fullmatch(line)
    if added_up:
        return Key(AmountName(table, added_up[1], *column), "", int(added_up[2]))
    if account:
        return Key(AmountName(table, account[1], *column), account[2] or "", 1)
    return Key(AmountName(table, line, *column), "", 1)


def read_amounts(accounts: Accounts) -> Iterator[Amount]:
    """Every amount of the tables once, blank ones too; a total that a table does not print is the sum of its classes."""
    seen: set[AmountName] = set()
    for kind in SHORT_TITLES:
        table: Table | None = getattr(accounts, kind)
        for amount in _read_table(kind, table) if table else ():
            if amount.name not in seen:
                seen.add(amount.name)
                yield amount


def _read_table(kind: TableKind, table: Table) -> Iterator[Amount]:
    if isinstance(table, TwoSided):
        for lines, words in ((table.income, INCOME_LINES), (table.expenditure, EXPENDITURE_LINES)):
            yield from _read_lines(kind, table, lines, words, _FUNDS)
    elif isinstance(table, ByFunction):
        yield from _read_lines(kind, table, table.lines, {"total": WHOLE}, _FUNCTION_COLUMNS[kind])
        if table.total is None:
            for key, column in _FUNCTION_COLUMNS[kind].items():
                yield _add_up(AmountName(SHORT_TITLES[kind], WHOLE, column), table, (line.cells.get(key) for line in _classes(table.rows)))
    elif isinstance(table, Basic):
        yield from _read_basic(kind, table)
    elif isinstance(table, ThreePublic):
        yield from _read_lines(kind, table, table.rows, THREE_PUBLIC_LABELS, _BUDGETED)


def _read_basic(kind: TableKind, table: Basic) -> Iterator[Amount]:
    yield from _read_lines(kind, table, table.lines, _BASIC_LINES, _FUNDS)
    for key, words in _BASIC_LINES.items():
        if table.line(key) is None:
            classes = (line for line in _classes(table.rows) if (line.key in PERSONNEL) == (key == "personnel"))
            yield _add_up(AmountName(SHORT_TITLES[kind], words), table, (line.cells.get("amount") for line in classes))


def _read_lines(
    kind: TableKind, table: Table, lines: Iterable[Line], words: Mapping[str, str], columns: Mapping[str, str]
) -> Iterator[Amount]:
    """The amounts of the lines that are accounts or have one of the words."""
    for line in lines:
        account = line.key.isdigit()
        if not account and line.key not in words:
            continue
        label = _plain(line.label) if account else ""
        for key, cell in line.cells.items():
            if key in columns:
                name = AmountName(SHORT_TITLES[kind], line.key if account else words[line.key], columns[key])
                yield Amount(name, _in_wan(cell, table), (cell.place,), label)


def _add_up(name: AmountName, table: Table, cells: Iterable[Cell | None]) -> Amount:
    stated = [(value, cell.place) for cell in cells if cell is not None and (value := _in_wan(cell, table)) is not None]
    value = sum((value for value, _ in stated), Decimal(0)) if stated else None
    return Amount(name, value, tuple(place for _, place in stated), parts=max(1, len(stated)))


def _classes(rows: Iterable[Line]) -> Iterator[Line]:
    return (line for line in rows if len(line.key) == 3)


def _in_wan(cell: Cell, table: Table) -> Decimal | None:
    """The value in 万元; its last decimal is the last that its table states."""
    if cell.value is None:
        return None
    return to_wan(EXACT.add(cell.value, Decimal((0, (0,), -table.decimals))), table.money)


def _plain(label: str) -> str:
    return "".join(label.split()).replace(_SEPARATOR, "")
