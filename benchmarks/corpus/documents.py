"""Real documents against the errors known in them: found, missed, and what else is called an error."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.reviewing import Sources, check_document
from schemas.finding import Finding
from schemas.review import Review

ACCEPTED = {"error": {"error"}, "warning": {"error", "warning"}}
"""Severities that answer a known error of a tier; of the other tiers nothing may be called an error."""


def judge_documents(folder: Path) -> list[str]:
    """Lines of Markdown on every text of ``folder`` that gold.jsonl knows."""
    gold_file = folder / "gold.jsonl"
    if not gold_file.exists():
        return [f"no real documents: {folder.name}/gold.jsonl is not there"]
    gold = [json.loads(line) for line in gold_file.read_text(encoding="utf-8").splitlines()]
    lines: list[str] = []
    for path in sorted(folder.glob("*.txt")):
        known = [entry for entry in gold if entry["document"] == path.name]
        lines += ["", *_judge(check_document(path, Sources()), known)]
    return lines


def _judge(outcome: Review, known: Iterable[dict[str, Any]]) -> list[str]:
    lines: list[str] = []
    explained: set[int] = set()
    for entry in known:
        here = [finding for finding in outcome.findings if _overlaps(finding, entry["start"], entry["end"])]
        wanted = ACCEPTED.get(entry["tier"])
        hits = [finding for finding in here if finding.severity in wanted] if wanted else []
        explained.update(id(finding) for finding in here)
        good = bool(hits) if wanted else not any(finding.severity == "error" for finding in here)
        told = "；".join(f"{finding.stated}→{finding.expected}" for finding in hits)
        lines.append(f"- {'ok' if good else 'MISSED'} {entry['tier']} {entry['kind']}: {entry['stated']} → {entry['expected']} {told}")
    further = [finding for finding in outcome.findings if finding.severity == "error" and id(finding) not in explained]
    coverage = outcome.coverage
    head = f"{outcome.document}: {coverage.verified} of {coverage.numbers} numbers verified, "
    head += f"{coverage.unchecked} unchecked, {len(further)} further errors"
    return [head, *lines, *(f"- further: [{finding.rule}] {finding.quote!r} {finding.message} {finding.formula}" for finding in further)]


def _overlaps(finding: Finding, start: int, end: int) -> bool:
    return finding.start is not None and finding.end is not None and finding.start < end and start < finding.end
