"""Sums of amounts over units, added one unit at a time, each with the number of its units and what rounding may have moved it by."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.figures.amounts import AmountName, read_key
from assistant.numerals.interval import Interval
from assistant.numerals.rounding import EXACT

_FINEST = 6
"""Decimals of 万元 that mean anything: 分."""

_HALF = Decimal("0.5")


@dataclass(slots=True)
class Part:
    """An amount's sum, how far rounding may have moved it either way, and how many units state it."""

    value: Decimal = Decimal(0)
    tail: Decimal = Decimal(0)
    units: int = 0

    def add(self, value: Decimal, figures: int = 1) -> None:
        """Add a unit's amount, itself the sum of so many figures."""
        self.value = EXACT.add(self.value, value)
        self.tail = EXACT.add(self.tail, _HALF.scaleb(-min(_count_decimals(value), _FINEST)) * figures)
        self.units += 1

    @property
    def interval(self) -> Interval:
        """What the unrounded amounts may add up to."""
        return Interval(EXACT.subtract(self.value, self.tail), EXACT.add(self.value, self.tail))


class Sum:
    """The sums of all amounts: ``units`` have been added. It grows with the number of accounts, not of units.

    ``tables`` counts, by a table's short title, the units that state an amount other than nought in it.
    """

    def __init__(self) -> None:
        self.units = 0
        self.parts: dict[AmountName, Part] = {}
        self.tables: Counter[str] = Counter()
        self._labels: dict[str, Counter[str]] = {}

    def add(self, amounts: Mapping[str, Decimal]) -> None:
        """Add a unit: its amounts by key, as ``list_amounts`` gives them."""
        self.units += 1
        self.tables.update({read_key(key).name.table for key, value in amounts.items() if value})
        for key, value in amounts.items():
            name, label, figures = read_key(key)
            self.parts.setdefault(name, Part()).add(value, figures)
            if label:
                self._labels.setdefault(name.line, Counter())[label] += 1

    def label(self, line: str) -> str:
        """The name that most units print for an account's code; of equally many, the first in the order of characters."""
        labels = self._labels.get(line, Counter())
        return min(labels, key=lambda label: (-labels[label], label), default="")


def _count_decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"not an amount: {value}")
    return max(0, -exponent)
