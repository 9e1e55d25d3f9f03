"""Quantities: what a mention states, as an interval in 万元, % or its own unit, and how it is shown."""

from decimal import Decimal

from assistant.checking.reading.mentions import Mention
from assistant.numerals.interval import Interval
from assistant.numerals.render import render_plain
from assistant.numerals.units import MONEY_IN_WAN
from schemas.number import Number

WAN_COUNTS = Decimal(10_000)


def stated(mention: Mention) -> Interval | None:
    """The closed interval that a number stands for: money in 万元, ‰ in %, counts in ones, sign left out."""
    value = mention.number.value
    if mention.interval is None and value is not None:
        mention.interval = _interval(mention.number, abs(value) if mention.sign else value)
    return mention.interval


def _interval(number: Number, value: Decimal) -> Interval:
    interval = Interval.stated(value, number.decimals)
    factor = _factor(number)
    return interval if factor == 1 else interval * Interval.exact(factor)


def signed(mention: Mention) -> Interval | None:
    """The interval with the direction that the words gave it."""
    interval = stated(mention)
    return -interval if interval is not None and mention.sign < 0 else interval


def size(interval: Interval) -> Interval:
    """How large a difference may be, its direction left out."""
    if interval.low >= 0:
        return interval
    return -interval if interval.high <= 0 else Interval(Decimal(0), max(-interval.low, interval.high))


def middle(mention: Mention) -> Decimal | None:
    """The stated value itself, in the unit of ``stated``."""
    value = mention.number.value
    return None if value is None else value * _factor(mention.number)


def same_value(one: Mention, other: Mention) -> bool:
    """Whether two numbers can be the same quantity."""
    a, b = stated(one), stated(other)
    return a is not None and b is not None and comparable(one.number, other.number) and a.overlaps(b)


def bare_count(mention: Mention, other: Mention) -> Decimal:
    """What a bare 万 or 亿 is worth beside a count (3.43万 beside 3.76万人次), else 1."""
    if mention.number.unit in {"万", "亿"} and other.number.kind == "count":
        return WAN_COUNTS
    return Decimal(1)


def comparable(one: Number, other: Number) -> bool:
    """Whether two numbers are of one kind: money with money, % with %, a count with its own unit."""
    if one.kind != other.kind:
        return False
    return one.kind != "count" or one.unit.removeprefix("万") == other.unit.removeprefix("万")


def alike(one: Mention, other: Mention) -> bool:
    """Whether two amounts are of one kind; a number without a unit may have lost it."""
    return comparable(one.number, other.number) or "plain" in {one.number.kind, other.number.kind}


def comparable_unit(number: Number, unit: str) -> bool:
    """Whether a number can state a fact of this unit; one without a unit states money or a count."""
    if number.kind == "percent":
        return unit == "%"
    if number.kind == "money":
        return unit == "万元"
    if number.kind in {"count", "score"}:
        return unit == number.unit.removeprefix("万") or (unit == "台（套）" and number.unit[:1] in {"台", "套"})
    return number.kind == "plain" and unit != "%"


def show(value: Decimal, like: Number) -> str:
    """A value of the unit of ``stated`` as the author would have written it in the place of ``like``."""
    decimals = like.decimals
    if like.kind == "percent" and decimals == 0:
        decimals = 1
    text = render_plain(value / _factor(like), max(decimals, 2) if like.kind == "money" else decimals, False, "," in like.text)
    return text + like.text[like.digits_end - like.start :].replace("％", "%")


def _factor(number: Number) -> Decimal:
    if number.kind == "money":
        return MONEY_IN_WAN[number.unit]
    if number.unit == "‰":
        return Decimal("0.1")
    return WAN_COUNTS if number.kind == "count" and number.unit.startswith("万") else Decimal(1)
