"""Headers, footers and page numbers: what pages repeat at their edges, and is no part of the text."""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.readers.pdf.lines import Line

_EDGE = 0.11
"""Of a page's height: nearer to the upper or lower edge a repeated line is a header or footer."""

_PAGE_NUMBER = re.compile(
    r"[-—–－\s·]*(?:第)?\s*(?:\d{1,4}|[ivxlIVXL]{1,6})\s*(?:页)?(?:\s*[/／，,]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－\s·]*"
)


def without_furniture(pages: Sequence[tuple[float, list[Line]]]) -> list[list[Line]]:
    """The lines of each page, given with its height, that are neither page number nor repeated at the same edge of several."""
    counts = Counter(key for height, lines in pages for key in {_key(line, height) for line in lines if _at_edge(line, height)})
    repeated = {key for key, count in counts.items() if count >= max(3, len(pages) // 3)}
    return [
        [line for line in lines if not (_at_edge(line, height) and (_is_number(line, lines, height) or _key(line, height) in repeated))]
        for height, lines in pages
    ]


def _at_edge(line: Line, height: float) -> bool:
    return line.box.bottom < _EDGE * height or line.box.top > (1 - _EDGE) * height


def _is_number(line: Line, lines: Sequence[Line], height: float) -> bool:
    """Whether a line is a page number: alone the first or the last of its page."""
    outermost = line in (lines[0], lines[-1])
    return (outermost and bool(_PAGE_NUMBER.fullmatch(line.text)) and line.box.top > height / 2) or _is_marked(line)


def _is_marked(line: Line) -> bool:
    """Whether it can be nothing but a page number: — 3 —, 第3页."""
    text = line.text.strip()
    return bool(_PAGE_NUMBER.fullmatch(text)) and not text.isdigit() and any(mark in text for mark in "-—–－第")


def _key(line: Line, height: float) -> tuple[str, bool]:
    return re.sub(r"\d+|\s", "", line.text), line.box.top > height / 2
