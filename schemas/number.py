"""A number found in text: its place, its value, what kind of number it is."""

from decimal import Decimal
from typing import Literal, NamedTuple

NumberKind = Literal["money", "percent", "points", "score", "count", "plain", "date", "time", "ordinal", "code", "document_number"]
"""``points`` is 个百分点; ``plain`` has no unit; the last five are not quantities and state no claim."""


class Number(NamedTuple):
    """One number as it stands in a text.

    ``start``/``end`` index the text it was found in, in characters, unit included; ``digits_end`` is
    where the numeral itself ends. ``value`` is what the numeral and its 万/亿 say (``2.5亿元`` is
    2.5 with unit 亿元; ``1.3万人`` is 1.3 with unit 万人), ``decimals`` the decimals it is written with.
    """

    start: int
    end: int
    digits_end: int
    text: str
    kind: NumberKind
    value: Decimal | None
    decimals: int
    unit: str
