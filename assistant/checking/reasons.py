"""Reasons that a finished text gives, each with the figure it explains: last year's may help a person to write this year's."""

import re
from collections.abc import Iterator

from assistant.checking.reading.cues import find_cues
from assistant.checking.reading.mentions import Mention, Statement
from assistant.checking.reading.reader import Reading, read
from assistant.checking.reading.subjects import AccountNames
from schemas.accounts import Accounts
from schemas.inputs import Reason
from schemas.manuscript import Manuscript

_END = re.compile(r"[。；;]|$")
_LEAD = "：:是为系，, "
_NUMBERED = re.compile(r"^一是")
_EXPLAINED = {"change", "change_rate", "prior", "completion", "budget_change", "budget_change_rate", "level", "budget"}
_FARTHEST = 120
"""Characters between what moved and the words of its reason."""


def find_reasons(manuscript: Manuscript, accounts: Accounts) -> tuple[Reason, ...]:
    """The reasons by the fact they explain, as written, the first of each; ``accounts`` are the document's own, for the names in them."""
    rows = (row for table in (accounts.general, accounts.expenditure) if table for row in table.rows)
    reading = read(manuscript, AccountNames((row.key, row.label) for row in rows))
    found: dict[str, Reason] = {}
    for number in range(len(reading.passages)):
        for reason in _of_passage(reading, number):
            found.setdefault(reason.fact, reason)
    return tuple(found.values())


def _of_passage(reading: Reading, number: int) -> Iterator[Reason]:
    passage = reading.passages[number]
    claims = [*_within(reading.mentions, number), *_within(reading.statements, number)]
    for cue in find_cues(passage.text) if claims and not passage.in_tables else ():
        text = _words(passage.text, cue.end)
        before = [claim for claim in claims if cue.start - _FARTHEST <= _end(claim) <= cue.end]
        if cue.kind == "reason" and text and before:
            fact = _explained(max(before, key=_end))
            if fact:
                yield Reason(fact=fact, text=text)


def _within(claims: tuple[Mention, ...] | tuple[Statement, ...], number: int) -> Iterator[Mention | Statement]:
    yield from (claim for claim in claims if claim.paragraph == number)


def _end(claim: Mention | Statement) -> int:
    return claim.number.end if isinstance(claim, Mention) else claim.end


def _explained(claim: Mention | Statement) -> str:
    """The fact whose movement a claim states; empty where that is not known."""
    if claim.subject is None or len(claim.subject.stems) != 1 or claim.base is not None:
        return ""
    if isinstance(claim, Mention) and claim.role not in _EXPLAINED:
        return ""
    budget = claim.versus == "budget" or (isinstance(claim, Mention) and claim.role in {"completion", "budget"})
    return f"{claim.subject.stems[0]}.{'completion' if budget else 'change'}"


def _words(text: str, start: int) -> str:
    """The reason from ``start`` to the end of its sentence, or of its list (一是…；二是…)."""
    rest = text[start:].lstrip(_LEAD)
    stop = rest.find("。") if _NUMBERED.match(rest) else _END.search(rest).start()  # type: ignore[union-attr]
    return rest[: stop if stop >= 0 else len(rest)].strip()
