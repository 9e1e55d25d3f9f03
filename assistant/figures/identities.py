"""Identities (勾稽关系): what must be equal within and between the nine tables.

Source of the rules: the notes printed below the tables (“27行＝（1+2+3+4+5+6+7+8）行” and so on), and
the identities listed for the 部门决算 tables of 财政部. Each is a pair of sums over cells.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.figures.levels import FISCAL_COLUMNS, FLOW_COLUMNS, INCOME_COLUMNS, PERSONNEL, THREE_PUBLIC_LABELS
from schemas.accounts import (
    CLASS_NAMES,
    INCOME_LABELS,
    Accounts,
    Basic,
    ByFunction,
    Capital,
    Cell,
    Fiscal,
    Fund,
    Line,
    Overall,
    Table,
    ThreePublic,
)

ABSENT = (
    CLASS_NAMES
    | INCOME_LABELS
    | THREE_PUBLIC_LABELS
    | {
        "total": "本年合计",
        "opening": "年初结转和结余",
        "closing": "年末结转和结余",
        "use_surplus": "使用非财政拨款结余",
        "surplus_distribution": "结余分配",
        "grand_total": "总计",
        **{f"opening_{key}": f"年初{label}结转和结余" for key, label in FISCAL_COLUMNS.items()},
    }
)
"""Names of lines that a table does not print."""


@dataclass(frozen=True, slots=True)
class Term:
    """A signed amount in an identity: ``sign`` is 1 or -1; ``cell`` may be blank or absent."""

    name: str
    cell: Cell | None
    table: Table
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Identity:
    """``left`` must equal the sum of ``right``; ``name`` says it as the tables' notes do."""

    name: str
    left: Term
    right: tuple[Term, ...]


def list_identities(accounts: Accounts) -> Iterator[Identity]:
    """Every identity that the tables found can be held against."""
    if accounts.overall:
        yield from _overall(accounts.overall)
    if accounts.income:
        yield from _by_function(accounts.income, ("fiscal", "superior", "business", "operating", "affiliated", "other"))
    if accounts.expenditure:
        yield from _by_function(accounts.expenditure, ("basic", "project", "remitted", "operating", "subsidy"))
    if accounts.fiscal:
        yield from _fiscal(accounts.fiscal)
    if accounts.general:
        yield from _by_function(accounts.general, ("basic", "project"))
    if accounts.basic:
        yield from _basic(accounts.basic)
    for flow in (accounts.fund, accounts.capital):
        if flow:
            yield from _flows(flow)
    if accounts.three_public:
        yield from _three_public(accounts.three_public)
    yield from _between(accounts)


def _overall(table: Overall) -> Iterator[Identity]:
    def income(key: str) -> Term:
        return _term(table, table.income, key, "amount", "收入")

    def expenditure(key: str) -> Term:
        return _term(table, table.expenditure, key, "amount", "支出")

    yield Identity("本年收入合计＝各项收入之和", income("total"), tuple(income(key) for key in INCOME_LABELS))
    classes = tuple(expenditure(line.key) for line in table.expenditure if line.key.isdigit())
    yield Identity("本年支出合计＝各类支出之和", expenditure("total"), classes)
    yield Identity(
        "收入总计＝本年收入合计＋使用非财政拨款结余＋年初结转和结余",
        income("grand_total"),
        (income("total"), income("use_surplus"), income("opening")),
    )
    yield Identity(
        "支出总计＝本年支出合计＋结余分配＋年末结转和结余",
        expenditure("grand_total"),
        (expenditure("total"), expenditure("surplus_distribution"), expenditure("closing")),
    )
    yield Identity("收入总计＝支出总计", income("grand_total"), (expenditure("grand_total"),))


