"""Rows of a 绩效自评表: its indicators, each with weight, target, actual and score where they stand beyond doubt.

A row begins with the weight behind its name (经办量（5分）); what follows it, up to the next weight, holds the
target, the actual and the score of this row, then labels and the name of the next. The cells may be parted by
tabs, blanks or lines, and torn over lines. A row that can be read in two ways is not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from assistant.numerals.scan import find_numbers
from assistant.numerals.targets import QUANTITIES, Bound, Target, read_target
from schemas.number import Number

Cells = tuple[Number | None, Bound, tuple[Number, ...], Number]
"""Target, its bound, the quantities of the actual, score."""

_WEIGHT = re.compile(r"[（(]\s*(\d+(?:\.\d+)?\s*分)\s*[）)]")
_PIECE = re.compile(r"[^\t\n]+")
_DIGIT = re.compile(r"[0-9０-９]")
_LISTED = re.compile(r"\s*[、，,；;/和及至~～—-]")
_VAGUE_BEFORE = re.compile(r"(?:约|近|超|超过|逾|≥|>|\uff1e|≤|<|\uff1c|不少于|不低于|至少)[ \u3000]*$")
_VAGUE_AFTER = re.compile(r"[ \u3000]*(?:及?以[上下内]|余|多|左右|上下)")
_LABEL = re.compile(r".*指\s*标(?=[^）)]*\S)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row as read; every number's span is of the author's text.

    ``target`` is None where it is qualitative or not one number; ``actual`` are the quantities of the actual,
    ``vague`` where one of them is written 约, 余, 以上. ``start`` is where the name begins.
    """

    name: str
    start: int
    weight: Number
    target: Number | None
    bound: Bound
    actual: tuple[Number, ...]
    vague: bool
    score: Number


@dataclass(frozen=True, slots=True)
class Rows:
    """The indicators of a form; ``complete`` where no number of it was left unread. ``labels`` are the weights of groups."""

    indicators: tuple[Indicator, ...]
    labels: tuple[Number, ...]
    complete: bool


def read_numbers(text: str, start: int, end: int) -> tuple[Number, ...]:
    """The numbers of ``text[start:end]`` with their spans in ``text``."""
    return tuple(
        number._replace(start=start + number.start, end=start + number.end, digits_end=start + number.digits_end)
        for number in find_numbers(text[start:end])
    )


def read_rows(text: str, start: int, end: int) -> Rows:
    """The indicators between the header of the columns and the total."""
    weights = list(_WEIGHT.finditer(text, start, end))
    stops = [*(match.start() for match in weights[1:]), end]
    indicators: list[Indicator] = []
    labels: list[Number] = []
    complete = bool(weights)
    begin = start
    for match, stop in zip(weights, stops, strict=False):
        (weight,) = read_numbers(text, match.start(1), match.end(1))
        if not _DIGIT.search(text, match.end(), stop):
            labels.append(weight)
            begin = match.end()
            continue
        row = _read_row(text, begin, match, weight, stop)
        if row is not None:
            indicators.append(row)
        complete = complete and row is not None and not _DIGIT.search(text, row.score.end, stop)
        begin = row.score.end if row is not None else _behind_numbers(text, match.end(), stop)
    return Rows(tuple(indicators), tuple(labels), complete)


def _read_row(text: str, begin: int, match: re.Match[str], weight: Number, stop: int) -> Indicator | None:
    name_start = _name_start(text, begin, match.start())
    cells = _short_cells(text, match.end(), stop) or _long_cells(text, match.end(), stop, weight)
    if cells is None:
        return None
    target, bound, actual, score = cells
    name = "".join(text[name_start : match.start()].split())
    vague = any(_is_vague(text, number) for number in actual)
    return Indicator(name, name_start, weight, target, bound, actual, vague, score)


def _short_cells(text: str, start: int, stop: int) -> Cells | None:
    """The cells of a row whose target and actual are one quantity each, with nothing else before the score."""
    for score in islice(_lone_numbers(text, start, stop), 3):
        target = _head(text, start, score.start)
        actual = _head(text, target.end, score.start) if target else None
        if target is None or actual is None or text[actual.end : score.start].strip():
            continue
        if not _DIGIT.search(text, score.end, stop) or "\n" not in text[start : score.end].strip():
            return target.number, target.bound, (actual.number,), score
    return None


def _long_cells(text: str, start: int, stop: int, weight: Number) -> Cells | None:
    """The cells of a row in words: its score is the one lone number behind the target, and the last number."""
    scores = list(_lone_numbers(text, start, stop))
    if not scores or _DIGIT.search(text, scores[-1].end, stop) or not _may_be_score(text, scores[-1], weight):
        return None
    score = scores[-1]
    target = _head(text, start, score.start)
    if any(target is None or other.start >= target.number.end for other in scores[:-1]):
        return None
    if target is None:
        return None, "", (), score
    numbers = read_numbers(text, target.number.end, score.start)
    return target.number, target.bound, tuple(number for number in numbers if number.kind in QUANTITIES), score


def _lone_numbers(text: str, start: int, stop: int) -> Iterator[Number]:
    """Numbers without a unit that end a line or cell: what may be a score.

    One that a word goes before in its line is none where the next line counts with it (对 122⏎家).
    """
    joined = {number.start: number for number in read_numbers(text, start, stop)}
    for piece in _PIECE.finditer(text, start, stop):
        end = piece.end() - (len(piece[0]) - len(piece[0].rstrip()))
        found = read_numbers(text, piece.start(), end)
        if not found or found[-1].end != end or found[-1].kind not in {"plain", "score"} or found[-1].value is None:
            continue
        last = found[-1]
        alone = not text[piece.start() : last.start].strip()
        torn = last.start in joined and joined[last.start].end > last.end
        if alone or (text[last.start - 1].isspace() and not torn):
            yield last


def _may_be_score(text: str, score: Number, weight: Number) -> bool:
    """Whether a lone number is a score for certain: a large one before 家, 个 … on the next line may be a count."""
    after = read_numbers(text, score.start, min(len(text), score.end + 12))
    torn = bool(after) and after[0].end > score.end
    return not torn or (score.value is not None and weight.value is not None and score.value <= weight.value)


def _head(text: str, start: int, end: int) -> Target | None:
    """The one quantity that a cell at the head of a text states, its bound, and where the cell ends."""
    target = read_target(text, start, end)
    if target is None or (target.end < end and (not text[target.end].isspace() or _LISTED.match(text, target.end, end))):
        return None
    return target


def _is_vague(text: str, number: Number) -> bool:
    """Whether a number is written as about, more or less than what it says."""
    inside = "余" in number.text or "多" in number.text
    return inside or bool(_VAGUE_AFTER.match(text, number.end)) or bool(_VAGUE_BEFORE.search(text[max(0, number.start - 4) : number.start]))


def _behind_numbers(text: str, start: int, end: int) -> int:
    """Behind the last line with a number: where the name after an unread row can begin."""
    lines = [piece.end() for piece in _PIECE.finditer(text, start, end) if _DIGIT.search(piece[0])]
    return max(lines, default=start)


def _name_start(text: str, begin: int, end: int) -> int:
    """Where the name before a weight begins: behind the labels of its group."""
    label = _LABEL.match(text, begin, end)
    start = label.end() if label else begin
    while start < end and text[start].isspace():
        start += 1
    return start
