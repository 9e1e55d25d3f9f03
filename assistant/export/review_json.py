"""A review for programs: one object a document, on one line or with the text it speaks of."""

import json
from typing import Any

from schemas.finding import Finding
from schemas.review import LedgerEntry, Review

_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""Line ends of Unicode that JSON does not escape, but by which some readers of lines would cut an object in two."""


def review_json(review: Review) -> str:
    """The contract of ``juesuan check --format json``: the object of ``review_line`` and ``text``, which its spans index."""
    return json.dumps({**_review(review), "text": review.text}, ensure_ascii=False, indent=2) + "\n"


def review_line(review: Review) -> str:
    """The contract of ``juesuan check --format jsonl``: one object on one line, its line end included."""
    return json.dumps(_review(review), ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def _review(review: Review) -> dict[str, Any]:
    return {
        "document": review.document,
        "coverage": review.coverage.model_dump(),
        "findings": [_finding(finding) for finding in review.findings],
        **(
            {name: [_finding(finding) for finding in getattr(review, name)] for name in ("fixed", "unsettled")}
            if _has_history(review)
            else {}
        ),
        "ledger": [_entry(entry) for entry in review.ledger],
    }


def _has_history(review: Review) -> bool:
    return bool(review.fixed or review.unsettled) or any(finding.history for finding in review.findings)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "start": finding.start,
        "end": finding.end,
        "page": finding.page,
        "section": finding.section,
        "quote": finding.quote,
        "sentence": finding.sentence,
        "stated": finding.stated,
        "expected": finding.expected,
        "message": finding.message,
        "formula": finding.formula,
        "fix": finding.fix,
        "places": [str(place) for place in finding.places],
        "consequences": list(finding.consequences),
        **({"history": finding.history} if finding.history else {}),
    }


def _entry(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "start": entry.start,
        "end": entry.end,
        "text": entry.text,
        "role": entry.role,
        "subject": entry.subject,
        "year": entry.year,
        "status": entry.status,
        "fact": entry.fact,
    }
