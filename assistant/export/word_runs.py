"""Runs of a Word document: the text they show, and a run cut in two without a change to what it shows."""

import copy
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from assistant.export.markup import expand

_TEXT, _PROPERTIES, _SPACE, _BOX, _ROW = (expand(name) for name in ("w:t", "w:rPr", "xml:space", "w:txbxContent", "w:tr"))
_SIGNS = {expand(name): sign for name, sign in {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}.items()}
_DELETED_ROW = f"{expand('w:trPr')}/{expand('w:del')}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DELETED = ("w:del", "w:moveFrom", "w:delText")
_PROPERTY_SETS = ("w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:sectPr", "w:sdtPr")
_UNSEEN = frozenset((_FALLBACK, *(expand(name) for name in (*_DELETED, *_PROPERTY_SETS, "w:rt", "w:instrText"))))
"""Elements of which nothing is text: what was deleted, properties, readings above 汉字, what is said a second time."""


class TextRun(NamedTuple):
    """An element that shows ``text[start:end]`` of the document: a w:r as a rule."""

    start: int
    end: int
    element: etree._Element


def outermost(parent: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The elements of these tags that are seen, none of them within another; deleted rows are not."""
    for child in parent:
        tag = child.tag
        if tag in tags:
            yield child
        elif tag not in _UNSEEN and not (tag == _ROW and _is_deleted(child)):
            yield from outermost(child, *tags)


def shown_by(element: etree._Element) -> str:
    """The text of an element within a run, text boxes left out: of a tab or a break the sign it stands for."""
    if element.tag == _TEXT:
        return element.text or ""
    if len(element):
        return "".join(shown_by(found) for found in outermost(element, _TEXT, _BOX, *_SIGNS) if found.tag != _BOX)
    return _SIGNS.get(str(element.tag), "")


def _is_deleted(row: etree._Element) -> bool:
    return row.find(_DELETED_ROW) is not None


def cut_runs(runs: Iterable[TextRun], offsets: Sequence[int]) -> list[TextRun]:
    """The same runs, those that reach over one of the sorted offsets cut there within the document."""
    parts: list[TextRun] = []
    for run in runs:
        for offset in offsets[bisect_right(offsets, run.start) : bisect_left(offsets, run.end)]:
            left, run = _cut(run, offset)
            parts.append(left)
        parts.append(run)
    return parts


def _cut(run: TextRun, offset: int) -> tuple[TextRun, TextRun]:
    """Moves what the run shows from the offset on into a new run behind it, with the same properties."""
    element = run.element
    rest = element.makeelement(element.tag, {str(name): str(value) for name, value in element.attrib.items()})
    rest.tail, element.tail = element.tail, None
    position = run.start
    moved: list[etree._Element] = []
    for child in element:
        if child.tag == _PROPERTIES:
            rest.append(copy.deepcopy(child))
            continue
        length = len(shown_by(child))
        if position >= offset:
            moved.append(child)
        elif position + length > offset and child.tag == _TEXT:
            moved.append(_cut_text(child, offset - position))
        position += length
    rest.extend(moved)
    element.addnext(rest)
    return TextRun(run.start, offset, element), TextRun(offset, run.end, rest)


def _cut_text(element: etree._Element, length: int) -> etree._Element:
    """Shortens a w:t to its first characters; a new one with the others."""
    text = element.text or ""
    rest = element.makeelement(element.tag, {_SPACE: "preserve"})
    element.text, rest.text = text[:length], text[length:]
    element.set(_SPACE, "preserve")
    return rest
