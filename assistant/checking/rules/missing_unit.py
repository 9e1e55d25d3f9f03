"""金额缺少单位，或百分比缺少百分号。

查什么：金额后面没有单位，或百分比后面没有百分号。
为什么：粘贴数字时把单位盖掉了。
错例：其他收入支出决算为⟦4.19⟧。
正例：其他收入支出决算为4.19万元。
依据：见于多个省份的公开文件。
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
