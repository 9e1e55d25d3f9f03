"""Scoring: the points an indicator earns by target, actual and weight, for every way its words can be read.

A positive indicator (at least X) earns weight × B / A, a reverse one (at most X) weight × A / B, neither more
than the weight (关于项目支出绩效自评的计分说明, as the forms print it).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.checking.quantities import WAN_COUNTS, comparable
from assistant.checking.reading.form_rows import Indicator
from assistant.numerals.interval import Interval, total
from assistant.numerals.targets import may_count_down
from assistant.numerals.units import MONEY_IN_WAN
from schemas.number import Number

MONTHS = Decimal(12)
SMALL = Decimal(100)
"""Counts below this are not rounded."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to score a row: the actual it takes, the points as an interval and as computed from what is written.

    ``direct`` tells that the actual is a number as it stands there, not a sum or a monthly mean.
    """

    actual: Number
    points: Interval
    point: Decimal
    reverse: bool
    direct: bool

    def is_full(self, weight: Decimal) -> bool:
        """Whether nothing is taken off."""
        return self.point >= weight


def list_readings(row: Indicator) -> list[Reading]:
    """Every reading of a row; none where its target or its weight is no positive number, or no actual has its unit.

    A target without a bound is read as one not to be exceeded where it was exceeded, or where less may be better.
    """
    target, weight = row.target, row.weight.value
    if target is None or not target.value or target.value < 0 or not weight:
        return []
    aim = target.value * _worth(target)
    readings = []
    for actual, interval, value, direct in _actuals(row, target):
        if row.bound != "most":
            readings.append(_reading(actual, interval / Interval.exact(aim), value / aim, weight, False, direct))
        reverse = row.bound == "most" or (not row.bound and (value > aim or may_count_down(row.name, target)))
        if reverse and value > 0 and interval.low > 0:
            readings.append(_reading(actual, Interval.exact(aim) / interval, aim / value, weight, True, direct))
    return readings


def list_comparable(row: Indicator) -> list[Number]:
    """The numbers of the actual that can be held against the target: of its unit, or the only one and without a unit."""
    target = row.target
    if target is None:
        return []
    alike = [number for number in row.actual if number.value is not None and comparable(number, target)]
    counted = target.kind in {"count", "money"} and target.unit[:1] not in {"万", "亿"}
    bare = len(row.actual) == 1 and row.actual[0].kind == "plain"
    return alike or (list(row.actual) if bare and counted else [])


def _actuals(row: Indicator, target: Number) -> Iterator[tuple[Number, Interval, Decimal, bool]]:
    """What the actual can be: each number, their sum, and of a monthly target a twelfth of a year's."""
    numbers = list_comparable(row)
    values = [(number.value or Decimal(0)) * _worth(number, target) for number in numbers]
    intervals = [_stated(number) * Interval.exact(_worth(number, target)) for number in numbers]
    for number, interval, value in zip(numbers, intervals, values, strict=True):
        yield number, interval, value, True
        if "月" in row.name:
            yield number, interval / Interval.exact(MONTHS), value / MONTHS, False
    if len(numbers) > 1:
        yield numbers[0], total(intervals), sum(values, Decimal(0)), False


def _stated(number: Number) -> Interval:
    """What an actual stands for: a small whole count is exact, anything else as it was rounded."""
    value = number.value or Decimal(0)
    counted = number.kind == "count" and not number.unit.startswith("万") and number.decimals == 0 and value < SMALL
    return Interval.exact(value) if counted else Interval.stated(value, number.decimals)


def _reading(actual: Number, ratio: Interval, value: Decimal, weight: Decimal, reverse: bool, direct: bool) -> Reading:
    points = ratio * Interval.exact(weight)
    capped = Interval(min(points.low, weight), min(points.high, weight))
    return Reading(actual, capped, min(value * weight, weight), reverse, direct)


def _worth(number: Number, like: Number | None = None) -> Decimal:
    """What one of a number's unit is: money in 万元, counts in ones; a bare one is of the unit of ``like``."""
    if number.kind == "plain" and like is not None and like.kind != "plain":
        return _worth(like)
    if number.kind == "money":
        return MONEY_IN_WAN[number.unit]
    return WAN_COUNTS if number.kind == "count" and number.unit.startswith("万") else Decimal(1)
