"""A walk over a Word document in reading order: its visible text, and the run behind every stretch of it.

The text is that of the reader of manuscripts: paragraphs and table cells joined by line feeds, tracked
changes as accepted, of fields the result (an instruction ends with its paragraph at the latest), hidden
text left out, text boxes behind the paragraph they hang on, footnotes and endnotes at the end. Comments
can only stand in the body: what a text box or a note says is ascribed to the run in the body that holds
the box or the reference.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from assistant.export.markup import expand
from assistant.export.word_runs import TextRun, outermost, shown_by

_PARAGRAPH, _RUN, _TABLE, _CELL = (expand(name) for name in ("w:p", "w:r", "w:tbl", "w:tc"))
_BODY, _BOX = expand("w:body"), expand("w:txbxContent")
_FIELD, _FIELD_TYPE, _ID, _VALUE = (expand(name) for name in ("w:fldChar", "w:fldCharType", "w:id", "w:val"))
_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES, _HIDDEN = (expand(name) for name in ("w:pPr", "w:rPr", "w:vanish"))
_DELETED = (expand("w:del"), expand("w:moveFrom"))
_NOTES = ("footnote", "endnote")
_RARE = (_BOX, _HIDDEN, *_DELETED)
"""What few documents have, and what need not be looked for in every paragraph of those that have none."""


class Block(NamedTuple):
    """A paragraph that begins at ``start``; ``element`` is it or, if it is ``held``, the run in the body that holds it."""

    start: int
    element: etree._Element
    held: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """The document's text, the runs of its body, the runs that hold a text box or a note's reference, its paragraphs."""

    text: str
    runs: tuple[TextRun, ...]
    holders: tuple[TextRun, ...]
    blocks: tuple[Block, ...]


class _Paragraph(NamedTuple):
    """A paragraph, its runs that are seen, and the run in the body that holds it if it stands in a text box or a note."""

    element: etree._Element
    runs: tuple[etree._Element, ...]
    holder: etree._Element | None


def walk_document(document: etree._Element, notes: Mapping[str, etree._Element]) -> Walk:
    """Reads the document.

    Args:
        document: The root of the main part.
        notes: The roots of the parts ``footnote`` and ``endnote``, as far as the document has them.
    """
    texts: list[str] = []
    runs: list[TextRun] = []
    holders: list[TextRun] = []
    blocks: list[Block] = []
    fields: list[bool] = []
    position, runs_on = 0, True
    rare = frozenset(str(element.tag) for root in (document, *notes.values()) for element in root.iter(*_RARE))
    for paragraph in _Story(rare).tell(document, notes):
        if paragraph is None:
            runs_on = not blocks
            continue
        if not runs_on:
            texts.append("\n")
            position += 1
        fields = [True] * len(fields)
        start, holder = position, paragraph.holder
        for run in paragraph.runs:
            text = _shown(run, fields)
            if text:
                texts.append(text)
                (runs if holder is None else holders).append(TextRun(position, position + len(text), run if holder is None else holder))
                position += len(text)
        blocks.append(Block(start, paragraph.element if holder is None else holder, holder is not None))
        runs_on = not rare.isdisjoint(_DELETED) and _loses_mark(paragraph.element)
    return Walk("".join(texts), tuple(runs), tuple(holders), tuple(blocks))


@dataclass(frozen=True, slots=True)
class _Story:
    """Paragraphs in reading order; None where a table, cell or note begins or ends, over which no paragraph runs on.

    ``rare`` are the tags of ``_RARE`` that the document has.
    """

    rare: frozenset[str]
    told: list[_Paragraph | None] = field(default_factory=list)

    def tell(self, document: etree._Element, notes: Mapping[str, etree._Element]) -> list[_Paragraph | None]:
        """The body, then the footnotes, then the endnotes."""
        for body in document.iterchildren(_BODY):
            self._tell_within(body, None)
        for kind in _NOTES:
            if kind in notes:
                self._tell_notes(kind, notes[kind])
        return self.told

    def _tell_within(self, parent: etree._Element, holder: etree._Element | None) -> None:
        """What stands within an element, tables cell by cell, the text boxes of a paragraph behind it."""
        for element in outermost(parent, _PARAGRAPH, _TABLE, _CELL):
            if element.tag == _PARAGRAPH:
                self._tell_paragraph(element, holder)
            else:
                self.told.append(None)
                self._tell_within(element, holder)
                self.told.append(None)

    def _tell_paragraph(self, paragraph: etree._Element, holder: etree._Element | None) -> None:
        runs = self._runs(paragraph)
        self.told.append(_Paragraph(paragraph, runs, holder))
        for run in runs if _BOX in self.rare else ():
            for box in outermost(run, _BOX):
                self._tell_within(box, run if holder is None else holder)

    def _tell_notes(self, kind: str, root: etree._Element) -> None:
        """The notes of a kind, in the order in which the text refers to them."""
        holders: dict[str | None, etree._Element] = {}
        for paragraph in filter(None, self.told):
            for run in paragraph.runs:
                for reference in outermost(run, expand(f"w:{kind}Reference")):
                    holders.setdefault(reference.get(_ID), run if paragraph.holder is None else paragraph.holder)
        notes = {note.get(_ID): note for note in root.iterchildren(expand(f"w:{kind}"))}
        for number, holder in holders.items():
            if number in notes:
                self.told.append(None)
                self._tell_within(notes[number], holder)

    def _runs(self, paragraph: etree._Element) -> tuple[etree._Element, ...]:
        """The runs of a paragraph that are seen."""
        runs = outermost(paragraph, _RUN)
        if _HIDDEN not in self.rare:
            return tuple(runs)
        return tuple(run for run in runs if not _has(_child(run, _RUN_PROPERTIES), _HIDDEN))


def _shown(run: etree._Element, fields: list[bool]) -> str:
    """The text of a run; ``fields`` tells of each field that is open whether its result has begun, and is kept up to date."""
    texts = []
    for child in run:
        kind = child.get(_FIELD_TYPE) if child.tag == _FIELD else None
        if kind == "begin":
            fields.append(False)
        elif kind == "separate" and fields:
            fields[-1] = True
        elif kind == "end" and fields:
            fields.pop()
        elif child.tag != _RUN_PROPERTIES and all(fields):
            texts.append(shown_by(child))
    return "".join(texts)


def _loses_mark(paragraph: etree._Element) -> bool:
    """Whether the mark at a paragraph's end was deleted, so that the next one runs on."""
    properties = _child(_child(paragraph, _PARAGRAPH_PROPERTIES), _RUN_PROPERTIES)
    return any(_has(properties, mark) for mark in _DELETED)


def _has(properties: etree._Element | None, name: str) -> bool:
    """Whether there is such a property, and switched on."""
    mark = _child(properties, name)
    return mark is not None and mark.get(_VALUE) not in ("0", "false", "off")


def _child(parent: etree._Element | None, tag: str) -> etree._Element | None:
    """The first child of this tag; asked of every run, and several times faster than ``find``."""
    return None if parent is None else next(parent.iterchildren(tag), None)
