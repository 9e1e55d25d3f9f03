"""The grids of tables 1 and 4: income on the left, expenditure on the right, lines numbered through (行次)."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from assistant.export.grid import Box, BoxKind, Grid, Row
from schemas.accounts import INCOME_LABELS, Fiscal, Line, Overall, TwoSided

_DIGITS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"[{_DIGITS}]+、")
_CENTRED = {"total", "grand_total"}


def overall_grid(table: Overall) -> Grid:
    """Table 1: one amount a side, and an empty line above 总计."""
    heads = (
        (Box("head", "收入", columns=3), Box("head", "支出", columns=3)),
        tuple(Box("head", name) for name in ("项目", "行次", "决算数") * 2),
    )
    pairs = _pair_lines(table)
    body = _side_by_side([*pairs[:-1], (None, None), *pairs[-1:]], ["amount"])
    return Grid(("label", "rank", "number") * 2, heads, _ranks(1), body)


def fiscal_grid(table: Fiscal) -> Grid:
    """Table 4: expenditure in total and by the three budgets."""
    single = tuple(Box("head", name, rows=2) for name in ("项目", "行次", "决算数"))
    split = ("合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
    heads = (
        (Box("head", "收入", columns=3), Box("head", "支出", columns=6)),
        (*single, *single[:2], Box("head", "决算数", columns=4)),
        tuple(Box("head", name) for name in split),
    )
    body = _side_by_side(_pair_lines(table), ["total", "general", "fund", "capital"])
    return Grid(("label", "rank", "number", "label", "rank", "number", "number", "number", "number"), heads, _ranks(4), body)


def _ranks(amounts: int) -> Row:
    left = (Box("head", "栏次"), Box("head"), Box("head", "1"))
    return (*left, Box("head", "栏次"), Box("head"), *(Box("head", str(number + 2)) for number in range(amounts)))


_Pair = tuple[Line | None, Line | None]


def _pair_lines(table: TwoSided) -> list[_Pair]:
    """Kinds against classes, the two 合计 in one line, what is carried over, the two 总计 in one line."""
    income, expenditure = _split(table.income), _split(table.expenditure)
    return [
        *zip_longest(_number(income[0]), _number(expenditure[0])),
        (_find(table.income, "total"), _find(table.expenditure, "total")),
        *zip_longest(income[1], expenditure[1]),
        (_find(table.income, "grand_total"), _find(table.expenditure, "grand_total")),
    ]


def _split(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines by kind or class, and those of carrying over; totals are in neither."""
    kinds = [line for line in lines if _is_kind(line)]
    carried = [line for line in lines if not _is_kind(line) and line.key not in _CENTRED]
    return kinds, carried


def _is_kind(line: Line) -> bool:
    return line.key in INCOME_LABELS or line.key.isdigit()


def _find(lines: Sequence[Line], key: str) -> Line | None:
    return next((line for line in lines if line.key == key), None)


def _number(lines: Sequence[Line]) -> list[Line]:
    """The lines with 一、二、… before their labels, unless printed so already."""
    return [
        line if _NUMBERED.match(line.label) else line.model_copy(update={"label": f"{_ordinal(index)}、{line.label}"})
        for index, line in enumerate(lines, start=1)
    ]


def _ordinal(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones - 1] if ones else "")


def _side_by_side(pairs: Sequence[_Pair], columns: Sequence[str]) -> tuple[Row, ...]:
    depth = len(pairs)
    return tuple(
        (*_half(left, index + 1, ["amount"]), *_half(right, depth + index + 1, columns)) for index, (left, right) in enumerate(pairs)
    )


def _half(line: Line | None, rank: int, columns: Sequence[str]) -> list[Box]:
    cells = line.cells if line else {}
    kind: BoxKind = "total" if line and line.key in _CENTRED else "label"
    amounts = [Box("number", value=cells[column].value if column in cells else None) for column in columns]
    return [Box(kind, line.label if line else ""), Box("rank", str(rank)), *amounts]
