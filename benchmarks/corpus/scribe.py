"""The scribe: looks figures up, writes them in the house style, and marks each where it stands."""

from decimal import Decimal
from random import Random
from typing import Final, TypeVar

from benchmarks.corpus.house import House
from benchmarks.corpus.marks import Mark, Tag, enclose
from benchmarks.corpus.quantity import ZERO, Quantity, round_half_up
from benchmarks.corpus.units import Unit
from schemas.facts import FactSheet

T = TypeVar("T")
HALF_CENT: Final = Decimal("0.005")


class Scribe:
    """Writes the sentences of one report; ``marks`` grows with every figure and telling word.

    ``shown`` are the facts of the tables as published, ``exact`` those of the same tables in 元.
    """

    def __init__(self, unit: Unit, house: House, sheets: tuple[FactSheet, FactSheet], random: Random) -> None:
        self.unit = unit
        self.house = house
        self.random = random
        self.marks: list[Mark] = []
        self.claim = 0
        self._shown, self._exact = sheets

    def pick(self, *choices: T) -> T:
        """One of the choices."""
        return self.random.choice(choices)

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self.random.random() < probability

    def begin_claim(self) -> None:
        """From here on figures and words belong to a new statement."""
        self.claim += 1

    def known(self, fact: str) -> bool:
        """Whether a fact has an amount, and not a blank."""
        return self._shown.value(fact) is not None

    def quantity(self, fact: str) -> Quantity:
        """An amount of the tables or inputs; a blank is nothing."""
        entry = self._shown.facts.get(fact)
        value = (entry.value if entry else None) or ZERO
        tail = HALF_CENT if self._rounded(fact) else ZERO
        exact = (self._exact.value(fact) or ZERO) if self.house.exact else value
        year = entry.year if entry else self.unit.year
        return Quantity(fact, year, exact, value - tail, value + tail)

    def _rounded(self, fact: str) -> bool:
        entry = self._shown.facts.get(fact)
        overall = self.unit.accounts.overall
        in_wan = overall is not None and overall.money == "万元"
        return in_wan and entry is not None and bool(entry.places) and entry.places[0].file != "补充资料"

    def money(self, quantity: Quantity, role: str = "level") -> str:
        """An amount with its unit."""
        yuan = self.house.money == "元"
        in_yi = self.house.yi and quantity.value >= 10_000 and self.chance(0.4)
        unit = "元" if yuan else "亿元" if in_yi else "万元"
        scale = 4 if yuan else -4 if in_yi else 0
        value = quantity.value.scaleb(scale)
        decimals = self.pick(2, 3, 4) if in_yi else self.house.money_decimals
        if value and not round_half_up(value, decimals):
            decimals = 2
        return self._figure(quantity, role, self._numeral(round_half_up(value, decimals)), unit)

    def numeral(self, value: Decimal) -> str:
        """An amount of 万元 in the house's unit and decimals, without its unit."""
        return self._numeral(round_half_up(value.scaleb(4 if self.house.money == "元" else 0), self.house.money_decimals))

    def shown_zero(self, quantity: Quantity) -> bool:
        """Whether an amount that is not nothing would be written as 0."""
        return quantity.value != 0 and not round_half_up(quantity.value, 2)

    def percent(self, quantity: Quantity, role: str, sign: str = "%") -> str:
        """A percentage with its sign."""
        decimals = self.house.percent_decimals
        while quantity.value and not round_half_up(quantity.value, decimals) and decimals < 2:
            decimals += 1
        value = round_half_up(quantity.value, decimals)
        text = f"{value:f}" if self.house.percent_zeros else trim(f"{value:f}")
        return self._figure(quantity, role, text, sign)

    def count(self, value: int | Decimal, unit: str, fact: str = "", role: str = "count") -> str:
        """A count of things."""
        exact = Decimal(value)
        return self._figure(Quantity(fact, self.unit.year, exact, exact, exact), role, f"{value}", unit)

    def year(self, year: int, tag: Tag = "own_year") -> str:
        """A year in figures; the report's own where nothing else is said."""
        exact = Decimal(year)
        return self._mark(Mark(tag=tag, role="date", year=year, value=exact, low=exact, high=exact), str(year))

    def word(self, tag: Tag, text: str, fact: str = "") -> str:
        """A telling word: a direction, a comparison, a name."""
        return self._mark(Mark(tag=tag, fact=fact, claim=self.claim), text)

    def name(self) -> str:
        """The unit's name."""
        return self.word("unit_name", self.unit.name)

    def self_name(self) -> str:
        """The unit's name, or what it calls itself."""
        return self.name() if self.chance(0.5) else self.unit.short_name

    def quoted(self, text: str) -> str:
        """``text`` in the house's quotation marks."""
        return f"{self.house.quotes[:1]}{text}{self.house.quotes[1:]}"

    def _figure(self, quantity: Quantity, role: str, numeral: str, unit: str) -> str:
        decimals = len(numeral.partition(".")[2])
        mark = Mark(
            tag="number",
            role=role,
            fact=quantity.fact,
            year=quantity.year,
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            decimals=decimals,
            unit=unit,
            claim=self.claim,
        )
        return self._mark(mark, numeral, unit)

    def _mark(self, mark: Mark, text: str, unit: str = "") -> str:
        self.marks.append(mark)
        return enclose(len(self.marks) - 1, text, unit)

    def _numeral(self, value: Decimal) -> str:
        text = f"{value:,f}" if self.house.commas else f"{value:f}"
        return text if self.house.money_zeros else trim(text)


def trim(numeral: str) -> str:
    """A numeral without the zeros that end its decimals."""
    return numeral.rstrip("0").rstrip(".") if "." in numeral else numeral
