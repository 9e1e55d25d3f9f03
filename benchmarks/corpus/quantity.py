"""Quantities: an exact value with the bounds that the tables permit, and the arithmetic of a report on them."""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Quantity:
    """A value in the fact's unit; ``low`` and ``high`` bound it as far as the tables show."""

    fact: str
    year: int
    value: Decimal
    low: Decimal
    high: Decimal

    def called(self, fact: str) -> "Quantity":
        """The same under another fact's id."""
        return replace(self, fact=fact)


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """``value`` with ``decimals`` decimals, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def change_of(now: Quantity, prior: Quantity, fact: str) -> Quantity:
    """The size of the change from ``prior`` to ``now``, never negative."""
    low, high = now.low - prior.high, now.high - prior.low
    if now.value < prior.value:
        low, high = -high, -low
    return Quantity(fact, now.year, abs(now.value - prior.value), low, high)


def rate_of(now: Quantity, prior: Quantity, fact: str) -> Quantity | None:
    """The size of the change in % of ``prior``; None on a zero base."""
    if prior.value == 0:
        return None
    value = abs(now.value - prior.value) / prior.value * HUNDRED
    if prior.low <= 0:
        return Quantity(fact, now.year, value, Decimal("-Infinity"), Decimal("Infinity"))
    ends = sorted(((now.low - prior.high) / prior.high * HUNDRED, (now.high - prior.low) / prior.low * HUNDRED))
    if now.value < prior.value:
        ends = sorted(-end for end in ends)
    return Quantity(fact, now.year, value, ends[0], ends[1])


def ratio_of(part: Quantity, whole: Quantity, fact: str) -> Quantity | None:
    """``part`` in % of ``whole``; None where the whole is nothing."""
    if whole.value == 0:
        return None
    value = part.value / whole.value * HUNDRED
    if whole.low <= 0:
        return Quantity(fact, part.year, value, Decimal("-Infinity"), Decimal("Infinity"))
    return Quantity(fact, part.year, value, part.low / whole.high * HUNDRED, part.high / whole.low * HUNDRED)
