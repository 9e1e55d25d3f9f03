"""Books become the nine tables: in 元 to the 分, or each cell rounded to 0.01 万元 by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from benchmarks.corpus.books import OWN_INCOMES, SOURCES, Books, Source, Split
from benchmarks.corpus.catalogue import ECONOMIC, ECONOMIC_CLASSES
from schemas.accounts import (
    CLASS_NAMES,
    INCOME_LABELS,
    TABLE_TITLES,
    Accounts,
    Basic,
    Capital,
    Cell,
    Expenditure,
    Fiscal,
    Fund,
    General,
    Income,
    Line,
    MoneyUnit,
    Overall,
    TableKind,
    ThreePublic,
)
from schemas.place import Place

THREE_PUBLIC_LINES: Final = {
    "total": "合计",
    "abroad": "因公出国（境）费",
    "vehicles": "公务用车购置及运行维护费小计",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行维护费",
    "reception": "公务接待费",
}
FISCAL_SOURCES: Final[tuple[Source, ...]] = ("general", "fund", "capital")
CENT: Final = Decimal("0.01")


@dataclass(frozen=True)
class Printer:
    """How a unit's tables show money: unit of money, and whether an amount of nothing is blank or 0."""

    unit: str
    year: int
    money: MoneyUnit
    blank: bool

    def cell(self, fen: int, kind: TableKind, key: str, column: str) -> Cell:
        """A cell; its address is made of the line's key and the column."""
        exact = Decimal(fen) / (100 if self.money == "元" else 1_000_000)
        value = None if fen == 0 and self.blank else exact.quantize(CENT, ROUND_HALF_UP)
        return Cell(value=value, place=Place(file="tables.xlsx", sheet=TABLE_TITLES[kind], cell=f"{key}·{column}"))

    def line(self, kind: TableKind, key: str, label: str, amounts: Mapping[str, int]) -> Line:
        """A line with its amounts (分) by column."""
        return Line(key=key, label=label, cells={column: self.cell(fen, kind, key, column) for column, fen in amounts.items()})

    def head(self, kind: TableKind) -> dict[str, Any]:
        """What every table says of itself."""
        title = f"{self.year}年度{TABLE_TITLES[kind]}"
        place = Place(file="tables.xlsx", sheet=TABLE_TITLES[kind], cell="A1")
        return {"title": title, "unit": self.unit, "year": self.year, "money": self.money, "decimals": 2, "place": place}


def print_accounts(books: Books, printer: Printer) -> Accounts:
    """The nine tables of a year."""
    return Accounts(
        unit=printer.unit,
        year=books.year,
        files=("tables.xlsx",),
        overall=_overall(books, printer),
        income=_income(books, printer),
        expenditure=_expenditure(books, printer),
        fiscal=_fiscal(books, printer),
        general=General(**printer.head("general"), **_by_function(books, printer, "general")),
        basic=_basic(books, printer),
        fund=_fund(books, printer),
        capital=Capital(**printer.head("capital"), **_by_function(books, printer, "capital")),
        three_public=ThreePublic(
            **printer.head("three_public"),
            rows=tuple(
                printer.line("three_public", key, label, dict(zip(("budget", "actual"), books.three_public[key], strict=True)))
                for key, label in THREE_PUBLIC_LINES.items()
            ),
        ),
    )


def _class_totals(books: Books, sources: Iterable[Source]) -> dict[str, int]:
    totals = dict.fromkeys(CLASS_NAMES, 0)
    for source in sources:
        for code, split in books.spending[source].items():
            totals[code[:3]] += sum(split)
    return totals


