"""The foot of a form: its total, its grade, the cells of reasons and measures, and how long these may be."""

import re
from decimal import Decimal
from typing import Literal

from assistant.readers.performance.columns import Region
from assistant.readers.performance.rows import RowReader, cell_text

At = tuple[int, int] | None
"""The row and column where something stands, None where it does not."""

_BELOW = {"reasons": re.compile(r"^(?:偏差|目标未完成|未完成原因)"), "measures": re.compile(r"^改进措施")}
_GRADE_LABEL = re.compile(r"等[级次]:?")
_GRADES = r"优秀|优|良好|良|中|合格|不合格|差"
_GRADE = re.compile(rf"({_GRADES})$")
_BOXES, _TICKS = "□☐☑√■✓✔", "☑√■✓✔"
_TICKED_BEFORE, _TICKED_BEHIND = re.compile(rf"[{_TICKS}]({_GRADES})"), re.compile(rf"({_GRADES})[{_TICKS}]")
_SCORE = re.compile(r"\d+(?:\.\d+)?分?")
_TOLD = re.compile(r"(?:总分|得分)(?:\(\d+分?\))?:?(\d+(?:\.\d+)?)分?(?![\d.])")
_LIMIT = re.compile(r"(?:原因|措施).{0,12}?(\d{2,4})个?字")
_LONGEST_LABEL = 40


def read_total(region: Region, rows: RowReader) -> tuple[Decimal | None, At]:
    """总分 and where it stands: below the scores, else the last number of its row, or within the words that name it.

    A number below the weights only repeats the full score.
    """
    if region.end >= region.bottom:
        return None, None
    texts = region.sheet.texts[region.end]
    score, weight = region.columns.get("score"), region.columns.get("weight")
    columns = [column for column in range(len(texts)) if column != weight and region.sheet.value(region.end, column) is not None]
    numbers = [column for column in columns if _SCORE.fullmatch(cell_text(region.sheet.value(region.end, column)))]
    at = score if score in numbers else numbers[-1] if numbers else None
    if at is not None:
        return rows.number(region.end, at), (region.end, at)
    told = ((column, match) for column in columns if (match := _TOLD.search(texts[column])))
    return next(((Decimal(match[1]), (region.end, column)) for column, match in told), (None, None))


def read_grade(region: Region) -> tuple[str, At]:
    """The grade and where it stands: behind its label, in the next cell, or ticked in a row of boxes."""
    for row in range(region.end, region.bottom):
        for column, text in enumerate(region.sheet.texts[row]):
            label = _GRADE_LABEL.search(text)
            if label is None:
                continue
            beside = next((other for other in region.sheet.texts[row][column + 1 :] if other), "")
            words = text[label.end() :] or beside
            boxes = _TICKED_BEFORE if words[:1] in set(_BOXES) else _TICKED_BEHIND
            found = boxes.search(words) or _GRADE.match(words)
            if found:
                return found[1], (row, column)
    return "", None


def read_below(region: Region, name: Literal["reasons", "measures"]) -> str:
    """What stands beside a label below the indicators."""
    for row in range(region.end, region.bottom):
        for column, text in enumerate(region.sheet.texts[row]):
            if text and _BELOW[name].match(text) and len(text) <= _LONGEST_LABEL:
                values = region.sheet.grid.rows[row][column + 1 :]
                return next((cell_text(value, keep_lines=True) for value in values if value is not None), "")
    return ""


def read_limit(region: Region) -> int | None:
    """How many characters a reason may have, where a heading says so (偏差原因分析，限100字)."""
    rows = (region.header, *range(region.end, region.bottom))
    texts = (text for row in rows for text in region.sheet.texts[row] if len(text) <= _LONGEST_LABEL)
    return next((int(match[1]) for text in texts if (match := _LIMIT.search(text))), None)
