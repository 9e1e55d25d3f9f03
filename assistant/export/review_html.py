"""A review as one self-contained page: the text with every number coloured by its state, the findings beside it.

The page holds no script and loads nothing; whatever stands in a document is shown as text.
"""

from collections.abc import Iterator, Sequence
from html import escape

from assistant.export.review_layout import Layout, Line, Piece
from assistant.export.review_words import (
    HISTORY_NAMES,
    STATUS_NAMES,
    UNSETTLED,
    tell_against,
    tell_counts,
    tell_coverage,
    tell_entry,
    tell_finding,
    tell_history,
)
from assistant.export.web_page import make_page
from schemas.finding import Finding
from schemas.review import Review


def review_html(reviews: Sequence[Review]) -> str:
    """One page with all reviews, one below the other; of several, a list that leads to each comes first."""
    title = "复核：" + "、".join(review.document for review in reviews)
    lines = [*_contents(reviews)] if len(reviews) > 1 else []
    lines += (line for number, review in enumerate(reviews) for line in _document(review, f"d{number}-"))
    return make_page(title, "\n".join(lines), "review_page.css")


def _contents(reviews: Sequence[Review]) -> Iterator[str]:
    yield f"<nav><h1>共{len(reviews)}份文件</h1><ol>"
    for number, review in enumerate(reviews):
        told = escape(f"{tell_counts(review.findings)}{tell_history(review)}{tell_against(review)}")
        yield f'<li><a href="#d{number}-top">{escape(review.document)}</a><span>{told}</span></li>'
    yield "</ol></nav>"


def _document(review: Review, prefix: str) -> Iterator[str]:
    legend = "".join(f'<span class="{status}">{name}</span>' for status, name in STATUS_NAMES.items())
    yield f'<section id="{prefix}top"><header><h1>{escape(review.document)}</h1>'
    counts = f"{tell_counts(review.findings)}{tell_history(review)}{tell_coverage(review.coverage) if review.text else ''}"
    yield f'<div class="counts">{counts}{escape(tell_against(review))}</div>'
    if review.text:
        yield f'<div class="legend">{legend}</div></header><main><div class="text">'
        yield from _text(review, prefix)
        yield "</div><aside>"
    else:
        yield '</header><main class="alone"><aside>'
    for number, finding in enumerate(review.findings):
        yield _finding(finding, f"{prefix}{number}")
    for finding in review.fixed:
        yield _finding(finding, "", "fixed", "已改")
    for finding in review.unsettled:
        yield _finding(finding, "", "", UNSETTLED)
    yield "</aside></main></section>"


def _finding(finding: Finding, anchor: str, kind: str = "", history: str = "") -> str:
    """A card, led back to its place in the text where it has one."""
    page = f"第{finding.page}页" if finding.page else ""
    where = "　".join(part for part in (history or HISTORY_NAMES[finding.history], finding.section, page) if part)
    lines = [escape(line) for line in tell_finding(finding)]
    if finding.start is not None and anchor:
        lines[0] = f'<a href="#p{anchor}">{lines[0]}</a>'
    told = "".join(f"<p>{line}</p>" for line in lines)
    name = f' id="f{anchor}"' if anchor else ""
    return f'<div class="finding {kind or finding.severity}"{name}><p class="where">{escape(where)}</p>{told}</div>'


def _text(review: Review, prefix: str) -> Iterator[str]:
    for block in Layout(review).blocks():
        if isinstance(block, Line):
            yield f"<p>{_shown(block.pieces, review, prefix)}</p>"
            continue
        yield "<table>"
        for row in block.rows:
            yield f"<tr>{''.join(f'<td>{_shown(cell, review, prefix)}</td>' for cell in row)}</tr>"
        yield "</table>"


def _shown(pieces: Sequence[Piece], review: Review, prefix: str) -> str:
    return "".join(_piece(piece, review, prefix) for piece in pieces)


def _piece(piece: Piece, review: Review, prefix: str) -> str:
    words = escape(piece.text)
    if piece.entry is not None:
        words = f'<span class="{piece.entry.status}" title="{escape(tell_entry(piece.entry))}">{words}</span>'
    if piece.finding is None:
        return words
    finding = review.findings[piece.finding]
    name = f' id="p{prefix}{piece.finding}"' if piece.begins else ""
    return f'<a class="at {finding.severity}"{name} href="#f{prefix}{piece.finding}" title="{escape(finding.message)}">{words}</a>'
