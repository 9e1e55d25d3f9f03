"""People's text on its way into a file: characters that no file can hold, and the width of what is left."""

import re
import unicodedata
from functools import cache

_ILLEGIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legible(text: str) -> str:
    """The text without the control characters and lone surrogates that XML forbids."""
    return _ILLEGIBLE.sub("", text)


def display_width(text: str) -> int:
    """How many columns of a terminal the text takes: two for a 汉字 or full-width sign, one for others."""
    return sum(map(character_width, text))


@cache
def character_width(character: str) -> int:
    """How many columns a single character takes."""
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def em_width(text: str) -> float:
    """The width of the longest line in ems: a full-width character is one, any other a half."""
    return max((display_width(line) for line in text.split("\n")), default=0) / 2
