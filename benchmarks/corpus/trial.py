"""A trial: the checker on one unit's correct report and on its mutants, and what came of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from time import perf_counter

from assistant.checking.review import review
from benchmarks.corpus.edits import Mutant, sentence_at
from benchmarks.corpus.marks import Report
from benchmarks.corpus.mutants import draw_mutants
from benchmarks.corpus.reports import write_report
from benchmarks.corpus.units import draw_unit
from schemas.finding import Finding
from schemas.manuscript import Manuscript
from schemas.review import Review


@dataclass(frozen=True)
class Trial:
    """A mutant: whether anything new was said, and whether it was said of the wrong place."""

    kind: str
    detected: bool
    pinpointed: bool


@dataclass(frozen=True)
class Sample:
    """A failure to look at, told in lines."""

    kind: str
    seed: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What one unit gave: findings on the correct text, numbers by what became of them, trials, time.

    ``claims`` are the marked amounts, rates and counts; ``unclaimed`` those of them left unchecked.
    """

    seed: int
    errors: int
    warnings: int
    hints: int
    numbers: int
    unchecked: int
    claims: int
    unclaimed: int
    characters: int
    seconds: float
    trials: tuple[Trial, ...]
    samples: tuple[Sample, ...]


def try_unit(unit_seed: int, mutants: int, *, seed: int, tables: bool, samples: bool) -> Outcome:
    """Draw a unit, check its correct report and ``mutants`` mutants of it, with or without its tables."""
    report = write_report(draw_unit(unit_seed))
    begun = perf_counter()
    clean = check(report, report.text, tables)
    seconds, characters = perf_counter() - begun, len(report.text)
    trials, failures = [], []
    for mutant in draw_mutants(report, mutants, seed):
        begun = perf_counter()
        found = new_findings(clean, check(report, mutant.text, tables))
        seconds, characters = seconds + perf_counter() - begun, characters + len(mutant.text)
        trial = Trial(mutant.kind, bool(found), any(is_at(finding, mutant) for finding in found))
        trials.append(trial)
        if samples and not trial.pinpointed:
            failures.append(_missed(mutant, found, unit_seed))
    unchecked = {(entry.start, entry.end) for entry in clean.ledger if entry.status == "unchecked"}
    claims = [mark for mark in report.marks if mark.tag == "number" and mark.role != "date"]
    unclaimed = [mark for mark in claims if any(start < mark.end and mark.start < end for start, end in unchecked)]
    if samples:
        failures += _false_alarms(report, clean, unit_seed) + _unchecked(report, clean, unit_seed)
    severities = Counter(finding.severity for finding in clean.findings)
    return Outcome(
        seed=unit_seed,
        errors=severities["error"],
        warnings=severities["warning"],
        hints=severities["hint"],
        numbers=clean.coverage.numbers,
        unchecked=clean.coverage.unchecked,
        claims=len(claims),
        unclaimed=len(unclaimed),
        characters=characters,
        seconds=seconds,
        trials=tuple(trials),
        samples=tuple(failures),
    )


def check(report: Report, text: str, tables: bool) -> Review:
    """The review of a text about the report's unit."""
    manuscript = Manuscript(file=f"{report.unit.seed}.txt", kind="txt", text=text)
    return review(manuscript, report.sheet if tables else None, report.unit.accounts if tables else None)


def new_findings(clean: Review, mutated: Review) -> list[Finding]:
    """The errors and warnings that the correct text did not have."""
    known = Counter(map(_identity, clean.findings))
    found = []
    for finding in mutated.findings:
        if finding.severity == "hint":
            continue
        if known[_identity(finding)]:
            known[_identity(finding)] -= 1
        else:
            found.append(finding)
    return found


def _identity(finding: Finding) -> tuple[str, str, str, str]:
    return finding.rule, finding.severity, finding.message, finding.quote


def is_at(finding: Finding, mutant: Mutant) -> bool:
    """Whether a finding stands at a place that is wrong."""
    if finding.start is None or finding.end is None:
        return False
    return any(finding.start < end and start < max(finding.end, finding.start + 1) for start, end in mutant.spans)


def _missed(mutant: Mutant, found: Iterable[Finding], seed: int) -> Sample:
    told = tuple(f"  found elsewhere: {_tell(finding)}" for finding in found) or ("  nothing found",)
    places = tuple(f"  wrong: {mutant.text[start:end]!r}" for start, end in mutant.spans)
    return Sample(f"missed {mutant.kind}", seed, (f"- {mutant.before}", f"+ {mutant.after}", *places, *told))


def _false_alarms(report: Report, clean: Review, seed: int) -> list[Sample]:
    return [
        Sample(f"clean {finding.severity} {finding.rule}", seed, (f"  {_tell(finding)}", *_context(report, finding.start, finding.end)))
        for finding in clean.findings
    ]


def _unchecked(report: Report, clean: Review, seed: int) -> list[Sample]:
    entries = [entry for entry in clean.ledger if entry.status == "unchecked"]
    return [
        Sample(f"unchecked {entry.role}", seed, (f"  {entry.text!r} subject={entry.subject!r}", *_context(report, entry.start, entry.end)))
        for entry in entries
    ]


def _context(report: Report, start: int | None, end: int | None) -> tuple[str, ...]:
    return () if start is None or end is None else (f"  {sentence_at(report.text, start, end)}",)


def _tell(finding: Finding) -> str:
    return f"[{finding.severity} {finding.rule}] {finding.quote!r} {finding.message} {finding.stated}→{finding.expected} {finding.formula}"
