"""Facts (指标值): every figure a report may state, each with its formula and its cells."""

from decimal import Decimal
from typing import Literal

from schemas.frozen import Frozen
from schemas.place import Place

FactUnit = Literal["万元", "%", "人", "辆", "台（套）", "个", "批次", "人次", "分"]


class Fact(Frozen):
    """One figure: a cell, an input, or a formula over other facts.

    ``value`` is exact and unrounded: money in 万元 (a table in 元 is divided by 10,000, which in
    Decimal loses nothing), percentages in % (5.4 is 5.4%). Blank, or a rate that does not exist
    (zero base, zero budget), is ``None``. ``formula`` names other facts: ``{a} − {b}``.
    """

    id: str
    label: str
    value: Decimal | None
    unit: FactUnit
    year: int
    formula: str | None = None
    decimals: int | None = None
    places: tuple[Place, ...] = ()


class FactSheet(Frozen):
    """The facts of one unit and year, by id, in the order in which they were computed."""

    unit: str
    year: int
    facts: dict[str, Fact]

    def value(self, fact_id: str) -> Decimal | None:
        """The value of a fact; None where it is blank or there is no such fact."""
        fact = self.facts.get(fact_id)
        return fact.value if fact else None
