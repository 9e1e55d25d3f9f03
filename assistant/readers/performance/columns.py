"""Where forms stand on a sheet, and which of their columns holds what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.readers.texts import Sheet

_COLUMNS: dict[str, re.Pattern[str]] = {
    "level1": re.compile(r"一级指标"),
    "level2": re.compile(r"二级指标"),
    "name": re.compile(r"三级指标|^指标名称|^指标内容"),
    "actual": re.compile(r"实际(?:完成|达到|值)|^完成(?:值|情况)|^全年(?:完成|实际)"),
    "target": re.compile(r"目标值|指标值|设定值|^绩效目标|^(?:年度|年初)?目标"),
    "score": re.compile(r"得分"),
    "weight": re.compile(r"^分值|^权重|^满分|^分数"),
    "reason": re.compile(r"偏差|原因"),
    "measure": re.compile(r"改进措施"),
}
"""Headings of columns; the first that fits counts, so that 偏差原因分析及改进措施 is the reason."""

_LONGEST_HEADING = 30
_TITLE = re.compile(r"自评表|自评报告表|绩效评价表")
_END = re.compile(r"^(?:自评|最终|综合)?(?:总分|总得分|合计得分)|^(?:自评|最终|综合)得分|^(?:合计|总计)")
SUBTOTAL = re.compile(r"^(?:小计|合计|总计)$")


@dataclass(frozen=True, slots=True)
class Region:
    """A form on a sheet: its rows ``top`` to before ``bottom``, the header of its indicators, and their columns by name.

    ``end`` is the row of the total, ``bottom`` where there is none.
    """

    sheet: Sheet
    top: int
    header: int
    end: int
    bottom: int
    columns: dict[str, int]
    titled: bool


def find_forms(sheet: Sheet) -> Iterator[Region]:
    """The forms of a sheet, each with a header of indicators of its own."""
    rows = range(len(sheet.texts))
    headers = [(row, columns) for row in rows if {"name", "target"} <= (columns := _columns(sheet.texts[row])).keys()]
    titles = [row for row in rows if any(_TITLE.search(text) and len(text) <= 80 for text in sheet.texts[row])]
    tops = [_top(row, titles, headers[number - 1][0] if number else -1) for number, (row, _) in enumerate(headers)]
    for number, (header, columns) in enumerate(headers):
        bottom = tops[number + 1][0] if number + 1 < len(headers) else len(sheet.texts)
        top, titled = tops[number]
        yield Region(sheet, top, header, _end(sheet, columns, range(header + 1, bottom)), bottom, columns, titled)


def find_beside(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """The row and column of every header that repeats in a row: another form stands beside the first."""
    for row, texts in enumerate(sheet.texts):
        named = [column for column, text in enumerate(texts) if _COLUMNS["name"].search(text) and len(text) <= _LONGEST_HEADING]
        if len(named) > 1 and {"name", "target"} <= _columns(texts).keys():
            yield row, named[1]


def _end(sheet: Sheet, columns: dict[str, int], rows: range) -> int:
    """The row of the total: the first that says so with no indicator below it, for 合计 may be that of a group."""
    last = max((row for row in rows if sheet.text(row, columns["name"]) and sheet.text(row, columns["target"])), default=rows.start)
    found = (row for row in rows if row > last and any(_END.match(text) for text in sheet.texts[row]))
    return next(found, rows.stop)


def _top(header: int, titles: list[int], before: int) -> tuple[int, bool]:
    """Where a form begins, and whether a title says so: the first title since the header before, else the row behind it."""
    title = next((row for row in titles if before < row <= header), None)
    return (title, True) if title is not None else (before + 1, False)


def _columns(texts: tuple[str, ...]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, text in enumerate(texts):
        if not text or len(text) > _LONGEST_HEADING:
            continue
        name = next((name for name, words in _COLUMNS.items() if words.search(text)), None)
        if name is not None and name not in columns:
            columns[name] = column
    return columns
