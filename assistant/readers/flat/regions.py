"""Where in a plain text the nine tables stand: from a title to the notes below, the next title, or prose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.readers.placed import Piece
from assistant.readers.texts import comparison_text
from assistant.readers.titles import identify_title
from schemas.accounts import TableKind

_MOST_LINES = 600
_MOST_NOTE_LINES = 12
_PREAMBLE = re.compile(r"^公开\d{1,2}表$|^附?表\d{1,2}$|(?:单位|部门)(?:名称)?:|^金额单位|^编制")
_HEADER = re.compile(r"项目|栏次|科目|预算数|决算数")
_NOTE = re.compile(r"^(?:注|备注|附注|说明)\d?[:.、]|^注$")
_FORMULA = re.compile(r"^\^?\{?\d{1,2}(?:\.\D|行|栏)")
"""Further notes: 2.本套报表…, 27行＝（1+2+…）行, 1栏各行＝…."""

_SENTENCE = re.compile(r"，|[\u4e00-\u9fff)%][,；;][\u4e00-\u9fff]")
"""Marks of a sentence, which the lines of these tables do not have; OCR writes its commas half-width."""

_STOP = re.compile(r"^第[一二三四五六七八九十]{1,2}部分|^[(（]?[一二三四五六七八九十]{1,3}[、)）].*(?:说明|情况|概况|解释|职能)$|自评表$")


@dataclass(frozen=True, slots=True)
class FlatRegion:
    """The lines of a table, their white space kept: ``headings`` (title, unit), ``body`` (header and lines), ``notes``.

    ``first`` and ``last`` are the numbers of the title's line and of the line behind the region.
    """

    kind: TableKind
    headings: tuple[Piece, ...]
    body: tuple[Piece, ...]
    notes: tuple[Piece, ...]
    first: int
    last: int

    @property
    def start(self) -> int:
        """Where the table begins, its headings left out."""
        return self.body[0].start

    @property
    def end(self) -> int:
        """Where it ends, its notes included."""
        return (self.notes or self.body)[-1].end


def find_flat_regions(lines: Sequence[Piece]) -> tuple[FlatRegion, ...]:
    """The regions of a text's lines (blank lines left out), in order."""
    regions: list[FlatRegion] = []
    index = 0
    while index < len(lines):
        region = _read_region(lines, index)
        if region:
            regions.append(region)
        index = region.last if region else index + 1
    return tuple(regions)


def is_note(text: str) -> bool:
    """Whether a line (in comparison form) begins the notes below a table."""
    return bool(_NOTE.match(text))


def _read_region(lines: Sequence[Piece], first: int) -> FlatRegion | None:
    title = _title(lines[first])
    if title is None:
        return None
    start = first + 1
    while start < len(lines) and _PREAMBLE.search(comparison_text(lines[start].text)) and "\t" not in lines[start].text.strip():
        start += 1
    end = _find_end(lines, start)
    body = tuple(lines[start:end])
    if not any(_HEADER.search(comparison_text(line.text)) for line in body[:20]):
        return None
    last = end + _count_note_lines(lines[end : end + _MOST_NOTE_LINES])
    headings = tuple(line.stripped for line in lines[first:start])
    return FlatRegion(title, headings, body, tuple(line.stripped for line in lines[end:last]), first, last)


def _title(line: Piece) -> TableKind | None:
    if "表" not in line.text or "\t" in line.text.strip() or len(line.text) > 120:
        return None
    title = identify_title(comparison_text(line.text))
    return title.kind if title else None


def _find_end(lines: Sequence[Piece], start: int) -> int:
    """The first line that is none of the table's: notes, another title, a heading, prose."""
    for index in range(start, min(start + _MOST_LINES, len(lines))):
        line = lines[index]
        text = comparison_text(line.text)
        if is_note(text) or _STOP.search(text) or _is_prose(line, text) or _title(line):
            return index
    return min(start + _MOST_LINES, len(lines))


def _is_prose(line: Piece, text: str) -> bool:
    return "。" in text or ("\t" not in line.text.strip() and bool(_SENTENCE.search(text)))


def _count_note_lines(lines: Sequence[Piece]) -> int:
    """How many lines are notes: the first, what continues a note, formulas."""
    if not lines or not is_note(comparison_text(lines[0].text)):
        return 0
    count = 1
    while count < len(lines):
        ended = comparison_text(lines[count - 1].text)[-1:] in {"。", "；", ";"}
        if ended and not _FORMULA.match(comparison_text(lines[count].text)):
            break
        if not ended and (_title(lines[count]) or _STOP.search(comparison_text(lines[count].text))):
            break
        count += 1
    return count
