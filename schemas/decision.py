"""Decisions on findings: what a reviewer holds of each, with a note, and the earlier review of a document."""

from datetime import datetime
from typing import Literal

from schemas.finding import Finding
from schemas.frozen import Frozen

Verdict = Literal["accepted", "dismissed", "open"]
"""``accepted``: to be corrected; ``dismissed``: no fault, as the note says; ``open``: not decided, or decided no longer."""


class Decision(Frozen):
    """What a reviewer decided about a finding of a document; ``finding`` is its mark (``mark_of``)."""

    document: str
    finding: str
    verdict: Verdict
    note: str
    author: str
    at: datetime


class EarlierReview(Frozen):
    """What was found in a document when it was reviewed last."""

    document: str
    digest: str
    at: datetime
    findings: tuple[Finding, ...]


def mark_of(finding: Finding) -> str:
    """What tells a finding from the others of its document wherever its words move to: its rule, its sentence, its words."""
    return "|".join((finding.rule, "".join((finding.sentence or finding.message).split()), "".join(finding.quote.split())))