def _fiscal(table: Fiscal) -> Iterator[Identity]:
    def income(key: str) -> Term:
        return _term(table, table.income, key, "amount", "收入")

    def expenditure(key: str, column: str = "total") -> Term:
        return _term(table, table.expenditure, key, column, "支出")

    kinds = ("general", "fund", "capital")
    yield Identity("财政拨款本年收入合计＝三项财政拨款之和", income("total"), tuple(income(key) for key in kinds))
    if any(line.key.startswith("opening_") for line in table.income):
        openings = tuple(income(f"opening_{key}") for key in kinds)
        yield Identity("年初财政拨款结转和结余＝三项之和", income("opening"), openings)
        for kind in kinds:
            left = expenditure("grand_total", kind)
            yield Identity(f"{left.name}＝年初结转和结余＋本年收入", left, (income(f"opening_{kind}"), income(kind)))
    yield Identity("财政拨款收入总计＝本年收入合计＋年初结转和结余", income("grand_total"), (income("total"), income("opening")))
    yield Identity("财政拨款收入总计＝支出总计", income("grand_total"), (expenditure("grand_total"),))
    for column in ("total", *kinds):
        classes = tuple(expenditure(line.key, column) for line in table.expenditure if line.key.isdigit())
        yield Identity("财政拨款本年支出合计＝各类支出之和", expenditure("total", column), classes)
        ends = (expenditure("total", column), expenditure("closing", column))
        yield Identity("财政拨款支出总计＝本年支出合计＋年末结转和结余", expenditure("grand_total", column), ends)
    for line in table.expenditure:
        if line.cells:
            parts = tuple(expenditure(line.key, kind) for kind in kinds)
            yield Identity(f"“{line.label}”合计＝三项财政拨款之和", expenditure(line.key), parts)


def _by_function(table: ByFunction, parts: tuple[str, ...], whole: str = "total") -> Iterator[Identity]:
    for line in table.lines:
        terms = tuple(Term(line.label, line.cells[part], table) for part in parts if part in line.cells)
        if terms and whole in line.cells:
            yield Identity(f"“{line.label}”本行合计＝各栏之和", Term(line.label, line.cells[whole], table), terms)
    yield from _hierarchy(table)


def _hierarchy(table: ByFunction) -> Iterator[Identity]:
    columns = dict.fromkeys(column for line in table.lines for column in line.cells)
    codes = {line.key: line for line in table.rows}
    classes = [line for line in table.rows if len(line.key) == 3]
    if table.total and classes:
        for column in columns:
            yield _sum(table, "合计＝各类之和", table.total, classes, column)
    for line in table.rows:
        children = [codes[code] for code in codes if len(code) == len(line.key) + 2 and code.startswith(line.key)]
        words = "类＝各款之和" if len(line.key) == 3 else "款＝各项之和"
        for column in columns if children else ():
            yield _sum(table, f"“{line.key} {line.label}”{words}", line, children, column)


def _basic(table: Basic) -> Iterator[Identity]:
    codes = {line.key: line for line in table.rows}
    classes = [line for line in table.rows if len(line.key) == 3]
    for line in classes:
        children = [codes[code] for code in codes if len(code) == 5 and code.startswith(line.key)]
        if children:
            yield _sum(table, f"“{line.key} {line.label}”＝各款之和", line, children, "amount")
    if table.personnel and classes:
        parts = [line for line in classes if line.key in PERSONNEL]
        yield _sum(table, "人员经费合计＝301类＋303类", table.personnel, parts, "amount")
    if table.public and classes:
        parts = [line for line in classes if line.key not in PERSONNEL]
        yield _sum(table, "公用经费合计＝其余各类之和", table.public, parts, "amount")


def _flows(table: Fund | Capital) -> Iterator[Identity]:
    yield from _by_function(table, ("basic", "project"))
    for line in table.lines:
        if "closing" in line.cells and "opening" in line.cells:
            right = (
                Term("年初结转和结余", line.cells["opening"], table),
                Term("本年收入", line.cells.get("income"), table),
                Term("本年支出", line.cells.get("total"), table, -1),
            )
            left = Term("年末结转和结余", line.cells["closing"], table)
            yield Identity(f"“{line.label}”年末结转和结余＝年初＋收入－支出", left, right)


def _three_public(table: ThreePublic) -> Iterator[Identity]:
    sums = {"total": ("abroad", "vehicles", "reception"), "vehicles": ("vehicle_purchase", "vehicle_operation")}
    for column, word in (("budget", "预算数"), ("actual", "决算数")):
        for whole, parts in sums.items():
            left = _term(table, table.rows, whole, column, word)
            right = tuple(_term(table, table.rows, part, column, word) for part in parts)
            yield Identity(f"“三公”经费{word}：{left.name}＝各分项之和", left, right)