def _overall(books: Books, printer: Printer) -> Overall:
    total = sum(books.incomes.values())
    opening, closing = (sum(books.balances[source][side] for source in SOURCES) for side in (0, 1))
    incomes = [(key, label, books.incomes[key]) for key, label in INCOME_LABELS.items()]
    incomes += [("total", "本年收入合计", total), ("use_surplus", "使用非财政拨款结余", 0)]
    incomes += [("opening", "年初结转和结余", opening), ("grand_total", "总计", total + opening)]
    spent = sum(map(books.spent, SOURCES))
    outgoes = [(code, CLASS_NAMES[code], fen) for code, fen in _class_totals(books, SOURCES).items()]
    outgoes += [("total", "本年支出合计", spent), ("surplus_distribution", "结余分配", 0)]
    outgoes += [("closing", "年末结转和结余", closing), ("grand_total", "总计", spent + closing)]
    return Overall(
        **printer.head("overall"),
        income=tuple(printer.line("overall", key, label, {"amount": fen}) for key, label, fen in incomes),
        expenditure=tuple(printer.line("overall", key, label, {"amount": fen}) for key, label, fen in outgoes),
    )


def _roll_up(books: Books, leaves: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str, dict[str, int]]]:
    """Lines of 类, 款 and 项 in order of code, with code, name and amounts by column."""
    names = {account.code: account.name for account in books.accounts} | {account.code[:5]: account.section for account in books.accounts}
    sums: dict[str, dict[str, int]] = {}
    for code, amounts in leaves.items():
        for length in (3, 5, 7):
            line = sums.setdefault(code[:length], dict.fromkeys(amounts, 0))
            for column, fen in amounts.items():
                line[column] += fen
    return [(code, CLASS_NAMES.get(code) or names[code], sums[code]) for code in sorted(sums)]


def _function_lines(
    books: Books, printer: Printer, kind: TableKind, leaves: Mapping[str, Mapping[str, int]], columns: Iterable[str]
) -> dict[str, Any]:
    shown = {code: amounts for code, amounts in leaves.items() if any(amounts.values())}
    total = {column: sum(amounts[column] for amounts in shown.values()) for column in columns}
    rows = tuple(printer.line(kind, code, name, amounts) for code, name, amounts in _roll_up(books, shown))
    return {"total": printer.line(kind, "total", "合计", total), "rows": rows}


def _by_function(books: Books, printer: Printer, source: Source) -> dict[str, Any]:
    kind: TableKind = "general" if source == "general" else "capital"
    leaves = {code: {"total": sum(split), "basic": split[0], "project": split[1]} for code, split in books.spending[source].items()}
    return _function_lines(books, printer, kind, leaves, ("total", "basic", "project"))


def _received(books: Books, source: Source) -> dict[str, int]:
    """What each 项 received from a source: what it spent, and the change of the balance with the largest one."""
    spent = {code: sum(split) for code, split in books.spending[source].items()}
    opening, closing = books.balances[source]
    gap = closing - opening
    for code in sorted(spent, key=lambda code: -spent[code]):
        moved = max(gap, -spent[code])
        spent[code] += moved
        gap -= moved
    return spent


def _income(books: Books, printer: Printer) -> Income:
    columns = ("total", "fiscal", *OWN_INCOMES)
    leaves: dict[str, dict[str, int]] = {}
    for source in FISCAL_SOURCES:
        for code, fen in _received(books, source).items():
            leaves.setdefault(code, dict.fromkeys(columns, 0))["fiscal"] += fen
    for code in books.spending["own"]:
        line = leaves.setdefault(code, dict.fromkeys(columns, 0))
        line.update({key: books.incomes[key] for key in OWN_INCOMES})
    for line in leaves.values():
        line["total"] = sum(line.values())
    return Income(**printer.head("income"), **_function_lines(books, printer, "income", leaves, columns))


def _expenditure(books: Books, printer: Printer) -> Expenditure:
    columns = ("total", "basic", "project", "remitted", "operating", "subsidy")
    leaves: dict[str, dict[str, int]] = {}
    for source in SOURCES:
        for code, (basic, project) in books.spending[source].items():
            line = leaves.setdefault(code, dict.fromkeys(columns, 0))
            line["basic"] += basic
            line["project"] += project
            line["total"] += basic + project
    return Expenditure(**printer.head("expenditure"), **_function_lines(books, printer, "expenditure", leaves, columns))


