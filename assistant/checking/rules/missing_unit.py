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
from assistant.checking.reading.roles import TARGET
from assistant.checking.reading.subjects import Subject
from schemas.finding import Finding

_STOPS = re.compile(r"[，。；;、（()）]|,(?!\d)|增|减|上升|下降|$")
COUNTED = ("assets.", "staff.", "three_public.vehicles_", "three_public.foreign", "performance.projects")
RATES = {"share", "completion", "change_rate", "budget_change_rate"}
CHANGES = {"change", "budget_change", "prior", "budget"}


def find(book: Book) -> Iterator[Finding]:
    """Numbers without a unit where their words ask for one."""
    for mention in book.reading.mentions:
        number = mention.number
        passage = book.reading.passages[mention.paragraph]
        if number.kind != "plain" or number.value is None or number.text == "0":
            continue
        if mention.section in {"other", "terms"} or not _STOPS.match(passage.text, number.end):
            continue
        if mention.role in RATES:
            yield _finding(book, mention, "百分比缺少百分号", "%")
        elif mention.subject is not None and _is_money(mention, mention.subject):
            yield _finding(book, mention, "金额缺少单位", "万元")


def _is_money(mention: Mention, subject: Subject) -> bool:
    """Whether the words ask for an amount of money; the target of an indicator may be of anything."""
    return (mention.role in CHANGES and not subject.key.startswith(TARGET)) or _is_level(mention, subject)


def _is_level(mention: Mention, subject: Subject) -> bool:
    """Whether a number states an amount of money of a subject that is named."""
    return mention.role == "level" and mention.sure and bool(subject.stems) and not subject.stems[0].startswith(COUNTED)


def _finding(book: Book, mention: Mention, told: str, unit: str) -> Finding:
    span = (mention.paragraph, mention.number.start, mention.number.end)
    right = mention.number.text + unit
    return book.finding("missing_unit", "warning", span, told, stated=mention.number.text, expected=right, replace=right)
