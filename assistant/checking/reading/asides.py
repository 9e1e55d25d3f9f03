"""Asides: remarks in brackets, and dates that are whole years."""

import re

from assistant.checking.reading.mentions import EXEMPT
from assistant.checking.reading.spans import any_between
from schemas.number import Number

_ASIDE = re.compile(r"[（(](?:[^（）()]|[（(][^（）()]{0,12}[)）]){6,}+[)）]")
"""A remark; what it names may have brackets of its own (因公出国（境）费)."""


def find_asides(text: str, numbers: tuple[Number, ...]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Remarks in brackets: those without an amount, which change neither topic nor role, and those with."""
    amounts = [number.start for number in numbers if number.kind not in EXEMPT]
    spans = [match.span() for match in _ASIDE.finditer(text)]
    telling = [span for span in spans if any_between(amounts, *span)]
    return [span for span in spans if span not in telling], telling


def is_year(number: Number) -> bool:
    """Whether a date is a whole year."""
    return number.kind == "date" and number.value is not None and number.text.endswith(("年", "年度"))
