"""空表与文字矛盾，或缺少必要的说明。

What: a section says that there was no 政府性基金 or 国有资本经营 money while the table states amounts; and a
section of these that says nothing at all.
Why: the sentence is handed down from year to year.
Wrong: （公开07表有支出12万元）本单位当年⟦没有政府性基金预算财政拨款收支⟧。
Right: 政府性基金预算财政拨款支出12万元……
Source: the outlines of 财政部 and of the provinces ask for one of the two statements.
"""

import re
from collections.abc import Iterator

from assistant.checking.book import Book
from schemas.finding import Finding

_NONE = re.compile(r"(?:没有|无|未发生|未安排)[^，。；]{0,6}(?:政府性基金|国有资本经营)[^，。；]{0,30}")
STEMS = {"fund": ("fund.income", "fund.total"), "capital": ("capital.income", "capital.total")}


def find(book: Book) -> Iterator[Finding]:
    """Statements that the tables contradict, and sections without one."""
    for kind, stems in STEMS.items():
        numbers = [number for number, passage in enumerate(book.reading.passages) if passage.section == kind]
        amount = next((book.facts.get(stem) for stem in stems if book.facts.value(stem)), None)
        said = False
        for number in numbers:
            passage = book.reading.passages[number]
            said = said or (not passage.paragraph.heading and bool(passage.text))
            match = _NONE.search(passage.text)
            if match and amount is not None:
                formula = f"{amount.label} = {amount.value:,}万元"
                span = (number, match.start(), match.end())
                yield book.finding("empty_table", "error", span, "文字称没有收支，表中却有数", stated=match[0], formula=formula, places=amount.places)
        if numbers and not said:
            text = book.reading.passages[numbers[0]].text
            yield book.finding("empty_table", "error", (numbers[0], 0, len(text)), "本节缺少说明（有收支写收支，没有的写明没有）", stated=text)
