"""Lines of a page: characters that stand beside one another, from top to bottom and left to right."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.readers.pdf.characters import Character
from assistant.readers.pdf.geometry import Box, around

_BLANK = 0.3
"""A gap of so many heights is a blank; the characters of a spaced line stand closer."""

_RAISED = 0.5
"""Of a font's size, by which the characters of a line may stand higher or lower."""

_SMALL = 0.8
"""Of a line's size: characters below it may be raised or lowered ones (m²), and are no digits of a number beside them."""

_LARGE = 2.2
"""Times the size of most characters: larger ones are no part of their lines."""

_COLUMN = 2.5
"""A gap of so many heights parts columns; it is shown as a tab."""


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
    """The lines that characters of a page form, from the top; without what is printed very large across them, as a watermark is."""
    printed = [character for character in characters if not character.text.isspace()]
    largest = _LARGE * _middle_size(printed)
    ordinary, large = (_with_raised(_rows([it for it in printed if (it.size > largest) == above])) for above in (False, True))
    rows = [*ordinary, *(row for row in large if not any(_crosses(row, other) for other in ordinary))]
    return [_line(row, page) for row in sorted(rows, key=lambda row: row[0].base)]


def _crosses(row: Sequence[Character], line: Sequence[Character]) -> bool:
    """Whether a row of large characters is printed over a line: the line's letters stand within the height of its own."""
    over, under = around(character.box for character in row), around(character.box for character in line)
    height = line[0].base - line[0].size / 2
    return row[0].base - row[0].size < height < row[0].base and over.left < under.right and under.left < over.right


def _middle_size(characters: Sequence[Character]) -> float:
    return sorted(character.size for character in characters)[len(characters) // 2] if characters else 0.0


def _rows(characters: Sequence[Character]) -> list[list[Character]]:
    """Characters by the height they stand at, give or take those a little raised or lowered."""
    rows: list[list[Character]] = []
    for character in sorted(characters, key=lambda entry: (entry.base, entry.box.left)):
        if rows and character.base - rows[-1][0].base < _RAISED * min(character.size, rows[-1][0].size):
            rows[-1].append(character)
        else:
            rows.append([character])
    return rows


def _with_raised(rows: Sequence[list[Character]]) -> list[list[Character]]:
    """The rows, those of nothing but small raised or lowered characters added to the row that they touch."""
    kept: list[list[Character]] = []
    for number, row in enumerate(rows):
        beside = next((other for other in (*rows[number + 1 : number + 2], *kept[-1:]) if _hangs_on(row, other)), None)
        if beside is None:
            kept.append(row)
        else:
            beside += row
    return kept


def _hangs_on(row: Sequence[Character], line: Sequence[Character]) -> bool:
    """Whether each character of a row is small and stands directly behind another of it or of a line, and not below or above that line."""
    size = max(character.size for character in line)
    return all(
        character.size < _SMALL * size
        and any(_follows(character, other, _BLANK * size) for other in (*line, *row))
        and -size < character.base - line[0].base < _RAISED * size
        for character in row
    )


def _follows(character: Character, other: Character, gap: float) -> bool:
    return other is not character and abs(character.box.left - other.box.right) < gap


def _line(row: list[Character], page: int) -> Line:
    row.sort(key=lambda character: character.box.left)
    height = _middle_size(row)
    letters: list[Letter] = []
    for number, character in enumerate(row):
        gap = (character.box.left - row[number - 1].box.right) / (height or 1) if number else 0
        before = row[max(number - 1, 0)]
        if gap > _BLANK or (not _same_size(before.size, character.size) and _are_digits(before.text, character.text)):
            letters.append(Letter("\t" if gap > _COLUMN else " ", page, -1))
        letters.append(Letter(character.text, page, character.number))
    return Line(tuple(letters), around(character.box for character in row), height)


def join_letters(lines: Iterable[Line]) -> tuple[Letter, ...]:
    """Lines as one run; a blank parts two Latin words, and two numbers of different sizes, nothing else."""
    joined: list[Letter] = []
    size = 0.0
    for line in lines:
        if joined and (_are_words if _same_size(size, line.height) else _are_digits)(joined[-1].text, line.letters[0].text):
            joined.append(Letter(" ", line.letters[0].page, -1))
        joined += line.letters
        size = line.height
    return tuple(joined)


def _same_size(first: float, second: float) -> bool:
    return min(first, second) >= _SMALL * max(first, second)


def _are_digits(first: str, second: str) -> bool:
    return first.isdigit() and second.isdigit()


def _are_words(first: str, second: str) -> bool:
    return all(character.isascii() and character.isalpha() for character in (first, second))
