"""The nine tables of a plain text, each read with the help of those that say the same in another way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from assistant.readers.flat.basic import read_basic
from assistant.readers.flat.by_function import HEADINGS, read_by_function
from assistant.readers.flat.columns import Columns
from assistant.readers.flat.layout import FlatTable
from assistant.readers.flat.regions import FlatRegion
from assistant.readers.flat.three_public import read_three_public
from assistant.readers.flat.tokens import HALF_CENT, adds_up
from assistant.readers.flat.two_sided import read_two_sided
from schemas.accounts import TableKind

_ORDER: tuple[TableKind, ...] = ("overall", "basic", "general", "income", "expenditure", "fiscal", "fund", "capital", "three_public")
"""A table comes after those whose amounts tell its columns."""

_INCOME_COLUMNS = ("superior", "business", "operating", "affiliated", "other")


@dataclass(slots=True)
class _Known:
    """What the tables read so far say: income by key, 基本支出 of table 6, 合计 of table 5 by column."""

    income: dict[str, Decimal | None] = field(default_factory=dict)
    basic: Decimal | None = None
    general: dict[int, Decimal] = field(default_factory=dict)


def read_flat_tables(regions: Sequence[FlatRegion]) -> dict[int, FlatTable]:
    """The tables that could be made out, by the number of their region."""
    known = _Known()
    tables: dict[int, FlatTable] = {}
    for index in sorted(range(len(regions)), key=lambda index: _ORDER.index(regions[index].kind)):
        table = _read(regions[index], known)
        if table:
            tables[index] = table
    return tables


def _read(region: FlatRegion, known: _Known) -> FlatTable | None:
    if region.kind in ("overall", "fiscal"):
        sides = read_two_sided(region)
        if sides and region.kind == "overall":
            known.income = sides[1]
        return sides[0] if sides else None
    if region.kind == "basic":
        classes = read_basic(region)
        known.basic = classes[1] if classes else None
        return classes[0] if classes else None
    if region.kind == "three_public":
        return read_three_public(region)
    accounts = read_by_function(region, lambda amounts: _settle(region.kind, amounts, known))
    if accounts and region.kind == "general":
        known.general = accounts[1]
    return accounts[0] if accounts else None


def _settle(kind: TableKind, amounts: list[Decimal], known: _Known) -> Columns | None:
    if kind == "income":
        return _settle_income(amounts, known)
    if kind == "expenditure":
        return _settle_expenditure(amounts, known)
    if kind == "general" and len(amounts) == 1 and known.basic is not None:
        return (1,) if adds_up(known.basic, amounts) else (2,) if not known.basic else None
    return None


def _settle_income(amounts: list[Decimal], known: _Known) -> Columns | None:
    """Table 2's 合计 repeats the lines of table 1."""
    if not known.income:
        return None
    fiscal = sum((known.income.get(key) or Decimal(0) for key in ("general", "fund", "capital")), Decimal(0))
    stated = [fiscal, *(known.income.get(key) or Decimal(0) for key in _INCOME_COLUMNS)]
    columns = tuple(index for index, amount in enumerate(stated, start=1) if amount)
    agree = len(columns) == len(amounts) and all(
        adds_up(stated[column - 1], [amount]) for column, amount in zip(columns, amounts, strict=True)
    )
    return columns if agree else None


def _settle_expenditure(amounts: list[Decimal], known: _Known) -> Columns | None:
    """Table 3's 合计 holds table 5's 基本支出 and 项目支出, and perhaps more: the one way in which it can."""
    least = {column: known.general.get(column, Decimal(0)) for column in (1, 2)} if known.general else {}
    if len(least) < 2 or len(known.general) < 2:
        return None
    ways = [
        columns
        for columns in combinations(range(1, len(HEADINGS["expenditure"])), len(amounts))
        if all(dict(zip(columns, amounts, strict=True)).get(column, Decimal(0)) >= amount - HALF_CENT for column, amount in least.items())
    ]
    return ways[0] if len(ways) == 1 else None
