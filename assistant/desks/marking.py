"""Marking: a review, or a desk's draft, as plain data for a page that shows it: words, states, tips, findings."""

from collections.abc import Iterable, Sequence
from typing import Any

from assistant.desks.desk import Desk, number_of, wording_of
from assistant.desks.sources import tell_source
from assistant.export.review_layout import Layout, Line, Piece
from assistant.export.review_words import HISTORY_NAMES, SEVERITY_NAMES, UNSETTLED, tell_entry, tell_finding
from schemas.decision import Decision, mark_of
from schemas.finding import Finding
from schemas.narrative import Chart, FormTable, Heading, Listing, Paragraph, PublicTable
from schemas.review import Review

Run = list[Any]
"""Words, state, tip, number of the finding or None, its severity."""

_VERDICTS = {"accepted": "已采纳", "dismissed": "已忽略", "open": ""}


def mark_review(review: Review) -> list[dict[str, Any]]:
    """The blocks of a reviewed document."""
    blocks: list[dict[str, Any]] = []
    for block in Layout(review).blocks():
        if isinstance(block, Line):
            blocks.append({"kind": "line", "runs": _joined(_run(piece, review) for piece in block.pieces)})
        else:
            rows = [[_joined(_run(piece, review) for piece in cell) for cell in row] for row in block.rows]
            blocks.append({"kind": "table", "rows": rows})
    return blocks


def mark_desk(desk: Desk) -> list[dict[str, Any]]:
    """The blocks of a draft: headings, numbered paragraphs, and the names of what is printed between them."""
    layout = Layout(desk.review)
    blocks: list[dict[str, Any]] = []
    for block, place, start in zip(desk.narrative.blocks, desk.places, desk.starts, strict=True):
        if isinstance(block, Heading):
            blocks.append({"kind": "heading", "level": block.level, "runs": [[block.text, "", "", None, ""]]})
        elif isinstance(block, Paragraph):
            gaps = [(start + gap.start, start + gap.end) for gap in block.gaps]
            runs = _joined(_desk_run(piece, desk, gaps) for piece in layout.cut(start, start + len(block.text)))
            blocks.append({"kind": "paragraph", "id": place, "number": number_of(desk, place), "runs": runs, **_state(desk, place)})
        else:
            blocks.append({"kind": "inserted", "runs": [[_name(block), "", "", None, ""]]})
    return blocks


def mark_findings(review: Review, decisions: dict[str, Decision]) -> list[dict[str, Any]]:
    """The findings of a review as cards, with what was decided of each; those that are gone, and those unsettled, come last."""
    return [
        *(_card(finding, decisions.get(mark_of(finding)), HISTORY_NAMES[finding.history]) for finding in review.findings),
        *({**_card(finding, decisions.get(mark_of(finding)), "已改"), "severity": "fixed", "kinds": ["fixed"]} for finding in review.fixed),
        *(_card(finding, decisions.get(mark_of(finding)), UNSETTLED) for finding in review.unsettled),
    ]


def _card(finding: Finding, decision: Decision | None, history: str) -> dict[str, Any]:
    page = f"第{finding.page}页" if finding.page else ""
    verdict = decision.verdict if decision else "open"
    decided = f"{_VERDICTS[verdict]}（{decision.author}）" if decision and verdict != "open" else ""
    return {
        "severity": finding.severity,
        "where": "　".join(part for part in (history, finding.section, page) if part),
        "lines": list(tell_finding(finding)),
        "page": finding.page,
        "verdict": verdict,
        "note": decision.note if decision else "",
        "decided": decided,
        "kinds": [finding.severity, *(["dismissed"] if verdict == "dismissed" else [])],
    }


def count_kinds(cards: Sequence[dict[str, Any]]) -> list[tuple[str, int, str]]:
    """The filters of a list of cards: label, how many, name."""
    named = (*((name, severity) for severity, name in SEVERITY_NAMES.items()), ("已忽略", "dismissed"), ("已改", "fixed"))
    return [(label, sum(kind in card["kinds"] for card in cards), kind) for label, kind in named]


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Runs without the empty ones, plain words and numbers that need no check in one: a page has a third as many to show."""
    joined: list[Run] = []
    for run in runs:
        plain = not run[1] and run[3] is None
        if plain and joined and not joined[-1][1] and joined[-1][3] is None:
            joined[-1] = [joined[-1][0] + run[0], *joined[-1][1:]]
        elif run[0]:
            joined.append(run)
    return joined


def _run(piece: Piece, review: Review) -> Run:
    severity = review.findings[piece.finding].severity if piece.finding is not None else ""
    if piece.entry is None or piece.entry.status == "exempt":
        return [piece.text, "", "", piece.finding, severity]
    return [piece.text, piece.entry.status, tell_entry(piece.entry), piece.finding, severity]


def _desk_run(piece: Piece, desk: Desk, gaps: Sequence[tuple[int, int]]) -> Run:
    text, state, tip, number, _ = _run(piece, desk.review)
    if any(start <= piece.start < end for start, end in gaps):
        return [text, "gap", "", None, ""]
    if piece.entry and piece.entry.fact and piece.entry.fact in desk.sheet.facts:
        tip = f"{tip}\n{tell_source(desk, piece.entry.fact)}"
    if number is not None:
        tip = "\n".join(part for part in (*tell_finding(desk.review.findings[number]), tip) if part)
        return [text, state or "unchecked", tip, number, desk.review.findings[number].severity]
    return [text, state, tip, None, ""]


def _state(desk: Desk, place: str) -> dict[str, str]:
    wording = wording_of(desk.workspace.items, place)
    if wording is None:
        return {}
    if wording.by == "model":
        return {"note": "模型"} if desk.paragraphs[place].text == wording.paragraph.text else {}
    return {"state": "outdated", "note": "原稿已变"} if place in desk.outdated else {"state": "edited", "note": "已改"}


def _name(block: PublicTable | FormTable | Listing | Chart) -> str:
    if isinstance(block, PublicTable):
        return f"〔表〕{block.title}"
    if isinstance(block, Chart):
        return f"〔图〕{block.caption}"
    return f"〔自评表〕{block.card.form.name}" if isinstance(block, FormTable) else "〔表〕单位构成"
