"""标点重复。

查什么：两个不该连用的标点连在一起。
为什么：删改或粘贴后留下的。
错例：支出决算为80.38万元⟦。。⟧
正例：支出决算为80.38万元。
依据：见于2024年的公开文件。
"""

import re
from collections.abc import Iterator

from assistant.checking.book import Book
from schemas.finding import Finding

_DOUBLED = re.compile(r"(?=[。，、；：]{2})(?:(?<![。.])。。(?!。)|，{2,}|；{2,}|、{2,}|：{2,}|[，、；：]。|。[，、；：]|[，、；]{2})")


def find(book: Book) -> Iterator[Finding]:
    """Every doubled mark in prose."""
    for number, passage in enumerate(book.reading.passages):
        if passage.in_tables:
            continue
        for match in _DOUBLED.finditer(passage.text):
            right = "。" if "。" in match[0] else match[0][0]
            span = (number, match.start(), match.end())
            yield book.finding("punctuation", "warning", span, "标点重复", stated=match[0], expected=right, replace=right)
