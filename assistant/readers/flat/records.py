"""The lines of a table by function (2, 3, 5, 7, 8) in plain text: code, name, amounts, whatever was torn."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from assistant.readers.flat.tokens import Token, split_tokens
from assistant.readers.placed import Piece
from assistant.readers.texts import comparison_text

_HANZI = re.compile(r"[\u4e00-\u9fff]")
_BEFORE_NAME = re.compile(r"[^\u4e00-\u9fff]*")
_AMOUNT_LIKE = re.compile(r"\d[.,] ?\d")
_TOTALS = ("合计", "总计")
_LENGTHS = {2: 5, 3: 7}
"""Digits of a code that is given in two cells (类, 款) or in three."""


@dataclass(frozen=True, slots=True)
class Record:
    """A line: ``key`` is its code or ``total``, ``mark`` where the code stands, ``offsets`` the cells by tabs from the first amount on."""

    key: str
    mark: Piece | None
    name: Piece | None
    amounts: tuple[Token, ...]
    offsets: tuple[int, ...] | None

    @property
    def values(self) -> list[Decimal]:
        """The amounts from left to right."""
        return [token.value for token in self.amounts if token.value is not None]


def split_header(body: Sequence[Piece]) -> tuple[str, Sequence[Piece]]:
    """What a table's header says, and the lines from its 合计 on; no lines where there is no line 合计."""
    totals = [index for index, line in enumerate(body) if _is_total(line)]
    stated = [index for index in totals if any(token.value is not None for token in split_tokens([body[index]]))]
    if not totals:
        return "", ()
    start = stated[0] if stated else totals[-1]
    return comparison_text("".join(line.text for line in body[:start])), body[start:]


def read_records(lines: Sequence[Piece]) -> tuple[Record, ...] | None:
    """The records of some lines, the first of them 合计; None where a line's code cannot be told."""
    starts = [index for index in range(len(lines)) if index == 0 or _begins_record(lines, index)]
    records: list[Record] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        record = _read_total(lines[start:end]) if not start else _read_record(lines[start:end])
        if record is None or any(record.key == earlier.key for earlier in records):
            return None
        records.append(record)
    return tuple(records)


def merge_digits(parts: Sequence[str]) -> str:
    """The code that digits in two or three cells state, where OCR may have read a digit in both of two neighbours.

    ``2080``, ``0101``, ``1`` is 2080101 (jianghan-2024). Empty where no code, or more than one, fits.
    """
    whole = [part for part in parts if len(part) in (5, 7) and part.startswith(parts[0][:3])]
    if whole:
        return max(whole, key=len)
    if len(parts) == 1:
        return parts[0] if len(parts[0]) == 3 else ""
    if len(parts) not in _LENGTHS:
        return ""
    joined = {parts[0]}
    for part in parts[1:]:
        joined = {code[: len(code) - shared] + part for code in joined for shared in range(len(part) + 1) if code.endswith(part[:shared])}
    fitting = {code for code in joined if len(code) == _LENGTHS[len(parts)]}
    return fitting.pop() if len(fitting) == 1 else ""


def _is_total(line: Piece) -> bool:
    """Whether a line says 合计, also with a blank in it, and after it only amounts."""
    tokens = split_tokens([line])
    words = _words_before_amounts(tokens)
    if not words or any(token.value is None for token in tokens[len(words) :]):
        return False
    return "".join(word.text for word in words).endswith(_TOTALS) and words[-1].text in {*_TOTALS, "计"}


def _words_before_amounts(tokens: Sequence[Token]) -> list[Token]:
    return list(takewhile(lambda token: token.value is None, tokens))


def _begins_record(lines: Sequence[Piece], index: int) -> bool:
    """Whether a line begins with a code: digits before the first 汉字, which may be on the next line."""
    head = _head(lines[index])
    parts = re.findall(r"[0-9]+", head)
    if not parts or _AMOUNT_LIKE.search(head) or len(parts[0]) < 3 or parts[0][0] != "2" or max(map(len, parts)) > 7:
        return False
    if len(head) < len(lines[index].text):
        return True
    return len(parts) == 1 and index + 1 < len(lines) and bool(_HANZI.match(lines[index + 1].text.lstrip()))


def _head(line: Piece) -> str:
    match = _BEFORE_NAME.match(line.text)
    return match[0] if match else ""


def _read_total(lines: Sequence[Piece]) -> Record:
    tokens = split_tokens(lines)
    name = _words_before_amounts(tokens)[-1]
    amounts = tuple(token for token in tokens if token.value is not None)
    return Record("total", None, Piece("合计", name.start, name.end), amounts, _offsets(lines, amounts))


def _read_record(lines: Sequence[Piece]) -> Record | None:
    head = Piece(_head(lines[0]), lines[0].start, lines[0].start + len(_head(lines[0])))
    code = merge_digits(re.findall(r"[0-9]+", head.text))
    if not code:
        return None
    tokens = [token for token in split_tokens(lines) if token.start >= head.end]
    words = dict.fromkeys(word.text for word in _words_before_amounts(tokens))
    amounts = tuple(token for token in tokens if token.value is not None)
    name = Piece("".join(words), tokens[0].start, tokens[len(words) - 1].end) if words else None
    mark = head.stripped
    return Record(code, Piece(code, mark.start, mark.end), name, amounts, _offsets(lines, amounts))


def _offsets(lines: Sequence[Piece], amounts: Sequence[Token]) -> tuple[int, ...] | None:
    """How many tabs stand between the first amount and each; None without tabs, or where two share a cell."""
    if len(lines) != 1 or "\t" not in lines[0].text or not amounts:
        return None
    line = lines[0]
    offsets = tuple(line.text.count("\t", amounts[0].start - line.start, token.start - line.start) for token in amounts)
    return offsets if len(set(offsets)) == len(offsets) else None
