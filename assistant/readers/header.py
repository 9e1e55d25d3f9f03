"""The header of a table: where it begins and ends, and what it says of each column.

A header cell merged over several columns or rows keeps its text top left; the rest is blank. What
a blank cell inherits from its left is therefore told by the rows above it, not by the merge itself.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.readers.amounts import states_amount
from assistant.readers.regions import Region
from assistant.readers.texts import comparison_text, visible_text

_WORD = re.compile(
    r"(?:本年)?(?:收入|支出)(?:合计)?|项目(?:\(.*\))?|行次|栏次|决算数|金额|预算数|年初预算数|全年预算数|"
    r".{0,8}(?:科目)?(?:编码|代码|名称)|科目|.*人员经费|.*公用经费|合计|年初结转和?结余|功能分类.*|经济分类.*|支出功能分类.*|财政拨款[“\"]?三公[”\"]?经费"
)
_MONEY = re.compile(r"\((?:单位:)?万?元\)$")
_STEMS = frozenset({*"甲乙丙丁戊类款项", "类款项"})
_NOTE = re.compile(r"^(?:\^?\{?\d?\.?\}?)?(?:注|备注|说明|附注)\d?[:.、]|^本(?:表|单位|部门|年度)|^注$")


@dataclass(frozen=True, slots=True)
class Header:
    """Rows ``start`` to ``body`` (excluded) are the header; ``end`` is where notes begin or the region ends.

    ``paths`` gives for each column with a heading its texts from the top down, ``printed`` each text with its column.
    """

    start: int
    body: int
    end: int
    paths: dict[int, tuple[str, ...]]
    printed: frozenset[tuple[int, str]]


def read_header(region: Region, is_body: Callable[[Region, int], bool]) -> Header | None:
    """Find and read the header; ``is_body`` says whether a row is the first one below it. None if there is none."""
    start = find_header_start(region)
    if start is None:
        return None
    body = start + 1
    while body < region.bottom and not is_body(region, body) and not is_note(region, body):
        body += 1
    end = next((row for row in range(body, region.bottom) if is_note(region, row)), region.bottom)
    rows = range(start, body)
    return Header(start, body, end, column_paths(region, rows), frozenset(cell for row in rows for cell in region.texts(row)))


def read_listed_header(region: Region, is_body: Callable[[Region, int], bool]) -> Header | None:
    """The header of a table of many lines, some of which may stand below a note (that of a page of a long table)."""
    header = read_header(region, is_body)
    if header is None:
        return None
    later = [row for row in range(header.end, region.bottom) if is_body(region, row) and not is_note(region, row)]
    if not later:
        return header
    end = next((row for row in range(later[-1], region.bottom) if is_note(region, row)), region.bottom)
    return replace(header, end=end)


def may_be_line(region: Region, header: Header, row: int) -> bool:
    """Whether a row within the table may be a line of it: no note, and no header of a next page."""
    return not is_note(region, row) and not repeats_header(region, header, row)


def find_header_start(region: Region) -> int | None:
    """The first row below the title in which a column is named."""
    for row in range(region.first_row, region.bottom):
        if any(_WORD.fullmatch(text) for _, text in region.texts(row)):
            return row
    return None


def is_note(region: Region, row: int) -> bool:
    """Whether a row is a line of words below a table, not a line of the table."""
    filled = [cell for cell in region.values(row) if cell is not None]
    if len(filled) != 1 or not isinstance(filled[0], str):
        return False
    text = region.texts(row)[0][1] if region.texts(row) else ""
    return bool(_NOTE.match(text)) or "。" in text or len(text) > 30


def repeats_header(region: Region, header: Header, row: int) -> bool:
    """Whether a row below the header prints a part of it again, as on the next page of a long table."""
    again = region.texts(row)
    if not again or not header.printed.issuperset(again):
        return False
    return not any(isinstance(value, Decimal) for value in region.values(row))


def read_notes(region: Region, start: int) -> tuple[str, ...]:
    """The lines of words from a row on, each as typed but for control characters and white space at its ends."""
    notes: list[str] = []
    for row in range(start, region.bottom):
        lines = [visible_text(cell).strip() for cell in region.values(row) if isinstance(cell, str)]
        notes += [line for line in lines if len(line) > 1]
    return tuple(notes)


def is_column_numbers(region: Region, row: int) -> bool:
    """Whether a row only numbers the columns: 栏次, or 1 2 3 …, perhaps beside 甲 乙 or 类 款 项 for those of words.

    Of every six numbers one may be another: typed wrong, or misread in a scan.
    """
    if any(text == "栏次" for _, text in region.texts(row)):
        return True
    marks = [_column_mark(comparison_text(cell)) or str(cell) for cell in region.values(row) if cell is not None]
    numbers = [mark for mark in marks if mark not in _STEMS]
    wrong = sum(mark != str(number) for number, mark in enumerate(numbers, start=1))
    return len(numbers) > 2 and wrong <= len(numbers) // 6 and all(mark.isdecimal() and len(mark) <= 2 for mark in numbers)


def _column_mark(text: str) -> str:
    """The number of a column without what may be put around it: (1), 1栏."""
    return text.strip("()").removesuffix("栏")


def holds_amounts(region: Region, row: int) -> bool:
    """Whether a row states an amount, as no row of a header does."""
    return any(map(states_amount, region.values(row))) and not is_column_numbers(region, row)


def heading_path(region: Region, row: int, column: int) -> tuple[str, ...]:
    """What the rows from the first of the header to above ``row`` say of a column, from the top down."""
    start = find_header_start(region)
    return column_paths(region, range(row if start is None else start, row)).get(column, ())


def column_paths(region: Region, rows: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """For each column its headings from the top down, those of merged cells included."""
    own = [{column: _MONEY.sub("", text) for column, text in region.texts(row) if _is_heading(text)} for row in rows]
    paths: dict[int, tuple[str, ...]] = {}
    for column in range(region.left, region.right):
        depths = [depth for depth in range(len(own)) if column in own[depth]]
        if depths:
            headings = (own[depth].get(column) or _inherited(own, depth, column) for depth in range(depths[-1] + 1))
            paths[column] = tuple(heading for heading in headings if heading)
    return paths


def _is_heading(text: str) -> bool:
    return text != "栏次" and not _column_mark(text).isdecimal()


def _inherited(own: list[dict[int, str]], depth: int, column: int) -> str:
    """The heading of a merged cell that reaches over this column from its left, if one does."""
    source = max((left for left in own[depth] if left < column), default=None)
    if source is None:
        return ""
    parted = any(source < other <= column for above in own[:depth] for other in above)
    return "" if parted else own[depth][source]
