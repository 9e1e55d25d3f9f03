"""标点重复。

What: two marks of punctuation in a row that cannot stand together.
Why: a clause was deleted or pasted and its mark stayed.
Wrong: 支出决算为80.38万元⟦。。⟧
Right: 支出决算为80.38万元。
Source: seen in a published report of 2024 with planted errors.
"""

import re
from collections.abc import Iterator

from assistant.checking.book import Book
from schemas.finding import Finding

_DOUBLED = re.compile(r"(?<![。.])。。(?!。)|，，|；；|、、|：：|[，、；：]。|。[，、；：]|[，、；]{2}")


def find(book: Book) -> Iterator[Finding]:
    """Every doubled mark in prose."""
    for number, passage in enumerate(book.reading.passages):
        if passage.in_tables:
            continue
        for match in _DOUBLED.finditer(passage.text):
            right = "。" if "。" in match[0] else match[0][0]
            span = (number, match.start(), match.end())
            yield book.finding("punctuation", "warning", span, "标点重复", stated=match[0], expected=right, replace=right)
