"""A manuscript: a finished document that is to be checked, as text in reading order with its tables."""

from typing import Literal

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
    ``start``/``end`` span the table itself, without the lines that head it.
    """

    grid: Grid
    cells: tuple[CellSpan, ...]
    start: int
    end: int


class Manuscript(Frozen):
    """A document as read. ``text`` is the author's own characters; every span indexes it.

    For .txt and .md it is the file's text; for .docx the paragraphs and table cells in reading order,
    joined by line feeds.
    """

    file: str
    kind: Literal["txt", "md", "docx"]
    text: str
    tables: tuple[ManuscriptTable, ...] = ()
    findings: tuple[Finding, ...] = ()
