"""Real documents against the errors known in them: found, missed, and what else is called an error."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.reviewing import Sources, check_document
from schemas.finding import Finding
from schemas.review import Review

ACCEPTED = {"error": {"error"}, "warning": {"error", "warning"}}
"""Severities that answer a known error of a tier; of the other tiers nothing may be called an error."""


def judge_documents(folder: Path) -> list[str]:
    """Lines of Markdown on every document of ``folder`` that gold.jsonl knows."""
    gold_file = folder / "gold.jsonl"
    if not gold_file.exists():
        return [f"no real documents: {folder.name}/gold.jsonl is not there"]
    gold = [json.loads(line) for line in gold_file.read_text(encoding="utf-8").splitlines()]
    lines: list[str] = []
    for path in sorted({folder / entry["document"] for entry in gold}):
        known = [entry for entry in gold if entry["document"] == path.name]
        lines += ["", *_judge(check_document(path, Sources()), known)]
    return lines


def _judge(outcome: Review, known: Iterable[dict[str, Any]]) -> list[str]:
    lines: list[str] = []
    explained: set[int] = set()
    for entry in known:
        here = [finding for finding in outcome.findings if id(finding) not in explained and _answers(finding, entry)]
        wanted = ACCEPTED.get(entry["tier"])
        hits = [finding for finding in here if finding.severity in wanted] if wanted else []
        explained.update(id(finding) for finding in (here if "start" in entry else hits[:1]))
        good = bool(hits) if wanted else not any(finding.severity == "error" for finding in here)
        told = "；".join(f"{finding.stated}→{finding.expected}" for finding in hits[:1])
        lines.append(f"- {'ok' if good else 'MISSED'} {entry['tier']} {entry['kind']}: {entry['stated']} → {entry['expected']} {told}")
    further = [finding for finding in outcome.findings if finding.severity == "error" and id(finding) not in explained]
    coverage = outcome.coverage
    head = f"{outcome.document}: {coverage.verified} of {coverage.numbers} numbers verified, {coverage.unchecked} unchecked, "
    head += f"{_accounted(outcome)} accounted for; {len(further)} further errors"
    return [head, *lines, *(f"- further: [{finding.rule}] {finding.quote!r} {finding.message} {finding.formula}" for finding in further)]


def _accounted(outcome: Review) -> str:
    """How many of the amounts and percentages are not unchecked; in tables those with decimals count."""
    stated = [entry for entry in outcome.ledger if entry.status != "exempt" and _AMOUNT.search(entry.text)]
    unchecked = sum(entry.status == "unchecked" for entry in stated)
    return f"{100 * (1 - unchecked / len(stated)):.1f} % of {len(stated)} amounts and percentages" if stated else "no amounts"


_AMOUNT = re.compile(r"[%％‰]$|[元万亿]$|\d\.\d+$")
_PIECES = re.compile(r"。| in | is ")


def _answers(finding: Finding, entry: dict[str, Any]) -> bool:
    """Whether a finding speaks of a known error: at its place, or, where that is only quoted, in its words."""
    if "start" in entry:
        return _overlaps(finding, entry["start"], entry["end"])
    words = _plain(finding.sentence + finding.quote)
    quoted = any(piece and piece in words for piece in map(_plain, _PIECES.split(entry["quote"])))
    same = finding.rule == entry["kind"] or (bool(finding.expected) and _plain(finding.expected) == _plain(entry["expected"]))
    return (quoted and _plain(entry["stated"]) in _plain(finding.stated)) or same


def _plain(text: str) -> str:
    return "".join(text.split())


def _overlaps(finding: Finding, start: int, end: int) -> bool:
    return finding.start is not None and finding.end is not None and finding.start < end and start < finding.end
