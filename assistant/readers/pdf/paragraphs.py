"""Paragraphs: lines that a page or its margin broke are joined again."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.readers.pdf.lines import Letter, Line, join_letters

_SHORT = 7
"""A line that ends so many characters before the margin may have been broken before a number that did not fit."""

_FULL = 1.6
"""A full line may end this near to the margin: a character, or a sign of punctuation, did not fit."""

_STOPS = ("。", "；", "：", "！", "？")
_PART = re.compile(r"第[一二三四五六七八九十]部分")
_HEADING = re.compile(r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．](?!\d)|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|[①-⑳]")
_INDENT = 1.2
_LONG = 0.5
_STEP = 4.0
"""Points within which edges count as the same."""

_SAME_HEIGHT = 0.15


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the full lines of a document begin and end."""

    left: float
    right: float


def find_margins(lines: Sequence[Line], width: float) -> Margins | None:
    """The margins of the running text on pages of a width, told by their long lines; None where there are none."""
    long = [line for line in lines if line.box.width > width * _LONG and "\t" not in line.text]
    if not long:
        return None
    right = _often(line.box.right for line in long)[-1]
    lefts = _often(line.box.left for line in long if line.box.right > right - 2 * line.height)
    return Margins(lefts[0], right)


def is_heading(text: str) -> bool:
    """Whether a line begins with the number of a heading or item."""
    return bool(_HEADING.match(text))


def _often(edges: Iterable[float]) -> list[float]:
    """The edges at which a tenth or more of the lines stand, from the left; the commonest one at the least."""
    counts = Counter(round(edge / _STEP) for edge in edges)
    most = max(counts.values())
    return sorted(edge * _STEP for edge, count in counts.items() if count >= min(most, max(2, counts.total() / 10)))


def join_lines(lines: Sequence[Line], margins: Mapping[int, Margins | None]) -> list[tuple[Letter, ...]]:
    """Lines one below the other, over pages too, as paragraphs; ``margins`` are those of each page."""
    paragraphs: list[list[Line]] = []
    for line in lines:
        page_margins = margins[line.letters[0].page]
        if paragraphs and page_margins and _runs_on(paragraphs[-1][-1], line, page_margins):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [join_letters(paragraph) for paragraph in paragraphs]


def _runs_on(line: Line, following: Line, margins: Margins) -> bool:
    """Whether a line was only broken: it reaches the margin, and the next begins at the other one in the same size."""
    if abs(line.height - following.height) > _SAME_HEIGHT * line.height or "\t" in line.text or "\t" in following.text:
        return False
    begins = following.box.left - margins.left < _INDENT * line.height
    ended = line.text.endswith(_STOPS) or is_heading(following.text)
    if (line.text.endswith(_STOPS) and is_heading(following.text)) or _PART.match(following.text):
        return False
    return begins and margins.right - line.box.right < (_FULL if ended else _SHORT) * line.height
