"""Relations: what must hold between mentions, and whether any values they can stand for satisfy it."""

from dataclasses import dataclass
from decimal import Decimal

from assistant.checking.quantities import middle, show, signed, stated
from assistant.checking.reading.mentions import Mention
from assistant.numerals.interval import Interval
from assistant.numerals.rounding import round_half_up


@dataclass(slots=True, eq=False)
class Relation:
    """One claim that follows from others: ``target`` must lie in ``expected``, computed from ``sources``.

    ``point`` is the value computed from the numbers as written; ``formula`` shows how. ``blames_target``
    tells that the rule knows the target to be the wrong one.
    """

    rule: str
    target: Mention
    sources: tuple[Mention, ...]
    expected: Interval
    point: Decimal
    formula: str
    message: str
    blames_target: bool = False

    @property
    def holds(self) -> bool:
        """Whether some value of the target lies in what its sources allow."""
        interval = signed(self.target)
        return interval is not None and interval.overlaps(self.expected)

    @property
    def is_tail(self) -> bool:
        """Whether it holds, but the target is not the rounded result: a rounding tail."""
        number = self.target.number
        value = middle(self.target)
        if value is None or not self.holds:
            return False
        unit = value / number.value if number.value else Decimal(1)
        shown = round_half_up(abs(self.point) / unit, number.decimals) if unit else abs(self.point)
        return number.value is not None and shown != abs(number.value)

    def expected_text(self) -> str:
        """The value that the target should show."""
        return show(abs(self.point) if self.target.sign else self.point, self.target.number)


def quotient(part: Interval, whole: Interval) -> Interval | None:
    """``part`` in % of ``whole``; None where the whole may be zero."""
    if whole.contains(Decimal(0)):
        return None
    return part / whole * Interval.exact(Decimal(100))


def amount(mention: Mention | None) -> tuple[Interval, Decimal] | None:
    """The interval and the written value of a mention, with the direction its words gave it."""
    if mention is None:
        return None
    interval, value = signed(mention), middle(mention)
    if interval is None or value is None:
        return None
    return interval, -abs(value) if mention.sign < 0 else value


def plain_amount(mention: Mention | None) -> tuple[Interval, Decimal] | None:
    """As ``amount``, without direction."""
    if mention is None:
        return None
    interval, value = stated(mention), middle(mention)
    return None if interval is None or value is None else (interval, value)


def written(mention: Mention) -> str:
    """The numeral as written, blanks left out."""
    number = mention.number
    return "".join(number.text[: number.digits_end - number.start].split())
