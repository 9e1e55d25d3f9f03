"""Table cells of a manuscript in the ledger: each number of its tables and forms gets the state that it earned."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping

from schemas.finding import Finding
from schemas.manuscript import Manuscript
from schemas.review import Coverage, LedgerEntry, Review, Status

Span = tuple[int, int]


def settle_cells(review: Review, manuscript: Manuscript, states: Mapping[Span, Status], findings: Iterable[Finding]) -> Review:
    """The review with the states of table cells by their span, and the findings about them added."""
    spans = sorted((span, status) for span, status in states.items())
    starts = [span[0] for span, _ in spans]
    ledger = tuple(_settled(entry, spans, starts) if _in_table(entry, manuscript) else entry for entry in review.ledger)
    return review.model_copy(update={"ledger": ledger, "coverage": count_states(ledger), "findings": (*review.findings, *findings)})


def settle_spans(review: Review, states: Mapping[Span, Status], findings: Iterable[Finding]) -> Review:
    """The review with the states of the unchecked numbers within some cells, nothing else touched, and findings added."""
    spans = sorted(states)
    starts = [start for start, _ in spans]

    def settled(entry: LedgerEntry) -> LedgerEntry:
        at = bisect_right(starts, entry.start) - 1
        if entry.status != "unchecked" or at < 0 or entry.end > spans[at][1]:
            return entry
        return entry.model_copy(update={"status": states[spans[at]]})

    ledger = tuple(map(settled, review.ledger))
    return review.model_copy(update={"ledger": ledger, "coverage": count_states(ledger), "findings": (*review.findings, *findings)})


def settle_numbers(ledger: Iterable[LedgerEntry], states: Mapping[Span, Status], text: str) -> tuple[LedgerEntry, ...]:
    """The ledger with the states of single numbers that a form's own checks earned them.

    What was ``matched`` or ``derived`` stays so, and what was ``consistent`` unless it is refuted. A number of a
    cell that was read together with the cell below it (5⏎月) becomes the number alone.
    """
    ends = {start: (end, status) for (start, end), status in states.items()}
    return tuple(_renewed(entry, *ends[entry.start], text) if entry.start in ends else entry for entry in ledger)


def _renewed(entry: LedgerEntry, end: int, status: Status, text: str) -> LedgerEntry:
    if entry.status not in ({"unchecked", "exempt", "consistent"} if status == "mismatch" else {"unchecked", "exempt"}):
        return entry
    role = "other" if entry.status == "exempt" else entry.role
    return entry.model_copy(update={"end": end, "text": text[entry.start : end], "status": status, "role": role})


def count_states(ledger: Iterable[LedgerEntry]) -> Coverage:
    """How many numbers are in each state."""
    counts = Counter(entry.status for entry in ledger)
    verified = counts["matched"] + counts["derived"] + counts["consistent"]
    return Coverage(numbers=counts.total(), verified=verified, **{status: counts[status] for status in counts})


def _in_table(entry: LedgerEntry, manuscript: Manuscript) -> bool:
    return entry.status == "unchecked" and any(table.start <= entry.start < table.end for table in manuscript.tables)


def _settled(entry: LedgerEntry, spans: list[tuple[Span, Status]], starts: list[int]) -> LedgerEntry:
    """The entry with its cell's state; a small whole number in no amount cell counts lines or columns, or is a code."""
    at = bisect_right(starts, entry.start) - 1
    if at >= 0 and entry.end <= spans[at][0][1]:
        return entry.model_copy(update={"status": spans[at][1], "role": "level"})
    digits = entry.text.strip()
    if spans and digits.isdigit() and (len(digits) <= 2 or len(digits) in {3, 5, 7}):
        return entry.model_copy(update={"status": "exempt", "role": "code" if len(digits) > 2 else "ordinal"})
    return entry
