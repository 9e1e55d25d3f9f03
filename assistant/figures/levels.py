"""Levels: the amounts that one year's tables state, by fact id, in 万元.

The same function reads this year's accounts and last year's, so that both speak of the same things.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.numerals.units import to_wan
from schemas.accounts import INCOME_LABELS, Accounts, Basic, ByFunction, Cell, Fiscal, Line, Overall, Table, TableKind
from schemas.place import Place

INCOME_COLUMNS = {
    "total": "本年收入合计",
    "fiscal": "财政拨款收入",
    "superior": "上级补助收入",
    "business": "事业收入",
    "operating": "经营收入",
    "affiliated": "附属单位上缴收入",
    "other": "其他收入",
}
EXPENDITURE_COLUMNS = {
    "total": "本年支出合计",
    "basic": "基本支出",
    "project": "项目支出",
    "remitted": "上缴上级支出",
    "operating": "经营支出",
    "subsidy": "对附属单位补助支出",
}
FLOW_COLUMNS = {
    "opening": "年初结转和结余",
    "income": "本年收入",
    "total": "本年支出",
    "basic": "基本支出",
    "project": "项目支出",
    "closing": "年末结转和结余",
}
PERSONNEL = ("301", "303")
"""Economic classes that are 人员经费; all others are 公用经费."""

SPENT_COLUMNS = frozenset({"total", "basic", "project"})
"""Columns that every table of spending has; a table of 国有资本经营 has no others in most places."""

THREE_PUBLIC_LABELS = {
    "total": "“三公”经费",
    "abroad": "因公出国（境）费",
    "vehicles": "公务用车购置及运行维护费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行维护费",
    "reception": "公务接待费",
}
FISCAL_COLUMNS = {
    "general": "一般公共预算财政拨款",
    "fund": "政府性基金预算财政拨款",
    "capital": "国有资本经营预算财政拨款",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One stated amount: label, value in 万元 (None where blank), table, cell, and decimals in 万元."""

    label: str
    value: Decimal | None
    table: TableKind
    places: tuple[Place, ...]
    decimals: int


def read_levels(accounts: Accounts) -> dict[str, Level]:
    """All levels of one year's tables by fact id.

    Where a table is missing, the totals it shares with table 1 are taken from there; where a table has
    no line of totals, they are the sums of its classes.
    """
    levels: dict[str, Level] = {}
    if accounts.overall:
        levels |= dict(_overall(accounts.overall))
    if accounts.income:
        levels |= dict(_columns(accounts.income, "income", "income", INCOME_COLUMNS, "收入"))
    if accounts.expenditure:
        levels |= dict(_columns(accounts.expenditure, "expenditure", "expenditure", EXPENDITURE_COLUMNS, "支出"))
    if accounts.fiscal:
        levels |= dict(_fiscal(accounts.fiscal))
    if accounts.general:
        levels |= dict(_general(accounts.general))
    if accounts.basic:
        levels |= dict(_basic(accounts.basic))
    for kind, title in (("fund", "政府性基金预算财政拨款"), ("capital", "国有资本经营预算财政拨款")):
        table: ByFunction | None = getattr(accounts, kind)
        if table:
            levels |= dict(_flows(table, "fund" if kind == "fund" else "capital", title))
    if accounts.three_public:
        for key, label in THREE_PUBLIC_LABELS.items():
            for column, word in (("actual", "支出决算数"), ("budget", "预算数")):
                level = _level(accounts.three_public, "three_public", label + word, accounts.three_public.cell(key, column))
                levels[f"three_public.{key}.{column}"] = level
    return levels


def _level(table: Table, kind: TableKind, label: str, *cells: Cell | None) -> Level:
    present = [cell for cell in cells if cell is not None and cell.value is not None]
    value = sum((to_wan(cell.value, table.money) for cell in present if cell.value is not None), Decimal(0)) if present else None
    places = tuple(cell.place for cell in cells if cell is not None)
    return Level(label, value, kind, places, table.decimals + (4 if table.money == "元" else 0))


def _total_cells(table: ByFunction, column: str) -> list[Cell | None]:
    """The cell of a table's total, or those of its classes where it has no line of totals."""
    lines = [table.total] if table.total else [line for line in table.rows if len(line.key) == 3]
    return [line.cells.get(column) for line in lines]


def _basic(table: Basic) -> Iterator[tuple[str, Level]]:
    classes = {line.key: line.cells.get("amount") for line in table.rows if len(line.key) == 3}
    personnel = [cell for key, cell in classes.items() if key in PERSONNEL]
    public = [cell for key, cell in classes.items() if key not in PERSONNEL]
    for line in table.rows:
        yield f"economic.{line.key}", _level(table, "basic", line.label, line.cells.get("amount"))
    for key, label, total, parts in (
        ("personnel", "人员经费合计", table.personnel, personnel),
        ("public", "公用经费合计", table.public, public),
    ):
        yield f"economic.{key}", _level(table, "basic", label, *([total.cells.get("amount")] if total else parts))


