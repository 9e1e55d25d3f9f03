"""A review as one self-contained page: the text with every number coloured by its state, the findings beside it.

The page holds no script and loads nothing; whatever stands in a document is shown as text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources
from itertools import groupby, pairwise
from string import Template

from assistant.export.review_words import HISTORY_NAMES, ROLE_NAMES, STATUS_NAMES, tell_counts, tell_coverage, tell_finding, tell_history
from schemas.finding import Finding
from schemas.manuscript import CellSpan, ManuscriptTable
from schemas.review import LedgerEntry, Review


def review_html(reviews: Sequence[Review]) -> str:
    """One page with all reviews, one below the other."""
    page = resources.files("assistant.export") / "review_page.html"
    title = "复核：" + "、".join(review.document for review in reviews)
    body = "\n".join(line for number, review in enumerate(reviews) for line in _document(review, f"d{number}-"))
    return Template(page.read_text(encoding="utf-8")).substitute(title=escape(title), body=body)


def _document(review: Review, prefix: str) -> Iterator[str]:
    legend = "".join(f'<span class="{status}">{name}</span>' for status, name in STATUS_NAMES.items())
    yield f"<header><h1>{escape(review.document)}</h1>"
    yield f'<div class="counts">{tell_counts(review.findings)}{tell_history(review)}{tell_coverage(review.coverage)}</div>'
    yield f'<div class="legend">{legend}</div></header>'
    yield '<main><div class="text">'
    yield from _text(review, prefix)
    yield "</div><aside>"
    for number, finding in enumerate(review.findings):
        yield _finding(finding, f"{prefix}{number}")
    for finding in review.fixed:
        yield _finding(finding, "", "fixed")
    yield "</aside></main>"


def _finding(finding: Finding, anchor: str, kind: str = "") -> str:
    """A card, led back to its place in the text where it has one."""
    page = f"第{finding.page}页" if finding.page else ""
    history = "已改" if kind == "fixed" else HISTORY_NAMES[finding.history]
    where = "　".join(part for part in (history, finding.section, page) if part)
    lines = [escape(line) for line in tell_finding(finding)]
    if finding.start is not None and anchor:
        lines[0] = f'<a href="#p{anchor}">{lines[0]}</a>'
    told = "".join(f"<p>{line}</p>" for line in lines)
    name = f' id="f{anchor}"' if anchor else ""
    return f'<div class="finding {kind or finding.severity}"{name}><p class="where">{escape(where)}</p>{told}</div>'


def _text(review: Review, prefix: str) -> Iterator[str]:
    """The text, a paragraph a line, and its tables as tables where their cells hold all that is written there."""
    show = _Shown(review, prefix)
    offset = 0
    for table in review.tables:
        cells = [cell for cell in table.cells if table.start <= cell.start]
        if table.start < offset or not _is_whole(review.text, table, cells):
            continue
        yield from show.lines(offset, max(table.start - 1, offset))
        yield from show.table(cells)
        offset = min(table.end + 1, len(review.text))
    yield from show.lines(offset, len(review.text))


def _is_whole(text: str, table: ManuscriptTable, cells: Sequence[CellSpan]) -> bool:
    inside = sum(len(text[cell.start : cell.end].split()) > 0 for cell in cells)
    held = sum(len("".join(text[cell.start : cell.end].split())) for cell in cells)
    return inside > 1 and held == len("".join(text[table.start : table.end].split()))


class _Shown:
    """The text of a review cut wherever a number or a finding begins or ends."""

    def __init__(self, review: Review, prefix: str) -> None:
        self._review, self._prefix = review, prefix
        self._placed = [(number, finding) for number, finding in enumerate(review.findings) if finding.start is not None]
        self._starts = [entry.start for entry in review.ledger]
        edges = {edge for entry in review.ledger for edge in (entry.start, entry.end)}
        self._edges = sorted(edges | {edge for _, finding in self._placed for edge in (finding.start or 0, finding.end or 0)})

    def lines(self, start: int, end: int) -> Iterator[str]:
        """The lines of a stretch of text."""
        for line in self._review.text[start:end].split("\n") if start < end else ():
            yield f"<p>{self.stretch(start, start + len(line))}</p>"
            start += len(line) + 1

    def table(self, cells: Sequence[CellSpan]) -> Iterator[str]:
        """The rows of a table."""
        yield "<table>"
        columns = max(cell.column for cell in cells) + 1
        for _, row in groupby(sorted(cells, key=lambda cell: (cell.row, cell.column)), key=lambda cell: cell.row):
            shown = {cell.column: self.stretch(cell.start, cell.end) for cell in row}
            row_cells = "".join(f"<td>{shown.get(column, '')}</td>" for column in range(columns))
            yield f"<tr>{row_cells}</tr>"
        yield "</table>"

    def stretch(self, start: int, end: int) -> str:
        """A stretch within a line or cell."""
        inner = self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, end)]
        return "".join(self._piece(first, last) for first, last in pairwise([start, *inner, end]))

    def _piece(self, start: int, end: int) -> str:
        words = escape(self._review.text[start:end])
        entry = _entry_at(self._review.ledger, self._starts, start)
        if entry is not None:
            words = f'<span class="{entry.status}" title="{escape(_told(entry))}">{words}</span>'
        for number, finding in self._placed:
            if (finding.start or 0) <= start < (finding.end or 0):
                name = f' id="p{self._prefix}{number}"' if start == finding.start else ""
                link = f'href="#f{self._prefix}{number}" title="{escape(finding.message)}"'
                return f'<a class="at {finding.severity}"{name} {link}>{words}</a>'
        return words


def _entry_at(ledger: Sequence[LedgerEntry], starts: Sequence[int], at: int) -> LedgerEntry | None:
    number = bisect_right(starts, at) - 1
    return ledger[number] if number >= 0 and at < ledger[number].end else None


def _told(entry: LedgerEntry) -> str:
    """The state of a number and what it was understood as: 与表相符 · 本年收入合计 金额."""
    about = " ".join(part for part in (entry.subject, ROLE_NAMES[entry.role], f"{entry.year}年" if entry.year else "") if part)
    return f"{STATUS_NAMES[entry.status]} · {about}"
