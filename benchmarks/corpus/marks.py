"""A report and its marks: every number and telling word with its place, its meaning and its exact value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from benchmarks.corpus.units import Unit
from schemas.facts import FactSheet

OPEN, UNIT, CLOSE = "\ue000", "\ue001", "\ue002"
"""Brackets around a marked text while a report is being written: OPEN, its serial, numeral, UNIT, unit, CLOSE."""
FIRST_SERIAL: Final = 0xF0000

Tag = Literal[
    "number",
    "amount_direction",
    "rate_direction",
    "reason_direction",
    "comparison",
    "compare_year",
    "cutoff_year",
    "own_year",
    "unit_name",
    "account_name",
    "heading",
    "other",
]


@dataclass(frozen=True)
class Mark:
    """A marked place: ``text[start:end]``; ``digits_end`` is where a numeral ends and its unit begins.

    ``value`` is the exact value in the fact's unit (万元, %, or a count), always positive for a change;
    from ``low`` to ``high`` lies what the tables permit. ``claim`` joins the numbers and words of one
    statement. ``role`` is one of schemas.review.Role, for words the tag says it all.
    """

    tag: Tag
    role: str = "other"
    fact: str = ""
    year: int | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int = 0
    unit: str = ""
    claim: int = 0
    start: int = 0
    digits_end: int = 0
    end: int = 0


@dataclass(frozen=True)
class Report:
    """A correct report: its unit and the facts of its tables, its family of layout, its text, its marks in order."""

    unit: Unit
    sheet: FactSheet
    family: str
    text: str
    marks: tuple[Mark, ...]


Letter = tuple[str, int, bool]
"""A character of a report in the making: the character, its mark's serial (-1: none), whether it is of the unit."""


def enclose(serial: int, numeral: str, unit: str = "") -> str:
    """A marked text, to be put into sentences like any other."""
    return f"{OPEN}{chr(FIRST_SERIAL + serial)}{numeral}{UNIT}{unit}{CLOSE}"


def unravel(source: str) -> list[Letter]:
    """The characters of a marked text, each with the serial of its mark."""
    letters: list[Letter] = []
    serial, in_unit, pending = -1, False, False
    for char in source:
        if char == OPEN:
            pending = True
        elif pending:
            serial, in_unit, pending = ord(char) - FIRST_SERIAL, False, False
        elif char == UNIT:
            in_unit = True
        elif char == CLOSE:
            serial, in_unit = -1, False
        else:
            letters.append((char, serial, in_unit))
    return letters


def settle(letters: Sequence[Letter], marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """The text of the letters, and the marks that occur in it with their places."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    digits: dict[int, int] = {}
    for index, (_, serial, in_unit) in enumerate(letters):
        if serial >= 0:
            starts.setdefault(serial, index)
            ends[serial] = index + 1
            if not in_unit:
                digits[serial] = index + 1
    placed = tuple(replace(marks[serial], start=start, digits_end=digits[serial], end=ends[serial]) for serial, start in starts.items())
    return "".join(char for char, _, _ in letters), placed


def rewrite(letters: Sequence[Letter], change: Callable[[str], str]) -> list[Letter]:
    """The letters with each character changed by itself."""
    return [(change(char), serial, in_unit) for char, serial, in_unit in letters]
