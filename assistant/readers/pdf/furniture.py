"""Headers, footers and page numbers: what pages repeat at their edges, and is no part of the text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.readers.pdf.lines import Line
from assistant.readers.pdf.paragraphs import is_heading

_EDGE = 0.11
"""Of a page's height: nearer to the upper or lower edge a repeated line is a header or footer."""

_NUMBER = r"(?:\d{1,4}|[ivxlIVXL]{1,6})"
_PAGE_NUMBER = re.compile(
    rf"[-—–－\s·]*(?:第?\s*{_NUMBER}\s*页?|[Pp](?:age|\.)?\s*{_NUMBER}|第[一二三四五六七八九十百]{{1,5}}页)"
    r"(?:\s*(?:[/／，,]|of)?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－\s·]*"
)
_MARK = re.compile(r"[-—–－第页]|[Pp]\D*\d|of")
_STOPS = ("。", "；", "：", "，", "、")
_SAME_EDGE = 4.0
"""Points within which edges count as the same."""

_SPACED = 1.6
"""Line heights: what stands farther below a line is not its next one."""


class _Key(NamedTuple):
    text: str
    is_low: bool


def without_furniture(pages: Sequence[tuple[float, list[Line]]]) -> list[list[Line]]:
    """The lines of each page, given with its height, that are neither page number nor repeated at the same edge of several."""
    edges = [[line for line in lines if _at_edge(line, height)] for height, lines in pages]
    keyed = [[(line, set(_keys(line, number, height))) for line in edges[number]] for number, (height, _) in enumerate(pages)]
    counts = Counter(key for page in keyed for key in set().union(*(keys for _, keys in page)))
    repeated = {key for key, count in counts.items() if count >= max(3, len(pages) // 3)}
    kept: list[list[Line]] = []
    for (height, lines), page in zip(pages, keyed, strict=True):
        aside = [line for line, keys in page if keys & repeated or _is_number(line, lines, height)]
        kept.append([line for line in lines if line not in aside])
    return kept


def _at_edge(line: Line, height: float) -> bool:
    return line.box.bottom < _EDGE * height or line.box.top > (1 - _EDGE) * height


def _keys(line: Line, page: int, height: float) -> Iterator[_Key]:
    """What to compare a line by: as it is, and with its numbers counted from that of its page; nothing for a heading or a sentence."""
    text = re.sub(r"\s", "", line.text)
    if text.endswith(_STOPS) or is_heading(text):
        return
    is_low = line.box.top > height / 2
    yield _Key(text, is_low)
    yield _Key(re.sub(r"\d{1,4}", lambda number: f"<{int(number[0]) - page}>", text), is_low)


def _is_number(line: Line, lines: Sequence[Line], height: float) -> bool:
    """Whether a line is a page number: marked as one, or alone the last of its page and not the end of the text above it."""
    if not _PAGE_NUMBER.fullmatch(line.text.strip()):
        return False
    if _MARK.search(line.text):
        return True
    return line in (lines[0], lines[-1]) and line.box.top > height / 2 and not (lines[1:] and _runs_on(lines[-2], line))


def _runs_on(line: Line, following: Line) -> bool:
    """Whether a line stands directly below another at the same margin in the same size."""
    near = following.box.top - line.box.bottom < _SPACED * line.height
    return near and abs(following.box.left - line.box.left) < _SAME_EDGE and abs(following.height - line.height) < 1