def _fiscal(books: Books, printer: Printer) -> Fiscal:
    received = sum(books.incomes[source] for source in FISCAL_SOURCES)
    openings: dict[Source, int] = {source: books.balances[source][0] for source in FISCAL_SOURCES}
    names = {source: INCOME_LABELS[source].removesuffix("收入") for source in FISCAL_SOURCES}
    incomes: list[tuple[str, str, int]] = [(source, names[source], books.incomes[source]) for source in FISCAL_SOURCES]
    incomes += [("total", "本年收入合计", received), ("opening", "年初财政拨款结转和结余", sum(openings.values()))]
    incomes += [(f"opening_{source}", names[source], openings[source]) for source in FISCAL_SOURCES]
    incomes += [("grand_total", "总计", received + sum(openings.values()))]
    classes = {source: _class_totals(books, (source,)) for source in FISCAL_SOURCES}
    outgoes: list[tuple[str, str, dict[Source, int]]] = [
        (code, name, {source: classes[source][code] for source in FISCAL_SOURCES}) for code, name in CLASS_NAMES.items()
    ]
    spent = {source: books.spent(source) for source in FISCAL_SOURCES}
    closings = {source: books.balances[source][1] for source in FISCAL_SOURCES}
    outgoes += [("total", "本年支出合计", spent), ("closing", "年末财政拨款结转和结余", closings)]
    outgoes += [("grand_total", "总计", {source: spent[source] + closings[source] for source in FISCAL_SOURCES})]
    return Fiscal(
        **printer.head("fiscal"),
        income=tuple(printer.line("fiscal", key, label, {"amount": fen}) for key, label, fen in incomes),
        expenditure=tuple(printer.line("fiscal", key, label, _with_total(amounts)) for key, label, amounts in outgoes),
    )


def _with_total(amounts: Mapping[Source, int]) -> dict[str, int]:
    return {"total": sum(amounts.values()), **{str(source): fen for source, fen in amounts.items()}}


def _basic(books: Books, printer: Printer) -> Basic:
    sums: dict[str, int] = {}
    for code, fen in books.economic.items():
        sums[code[:3]] = sums.get(code[:3], 0) + fen
    amounts = sums | dict(books.economic)
    names = ECONOMIC_CLASSES | ECONOMIC
    personnel = sums.get("301", 0) + sums.get("303", 0)
    public = sum(sums.values()) - personnel
    return Basic(
        **printer.head("basic"),
        rows=tuple(printer.line("basic", code, names[code], {"amount": amounts[code]}) for code in sorted(amounts)),
        personnel=printer.line("basic", "personnel", "人员经费合计", {"amount": personnel}),
        public=printer.line("basic", "public", "公用经费合计", {"amount": public}),
    )


def _fund(books: Books, printer: Printer) -> Fund:
    columns = ("opening", "income", "total", "basic", "project", "closing")
    received = _received(books, "fund")
    opening, closing = books.balances["fund"]
    leaves: dict[str, dict[str, int]] = {}
    for code, (basic, project) in books.spending["fund"].items():
        spent: Split = (basic, project)
        carried = received[code] - sum(spent)
        leaves[code] = {"opening": 0, "income": received[code], "total": sum(spent), "basic": basic, "project": project, "closing": carried}
    _carry(leaves, opening, closing)
    return Fund(**printer.head("fund"), **_function_lines(books, printer, "fund", leaves, columns))


def _carry(leaves: dict[str, dict[str, int]], opening: int, closing: int) -> None:
    """Put the year's opening balance on the accounts that used it, the rest on the first; closing follows."""
    rest = opening
    for line in leaves.values():
        line["opening"] = min(rest, max(0, -line["closing"]))
        rest -= line["opening"]
    for line in leaves.values():
        line["opening"] += rest
        rest = 0
        line["closing"] = line["opening"] + line["income"] - line["total"]
    assert sum(line["closing"] for line in leaves.values()) == closing
