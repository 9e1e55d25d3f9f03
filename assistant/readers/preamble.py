"""What the lines around a title say: unit, year, unit of money, number of the table."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from assistant.readers.regions import Region
from assistant.readers.texts import Sheet, comparison_text, printed_text
from assistant.readers.titles import find_number
from schemas.document import Grid, Scalar
from schemas.place import Place

_LABEL = re.compile(r"(金额|货币|计量|编制|填报|编报|公开|预算|决算)?(单位|部门)(名称)?(\(?(?:公章|盖章|签章)\)?)?:")
_MONEY = re.compile(r"(?:人民币)?(元|万元|千元|百元|百万元|亿元)(?:[(/、,，].*)?")
"""A unit of money, perhaps with what is said of it: 元(列至角分), 元、辆."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d|[\u3007\u25cb零一二三四五六七八九]{4})年(?!\d{1,2}月)")
_CHINESE_DIGITS = str.maketrans("\u3007\u25cb零一二三四五六七八九", "000123456789")
_COVER = (
    re.compile(r"^(?:19|20)\d\d年度?(?P<unit>[^:，。]{4,60}?)(?:部门|单位)?决算(?:公开)?(?:报表|报告|表|草案|情况说明)?$"),
    re.compile(r"^(?P<unit>[^:，。\d]{4,60}?)(?:19|20)\d\d年度?(?:部门|单位)?决算(?:公开)?(?:报表|报告|表|草案|情况说明)?$"),
)
_NOT_A_NAME = re.compile(r"(?:收入|支出|收支|经费|资金|拨款|基金)$|决算|预算|公开|年度|^(?:部门|单位|本级|财政|附件|附表|表)\d*$|^附?表\d+")


T = TypeVar("T")


@dataclass(frozen=True)
class Stated(Generic[T]):
    """What the material states, and where."""

    value: T
    place: Place


@dataclass(frozen=True, slots=True)
class Preamble:
    """What is said beside one title, or on a cover; ``money`` is as written (元, 万元, also 千元 …)."""

    unit: Stated[str] | None = None
    year: Stated[int] | None = None
    money: Stated[str] | None = None
    number: str = ""


def read_preamble(region: Region, header_start: int) -> Preamble:
    """Read the title, the lines from above it to the header, then the header itself for （万元）."""
    rows = sorted(range(region.top, header_start), key=lambda row: row != region.row)
    cells = [(row, column) for row in rows for column in range(region.left, region.right) if region.sheet.text(row, column)]
    units, money = _labelled(region.sheet, cells)
    title_unit = _unit_of_title(region)
    found_number = next((number for row, column in cells if (number := find_number(region.sheet.text(row, column)))), "")
    return Preamble(
        unit=next(iter(units), title_unit),
        year=_first_year(region.sheet, cells),
        money=next(iter(money), None) or _money_in_header(region, header_start),
        number=region.title.number or found_number,
    )


def read_cover(sheet: Sheet) -> Preamble:
    """Unit and year from a sheet at large: a cover, a contents page, a line somewhere above the tables."""
    cells = [
        (row, column) for row, texts in enumerate(sheet.texts[:60]) for column, text in enumerate(texts[:20]) if text and "。" not in text
    ]
    units, _ = _labelled(sheet, cells)
    cover = (unit for row, column in cells if (unit := _cover_unit(sheet.grid, row, column)))
    return Preamble(unit=next(iter(units), None) or next(cover, None), year=_first_year(sheet, cells))


def read_year(text: str) -> int | None:
    """The year that a text speaks of: 2024年度, 二〇二四年; a day (2025年8月1日) is none."""
    match = _YEAR.search(text)
    return int(match[1].translate(_CHINESE_DIGITS)) if match else None


def _first_year(sheet: Sheet, cells: Iterable[tuple[int, int]]) -> Stated[int] | None:
    for row, column in cells:
        text = sheet.text(row, column)
        year = None if "日期" in text else read_year(text)
        if year is not None:
            return Stated(year, sheet.grid.place(row, column))
    return None


def _labelled(sheet: Sheet, cells: Iterable[tuple[int, int]]) -> tuple[list[Stated[str]], list[Stated[str]]]:
    """Values after 单位：and the like, sorted into names of units and units of money; 万元 also where it stands alone."""
    units: list[Stated[str]] = []
    money: list[Stated[str]] = []
    for row, column in cells:
        alone = _MONEY.fullmatch(sheet.text(row, column).strip("()"))
        if alone:
            money.append(Stated(alone[1], sheet.grid.place(row, column)))
        for value in _values_after_labels(sheet, row, column):
            if match := _MONEY.fullmatch(comparison_text(value).strip("()")):
                money.append(Stated(match[1], sheet.grid.place(row, column)))
            elif re.search(r"[\u4e00-\u9fff]{2}", value):
                units.append(Stated(value, sheet.grid.place(row, column)))
    return units, money


def _values_after_labels(sheet: Sheet, row: int, column: int) -> list[str]:
    """Each value behind a label in a cell; for a label alone, the next cell that holds anything."""
    text = sheet.text(row, column)
    labels = list(_LABEL.finditer(text)) if ":" in text else []
    if not labels:
        return []
    printed = printed_text(sheet.value(row, column))
    ends = [label.start() for label in labels[1:]] + [len(text)]
    values = [printed[label.end() : end].strip("；;，,、") for label, end in zip(labels, ends, strict=True)]
    if not values[-1]:
        values[-1] = _next_text(sheet, row, column)
    return [value for value in values if value]


def _next_text(sheet: Sheet, row: int, column: int) -> str:
    value: Scalar = None
    for following in range(column + 1, len(sheet.texts[row])):
        value = sheet.value(row, following)
        if value is not None:
            break
    text = printed_text(value)
    return "" if _LABEL.match(comparison_text(value)) else text


def _unit_of_title(region: Region) -> Stated[str] | None:
    """A unit's name printed before the table's: 某某处2024年度收入支出决算总表."""
    name = re.sub(r"^\(?附?[件表]\d*[:.、]?\)?", "", _YEAR.sub("", region.title.before, count=1)).removeprefix("度")
    name = re.sub(r"^度|(?:年度|部门|单位|度)$", "", name).strip("-—_")
    if len(name) < 4 or _NOT_A_NAME.search(name) or not re.search(r"[\u4e00-\u9fff]{3}", name):
        return None
    return Stated(name, region.sheet.grid.place(max(region.row, 0), region.column))


def _money_in_header(region: Region, header_start: int) -> Stated[str] | None:
    for row in range(header_start, min(header_start + 4, region.bottom)):
        for column, text in region.texts(row):
            match = re.search(r"\((?:单位:)?(万元|元)\)$", text)
            if match:
                return Stated(match[1], region.sheet.grid.place(row, column))
    return None


def _cover_unit(grid: Grid, row: int, column: int) -> Stated[str] | None:
    text = printed_text(grid.rows[row][column])
    for pattern in _COVER:
        match = pattern.match(text)
        if match and not _NOT_A_NAME.search(match["unit"]):
            return Stated(match["unit"], grid.place(row, column))
    return None
