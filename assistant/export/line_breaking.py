"""How many lines Chinese text takes: full-width signs in a column of given width, numbers and words unbroken."""

import re
from functools import lru_cache

_NO_START = "，。、；：！？）》】”’％%〉」』…—·,.;:!?)"
_NO_END = "（《【“‘〈「『("
_WORD = "(?:[0-9A-Za-z][0-9A-Za-z.,%:/-]*|.)"
_PIECE = re.compile(f"{_WORD}(?:(?:(?<=[{_NO_END}])|(?=[{_NO_START}])){_WORD})*", re.DOTALL)
"""Signs between which no line may end."""
_NARROW = {" ": 0.25, ".": 0.25, ",": 0.25, ":": 0.28, "(": 0.33, ")": 0.33, "-": 0.33, "/": 0.28, "%": 0.83}
"""Widths in Times New Roman, in ems."""
_SPACING = 0.25
"""What Word sets, by default, between a Chinese sign and a letter or digit beside it, in ems; LibreOffice sets 0.2."""


@lru_cache(maxsize=4096)  # a form's labels and its blank cells come again and again
def count_lines(text: str, width: float, indent: float = 0) -> int:
    """Lines of a paragraph ``width`` ems wide whose first line is indented by ``indent`` ems."""
    return sum(_count(line, width, indent if index == 0 else 0) for index, line in enumerate(text.split("\n")))


def _count(text: str, width: float, indent: float) -> int:
    lines, used, last = 1, indent, ""
    for piece in _PIECE.findall(text):
        room, gap = measure(piece), _SPACING if last and _spaced(last, piece[0]) else 0
        hanging = measure(piece[-1]) if piece[-1] in "，。、；：" else 0
        if used + gap + room - hanging > width and used > indent * (lines == 1):
            lines, used, gap = lines + 1, 0.0, 0
        used, last = used + gap + room, piece[-1]
        while used - hanging > width and room > width:
            lines, used = lines + 1, used - width
    return lines


def _spaced(left: str, right: str) -> bool:
    """Whether one is a Chinese sign and the other a letter or digit, so that a space is set between them."""
    return left.isascii() != right.isascii() and left.isalnum() and right.isalnum()


@lru_cache(maxsize=4096)  # most pieces are a single sign
def measure(text: str) -> float:
    """The width in ems; half an em a letter or digit, a whole one a Chinese sign."""
    return sum(_NARROW.get(sign, 0.5) if sign.isascii() else 1.0 for sign in text)
