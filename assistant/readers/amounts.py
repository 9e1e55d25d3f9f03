"""Amounts of a table: read from its cells, and judged where they cannot be what they should be."""

import re
from decimal import Decimal

from assistant.numerals.cells import read_amount
from assistant.readers.sketch import LineSketch
from assistant.readers.texts import Sheet, printed_text
from schemas.accounts import Cell, Line, MoneyUnit
from schemas.document import Scalar
from schemas.finding import Finding
from schemas.place import Place

ABSURD: dict[MoneyUnit, Decimal] = {"万元": Decimal(10) ** 9, "元": Decimal(10) ** 13}
"""10 万亿元: a third of what all governments of the country spend in a year, more than any one unit can."""

_MAY_BE_NEGATIVE = {"opening", "closing", "use_surplus", "surplus_distribution", "opening_general", "opening_fund", "opening_capital"}
_DECIMALS = {"万元": 6, "元": 2}


def read_line(sheet: Sheet, sketch: LineSketch, money: MoneyUnit) -> tuple[Line, tuple[Finding, ...]]:
    """A line with its amounts in the order of the sheet's columns, and what is wrong with them."""
    cells: dict[str, Cell] = {}
    findings: list[Finding] = []
    for column, index in sorted(sketch.columns.items(), key=lambda item: item[1]):
        raw = sheet.value(sketch.row, index)
        place = sheet.grid.place(sketch.row, index)
        value, finding = _read(raw, place)
        if value is not None:
            value -= sum(amount_of(sheet.value(row, index)) or Decimal(0) for row in sketch.less)
        finding = finding or (_judge(value, place, money, {sketch.key, column}) if value else None)
        if finding:
            findings.append(finding)
        cells[column] = Cell(value=value, place=place)
    return Line(key=sketch.key, label=sketch.label, cells=cells), tuple(findings)


def amount_of(value: Scalar) -> Decimal | None:
    """The amount a cell holds, as a number or as text; None where it holds none."""
    if not isinstance(value, str):
        return value
    try:
        return read_amount(value)
    except ValueError:
        return None


def states_amount(value: Scalar) -> bool:
    """Whether a cell holds an amount, as a number or as text."""
    return amount_of(value) is not None


def claims_amount(value: Scalar) -> bool:
    """Whether a cell holds an amount, or words with a digit (约1900) where an amount belongs."""
    return states_amount(value) or any(character.isdigit() for character in printed_text(value))


def finest_decimals(lines: tuple[Line, ...], money: MoneyUnit) -> int:
    """The most decimals any amount is written with: at least 2, at most 6 for 万元 and 2 for 元."""
    written = (_decimals(cell.value) for line in lines for cell in line.cells.values() if cell.value is not None)
    return min(max(2, max(written, default=2)), _DECIMALS[money])


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


_SUBHEADING = re.compile(r"合计|小计|基本支出|项目支出|决算数|预算数")
"""A heading that the printed form puts into the row of the total, below that of its group (shanghai-template, table of funds)."""


def _read(raw: Scalar, place: Place) -> tuple[Decimal | None, Finding | None]:
    if raw is None or isinstance(raw, Decimal):
        return raw, None
    try:
        return read_amount(raw), None
    except ValueError:
        stated = printed_text(raw)
        if _SUBHEADING.fullmatch(stated):
            return None, None
        message = f"{place}：“{stated}”不是金额，按空白读取"
        return None, Finding(rule="not_a_number", severity="error", message=message, stated=stated, places=(place,))


def _judge(value: Decimal, place: Place, money: MoneyUnit, names: set[str]) -> Finding | None:
    if abs(value) >= ABSURD[money]:
        message = f"{place}：金额 {value:,} {money}大得不合情理，请核对金额单位"
        return Finding(rule="absurd_amount", severity="warning", message=message, stated=str(value), places=(place,))
    if value < 0 and not names & _MAY_BE_NEGATIVE:
        message = f"{place}：金额为负数 {value}，请核对"
        return Finding(rule="negative_amount", severity="warning", message=message, stated=str(value), places=(place,))
    return None
