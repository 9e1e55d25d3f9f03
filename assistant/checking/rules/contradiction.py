"""同一件事在两处写了不同的百分比。

查什么：同一个数量（如2.58万人）之后的完成率、办结率等，在别处跟着同一数量、同一说法再次出现而百分比不同的，提醒核对。金额太容易相同，不在此列。
为什么：综述、自评表和重点工作由不同的人写，四舍五入或口径不一。
错例：全年新增扩面2.58万人次，完成年度目标任务的⟦134.3%⟧。全年完成扩面2.58万人，完成目标任务的134.4%。
正例：全年新增扩面2.58万人次，完成年度目标任务的134.3%。全年完成扩面2.58万人，完成目标任务的134.3%。
依据：见于2024年的公开文件：综述写134.3%，统计表写134.4%。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.checking.book import Book
from assistant.numerals.interval import Interval
from schemas.finding import Finding

_CLAIM = re.compile(
    r"(?<![\d.,])(?P<count>\d[\d,]{0,14}(?:\.\s?\d{1,6})?)\s{0,2}(?P<unit>[万亿]?\s?[\u4e00-\u9fff]{1,2}?)[，,]\s{0,2}"
    r"(?P<words>(?:完成|实现|占)[\u4e00-\u9fff]{0,8}(?:目标|任务|计划|指标)[\u4e00-\u9fff]{0,4}|[\u4e00-\u9fff]{2,6}率(?:为|达到?)?)\s{0,2}"
    r"(?P<rate>\d{1,4}(?:\.\d{1,4})?)\s?[%％]"
)
_IDLE = re.compile(r"年度|全年|年初|[的了为达到]|\s")
_MONEY = re.compile(r"元$")
_TELLING = 3
"""Digits of a quantity that hardly two things share by chance."""


def find(book: Book) -> Iterator[Finding]:
    """The first of two statements of one thing that differ; which of them is right the text cannot tell."""
    text = book.reading.text
    said: dict[tuple[str, str, str], re.Match[str]] = {}
    told: set[tuple[str, str, str]] = set()
    for match in _CLAIM.finditer(text):
        key = _key(match)
        if key is None:
            continue
        first = said.setdefault(key, match)
        if key not in told and _differ(first["rate"], match["rate"]):
            told.add(key)
            yield _finding(text, match, first)


def _key(match: re.Match[str]) -> tuple[str, str, str] | None:
    """What a statement is about; None where others may happen to share it."""
    digits, unit = match["count"].replace(",", "").replace(" ", ""), "".join(match["unit"].split())
    words = _IDLE.sub("", match["words"])
    if len(digits.replace(".", "").strip("0")) < _TELLING or _MONEY.search(unit) or words.startswith(("增长", "下降", "执行", "完成率")):
        return None
    return digits, unit.removesuffix("次") if unit.endswith("人次") else unit, words


def _differ(one: str, other: str) -> bool:
    """Whether two percentages cannot be one value; with as many decimals, they must be the same."""
    first, second = Decimal(one), Decimal(other)
    places = [len(rate.partition(".")[2]) for rate in (one, other)]
    if places[0] == places[1]:
        return first != second
    return not Interval.stated(first, places[0]).overlaps(Interval.stated(second, places[1]))


def _finding(text: str, other_place: re.Match[str], match: re.Match[str]) -> Finding:
    start, end = match.start("rate"), match.end()
    quote, other = text[start:end], "".join(text[other_place.start("rate") : other_place.end()].split())
    sentence = " ".join(text[match.start() : end].split())
    return Finding(
        rule="contradiction",
        severity="warning",
        message=f"同一件事别处写的是{other}，请核对哪一个是对的",
        stated="".join(quote.split()),
        expected=other,
        start=start,
        end=end,
        quote=quote,
        sentence=sentence,
        fix=f"{text[match.start() : start]}{other}",
        formula=f"别处：{' '.join(text[other_place.start() : other_place.end()].split())}",
    )
