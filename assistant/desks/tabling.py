"""Tabling: the figures of a desk as rows to be looked through, and as series to be drawn."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from assistant.desks.desk import Desk
from assistant.desks.sources import level_of, stem_of
from schemas.accounts import TABLE_TITLES, Table
from schemas.facts import FactSheet


class Row(NamedTuple):
    """One amount with what is known beside it; money in 万元, rates in %."""

    stem: str
    label: str
    unit: str
    value: Decimal | None
    prior: Decimal | None
    change: Decimal | None
    change_rate: Decimal | None
    share: Decimal | None
    completion: Decimal | None
    places: str


def list_rows(desk: Desk) -> list[Row]:
    """Every amount of a unit that is not blank this year or last, in the order of the tables."""
    sheet = desk.sheet
    stems = dict.fromkeys(stem_of(fact, sheet) for fact in sheet.facts)
    rows = (_row(stem, fact, sheet) for stem in stems if (fact := level_of(stem, sheet)))
    return [row for row in rows if row.value is not None or row.prior]


def _row(stem: str, fact_id: str, sheet: FactSheet) -> Row:
    fact = sheet.facts[fact_id]
    known = {name: sheet.value(f"{stem}.{name}") for name in ("prior", "change", "change_rate", "share", "completion")}
    return Row(stem, fact.label, fact.unit, fact.value, **known, places="、".join(str(place) for place in fact.places))


def list_tables(desk: Desk) -> list[str]:
    """For each of the nine tables a line: where it was read, or that there is none."""
    accounts = desk.draft.material.accounts
    lines = []
    for kind, title in TABLE_TITLES.items():
        table = getattr(accounts, kind)
        lines.append(f"{title}：{_where(table) if table else '没有这张表'}")
    return lines


def _where(table: Table) -> str:
    """The file and sheet of a table, and that it is empty where it is."""
    place = table.place
    return f"{place}{'（空表）' if table.empty else ''}"


class Point(NamedTuple):
    """One bar of a chart."""

    label: str
    series: str
    value: Decimal


def moving_totals(desk: Desk) -> list[Point]:
    """This year's and last year's totals."""
    stems = ("income.total", "expenditure.total", "fiscal.total", "general.total")
    return list(_two_years(desk, stems))


def structure(desk: Desk) -> list[Point]:
    """What general spending is made of, by class of account."""
    rows = (row for row in list_rows(desk) if row.stem.startswith("function.") and len(row.stem.rpartition(".")[2]) == 3)
    return [Point(row.label.removesuffix("支出决算数"), "支出", row.value) for row in rows if row.value]


def three_public(desk: Desk) -> list[Point]:
    """Budget, spending and last year's spending of each kind of 三公经费."""
    names = {"abroad": "因公出国（境）", "vehicle_purchase": "公务用车购置", "vehicle_operation": "公务用车运行", "reception": "公务接待"}
    kinds = {"budget": "预算数", "actual": "决算数", "prior": "上年决算数"}
    values = (
        (label, told, desk.sheet.value(f"three_public.{stem}.{kind}")) for stem, label in names.items() for kind, told in kinds.items()
    )
    return [Point(label, told, value) for label, told, value in values if value is not None]


def completions(desk: Desk) -> list[Point]:
    """How much of its budget each account carried out, in %."""
    rows = (
        row for row in list_rows(desk) if row.completion is not None and (row.stem.startswith("function.") or row.stem == "general.total")
    )
    return [Point(row.label.removesuffix("支出决算数"), "完成率", row.completion) for row in rows if row.completion is not None]


def _two_years(desk: Desk, stems: tuple[str, ...]) -> Iterator[Point]:
    year = desk.sheet.year
    for stem in stems:
        fact = level_of(stem, desk.sheet)
        for name, value in ((f"{year}年", desk.sheet.value(fact or "")), (f"{year - 1}年", desk.sheet.value(f"{stem}.prior"))):
            if fact and value is not None:
                yield Point(desk.sheet.facts[fact].label, name, value)
