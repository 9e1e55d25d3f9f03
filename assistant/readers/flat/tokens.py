"""Lines of plain text as words and numbers, each with its place."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from assistant.readers.placed import Piece

_TOKEN = re.compile(r"(?P<number>-?(?:[0-9]{1,3}(?:, ?[0-9]{3})+|[0-9]+)(?:\. ?[0-9]+)?)(?!\S)|\S+")
"""OCR puts a blank behind the comma and the point of a number: 1, 945. 80 (jianghan-2024)."""

HALF_CENT = Decimal("0.005")


class Token(NamedTuple):
    """A word or a number of a line; ``first`` says that the line begins with it, ``value`` is None for a word."""

    text: str
    start: int
    end: int
    line: int
    first: bool
    value: Decimal | None

    @property
    def piece(self) -> Piece:
        """The token as a cell."""
        return Piece(self.text, self.start, self.end)

    @property
    def ordinal(self) -> int | None:
        """The number as one that may count lines: whole, written with digits alone; else None."""
        return int(self.text) if self.value is not None and self.text.isdecimal() and len(self.text) < 4 else None


def split_tokens(lines: Iterable[Piece]) -> tuple[Token, ...]:
    """The tokens of some lines in order; ``line`` counts the lines from 0."""
    return tuple(token for number, line in enumerate(lines) for token in _split_line(number, line))


def _split_line(number: int, line: Piece) -> list[Token]:
    return [
        Token(match[0], line.start + match.start(), line.start + match.end(), number, index == 0, _value(match["number"]))
        for index, match in enumerate(_TOKEN.finditer(line.text))
    ]


def _value(number: str | None) -> Decimal | None:
    return Decimal(number.replace(",", "").replace(" ", "")) if number else None


def join_tokens(tokens: Iterable[Token]) -> Piece | None:
    """Words that were torn apart, as one cell; None if there are none."""
    words = list(tokens)
    return Piece("".join(word.text for word in words), words[0].start, words[-1].end) if words else None


def adds_up(total: Decimal | None, parts: Iterable[Decimal | None]) -> bool:
    """Whether amounts add up to a total, but for the tail that rounding each of them to 0.01 leaves; blank adds nothing."""
    stated = [part for part in parts if part is not None]
    return abs((total or Decimal(0)) - sum(stated)) <= (len(stated) + 1) * HALF_CENT
