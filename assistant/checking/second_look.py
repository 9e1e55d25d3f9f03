"""A second look: which findings of an earlier review are gone, remain, are new, or cannot be checked this time."""

from collections import Counter
from collections.abc import Iterator, Sequence

from schemas.finding import Finding
from schemas.review import LedgerEntry, Review

Key = tuple[str, ...]


def look_again(review: Review, earlier: Sequence[Finding]) -> Review:
    """The review with the history of its findings, and those of the earlier one that are gone or stand unsettled.

    A finding remains where something is said of the same words, wherever these have moved to; where its
    sentence was rewritten, one of the same rule in the same section that states the same value. It is fixed
    where its words have changed, or have been checked this time and are right; it is unsettled where they stand
    as they were and were not checked, as without the tables that they were held against.
    """
    left = list(earlier)
    known: set[int] = set()
    for key in (_by_rule, _by_words, _by_section):
        counts = Counter(map(key, left))
        for number, finding in enumerate(review.findings):
            if number not in known and counts[key(finding)]:
                counts[key(finding)] -= 1
                known.add(number)
                left.remove(next(old for old in left if key(old) == key(finding)))
    findings = tuple(
        finding.model_copy(update={"history": "remaining" if number in known else "new"}) for number, finding in enumerate(review.findings)
    )
    words = _Words(review)
    unsettled = tuple(finding for finding in left if words.leave_unsettled(finding))
    fixed = tuple(finding for finding in left if finding not in unsettled)
    return review.model_copy(update={"findings": findings, "fixed": fixed, "unsettled": unsettled})


class _Words:
    """The text of a review without its blanks, with what became of its numbers."""

    def __init__(self, review: Review) -> None:
        """Keeps where each sign of the text stands in it."""
        self.review = review
        self.places = [place for place, sign in enumerate(review.text) if not sign.isspace()]
        self.text = "".join(review.text[place] for place in self.places)

    def leave_unsettled(self, finding: Finding) -> bool:
        """Whether what a finding spoke of stands as it was, and nothing checked it."""
        passage, quote = _bare(finding.sentence or finding.quote), _bare(finding.quote)
        if not passage:
            return _speaks_of_others(finding, self.review) and not self.review.coverage.matched
        return any(not self._is_right(span, quote, finding) for span in self._find(passage) if not self._is_told(span, finding.rule))

    def _find(self, words: str, first: int = 0, last: int | None = None) -> Iterator[tuple[int, int]]:
        """Where the words stand among the signs."""
        at = self.text.find(words, first, last)
        while at >= 0:
            yield at, at + len(words)
            at = self.text.find(words, at + len(words), last)

    def _is_told(self, span: tuple[int, int], rule: str) -> bool:
        """Whether a passage has a finding of the rule in this review: it is another one's, of equal words."""
        start, end = self._original(span)
        own = (finding.start for finding in self.review.findings if finding.rule == rule)
        return any(at is not None and start <= at < end for at in own)

    def _is_right(self, span: tuple[int, int], quote: str, finding: Finding) -> bool:
        """Whether the numbers quoted, or else those of the whole passage, were checked against as much as the finding was."""
        quoted = [entry for part in self._find(quote, *span) for entry in self._numbers(part)] if quote else []
        numbers = quoted or list(self._numbers(span))
        enough = {"matched", "derived"} if _speaks_of_others(finding, self.review) else {"matched", "derived", "consistent"}
        return bool(numbers) and all(entry.status in enough for entry in numbers)

    def _numbers(self, span: tuple[int, int]) -> Iterator[LedgerEntry]:
        start, end = self._original(span)
        return (entry for entry in self.review.ledger if entry.start < end and start < entry.end and entry.status != "exempt")

    def _original(self, span: tuple[int, int]) -> tuple[int, int]:
        return self.places[span[0]], self.places[span[1] - 1] + 1


def _speaks_of_others(finding: Finding, review: Review) -> bool:
    """Whether a finding rests on material beside the document."""
    return finding.rule == "other_document" or any(place.file != review.document for place in finding.places)


def _by_rule(finding: Finding) -> Key:
    return finding.rule, *_by_words(finding)


def _by_words(finding: Finding) -> Key:
    return _bare(finding.sentence or finding.message), _bare(finding.quote)


def _by_section(finding: Finding) -> Key:
    return finding.rule, _bare(finding.section), _bare(finding.stated), finding.expected


def _bare(words: str) -> str:
    return "".join(words.split())