def _overall(table: Overall) -> Iterator[tuple[str, Level]]:
    income = {line.key: line.cells.get("amount") for line in table.income}
    expenditure = {line.key: line for line in table.expenditure}
    total = income.get("grand_total") or table.expenditure_cell("grand_total")
    yield "overall.total", _level(table, "overall", "收支总计", total)
    yield "income.total", _level(table, "overall", "本年收入合计", income.get("total"))
    fiscal = [income.get(key) for key in ("general", "fund", "capital")]
    yield "income.fiscal", _level(table, "overall", "财政拨款收入", *fiscal)
    for key, label in INCOME_LABELS.items():
        yield f"income.{key}", _level(table, "overall", label, income.get(key))
    yield "overall.use_surplus", _level(table, "overall", "使用非财政拨款结余", income.get("use_surplus"))
    yield "overall.opening", _level(table, "overall", "年初结转和结余", income.get("opening"))
    for key, line in expenditure.items():
        if key.isdigit():
            yield f"expenditure.function.{key}", _level(table, "overall", line.label, line.cells.get("amount"))
    yield "expenditure.total", _level(table, "overall", "本年支出合计", table.expenditure_cell("total"))
    yield "overall.surplus_distribution", _level(table, "overall", "结余分配", table.expenditure_cell("surplus_distribution"))
    yield "overall.closing", _level(table, "overall", "年末结转和结余", table.expenditure_cell("closing"))


def _columns(table: ByFunction, kind: TableKind, prefix: str, columns: dict[str, str], noun: str) -> Iterator[tuple[str, Level]]:
    for column, label in columns.items():
        yield f"{prefix}.{column}", _level(table, kind, label, *_total_cells(table, column))
    for line in table.rows:
        stem = f"{prefix}.function.{line.key}"
        yield stem, _level(table, kind, f"{line.label}（{line.key}）{noun}", line.cells.get("total"))
        for column in ("basic", "project"):
            if column in line.cells:
                label = f"{line.label}（{line.key}）{columns[column]}"
                yield f"{stem}.{column}", _level(table, kind, label, line.cells[column])


def _fiscal(table: Fiscal) -> Iterator[tuple[str, Level]]:
    income = {line.key: line.cells.get("amount") for line in table.income}
    total = income.get("grand_total") or table.expenditure_cell("grand_total", "total")
    yield "fiscal.total", _level(table, "fiscal", "财政拨款收、支总计", total)
    yield "fiscal.income.total", _level(table, "fiscal", "财政拨款本年收入合计", income.get("total"))
    for key, label in FISCAL_COLUMNS.items():
        yield f"fiscal.income.{key}", _level(table, "fiscal", f"{label}收入", income.get(key))
        yield f"fiscal.opening.{key}", _level(table, "fiscal", f"年初{label}结转和结余", income.get(f"opening_{key}"))
        yield f"fiscal.closing.{key}", _level(table, "fiscal", f"年末{label}结转和结余", table.expenditure_cell("closing", key))
        yield f"fiscal.expenditure.{key}", _level(table, "fiscal", f"{label}支出", table.expenditure_cell("total", key))
    yield "fiscal.opening", _level(table, "fiscal", "年初财政拨款结转和结余", income.get("opening"))
    yield "fiscal.closing", _level(table, "fiscal", "年末财政拨款结转和结余", table.expenditure_cell("closing", "total"))
    yield "fiscal.expenditure.total", _level(table, "fiscal", "财政拨款本年支出合计", table.expenditure_cell("total", "total"))
    for line in table.expenditure:
        if line.key.isdigit():
            label = f"财政拨款{line.label}"
            yield f"fiscal.function.{line.key}", _level(table, "fiscal", label, line.cells.get("total"))


def _general(table: ByFunction) -> Iterator[tuple[str, Level]]:
    labels = {
        "total": "一般公共预算财政拨款支出",
        "basic": "一般公共预算财政拨款基本支出",
        "project": "一般公共预算财政拨款项目支出",
    }
    for column, label in labels.items():
        yield f"general.{column}", _level(table, "general", label, *_total_cells(table, column))
    for line in table.rows:
        yield from _account(table, "general", "function", line, {"total": "支出决算数", "basic": "基本支出", "project": "项目支出"})


def _flows(table: ByFunction, kind: TableKind, title: str) -> Iterator[tuple[str, Level]]:
    present = {column for line in table.lines for column in line.cells} | SPENT_COLUMNS
    columns = {column: label for column, label in FLOW_COLUMNS.items() if kind == "fund" or column in present}
    for column, label in columns.items():
        yield f"{kind}.{column}", _level(table, kind, title + label, *_total_cells(table, column))
    for line in table.rows:
        yield from _account(table, kind, f"{kind}.function", line, columns | {"total": "支出决算数"})


def _account(table: Table, kind: TableKind, prefix: str, line: Line, columns: dict[str, str]) -> Iterator[tuple[str, Level]]:
    for column, label in columns.items():
        name = "actual" if column == "total" else column
        yield f"{prefix}.{line.key}.{name}", _level(table, kind, f"{line.label}（{line.key}）{label}", line.cells.get(column))
