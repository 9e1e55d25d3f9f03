"""Attainment: the quantity that a target asks for and the one that the actual states of it."""

import re
from decimal import Decimal
from typing import NamedTuple

from assistant.numerals.interval import Interval
from assistant.numerals.scan import find_numbers
from assistant.numerals.targets import QUANTITIES, Bound, may_count_down, read_target
from assistant.numerals.units import MONEY_IN_WAN
from schemas.number import Number
from schemas.performance import Indicator

_LARGE = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_UNIT_WORD = re.compile(r"[\u4e00-\u9fff㎡]{1,4}")
"""A unit that the numerals do not know (起, 平方米), if the actual has the same."""

_SMALL = Decimal(100)
_NAMING = 8
"""Characters before a number that may name what it states (月均, 满意率)."""


class Attainment(NamedTuple):
    """Target and actual in one unit, and as written; ``bound`` is the target's, ``rounded`` what the actual can have been.

    ``may_be_reverse`` tells that less may be better though the target has no bound.
    """

    aim: Decimal
    actual: Decimal
    rounded: Interval
    bound: Bound
    may_be_reverse: bool
    aim_text: str
    actual_text: str

    def points(self, weight: Decimal, reverse: bool, capped: bool = True) -> Interval:
        """What an indicator of this weight can have earned, ``capped`` at the weight; of a target of nothing, all or nothing."""
        if not self.aim:
            met = self.bound == "least" or not self.actual
            return Interval.exact(weight if met else Decimal(0))
        aim = Interval.exact(self.aim)
        if reverse and self.rounded.low <= 0:
            return Interval(min(weight, weight * self.aim / self.rounded.high) if self.rounded.high > 0 else weight, weight)
        points = (aim / self.rounded if reverse else self.rounded / aim) * Interval.exact(weight)
        low = max(points.low, Decimal(0))
        return Interval(min(low, weight), min(points.high, weight)) if capped else Interval(low, points.high)


def attain(indicator: Indicator) -> Attainment | None:
    """What an indicator aimed at and reached; None where either is no quantity, or cannot be told from others."""
    target = read_target(indicator.target)
    if target is None or target.number.value is None or target.number.value < 0:
        return None
    unit = indicator.target[target.end :].strip()
    if unit and (target.number.kind != "plain" or not _UNIT_WORD.fullmatch(unit)):
        return None
    actual = _actual(indicator, target.number)
    if actual is None or actual.value is None or actual.value < 0:
        return None
    if unit and not indicator.actual[actual.end :].startswith(unit) and actual.end < len(indicator.actual):
        return None
    aim, reached = _worth(target.number, actual), _worth(actual, target.number)
    rounded = Interval.exact(actual.value) if _is_exact(actual) else Interval.stated(actual.value, actual.decimals)
    return Attainment(
        aim=target.number.value * aim,
        actual=actual.value * reached,
        rounded=rounded * Interval.exact(reached),
        bound=target.bound,
        may_be_reverse=may_count_down(indicator.level2 + indicator.name, target.number),
        aim_text=_text(target.number),
        actual_text=_text(actual),
    )


def _is_exact(number: Number) -> bool:
    """Whether a number was not rounded: a small whole count."""
    small = number.value is not None and number.value < _SMALL
    return number.kind in {"count", "plain"} and number.decimals == 0 and not number.unit.startswith(("万", "亿")) and small


def _actual(indicator: Indicator, target: Number) -> Number | None:
    """The one number of the actual that answers the target: the only one of its kind, else the one that the name asks for."""
    numbers = [number for number in find_numbers(indicator.actual) if number.kind in QUANTITIES and number.value is not None]
    alike = [number for number in numbers if _alike(number, target)] or (
        numbers if len(numbers) == 1 and _is_bare(numbers[0], target) else []
    )
    if len(alike) == 1 and (len(numbers) == 1 or _is_named(indicator, alike[0])):
        return alike[0]
    named = [number for number in alike if _is_named(indicator, number)]
    return named[0] if len(named) == 1 else None


def _alike(number: Number, target: Number) -> bool:
    if number.kind == "count" and target.kind == "count":
        return _unit(number) == _unit(target) or {_unit(number), _unit(target)} == {"人", "人次"}
    return number.kind == target.kind


def _is_bare(number: Number, target: Number) -> bool:
    """Whether one of two numbers has no unit of its own, or just 万, so that it is of the other's."""
    kinds = {_kind(number), _kind(target)}
    return "plain" in kinds and kinds <= {"plain", "count", "money", "score"}


def _kind(number: Number) -> str:
    return "plain" if number.unit in _LARGE else number.kind


def _is_named(indicator: Indicator, number: Number) -> bool:
    """Whether the words before a number name what the indicator measures: its last words, or the month of a monthly one."""
    before = indicator.actual[max(0, number.start - _NAMING) : number.start]
    monthly = "月" in indicator.name and before.rstrip().endswith(("月均", "每月", "月平均", "平均每月"))
    return monthly or (bool(before.strip()) and indicator.name.endswith(before.strip()[-3:]))


def _worth(number: Number, other: Number) -> Decimal:
    """What one of a number's unit is in ones, or for money in 万元; a bare number is of the unit of the other."""
    if number.unit in _LARGE and _kind(other) != "money" and other.unit not in _LARGE:
        return _LARGE[number.unit]
    if number.kind == "money":
        return MONEY_IN_WAN[number.unit]
    if number.kind == "plain":
        return MONEY_IN_WAN[other.unit] if _kind(other) == "money" else Decimal(1)
    return _LARGE["万"] if number.unit.startswith("万") else Decimal(1)


def _unit(number: Number) -> str:
    return number.unit.removeprefix("万")


def _text(number: Number) -> str:
    return "".join(number.text.split())
