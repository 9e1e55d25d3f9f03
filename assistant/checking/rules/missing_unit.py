"""金额缺少单位，或百分比缺少百分号。

What: a number in the role of an amount or of a percentage that has no unit.
Why: the unit is lost when a number is pasted over another.
Wrong: 支出决算为⟦4.19⟧。比上年增长⟦13.95⟧。
Right: 支出决算为4.19万元。比上年增长13.95%。
Source: FIELD.md, seen in documents of several provinces.
"""

import re
from collections.abc import Iterator

from assistant.checking.book import Book
from assistant.checking.reading.mentions import Mention
from schemas.finding import Finding

_RATE_WORD = re.compile(r"(?:增长率?|下降率?|增幅|降幅|上升|降低)(?:了|约|为)?$|占[^，。；\d]{0,14}$|完成[^，。；\d]{0,8}的$")
_STOPS = re.compile(r"[，。；、）)]|$")


def find(book: Book) -> Iterator[Finding]:
    """Numbers without a unit where their words ask for one."""
    for mention in book.reading.mentions:
        number = mention.number
        passage = book.reading.passages[mention.paragraph]
        if number.kind != "plain" or mention.subject is None or not mention.subject.stems or not _STOPS.match(passage.text, number.end):
            continue
        if mention.section in {"performance", "other", "terms"}:
            continue
        before = passage.text[max(0, number.start - 24) : number.start]
        if _RATE_WORD.search(before):
            yield _finding(book, mention, "百分比缺少百分号", "%")
        elif mention.role in {"level", "budget", "change", "prior", "budget_change"} and mention.sure and number.decimals > 0:
            yield _finding(book, mention, "金额缺少单位", "万元")


def _finding(book: Book, mention: Mention, told: str, unit: str) -> Finding:
    span = (mention.paragraph, mention.number.start, mention.number.end)
    right = mention.number.text + unit
    return book.finding("missing_unit", "warning", span, told, stated=mention.number.text, expected=right, replace=right)
