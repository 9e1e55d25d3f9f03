"""Lines of a page: characters that stand beside one another, from top to bottom and left to right."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.readers.pdf.characters import Character
from assistant.readers.pdf.geometry import Box, around

_BLANK = 0.3
"""A gap of so many heights is a blank; the characters of a spaced line stand closer."""

_RAISED = 0.5
"""Widths by which the characters of a line may stand higher or lower."""

_COLUMN = 2.5
"""A gap of so many heights parts columns; it is shown as a tab."""


_CHINESE = "\u2e80"
"""Characters from here on are as wide as they are high."""


class Letter(NamedTuple):
    """A character of the text and where it was printed: its page and number there, or −1 where the reader added it."""

    text: str
    page: int
    number: int


class Line(NamedTuple):
    """A line as read: its letters, the box around it, and the height of its characters."""

    letters: tuple[Letter, ...]
    box: Box
    height: float

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(letter.text for letter in self.letters)


def make_lines(characters: Iterable[Character], page: int) -> list[Line]:
    """The lines that characters of a page form, from the top."""
    return [_line(row, page) for row in _rows([character for character in characters if not character.text.isspace()])]


def _rows(characters: Sequence[Character]) -> list[list[Character]]:
    """Characters by line: those that stand at one height, give or take the raised and lowered ones."""
    rows: list[list[Character]] = []
    for character in sorted(characters, key=lambda entry: (entry.base, entry.box.left)):
        if rows and character.base - rows[-1][0].base < _RAISED * min(_width(character), _width(rows[-1][0])):
            rows[-1].append(character)
        else:
            rows.append([character])
    return rows


def _width(character: Character) -> float:
    """The size of its font: a Chinese character is as wide as high, a Latin one half as wide at most."""
    return max(character.box.width * (1 if character.text > _CHINESE else 2), character.box.height / 2)


def _line(row: list[Character], page: int) -> Line:
    row.sort(key=lambda character: character.box.left)
    height = _size(row)
    letters: list[Letter] = []
    for number, character in enumerate(row):
        gap = (character.box.left - row[number - 1].box.right) / (height or 1) if number else 0
        if gap > _BLANK:
            letters.append(Letter("\t" if gap > _COLUMN else " ", page, -1))
        letters.append(Letter(character.text, page, character.number))
    return Line(tuple(letters), around(character.box for character in row), height)


def _size(row: Sequence[Character]) -> float:
    """The height of the line's Chinese characters; the boxes of Latin fonts are often much taller than their letters."""
    heights = sorted(character.box.height for character in row if character.text > _CHINESE) or [min(entry.box.height for entry in row)]
    return heights[len(heights) // 2]


def join_letters(lines: Iterable[Line]) -> tuple[Letter, ...]:
    """Lines as one run; a blank parts two Latin words, nothing else."""
    joined: list[Letter] = []
    for line in lines:
        if joined and _is_latin(joined[-1].text) and _is_latin(line.letters[0].text):
            joined.append(Letter(" ", line.letters[0].page, -1))
        joined += line.letters
    return tuple(joined)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
