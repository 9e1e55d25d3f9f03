"""Targets: a quantity with its bound, as tables of indicators write it (≥90%, 99%以上, 不超过127.85万元, 2万笔)."""

import re
from typing import Literal, NamedTuple

from assistant.numerals.scan import find_numbers
from schemas.number import Number

Bound = Literal["", "least", "most"]
"""Whether a target is to be reached (≥), not to be exceeded (≤), or does not say."""

QUANTITIES = frozenset({"money", "percent", "score", "count", "plain"})

_LEAST_BEFORE = r">=|=>|≥|≧|⩾|>|\uff1e|\$?\s*\\geq?\s*\$?|不得?(?:低|少|小)于|大于(?:等于)?|达到|至少"
_MOST_BEFORE = r"<=|=<|≤|≦|⩽|<|\uff1c|\$?\s*\\leq?\s*\$?|不得?(?:超过|高于|大于|多于)|小于(?:等于)?|控制在"
_BEFORE = re.compile(rf"\s*(?:(?P<least>{_LEAST_BEFORE})|(?P<most>{_MOST_BEFORE})|=|＝)?\s*")
_AFTER = re.compile(r"\s*(?:[（(]含[）)])?(?:(?P<least>及?以上)|(?P<most>及?以[下内]))?")
_LONGEST = 60
"""No number with its unit is longer."""


class Target(NamedTuple):
    """A quantity, its bound, and where the words of the bound end."""

    number: Number
    bound: Bound
    end: int


_COUNTED_DOWN = re.compile(
    r"成本|费用|经费|支出|金额|工资|开支|单价|能耗|耗时|时间|时长|时限|天数|工作日|差错|误差|投诉|事故|违规|退件|流失|损耗|缺勤"
)


def may_count_down(name: str, target: Number) -> bool:
    """Whether less may be better of an indicator whose target has no bound: money, and what is named a cost, a time or a fault."""
    return target.kind == "money" or bool(_COUNTED_DOWN.search(name))


def read_target(text: str, start: int = 0, end: int | None = None) -> Target | None:
    """The quantity that ``text[start:end]`` begins with; spans index ``text``. None where it begins with no quantity."""
    stop = len(text) if end is None else end
    before = _BEFORE.match(text, start, stop)
    at = before.end() if before else start
    found = next(iter(find_numbers(text[at : min(stop, at + _LONGEST)])), None)
    if found is None or found.start != 0 or found.kind not in QUANTITIES or found.value is None:
        return None
    number = found._replace(start=at, end=at + found.end, digits_end=at + found.digits_end)
    after = _AFTER.match(text, number.end, stop)
    marks = [match.lastgroup for match in (before, after) if match and match.lastgroup]
    bound: Bound = "least" if marks == ["least"] else "most" if marks == ["most"] else ""
    return Target(number, bound, after.end() if after and after.lastgroup else number.end)
