"""Context: whether a bare numeral is an ordinal or a code, told by what stands beside it."""

import re

from assistant.numerals.patterns import ACCOUNT_NAME, AFTER_ORDINAL, BEFORE_CODE
from assistant.numerals.width import narrow
from schemas.accounts import CLASS_NAMES

_ECONOMIC_CLASSES = frozenset({"301", "302", "303", "304", "305", "306", "307", "308", "309", "310", "311", "312", "313", "399"})
_CODE = re.compile("[0-9]{3}|[0-9]{5}|[0-9]{7}")
_BULLETS = " \u3000\xa0-*#>·•■□●◆◇^{"
_CLAUSE_ENDS = "\n\r\f\v\t|。；;：:！？!?…"
_LOOK_BACK = 12


def at_clause_start(text: str, at: int) -> bool:
    """Whether a line, cell or clause starts at ``at``, bullets and spaces aside."""
    for index in range(at - 1, max(-1, at - _LOOK_BACK), -1):
        if text[index] not in _BULLETS:
            return text[index] in _CLAUSE_ENDS
    return at < _LOOK_BACK


def is_ordinal(text: str, start: int, end: int) -> bool:
    """Whether the whole number without unit at ``start``..``end`` counts a place in a row, not a quantity."""
    if end - start > 3:
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if AFTER_ORDINAL.match(text, end) or (before and before in "+＋") or (after and after in "+＋"):
        return True
    return _is_list_number(text, start, end) or _is_page_number(text, start, end)


def _is_list_number(text: str, start: int, end: int) -> bool:
    """``1.``, ``1、``, ``1）`` and ``（1）`` where a clause starts, ``1.常年性`` anywhere."""
    before, after, beyond = text[start - 1 : start], text[end : end + 1], text[end + 1 : end + 2]
    if not after or end - start > 2:
        return False
    if before and before in "（(" and after in "）)":
        return len(text[start:end]) == 1 or at_clause_start(text, start - 1)
    followed = "\u4e00" <= beyond <= "\u9fff" or (beyond and beyond in "“\"‘'《（(")
    if after in ".．" and followed:
        return True
    if after == "、" and followed and before.isspace():
        return True
    return after in ".．、）)" and not beyond.isdigit() and at_clause_start(text, start)


def _is_page_number(text: str, start: int, end: int) -> bool:
    """``— 3 —`` alone on its line."""
    before = text[max(0, start - _LOOK_BACK) : start].rpartition("\n")[2].strip()
    after = text[end : end + _LOOK_BACK].partition("\n")[0].strip()
    return before == after and before in {"-", "—", "－", "–"}


def is_code(text: str, start: int, end: int) -> bool:
    """Whether the whole number without unit at ``start``..``end`` names something: an account, a telephone."""
    digits = narrow(text[start:end])
    if len(digits) >= 9 or (len(digits) > 1 and digits[0] == "0"):
        return True
    if BEFORE_CODE.search(text, max(0, start - 10), start):
        return True
    return is_account_code(digits) and (ACCOUNT_NAME.match(text, end) is not None or _is_bracketed(text, start, end))


def _is_bracketed(text: str, start: int, end: int) -> bool:
    """Whether a code of 款 or 项 stands alone in brackets behind its name: 行政运行（2080101）."""
    return (
        end - start > 3
        and re.fullmatch(r"[\u4e00-\u9fff][（(]", text[max(0, start - 2) : start]) is not None
        and text[end : end + 1] in {"）", ")"}
    )


def is_account_code(digits: str) -> bool:
    """Whether ``digits`` are 3, 5 or 7 digits of a class of 政府收支分类科目."""
    return _CODE.fullmatch(digits) is not None and (digits[:3] in CLASS_NAMES or digits[:3] in _ECONOMIC_CLASSES)