def _between(accounts: Accounts) -> Iterator[Identity]:
    overall, fiscal, general = accounts.overall, accounts.fiscal, accounts.general
    if overall and accounts.income and accounts.income.total:
        yield from _income_totals(overall, accounts.income)
    if overall and accounts.expenditure and accounts.expenditure.total:
        left = Term("支出决算表合计", accounts.expenditure.total.cells.get("total"), accounts.expenditure)
        yield Identity("支出决算表合计＝总表本年支出合计", left, (_term(overall, overall.expenditure, "total", "amount", "支出"),))
        yield from _classes(overall, "amount", accounts.expenditure, "支出决算表各类＝总表各类")
    if fiscal and accounts.income and accounts.income.total:
        left = _term(fiscal, fiscal.income, "total", "amount", "财政拨款收入")
        right_cell = accounts.income.total.cells.get("fiscal")
        yield Identity("财政拨款本年收入合计＝收入决算表财政拨款收入", left, (Term("财政拨款收入", right_cell, accounts.income),))
    if fiscal and overall:
        for key in ("general", "fund", "capital"):
            left = _term(fiscal, fiscal.income, key, "amount", "财政拨款收入")
            right = (_term(overall, overall.income, key, "amount", "收入"),)
            yield Identity(f"财政拨款总表“{INCOME_LABELS[key]}”＝总表同项", left, right)
    for kind, table in (("general", general), ("fund", accounts.fund), ("capital", accounts.capital)):
        if fiscal and table and table.total:
            left = _term(fiscal, fiscal.expenditure, "total", kind, "财政拨款支出")
            right = (Term(f"{table.title}合计", table.total.cells.get("total"), table),)
            yield Identity(f"财政拨款总表本年支出合计＝{table.title}合计", left, right)
            yield from _classes(fiscal, kind, table, f"{table.title}各类＝财政拨款总表各类")
    if fiscal:
        yield from _balances(fiscal, (("fund", accounts.fund), ("capital", accounts.capital)))
    if general and general.total and accounts.basic:
        parts = tuple(Term(line.label, line.cells.get("amount"), accounts.basic) for line in accounts.basic.lines if not line.key.isdigit())
        left = Term("一般公共预算财政拨款基本支出", general.total.cells.get("basic"), general)
        yield Identity("一般公共预算基本支出＝人员经费＋公用经费", left, parts)


def _income_totals(overall: Overall, table: ByFunction) -> Iterator[Identity]:
    columns = {
        "total": ("total",),
        "fiscal": ("general", "fund", "capital"),
        **{key: (key,) for key in ("superior", "business", "operating", "affiliated", "other")},
    }
    for column, keys in columns.items():
        if table.total and column in table.total.cells:
            left = Term(f"收入决算表合计·{INCOME_COLUMNS[column]}", table.total.cells[column], table)
            right = tuple(_term(overall, overall.income, key, "amount", "收入") for key in keys)
            yield Identity("收入决算表合计＝总表收入", left, right)


def _classes(whole: Overall | Fiscal, column: str, table: ByFunction, name: str) -> Iterator[Identity]:
    rows = {line.key: line for line in table.rows if len(line.key) == 3}
    printed = {line.key for line in whole.expenditure if line.key.isdigit()}
    if not rows:
        return
    for key in dict.fromkeys([*rows, *sorted(printed)]):
        right = _term(whole, whole.expenditure, key, column, "支出")
        row = rows.get(key)
        left = Term(row.label if row else right.name, row.cells.get("total") if row else None, table)
        yield Identity(f"{name}（{left.name}）", left, (right,))


def _balances(fiscal: Fiscal, tables: Iterable[tuple[str, ByFunction | None]]) -> Iterator[Identity]:
    for kind, table in tables:
        if table is None or table.total is None:
            continue
        for column, left in (
            ("income", _term(fiscal, fiscal.income, kind, "amount", "财政拨款收入")),
            ("opening", _term(fiscal, fiscal.income, f"opening_{kind}", "amount", "财政拨款年初结转和结余")),
            ("closing", _term(fiscal, fiscal.expenditure, "closing", kind, "财政拨款支出")),
        ):
            if column in table.total.cells and left.cell is not None:
                yield Identity(
                    f"财政拨款总表＝{table.title}·{FLOW_COLUMNS[column]}",
                    left,
                    (Term(FLOW_COLUMNS[column], table.total.cells[column], table),),
                )


def _sum(table: Table, name: str, whole: Line, parts: Iterable[Line], column: str) -> Identity:
    terms = tuple(Term(part.label, part.cells.get(column), table) for part in parts)
    return Identity(f"{name}", Term(whole.label, whole.cells.get(column), table), terms)


def _term(table: Table, lines: Iterable[Line], key: str, column: str, side: str) -> Term:
    line = next((line for line in lines if line.key == key), None)
    label = line.label if line else ABSENT.get(key, key)
    return Term(f"{side}{label}" if label in {"总计"} else label, line.cells.get(column) if line else None, table)
