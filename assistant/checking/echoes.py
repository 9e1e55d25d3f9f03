"""Echoes: a number that nothing else accounts for, stated again elsewhere in the text of the same thing.

Statistics of the year's work have no table; but they are told in the summary, in the form and among the achievements.
Where two such places agree, each is consistent with the other, and no more than that; where they differ nothing is concluded.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from schemas.review import LedgerEntry

_BEFORE = 60
"""Characters before a number in which its label is sought."""

_APART = 40
"""Characters that two statements must at least be apart, so that one sentence does not confirm itself."""

_CONTEXT = 8
"""Characters before two numbers that, if they are the same, numbers and all, tell the same thing."""

_LABEL = 4
_ENDING = 2
_TELLING = 3
"""Digits of a value that hardly two things share by chance; a rounder one (100%, 2.5亿元) needs more in common."""

_ASIDE = re.compile(r"[（(【][^（()）【】]{0,12}[)）】]|[\s“”\"'‘’「」|]")
_FILLER = re.compile(r"(?:为|是|达到?|至|到|约|近|共计?|合计|超过?|的|了|[：:])+$")
_NUMBER = re.compile(r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<unit>\D+)")
_WORDS = re.compile(r"[\u4e00-\u9fff]+$")


class _Said(NamedTuple):
    """A number of the ledger: what stands before it with and without numbers, and how many digits tell it from others."""

    place: int
    start: int
    context: str
    label: str
    telling: int


def settle_echoes(ledger: Sequence[LedgerEntry], text: str) -> tuple[LedgerEntry, ...]:
    """The ledger, in which an unchecked number is consistent where another place states the same value of the same thing."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, entry in enumerate(ledger):
        if entry.status not in {"exempt", "mismatch"} and (key := _value(entry.text)):
            groups[key].append(place)
    settled = list(ledger)
    for (digits, _), places in groups.items():
        if len(places) > 1 and any(ledger[place].status == "unchecked" for place in places):
            said = [_read(place, ledger[place], text, len(digits.replace(".", "").strip("0"))) for place in places]
            for place in _echoed(said):
                if ledger[place].status == "unchecked":
                    settled[place] = ledger[place].model_copy(update={"status": "consistent"})
    return tuple(settled)


def _value(number: str) -> tuple[str, str] | None:
    """The digits of a number without what does not count, and its unit; None where it has none."""
    found = _NUMBER.fullmatch("".join(number.split()))
    if found is None:
        return None
    digits = found["digits"].replace(",", "")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits, found["unit"]


def _read(place: int, entry: LedgerEntry, text: str, digits: int) -> _Said:
    before = _ASIDE.sub("", text[max(0, entry.start - _BEFORE) : entry.start])
    return _Said(place, entry.start, before[-_CONTEXT:], _label(before), digits)


def _label(before: str) -> str:
    """The words directly before a number, without those that only lead to it."""
    words = _WORDS.search(_FILLER.sub("", before))
    return words[0] if words else ""


def _echoed(group: Sequence[_Said]) -> Iterable[int]:
    for said in group:
        if any(_same(said, other) for other in group if abs(other.start - said.start) >= _APART):
            yield said.place


def _same(first: _Said, second: _Said) -> bool:
    """Whether two numbers of one value are told of the same thing."""
    if len(first.context) == _CONTEXT and first.context == second.context:
        return True
    one, two = first.label, second.label
    if len(one) < _ENDING or one[-_ENDING:] != two[-_ENDING:]:
        return False
    if first.telling >= _TELLING or (len(one) >= _LABEL and one[-_LABEL:] == two[-_LABEL:]):
        return True
    return first.telling > 1 and bool(_pairs(one) & _pairs(two))


def _pairs(label: str) -> set[str]:
    """The neighbouring characters of a label's last words but for its ending."""
    words = label[-_CONTEXT:-_ENDING]
    return {words[place : place + 2] for place in range(len(words) - 1)}
