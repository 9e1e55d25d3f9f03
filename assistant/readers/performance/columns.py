"""Where forms stand on a sheet, and which of their columns holds what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.readers.texts import Sheet

_COLUMNS: dict[str, re.Pattern[str]] = {
    "level1": re.compile(r"一级指标"),
    "level2": re.compile(r"二级指标"),
    "name": re.compile(r"三级指标|^指标名称|^指标内容"),
    "actual": re.compile(r"实际(?:完成|达到)|^完成(?:值|情况)|^全年完成"),
    "target": re.compile(r"目标值|指标值|^绩效目标|^目标"),
    "score": re.compile(r"得分"),
    "weight": re.compile(r"^分值|^权重|^满分|^分数"),
    "reason": re.compile(r"偏差|原因"),
    "measure": re.compile(r"改进措施"),
}
"""Headings of columns; the first that fits counts, so that 偏差原因分析及改进措施 is the reason."""

_TITLE = re.compile(r"自评表|自评报告表|绩效评价表")
_END = re.compile(r"^(?:总分|合计|总计|总得分)")


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
        end = next((row for row in range(header + 1, bottom) if any(_END.match(text) for text in sheet.texts[row])), bottom)
        yield Region(sheet, top, header, end, bottom, columns, titled)


def _top(header: int, titles: list[int], before: int) -> tuple[int, bool]:
    """Where a form begins, and whether a title says so: the first title since the header before, else the row behind it."""
    title = next((row for row in titles if before < row <= header), None)
    return (title, True) if title is not None else (before + 1, False)


def _columns(texts: tuple[str, ...]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, text in enumerate(texts):
        name = next((name for name, words in _COLUMNS.items() if text and len(text) <= 30 and words.search(text)), None)
        if name is not None and name not in columns:
            columns[name] = column
    return columns
