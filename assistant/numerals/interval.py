"""Intervals: what a stated number can have been before it was rounded, and arithmetic that keeps that promise."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

_DOWN = Context(prec=50, rounding=ROUND_FLOOR)
_UP = Context(prec=50, rounding=ROUND_CEILING)
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from ``low`` to ``high``, both included.

    Results are rounded outward at 50 digits: whatever values the operands stand for, the value
    computed from them lies in the result.
    """

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        """Refuse an interval that ends before it begins.

        Raises:
            ValueError: ``low`` is greater than ``high``, or one of them is not a number.
        """
        if self.low.is_nan() or self.high.is_nan() or self.low > self.high:
            raise ValueError(f"not an interval: {self.low}..{self.high}")

    @classmethod
    def exact(cls, value: Decimal) -> "Interval":
        """The interval that holds just ``value``."""
        return cls(value, value)

    @classmethod
    def stated(cls, value: Decimal, decimals: int) -> "Interval":
        """What ``value``, written with ``decimals`` decimals, stands for: half a unit of the last place either way."""
        half = _HALF.scaleb(-decimals)
        return cls(_DOWN.subtract(value, half), _UP.add(value, half))

    def __add__(self, other: "Interval") -> "Interval":
        """Every sum of a value of each."""
        return Interval(_DOWN.add(self.low, other.low), _UP.add(self.high, other.high))

    def __sub__(self, other: "Interval") -> "Interval":
        """Every difference of a value of each."""
        return Interval(_DOWN.subtract(self.low, other.high), _UP.subtract(self.high, other.low))

    def __mul__(self, other: "Interval") -> "Interval":
        """Every product of a value of each."""
        if not (self.low.is_signed() or other.low.is_signed()):
            return Interval(_DOWN.multiply(self.low, other.low), _UP.multiply(self.high, other.high))
        pairs = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(_DOWN.multiply(a, b) for a, b in pairs), max(_UP.multiply(a, b) for a, b in pairs))

    def __truediv__(self, other: "Interval") -> "Interval":
        """Every quotient of a value of each.

        Raises:
            ZeroDivisionError: ``other`` contains 0.
        """
        if not (self.low.is_signed() or other.low.is_signed() or other.low.is_zero()):
            return Interval(_DOWN.divide(self.low, other.high), _UP.divide(self.high, other.low))
        if other.contains(Decimal(0)):
            raise ZeroDivisionError(f"division by an interval around zero: {other.low}..{other.high}")
        pairs = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(_DOWN.divide(a, b) for a, b in pairs), max(_UP.divide(a, b) for a, b in pairs))

    def __neg__(self) -> "Interval":
        """The interval mirrored at 0."""
        return Interval(self.high.copy_negate(), self.low.copy_negate())

    def contains(self, value: Decimal) -> bool:
        """Whether ``value`` lies within, the ends included."""
        return self.low <= value <= self.high

    def overlaps(self, other: "Interval") -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of ``intervals``; that of none is exactly 0."""
    result = Interval.exact(Decimal(0))
    for interval in intervals:
        result += interval
    return result
