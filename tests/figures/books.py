"""A unit's books, from which its nine tables are made: every identity between them holds by construction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assistant.figures.identities import ABSENT
from assistant.figures.levels import THREE_PUBLIC_LABELS
from assistant.numerals.rounding import round_half_up
from schemas.accounts import (
    CLASS_NAMES,
    INCOME_LABELS,
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
    ThreePublic,
)
from schemas.place import Place

Row = dict[str, Decimal]
ZERO = Decimal(0)
NAMES = {
    "20801": "人力资源和社会保障管理事务",
    "2080101": "行政运行",
    "2080109": "社会保险经办机构",
    "21208": "国有土地使用权出让收入安排的支出",
    "2120801": "征地和拆迁补偿支出",
    "2120804": "农村基础设施建设支出",
    "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "30101": "基本工资",
    "30201": "办公费",
}
"""Names of the accounts that tests use; another account is 某款 or 某项."""


@dataclass(frozen=True)
class Books:
    """What a unit received and spent in a year, in 万元 and exact.

    ``general``, ``fund``, ``capital`` are spent from 财政拨款, ``own`` from other income: amounts by 项
    and column (basic, project; ``own`` also remitted, operating, subsidy). ``income`` is the other
    income by key. ``opening`` and ``closing`` are by kind (general, fund, capital), the year's
    appropriation follows from them; ``own_opening`` is the rest. ``three_public`` holds (budget, actual),
    ``names`` the names of accounts that are not among NAMES.
    """

    general: Mapping[str, Row] = field(default_factory=dict)
    fund: Mapping[str, Row] = field(default_factory=dict)
    capital: Mapping[str, Row] = field(default_factory=dict)
    own: Mapping[str, Row] = field(default_factory=dict)
    income: Mapping[str, Decimal] = field(default_factory=dict)
    opening: Mapping[str, Decimal] = field(default_factory=dict)
    closing: Mapping[str, Decimal] = field(default_factory=dict)
    own_opening: Decimal = ZERO
    use_surplus: Decimal = ZERO
    surplus_distribution: Decimal = ZERO
    economic: Mapping[str, Decimal] | None = None
    three_public: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def spent(basic: str = "0", project: str = "0", **other: str) -> Row:
    """The amounts of one 项 in 万元."""
    return {"basic": Decimal(basic), "project": Decimal(project)} | {column: Decimal(value) for column, value in other.items()}


def make_accounts(books: Books, money: MoneyUnit = "万元", unit: str = "示范处", year: int = 2024) -> Accounts:
    """The nine tables of the books: in 元 exactly, or in 万元 with every cell rounded to two decimals for itself."""
    press = _Press(books, money, year)
    return Accounts(
        unit=unit,
        year=year,
        files=("决算.xlsx",),
        overall=press.overall(),
        income=press.income(),
        expenditure=press.expenditure(),
        fiscal=press.fiscal(),
        general=press.general(),
        basic=press.basic(),
        fund=press.fund(),
        capital=press.capital(),
        three_public=press.three_public(),
    )


class _Press:
    """Prints the tables of one unit's books."""

    def __init__(self, books: Books, money: MoneyUnit, year: int) -> None:
        self.books, self.money, self.year = books, money, year
        self.fiscal_spent = {"general": books.general, "fund": books.fund, "capital": books.capital}
        self.appropriated = {
            kind: _all(rows) + books.closing.get(kind, ZERO) - books.opening.get(kind, ZERO) for kind, rows in self.fiscal_spent.items()
        }
        self.opening = sum(books.opening.values(), ZERO)
        self.closing = sum(books.closing.values(), ZERO)
        self.received = sum(self.appropriated.values(), ZERO) + sum(books.income.values(), ZERO)
        self.spent = sum(map(_all, (*self.fiscal_spent.values(), books.own)), ZERO)
        self.total = self.received + books.use_surplus + self.opening + books.own_opening

    def overall(self) -> Overall:
        books, line = self.books, self.liner("收入支出决算总表")
        income = {key: self.appropriated.get(key, books.income.get(key, ZERO)) for key in INCOME_LABELS}
        income |= {"total": self.received, "use_surplus": books.use_surplus}
        income |= {"opening": self.opening + books.own_opening, "grand_total": self.total}
        spending = self.classes(*self.fiscal_spent.values(), books.own) | {"total": self.spent}
        spending |= {"surplus_distribution": books.surplus_distribution}
        spending |= {"closing": self.total - self.spent - books.surplus_distribution, "grand_total": self.total}
        return Overall(
            **self.heading("收入支出决算总表"),
            income=tuple(line(key, ABSENT[key], {"amount": value}) for key, value in income.items()),
            expenditure=tuple(line(key, ABSENT[key], {"amount": value}) for key, value in spending.items()),
        )

    def income(self) -> Income:
        rows: dict[str, Row] = {}
        for kind_rows in self.fiscal_spent.values():
            for code, row in kind_rows.items():
                rows.setdefault(code, {}).setdefault("fiscal", ZERO)
                rows[code]["fiscal"] += sum(row.values(), ZERO)
        first = next(iter(rows), "2080101")
        row = rows.setdefault(first, {})
        row["fiscal"] = row.get("fiscal", ZERO) + self.closing - self.opening
        row |= self.books.income
        return Income(**self.by_function("收入决算表", rows, ("fiscal", "superior", "business", "operating", "affiliated", "other")))

    def expenditure(self) -> Expenditure:
        rows: dict[str, Row] = {}
        for kind_rows in (*self.fiscal_spent.values(), self.books.own):
            for code, row in kind_rows.items():
                into = rows.setdefault(code, {})
                for column, value in row.items():
                    into[column] = into.get(column, ZERO) + value
        return Expenditure(**self.by_function("支出决算表", rows, ("basic", "project", "remitted", "operating", "subsidy")))

    def fiscal(self) -> Fiscal:
        books, line, title = self.books, self.liner("财政拨款收入支出决算总表"), "财政拨款收入支出决算总表"
        income = self.appropriated | {"total": sum(self.appropriated.values(), ZERO), "opening": self.opening}
        income |= {f"opening_{kind}": books.opening.get(kind, ZERO) for kind in self.fiscal_spent}
        income |= {"grand_total": income["total"] + self.opening}
        by_kind = {kind: self.classes(rows) | {"total": _all(rows)} for kind, rows in self.fiscal_spent.items()}
        for kind, column in by_kind.items():
            column["closing"] = books.closing.get(kind, ZERO)
            column["grand_total"] = column["total"] + column["closing"]
        classes = dict.fromkeys(key for column in by_kind.values() for key in column if key.isdigit())
        keys = (*classes, "total", "closing", "grand_total")
        spending = {key: {kind: column.get(key, ZERO) for kind, column in by_kind.items()} for key in keys}
        return Fiscal(
            **self.heading(title),
            income=tuple(line(key, ABSENT[key], {"amount": value}) for key, value in income.items()),
            expenditure=tuple(line(key, ABSENT[key], {"total": sum(row.values(), ZERO), **row}) for key, row in spending.items()),
        )

    def general(self) -> General:
        return General(**self.by_function("一般公共预算财政拨款支出决算表", self.books.general, ("basic", "project")))

    def basic(self) -> Basic:
        line, title = self.liner("一般公共预算财政拨款基本支出决算表"), "一般公共预算财政拨款基本支出决算表"
        whole = sum((row.get("basic", ZERO) for row in self.books.general.values()), ZERO)
        economic = {"30101": whole} if self.books.economic is None else dict(self.books.economic)
        classes = dict.fromkeys(code[:3] for code in economic)
        sums = {key: sum((value for code, value in economic.items() if code.startswith(key)), ZERO) for key in classes}
        names = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助"}
        rows = [line(key, names.get(key) or self.name(key), {"amount": value}) for key, value in (sums | economic).items()]
        personnel = sum((value for key, value in sums.items() if key in {"301", "303"}), ZERO)
        return Basic(
            **self.heading(title),
            rows=tuple(rows),
            personnel=line("personnel", "人员经费合计", {"amount": personnel}),
            public=line("public", "公用经费合计", {"amount": sum(sums.values(), ZERO) - personnel}),
        )

    def fund(self) -> Fund:
        return Fund(**self.flows("政府性基金预算财政拨款收入支出决算表", "fund"))

    def capital(self) -> Capital:
        return Capital(**self.flows("国有资本经营预算财政拨款支出决算表", "capital"))

    def three_public(self) -> ThreePublic:
        parts = {key: self.books.three_public.get(key, (ZERO, ZERO)) for key in THREE_PUBLIC_LABELS}
        parts["vehicles"] = _add(parts["vehicle_purchase"], parts["vehicle_operation"])
        parts["total"] = _add(parts["abroad"], parts["vehicles"], parts["reception"])
        line, title = self.liner("财政拨款“三公”经费支出决算表"), "财政拨款“三公”经费支出决算表"
        rows = tuple(line(key, THREE_PUBLIC_LABELS[key], {"budget": budget, "actual": actual}) for key, (budget, actual) in parts.items())
        return ThreePublic(**self.heading(title), rows=rows)

    def flows(self, title: str, kind: str) -> dict[str, Any]:
        rows = {code: dict(row) for code, row in self.fiscal_spent[kind].items()}
        for number, row in enumerate(rows.values()):
            opening, closing = (self.books.opening, self.books.closing) if number == 0 else ({}, {})
            row["opening"], row["closing"] = opening.get(kind, ZERO), closing.get(kind, ZERO)
            row["income"] = row["basic"] + row["project"] + row["closing"] - row["opening"]
        return self.by_function(title, rows, ("basic", "project"), ("opening", "income", "closing"))

    def by_function(self, title: str, rows: Mapping[str, Row], parts: tuple[str, ...], more: tuple[str, ...] = ()) -> dict[str, Any]:
        line = self.liner(title)
        codes = sorted({code[:length] for code in rows for length in (3, 5, 7)})

        def amounts(prefix: str) -> Row:
            columns = {
                column: sum((row.get(column, ZERO) for code, row in rows.items() if code.startswith(prefix)), ZERO)
                for column in (*parts, *more)
            }
            return {"total": sum((columns[part] for part in parts), ZERO), **columns}

        lines = tuple(line(code, self.name(code), amounts(code)) for code in codes)
        return self.heading(title) | {"total": line("total", "合计", amounts("")), "rows": lines}

    def name(self, code: str) -> str:
        other = "某款" if len(code) == 5 else "某项"
        return CLASS_NAMES.get(code) or self.books.names.get(code) or NAMES.get(code, other)

    def classes(self, *spending: Mapping[str, Row]) -> Row:
        sums: Row = {}
        for rows in spending:
            for code, row in rows.items():
                sums[code[:3]] = sums.get(code[:3], ZERO) + sum(row.values(), ZERO)
        return dict(sorted(sums.items()))

    def heading(self, title: str) -> dict[str, Any]:
        return {"title": title, "year": self.year, "money": self.money, "decimals": 2, "place": Place(file="决算.xlsx", sheet=title)}

    def liner(self, title: str) -> Callable[[str, str, Mapping[str, Decimal]], Line]:
        def line(key: str, label: str, amounts: Mapping[str, Decimal]) -> Line:
            cells = {
                column: Cell(value=self.amount(value), place=Place(file="决算.xlsx", sheet=title, cell=f"{key}.{column}"))
                for column, value in amounts.items()
            }
            return Line(key=key, label=label, cells=cells)

        return line

    def amount(self, value: Decimal) -> Decimal | None:
        shown = round_half_up(value if self.money == "万元" else value * 10_000, 2)
        return shown if value else None


def _all(rows: Mapping[str, Row]) -> Decimal:
    return sum((value for row in rows.values() for value in row.values()), ZERO)


def _add(*pairs: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    return sum((pair[0] for pair in pairs), ZERO), sum((pair[1] for pair in pairs), ZERO)
