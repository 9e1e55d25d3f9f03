"""空表与文字矛盾，或缺少必要的说明。

查什么：文字称没有政府性基金、国有资本经营收支，而表中有数；或这一节什么也没有写。
为什么：这句话年年沿用。
错例：七、政府性基金预算财政拨款收入支出决算情况说明
政府性基金预算财政拨款收入12万元，支出12万元。
⟦八、国有资本经营预算财政拨款支出决算情况说明⟧
九、财政拨款“三公”经费支出决算情况说明
正例：七、政府性基金预算财政拨款收入支出决算情况说明
政府性基金预算财政拨款收入12万元，支出12万元。
八、国有资本经营预算财政拨款支出决算情况说明
本单位当年没有使用国有资本经营预算财政拨款安排的支出。
依据：各地提纲要求：有收支写收支，没有的写明没有。
"""

import re
from collections.abc import Iterator

from assistant.checking.book import Book
from schemas.finding import Finding

_FUND = r"(?:政府性基金|国有资本经营)"
_NONE = re.compile(rf"(?:没有|无|未发生|未安排)[^，。；]{{0,6}}{_FUND}[^，。；]{{0,30}}|{_FUND}[^，。；]{{0,20}}(?:没有|无|未发生)收支")
_ONLY_CARRIED = re.compile(r"结转|结余")
_MOVED = re.compile(r"收支|收入|支出")
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
            if match and amount is not None and not _only_carried(match[0]):
                formula = f"{amount.label} = {amount.value:,}万元"
                span = (number, match.start(), match.end())
                yield book.finding(
                    "empty_table", "error", span, "文字称没有收支，表中却有数", stated=match[0], formula=formula, places=amount.places
                )
        if numbers and not said:
            text = book.reading.passages[numbers[0]].text
            yield book.finding(
                "empty_table", "error", (numbers[0], 0, len(text)), "本节缺少说明（有收支写收支，没有的写明没有）", stated=text
            )


def _only_carried(words: str) -> bool:
    """Whether what is said to be absent is a balance carried over, not income or expenditure."""
    return bool(_ONLY_CARRIED.search(words)) and not _MOVED.search(words)
