"""The head of a form: whose it is, and the row 预算执行情况."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.numerals.cells import read_amount
from assistant.readers.performance.columns import Region
from assistant.readers.performance.rows import cell_text
from assistant.readers.preamble import read_year
from assistant.readers.texts import comparison_text
from schemas.document import Scalar
from schemas.finding import Finding
from schemas.place import Place

_FIGURES: dict[str, re.Pattern[str]] = {
    "initial": re.compile(r"年初预算|预算批复"),
    "budget": re.compile(r"全年预算|调整后?预算|预算调整|^预算(?:数|金额|安排)"),
    "executed": re.compile(r"执行数|支出数|决算数|实际支出|实际执行|执行金额|支出金额"),
    "rate_weight": re.compile(r"^分值|^权重"),
    "rate_score": re.compile(r"得分"),
    "rate": re.compile(r"执行率"),
}
"""Headings above the row of the total, each with what stands below it."""

_TOTAL = re.compile(r"总额")
_WEIGHT = re.compile(r"\(?(\d+(?:\.\d+)?)分")
_MONEY = re.compile(r"\((?:(?:金额)?单位:)?(?:人民币)?(万?元)\)|单位:(?:人民币)?(万?元)")
_MONEY_BEHIND = re.compile(r"(?:金额)?单位:万?元$")
_LABELS = {
    "单位": "unit",
    "单位名称": "unit",
    "部门名称": "unit",
    "项目名称": "name",
    "基本支出总额": "basic",
    "项目支出总额": "project",
    "年度目标": "goal",
    "年度总体目标": "goal",
}
_PARTICULARS = re.compile(r"^(?:主管部门|(?:项目)?实施单位|项目(?:类别|属性|类型|编码|负责人)|联系电话|填报(?:日期|人)|评价机构)")
_PERCENT = re.compile(r"^(\d+(?:\.\d+)?)[%％]$")
_EXPECTED = "预期目标"
"""A heading beside 年度总体目标; the words stand below it."""

_LARGEST_FRACTION = Decimal(2)
_BARE = re.compile(r"\(.*?\)|:$")
_TITLE_NAME = re.compile(r"^(?:[一二三四五六七八九十\d]+[、.])?(?:20\d\d年度?)?(?P<name>.*?)(?:项目)?(?:支出)?(?:绩效)?自评表")


class HeadReader:
    """Reads what stands above the indicators of one form."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._sheet = region.sheet
        self.findings: list[Finding] = []
        self.cells: dict[str, Place] = {}
        self.figures: dict[str, Decimal | None] = {}
        self.words: dict[str, str] = {}
        self.particulars: dict[str, str] = {}
        self.year: int | None = None
        self.title = ""
        self._money = Decimal(1)

    def read(self) -> None:
        """Read all of it."""
        rows = range(self._region.top, self._region.header)
        texts = [text for row in rows for text in self._sheet.texts[row] if text]
        self.title = next((text for text in texts if "自评" in text), "")
        self.year = next((year for text in texts if (year := read_year(text))), None)
        units = {match[1] or match[2] for text in texts for match in _MONEY.finditer(text)}
        self._money = Decimal("0.0001") if units == {"元"} else Decimal(1)
        for row in rows:
            self._labels(row)
        self._execution()
        self._settle_rate()
        self.words.setdefault("name", _name_in(self.title))

    @property
    def is_unit(self) -> bool:
        """Whether the form is of the unit as a whole."""
        texts = (text for row in range(self._region.top, self._region.header) for text in self._sheet.texts[row])
        return "整体" in self.title or any("整体支出总额" in text for text in texts)

    def _labels(self, row: int) -> None:
        """Labelled cells of a row: the label, or 单位名称：… in one cell, and the first filled cell behind it."""
        texts = self._sheet.texts[row]
        for column, text in enumerate(texts):
            label, colon, inside = text.partition(":")
            bare = _BARE.sub("", label)
            found = next((known for known in _LABELS if bare == known or (known == "年度目标" and bare.startswith(known))), None)
            if not found and not _PARTICULARS.match(bare):
                continue
            place, value = (column, _MONEY_BEHIND.sub("", inside)) if colon else self._behind(row, column)
            if not value or (bare == "单位" and (not colon or inside in {"元", "万元"})):
                continue
            if found and _LABELS[found] in {"basic", "project"}:
                self._figure(_LABELS[found], row, place)
            elif found:
                self.words.setdefault(_LABELS[found], value)
            elif value:
                self.particulars.setdefault(bare, value)

    def _behind(self, row: int, column: int) -> tuple[int, str]:
        """The first filled cell behind a label, unless it is the next label."""
        values = self._sheet.grid.rows[row]
        behind = next((index for index in range(column + 1, len(values)) if values[index] is not None), column)
        if behind == column or self._sheet.text(row, behind) in _LABELS:
            return column, ""
        if self._sheet.text(row, behind) == _EXPECTED:
            return behind, cell_text(self._sheet.value(row + 1, behind))
        return behind, cell_text(values[behind])

    def _execution(self) -> None:
        """The amounts of the row of the total, in the order of the headings above it."""
        for row in range(self._region.top, self._region.header):
            heads = _headings(self._sheet.texts[row])
            if not {"budget", "executed"} <= {name for name, _ in heads}:
                continue
            told = "".join(text for above in range(self._region.top, self._region.header) for text in self._sheet.texts[above])
            total = next((below for below in range(row, self._region.header) if self._is_total(below)), None)
            if total is not None:
                self._place(total, [name for name, _ in heads], dict(heads))
            scored = next((match for text in self._sheet.texts[row] if "得分" in text and (match := _WEIGHT.search(text))), None)
            shown = scored or re.search(r"预算执行(?:情况)?(?:\(万?元\))?\((\d+(?:\.\d+)?)分\)", told)
            if shown and self.figures.get("rate_weight") is None:
                self.figures["rate_weight"] = Decimal(shown[1])
            return

    def _settle_rate(self) -> None:
        """A rate of a cell without a percent sign that is a fraction (0.95), as the amounts beside it show, in %."""
        budget, executed, rate = (self.figures.get(name) for name in ("budget", "executed", "rate"))
        if budget and executed is not None and rate is not None and rate <= _LARGEST_FRACTION:
            spent = executed / budget
            if abs(spent - rate) < abs(spent - rate / 100):
                self.figures["rate"] = rate * 100

    def _is_total(self, row: int) -> bool:
        texts = self._sheet.texts[row]
        return any(_TOTAL.search(text) for text in texts) and any(self._is_number(row, column) for column in range(len(texts)))

    def _is_number(self, row: int, column: int) -> bool:
        value = self._sheet.value(row, column)
        return isinstance(value, Decimal) or bool(value and re.match(r"[\d.,，]+[%％]?分?$", cell_text(value)))

    def _place(self, row: int, names: list[str], columns: dict[str, int]) -> None:
        """One number a heading, in their order; else each in the column of its heading."""
        filled = [column for column in range(len(self._sheet.texts[row])) if self._is_number(row, column)]
        at = dict(zip(names, filled, strict=True)) if len(filled) == len(names) else columns
        for name, column in at.items():
            self._figure(name, row, column)

    def _figure(self, name: str, row: int, column: int) -> None:
        value = self._sheet.value(row, column)
        self.cells[name] = self._sheet.grid.place(row, column)
        try:
            number = _number(value)
        except ValueError:
            told = f"{self.cells[name]}：“{cell_text(value)[:20]}”不是数字，按空白读取"
            self.findings.append(Finding(rule="performance_form", severity="error", message=told, places=(self.cells[name],)))
            number = None
        money = name in {"initial", "budget", "executed", "basic", "project"}
        self.figures[name] = None if number is None else number * self._money if money else number


def _headings(texts: tuple[str, ...]) -> list[tuple[str, int]]:
    found: Iterator[tuple[str, int]] = (
        (name, column)
        for column, text in enumerate(texts)
        if text and (name := next((name for name, words in _FIGURES.items() if words.search(text)), None))
    )
    return list(dict(found).items())


def _number(value: Scalar) -> Decimal | None:
    """The number of a cell: an amount, a percentage in %, a score.

    Raises:
        ValueError: It is none.
    """
    if value is None or isinstance(value, Decimal):
        return value
    text = comparison_text(value)
    percent = _PERCENT.match(text)
    return Decimal(percent[1]) if percent else read_amount(text.removesuffix("分"))


def _name_in(title: str) -> str:
    """The project that a title names."""
    match = _TITLE_NAME.match(title)
    return match["name"] if match else ""
