"""A review for a person at a terminal: every finding with its place underlined and its proof, and what was not checked."""

from collections.abc import Iterator

from assistant.export.excerpts import Excerpt, cut_around, one_line
from assistant.export.review_words import (
    HISTORY_NAMES,
    SEVERITY_NAMES,
    STATUS_NAMES,
    UNSETTLED,
    tell_against,
    tell_counts,
    tell_coverage,
    tell_history,
    tell_places,
)
from schemas.finding import Finding
from schemas.review import LedgerEntry, Review

_INDENT = "    "
_COLUMNS = 76
"""What an 80-column terminal has left beside the indent; a line that wraps would tear the underline off its place."""

_CONTEXT = 40
"""Columns of an unchecked number's surroundings."""

_MOST_UNCHECKED = 20


def review_text(review: Review) -> str:
    """The document's name, its findings, their counts, the states of its numbers, the numbers not checked."""
    lines = [one_line(review.document)]
    for finding in review.findings:
        lines += _tell_finding(finding, review.text)
    for name, gone in (("已改", review.fixed), (UNSETTLED, review.unsettled)):
        for finding in gone:
            told = (finding.section, finding.message, _tell_change(finding))
            lines.append(f"【{name}】{'；'.join(one_line(part) for part in told if part)}")
    counts = (tell_counts(review.findings), tell_history(review), one_line(tell_against(review)), tell_coverage(review.coverage))
    lines += [*filter(None, counts), *_tell_unchecked(review)]
    return "\n".join(lines) + "\n"


def _tell_finding(finding: Finding, text: str) -> Iterator[str]:
    where = "　".join(part for part in (finding.section, f"第{finding.page}页" if finding.page else "") if part)
    known = f"·{HISTORY_NAMES[finding.history]}" if finding.history else ""
    yield f"【{SEVERITY_NAMES[finding.severity]}{known}】{one_line(where)}".rstrip()
    if excerpt := _excerpt(finding, text):
        yield _INDENT + excerpt.text
        if excerpt.marks.strip():
            yield _INDENT + excerpt.marks
    yield _INDENT + one_line(finding.message)
    if change := _tell_change(finding):
        yield _INDENT + one_line(change)
    places = tell_places(finding.places)
    for name, value in (("算式", finding.formula), ("改为", finding.fix), ("位置", places)):
        if value:
            yield f"{_INDENT}{name}：{one_line(value)}"
    for consequence in finding.consequences:
        yield f"{_INDENT * 2}由此引起：{one_line(consequence)}"


def _tell_change(finding: Finding) -> str:
    named = (("现为", finding.stated), ("应为", finding.expected))
    return " → ".join(f"{name} {value}" for name, value in named if value)


def _excerpt(finding: Finding, text: str) -> Excerpt | None:
    """The sentence with its place; the words around the place where the sentence is not in the text as such."""
    if finding.start is None or finding.end is None:
        start = max(finding.sentence.find(finding.quote), 0)
        found = finding.sentence[start : start + len(finding.quote)] == finding.quote
        end = start + len(finding.quote) if found else start
        return cut_around(finding.sentence, start, end, _COLUMNS) if finding.sentence else None
    return _cut_passage(text, finding.start, finding.end, finding.sentence)


def _cut_passage(text: str, start: int, end: int, sentence: str = "", columns: int = _COLUMNS) -> Excerpt:
    """The place within its sentence, or else within its line."""
    first = text.find(sentence, max(0, end - len(sentence)), start + len(sentence)) if sentence else -1
    if first >= 0:
        last = first + len(sentence)
    else:
        first = max(text.rfind("\n", 0, start) + 1, start - columns)
        line_end = text.find("\n", end, end + columns)
        last = line_end if line_end >= 0 else end + columns
    return cut_around(text[first:last], start - first, end - first, columns)


def _tell_unchecked(review: Review) -> Iterator[str]:
    """The numbers that were compared with nothing: they must not look checked. Bare digits, as 行次 of a table, come last."""
    unchecked = sorted((entry for entry in review.ledger if entry.status == "unchecked"), key=lambda entry: entry.text.isdecimal())
    if not unchecked:
        return
    yield f"{STATUS_NAMES['unchecked']}的数字："
    for entry in unchecked[:_MOST_UNCHECKED]:
        yield _INDENT + _tell_entry(entry, review.text)
    if len(unchecked) > _MOST_UNCHECKED:
        yield f"{_INDENT}……共 {len(unchecked)} 个"


def _tell_entry(entry: LedgerEntry, text: str) -> str:
    about = f"（{one_line(entry.subject)}）" if entry.subject else ""
    return f"{one_line(entry.text)}{about}：{_cut_passage(text, entry.start, entry.end, columns=_CONTEXT).text.strip()}"
