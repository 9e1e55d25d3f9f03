"""Edits: a mutant as the smallest change of a correct text, with the place that is wrong afterwards."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from benchmarks.corpus.marks import Mark, Report
from benchmarks.corpus.quantity import round_half_up

SCALES: Final = {"元": 4, "亿元": -4}
"""By what power of ten 万元 become the unit."""
FULL_TO_HALF: Final = str.maketrans("０１２３４５６７８９．", "0123456789.")
HALF_TO_FULL: Final = str.maketrans("0123456789.", "０１２３４５６７８９．")
CENT_TAIL: Final = Decimal("0.02")
"""万元: more than any chain of rounded cells in a report leaves."""


class Edit(NamedTuple):
    """``text[start:end]`` becomes ``words``."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Mutant:
    """A report with one thing wrong. ``spans`` are the places that are wrong, in the mutant's ``text``."""

    kind: str
    report: Report
    text: str
    spans: tuple[tuple[int, int], ...]
    before: str
    after: str


def mutate(kind: str, report: Report, edits: Iterable[Edit], at: tuple[int, int] | None = None) -> Mutant:
    """The mutant that the edits make; ``at`` is the wrong place where it is not the edited one."""
    ordered = sorted(edits)
    pieces, spans, cursor, length = [], [], 0, 0
    for edit in ordered:
        pieces += [report.text[cursor : edit.start], edit.words]
        length += edit.start - cursor
        spans.append((length, length + max(len(edit.words), 1)))
        length += len(edit.words)
        cursor = edit.end
    text = "".join([*pieces, report.text[cursor:]])
    before = dict.fromkeys(sentence_at(report.text, edit.start, edit.end) for edit in ordered)
    after = dict.fromkeys(sentence_at(text, start, end) for start, end in spans)
    return Mutant(kind, report, text, (at,) if at else tuple(spans), " … ".join(before), " … ".join(after))


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around a place, line breaks as ⏎."""
    left = max(text.rfind("。", 0, start), start - 120) + 1
    right = text.find("。", end)
    return re.sub(r"\s*\n\s*", "⏎", text[left : right + 1 if 0 <= right < end + 120 else end + 120].strip())


def numeral_of(report: Report, mark: Mark) -> str:
    """A number's numeral in ASCII, without commas, breaks and spaces."""
    return re.sub(r"[\s,]", "", report.text[mark.start : mark.digits_end]).translate(FULL_TO_HALF)


def write_numeral(report: Report, mark: Mark, numeral: str) -> str:
    """A numeral as the report writes it: with its commas, in its digits."""
    written = report.text[mark.start : mark.digits_end]
    if "," in written:
        whole, point, decimals = numeral.partition(".")
        numeral = f"{int(whole):,}{point}{decimals}"
    return numeral.translate(HALF_TO_FULL) if any("０" <= char <= "９" for char in written) else numeral


def render(mark: Mark, value: Decimal) -> str:
    """A value of the fact's unit in the mark's unit and decimals."""
    return f"{round_half_up(value.scaleb(SCALES.get(mark.unit, 0)), mark.decimals):f}"


def is_wrong(mark: Mark, numeral: str, unit: str = "") -> bool:
    """Whether a numeral in the mark's place is provably wrong: no rounding of anything explains it."""
    if mark.value is None or mark.low is None or mark.high is None or not mark.low.is_finite():
        return False
    decimals = len(numeral.partition(".")[2])
    scale = -SCALES.get(unit or mark.unit, 0)
    stated, half = Decimal(numeral).scaleb(scale), Decimal(5).scaleb(-decimals - 1 + scale)
    if not mark.fact and abs(stated - mark.value) <= abs(mark.value) * Decimal("0.03"):
        return False
    margin = 2 * half + (0 if mark.unit == "%" or mark.role in {"count", "date"} else CENT_TAIL)
    own = Decimal(5).scaleb(-mark.decimals - 1 + scale) if not unit else half
    return stated + half + margin < mark.low - own or stated - half - margin > mark.high + own
