"""Typesetting: the same words with other punctuation, digits, spaces, line breaks and page numbers, marks carried along."""

from itertools import pairwise
from random import Random
from typing import Final

from benchmarks.corpus.house import House
from benchmarks.corpus.marks import Letter, rewrite

HALF_WIDTH: Final = str.maketrans("，；：（）", ",;:()")
FULL_DIGITS: Final = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
OPENING: Final = "（(“《"
CLOSING: Final = "，。；：、）)”》！？,;:%％"
PAGE_LINES: Final = 26


def typeset(random: Random, house: House, paragraphs: list[list[Letter]]) -> list[Letter]:
    """Paragraphs as the lines of a published text."""
    styled = [_style(house, paragraph) for paragraph in paragraphs]
    gap = _plain("\n\n" if house.blank_lines else "\n")
    if house.width is None:
        return _join(styled, gap)
    lines = [line for paragraph in styled for line in _wrap(random, house, paragraph)]
    return _join(_paginate(random, house, lines), gap)


def _plain(text: str) -> list[Letter]:
    return [(char, -1, False) for char in text]


def _join(lines: list[list[Letter]], gap: list[Letter]) -> list[Letter]:
    return [letter for index, line in enumerate(lines) for letter in (gap if index else []) + line]


def _style(house: House, letters: list[Letter]) -> list[Letter]:
    if house.spaced:
        letters = _space(letters)
    if house.loose:
        letters = [letter for char, serial, unit in letters for letter in _loosen(char, serial, unit)]
    if house.full_digits:
        letters = [(char.translate(FULL_DIGITS) if serial >= 0 else char, serial, unit) for char, serial, unit in letters]
    return rewrite(letters, lambda char: char.translate(HALF_WIDTH)) if house.half_width else letters


def _space(letters: list[Letter]) -> list[Letter]:
    """A space between 汉字 and digits, as Word sets them."""
    result = letters[:1]
    for before, after in pairwise(letters):
        if (_is_han(before[0]) and after[0].isdigit()) or (before[0].isdigit() and _is_han(after[0])):
            result.append((" ", after[1] if before[1] == after[1] else -1, after[2]))
        result.append(after)
    return result


def _loosen(char: str, serial: int, unit: bool) -> list[Letter]:
    """A decimal point with a space after it; any other character as it is."""
    return [(char, serial, unit), (" ", serial, unit)] if char == "." and serial >= 0 and not unit else [(char, serial, unit)]


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _wrap(random: Random, house: House, letters: list[Letter]) -> list[list[Letter]]:
    """Lines of about the house's width; a numeral is torn only in houses where that happens, and only after its point."""
    assert house.width is not None
    lines, rest = [], letters
    while len(rest) > house.width + 2:
        at = house.width
        while at > house.width - 12 and not _may_break(random, house, rest, at):
            at -= 1
        lines.append(rest[:at])
        rest = rest[at:]
        if rest and rest[0][0] == " ":
            lines[-1].append(rest[0])
            rest = rest[1:]
    return [*lines, rest]


def _may_break(random: Random, house: House, letters: list[Letter], at: int) -> bool:
    before, after = letters[at - 1][0], letters[at][0]
    if after in CLOSING or before in OPENING:
        return False
    if _is_numeral(before) and _is_numeral(after):
        return house.torn and before in ".,．" and letters[at - 1][1] == letters[at][1] >= 0 and random.random() < 0.9
    return not (after == " " and before == " ")


def _is_numeral(char: str) -> bool:
    return char.isdigit() or char in ".,．"


def _paginate(random: Random, house: House, lines: list[list[Letter]]) -> list[list[Letter]]:
    """Lines with a page number after every page, in mid-sentence where the page ends there."""
    if not house.page_numbers:
        return lines
    result: list[list[Letter]] = []
    page, room = random.randint(2, 9), random.randint(8, PAGE_LINES)
    for line in lines:
        result.append(line)
        room -= 1
        if room <= 0 and not _is_numeral(line[-1][0] if line else "。"):
            result.append(_plain(house.page_numbers.format(page)))
            page, room = page + 1, PAGE_LINES
    return result
