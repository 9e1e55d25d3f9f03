"""A second look: which findings of an earlier review are gone, which remain, and which are new."""

from collections import Counter
from collections.abc import Sequence

from schemas.finding import Finding
from schemas.review import Review

Key = tuple[str, ...]


def look_again(review: Review, earlier: Sequence[Finding]) -> Review:
    """The review with the history of its findings, and those of the earlier one that are gone.

    A finding remains where the same is said of the same words, wherever these have moved to; where its
    sentence was rewritten, one of the same rule in the same section that states the same value.
    """
    left = list(earlier)
    known: set[int] = set()
    for key in (_by_sentence, _by_section):
        counts = Counter(map(key, left))
        for number, finding in enumerate(review.findings):
            if number not in known and counts[key(finding)]:
                counts[key(finding)] -= 1
                known.add(number)
                left.remove(next(old for old in left if key(old) == key(finding)))
    findings = tuple(
        finding.model_copy(update={"history": "remaining" if number in known else "new"}) for number, finding in enumerate(review.findings)
    )
    return review.model_copy(update={"findings": findings, "fixed": tuple(left)})


def _by_sentence(finding: Finding) -> Key:
    words = finding.sentence or finding.message
    return finding.rule, "".join(words.split()), "".join(finding.quote.split())


def _by_section(finding: Finding) -> Key:
    return finding.rule, "".join(finding.section.split()), "".join(finding.stated.split()), finding.expected
