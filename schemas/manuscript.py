"""A manuscript: a finished document that is to be checked, as text in reading order with its tables."""

from bisect import bisect_right
from typing import Literal, NamedTuple

from schemas.document import Grid
from schemas.finding import Finding
from schemas.frozen import Frozen


class CellSpan(Frozen):
    """Where a table cell's text stands in the manuscript's text: ``text[start:end]``."""

    row: int
    column: int
    start: int
    end: int


class ManuscriptTable(Frozen):
    """A table of the document.

    ``grid`` holds the cells as text, below the lines of text that head the table (title, unit), which
    come first as rows of one cell; ``cells`` says where each cell and heading stands in the text.
    ``start``/``end`` span the table itself, without the lines that head it. ``is_cut`` tells that its
    next page seems to hold more of it, which could not be joined.
    """

    grid: Grid
    cells: tuple[CellSpan, ...]
    start: int
    end: int
    is_cut: bool = False


class PrintedRun(NamedTuple):
    """Characters ``start`` to ``end`` of the text: printed on ``page`` (from 1), there the ``first``-th and those after it."""

    start: int
    end: int
    page: int
    first: int


class Manuscript(Frozen):
    """A document as read. ``text`` is the author's own characters; every span indexes it.

    For .txt and .md it is the file's text; for .docx and .pdf the paragraphs and table cells in reading
    order, joined by line feeds. ``printed`` tells of a .pdf where its characters stand, in the order of the text,
    ``recognised`` which of its pages were images and are read by OCR.
    """

    file: str
    kind: Literal["txt", "md", "docx", "pdf"]
    text: str
    tables: tuple[ManuscriptTable, ...] = ()
    printed: tuple[PrintedRun, ...] = ()
    recognised: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()

    def page(self, at: int) -> int | None:
        """The page on which the character at an offset was printed, or, of what the reader added, the one before; None without pages."""
        number = bisect_right(self.printed, at, key=lambda run: run.start) - 1
        return self.printed[max(number, 0)].page if self.printed else None
