"""Pieces: what of a report a model is asked to word anew, and what is left as it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.drafting.model.answers import Achievements, Answer, DeviationAnalyses, FormalReasons, SentenceGroup
from assistant.drafting.model.template import Labels, Template, make_template
from assistant.drafting.report import Line, Report
from assistant.drafting.slots import MARKER, Content
from schemas.facts import FactSheet

_LEAST_FIGURES = 2
"""A paragraph with fewer, such as that there was no such spending, is said in its standard words."""

_ITEM = re.compile(r"\s*(?:\d{1,2}[.、]|[（(]\d{1,2}[）)]|[（(][一二三四五六七八九十]+[）)])")
_LEAST_WORDS = 4
_MOST_PARAGRAPHS, _MOST_CLAUSES = 5, 10
_MOST_CHARACTERS = 400
"""What one request may hold: small models lose the thread beyond it, and a failed one costs less."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to be worded anew, as a person may ``wish``: a paragraph, at ``place``, or the words behind the marker ``place``."""

    kind: type[Answer]
    place: Line | int
    template: Template
    subject: str = ""
    reasons: tuple[str, ...] = field(default=())
    wish: str = ""


def choose_pieces(report: Report, sheet: FactSheet) -> list[Piece]:
    """The pieces of a report in its order: paragraphs of figures that are no list items, reasons, notes on work."""
    labels = Labels({fact.id: fact.label for fact in sheet.facts.values()})
    return [piece for place, text in report.lines() for piece in _of_line(report, labels, place, text)]


def _of_line(report: Report, labels: Labels, place: Line, text: str) -> Iterator[Piece]:
    contents = {int(match[1]): report.slots.content(int(match[1])) for match in MARKER.finditer(text)}
    figures = sum(content.kind == "figure" for content in contents.values())
    if figures >= _LEAST_FIGURES and not _ITEM.match(text):
        template = make_template(text, report.slots, labels)
        if template:
            yield Piece(SentenceGroup, place, template)
    for index, content in contents.items():
        kind = _kind(content)
        template = make_template(content.text, report.slots, labels) if kind else None
        if kind and template and "\n" not in content.text:
            yield Piece(kind, index, template, _subject(content, labels), (content.fact,) if content.fact else ())


def _kind(content: Content) -> type[Answer] | None:
    """How a person's words are worded anew; None for those that stay."""
    if len(content.text) < _LEAST_WORDS:
        return None
    if content.kind == "note":
        return Achievements
    if content.kind != "reason":
        return None
    return DeviationAnalyses if (content.fact or "").endswith(("completion", ".score")) else FormalReasons


def _subject(content: Content, labels: Labels) -> str:
    return labels.of(content.fact)


def gather(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces by request: those of one kind together, as far as one request may hold them."""
    requests: list[list[Piece]] = []
    open_requests: dict[type[Answer], list[Piece]] = {}
    for piece in pieces:
        request = open_requests.get(piece.kind)
        if request is None or not _fits(request, piece):
            open_requests[piece.kind] = request = []
            requests.append(request)
        request.append(piece)
    return requests


def _fits(request: Sequence[Piece], piece: Piece) -> bool:
    length = sum(len(other.template.text) for other in request) + len(piece.template.text)
    most = _MOST_PARAGRAPHS if piece.kind is SentenceGroup else _MOST_CLAUSES
    return len(request) < most and length <= _MOST_CHARACTERS
