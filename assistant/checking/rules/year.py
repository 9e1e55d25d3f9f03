"""年度不对。

查什么：与之比较的年度须是报告年度的上一年；“截至”的日期和标题中的年度须是报告年度。
为什么：以上年的文件为底稿，个别年份没有改。
错例：2024年度支出合计100万元。截至⟦2023年12月31日⟧，本单位共有车辆1辆。
正例：2024年度支出合计100万元。截至2024年12月31日，本单位共有车辆1辆。
依据：见于2024年的公开文件。
"""

import re
from collections.abc import Iterator

from assistant.checking.book import Book
from schemas.finding import Finding
from schemas.number import Number

_COMPARED = re.compile(r"[与较比同和]$")
_AFTER_COMPARED = re.compile(r"度?(?:同期)?(?:决算数?)?(?:收入|支出)?(?:相比|比较|对比|增加|减少|增长|下降|持平|上升|降低|[，,])")
_UNTIL = re.compile(r"截[至止](?:到)?$")


def find(book: Book) -> Iterator[Finding]:
    """Years that the report's own year does not allow."""
    year = book.facts.sheet.year if book.facts.sheet else book.reading.year
    if year is None:
        return
    for paragraph, date in book.reading.dates:
        if date.value is None or date.value == year or not 2000 <= date.value <= 2099:
            continue
        passage = book.reading.passages[paragraph]
        expected, told = _judge(passage.text, date, year, passage.paragraph.heading)
        if expected is not None and date.value != expected:
            right = date.text.replace(str(int(date.value)), str(expected), 1)
            span = (paragraph, date.start, date.end)
            yield book.finding("year", "error", span, told, stated=date.text, expected=right, replace=right, formula=f"报告年度为{year}年")


def _judge(text: str, date: Number, year: int, heading: bool) -> tuple[int | None, str]:
    """The year that must stand there, if its place tells, and what is wrong otherwise."""
    before, after = text[: date.start], text[date.end :]
    if _COMPARED.search(before) and _AFTER_COMPARED.match(after):
        return year - 1, "比较的年度不是上一年度"
    if _UNTIL.search(before) and "12月31日" in date.text:
        return year, "截至日期不是报告年度年末"
    if heading and re.search(r"决算(?:情况说明|公开|表|报表)", after[:30]):
        return year, "标题中的年度不是报告年度"
    return None, ""
