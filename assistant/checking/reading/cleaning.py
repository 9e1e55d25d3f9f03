"""Cleaning: text as it is read, with a map back to the author's own characters.

Lines that a page break or a soft wrap tore are joined, page numbers between them are set apart, blanks
inside Chinese prose are dropped, full-width digits become ASCII. Punctuation stays as it is. Nothing is
changed in the author's text: a cleaned span is translated back by ``Cleaned.original``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_PAGE_NUMBER = re.compile(
    r"[ \t\u3000\f]*(?:[-—–－]{0,2}[ ]?\d{1,3}[ ]?[-—–－]{0,2}|第[ ]?\d{1,3}[ ]?页(?:[,，/]?[ ]?共[ ]?\d{1,3}[ ]?页)?)[ \t\u3000\f]*"
)
_CONTENTS_LINE = re.compile(r"[^\n]*?(?:\t|[.．·…]{3,}|\.(?: ?\.){2,})[ \u3000]*(?P<page>\d{1,3})[ \t\u3000\r]*")
_TITLE = re.compile(r"(?:表|说明|情况|概况|职[责能]|解释|设置|构成|附件)[）)]?$")
"""How a line of a contents page ends before its page number where only a tab stands between them."""
_BLANK = " \t\u3000\xa0\r\n\f\v\u200b\ufeff"
_MARK = r"(?:#{1,6}[ \t]+|[-*+][ \t]+(?=\S)|>[ \t]?)"
_MARKUP = re.compile(_MARK)
_LEAD = re.compile(f"[{_BLANK}]*{_MARK}?")
_WORDS = re.compile(f"[^{_BLANK}]+")
_CJK = "[一二三四五六七八九十]"
_HEADING = re.compile(
    rf"第{_CJK}+部分|{_CJK}{{1,3}}、|[（(]{_CJK}{{1,3}}[)）]|"
    r"\d{1,2}(?:、|[.](?=[^\d]))|[（(]\d{1,2}[)）]|图[ ]?\d|附件|目[ ]?录"
)
_SENTENCE = re.compile(r"[，。；,;]|[：:](?!$)|[（(][类款项][）)]")
_UNENDED = re.compile(r"[为是的比占较与和及达]$")
"""How a heading does not end: the sentence goes on in the next line."""
_TAIL = re.compile(r"[，。；、）：%]|\d[\d,.]*(?:万|亿|元|%|辆|人|个)|万?元|数(?:为|\d)|费(?:用|支出|为|\d)")
"""How no paragraph begins: the rest of a line that only looked like a heading."""
_COUNTED = re.compile(r"^[（(第图]?[\d]{1,2}[)）、.]?|20\d\d年?")
_UNFINISHED = re.compile(r"(?:用于|包括|原因|原因是)[：:]$")
_TERMINAL = "。！？!?；;：:"
_NARROW = dict(zip("０１２３４５６７８９％．", "0123456789%.", strict=True))
_WIDE = re.compile(f"[{''.join(_NARROW)}]")


class _Line(NamedTuple):
    """A line: its span, and its words without outer blanks and Markdown marks."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose: its cleaned text, and where each of its characters stands in the original."""

    text: str
    index: tuple[int, ...]
    heading: bool

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a cleaned one."""
        return self.index[start], self.index[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The paragraphs of a text in order, and the original spans of the page numbers and rows of tabs between them."""

    paragraphs: tuple[Paragraph, ...]
    page_numbers: tuple[tuple[int, int], ...]
    rows: tuple[tuple[int, int], ...]


def clean(text: str, tables: Sequence[tuple[int, int]] = ()) -> Cleaned:
    """Read a text as paragraphs; ``tables`` are ordered spans that hold no prose and are passed over.

    A line of three or more fields between tabs is the row of a table that was not recognised as one.
    """
    paragraphs: list[Paragraph] = []
    pages: list[tuple[int, int]] = []
    rows: list[tuple[int, int]] = []
    buffer: list[_Line] = []
    narrow = _WIDE.sub(lambda wide: _NARROW[wide[0]], text)
    for start, end in _lines_outside(text, tables):
        line = _plain(narrow[start:end])
        if not line:
            continue
        if line.count("\t") >= 2:
            rows.append((start, end))
            continue
        contents = _CONTENTS_LINE.fullmatch(text, start, end) if line[-1].isdigit() else None
        if contents and ("\t" not in line or _TITLE.search(line.partition("\t")[0]) or starts_heading(line)):
            pages.append(contents.span("page"))
            continue
        if _PAGE_NUMBER.fullmatch(line):
            pages.append((start, end))
            continue
        marked = _MARKUP.match(text[start:end].lstrip(_BLANK))
        if buffer and (marked or _breaks(buffer, line)):
            paragraphs.append(_join(narrow, buffer))
            buffer = []
        buffer.append(_Line(start, end, line))
    if buffer:
        paragraphs.append(_join(narrow, buffer))
    return Cleaned(tuple(paragraphs), tuple(pages), tuple(rows))


def _plain(line: str) -> str:
    """A line without outer blanks and Markdown marks."""
    line = line.strip(_BLANK)
    return _MARKUP.sub("", line, count=1) if _MARKUP.match(line) else line


def _lines_outside(text: str, tables: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    starts = [start for start, _ in tables]
    for match in re.finditer(r"[^\n]+", text):
        start, end = match.span()
        before = bisect_right(starts, start) - 1
        if before >= 0 and start < tables[before][1]:
            continue
        yield start, end


def _breaks(buffer: list[_Line], line: str) -> bool:
    """Whether a new line begins a new paragraph."""
    first, last = buffer[0].words, buffer[-1].words
    if (last[-1] in _TERMINAL and not _UNFINISHED.search(last)) or starts_heading(line):
        return True
    return len(buffer) == 1 and starts_heading(first) and is_heading(_bare(first)) and not _TAIL.match(_bare(line[:24]))


def starts_heading(line: str) -> bool:
    """Whether a line begins as headings and list items do."""
    return bool(_HEADING.match(_bare(line[:24])))


def is_heading(line: str) -> bool:
    """Whether a line is a heading: it begins as one, is short, and holds no sentence and no amount."""
    if not starts_heading(line) or len(line) > 45 or _SENTENCE.search(line) or _UNENDED.search(line):
        return False
    return not any(character.isdigit() for character in _COUNTED.sub("", line))


def _bare(line: str) -> str:
    return "".join(line.split())


def _join(text: str, lines: list[_Line]) -> Paragraph:
    index: list[int] = []
    words: list[str] = []
    for start, end, _ in lines:
        lead = _LEAD.match(text, start, end)
        for run in _WORDS.finditer(text, lead.end() if lead else start, end):
            index.extend(range(*run.span()))
            words.append(run[0])
    joined = "".join(words)
    return Paragraph(joined, tuple(index), is_heading(joined))
