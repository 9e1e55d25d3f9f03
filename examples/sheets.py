"""The nine sheets of an example unit as boxes of cells: pure, before any workbook is written."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, zip_longest
from typing import Any, NamedTuple

from examples.figures import Row, Unit, read_amount, read_block, read_rows, read_side
from examples.layouts import COLUMNS, Column, Layout, Pair, fiscal_columns, fiscal_pairs, overall_pairs
from schemas.accounts import TableKind

EMPTY_ROWS = 3
"""Blank rows that an empty table shows below its 合计."""


class Box(NamedTuple):
    """A cell, or cells merged into one: its first row and column (from 1), what it holds, how far it reaches."""

    row: int
    column: int
    value: str | int | Decimal | None
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its width in columns, its boxes; the ruled grid lies in rows ``first`` to ``last``."""

    name: str
    width: int
    boxes: tuple[Box, ...]
    first: int
    last: int


Grid = tuple[int, list[Box]]
"""A table's width and its boxes, without title and notes."""


def draw_sheets(unit: Unit, layout: Layout) -> tuple[Sheet, ...]:
    """The sheets of a unit in the order of its layout."""
    return tuple(draw_sheet(unit, layout, kind, number) for number, kind in enumerate(layout.order, start=1))


def draw_sheet(unit: Unit, layout: Layout, kind: TableKind, number: int) -> Sheet:
    """One table with its title, unit line and notes."""
    names = {"n": number, "title": layout.titles[kind], "year": unit.year}
    first = 4 if layout.number else 3
    width, grid = draw_grid(unit, layout, kind, first)
    last = max(box.row + box.rows - 1 for box in grid)
    head = [
        Box(1, 1, layout.heading.format(**names), columns=width),
        *([Box(2, width, layout.number.format(**names))] if layout.number else []),
        Box(first - 1, 1, f"单位：{unit.name}", columns=max(1, width // 2)),
        Box(first - 1, width, f"单位：{unit.money}"),
    ]
    below = [*layout.notes[kind], *filter(None, [unit.tables[kind].get("statement")])]
    foot = [Box(last + i, 1, text, columns=width) for i, text in enumerate(below, start=1)]
    return Sheet(layout.sheet.format(**names)[:31], width, (*head, *grid, *foot), first, last)


def draw_grid(unit: Unit, layout: Layout, kind: TableKind, top: int) -> Grid:
    """The ruled part of a table, from row ``top`` on."""
    table = unit.tables[kind]
    match kind:
        case "overall":
            return draw_two_sided(table, overall_pairs(layout), (Column("amount", layout.amount),), layout, top)
        case "fiscal":
            return draw_two_sided(table, fiscal_pairs(), fiscal_columns(layout), layout, top)
        case "basic":
            return draw_basic([read_block(block) for block in table["blocks"]], table, top)
        case "three_public":
            return draw_three_public(table, layout.three_public_group, top)
        case _:
            return draw_by_function(read_rows(table), COLUMNS[kind], layout, top)


def draw_two_sided(table: dict[str, Any], pairs: tuple[Pair, ...], columns: tuple[Column, ...], layout: Layout, top: int) -> Grid:
    """Table 1 or 4: income and expenditure side by side, 行次 running down the one and on down the other."""
    income, expenditure = read_side(table, "income"), read_side(table, "expenditure")
    high = 2 if columns[0].group else 1
    units = top + 1 + high
    boxes = [Box(top, 1, layout.income, columns=3), Box(top, 4, layout.expenditure, columns=2 + len(columns))]
    headings = (layout.item, "行次", layout.amount, layout.item, "行次")
    boxes += [Box(top + 1, i, text, rows=high) for i, text in enumerate(headings, start=1)]
    boxes += draw_headings(columns, top + 1, 6, high)
    boxes += [Box(units, 1, "栏次"), Box(units, 3, "1"), Box(units, 4, "栏次")]
    boxes += [Box(units, 6 + i, str(2 + i)) for i in range(len(columns))]
    for i, pair in enumerate(pairs, start=1):
        amounts = expenditure.get(pair.expenditure, {})
        boxes += [Box(units + i, 1, pair.income_label), Box(units + i, 2, i)]
        boxes += [Box(units + i, 3, income.get(pair.income, {}).get("amount"))]
        boxes += [Box(units + i, 4, pair.expenditure_label), Box(units + i, 5, i + len(pairs))]
        boxes += [Box(units + i, 6 + j, amounts.get(column.key)) for j, column in enumerate(columns)]
    return 5 + len(columns), boxes


def draw_by_function(rows: tuple[Row, ...], columns: tuple[Column, ...], layout: Layout, top: int) -> Grid:
    """A table with one line an account; the code stands in one column, or merged over three."""
    codes = layout.code_columns
    name, first = codes + 1, codes + 2
    boxes = [Box(top, 1, layout.item, columns=name), Box(top + 1, 1, "功能分类科目编码", columns=codes), Box(top + 1, name, "科目名称")]
    boxes += draw_headings(columns, top, first, 2)
    boxes += [Box(top + 2, 1 + i, text, rows=2) for i, text in enumerate("类款项" if codes == 3 else ("类款项",))]
    boxes += [Box(top + 2, name, "栏次"), *(Box(top + 2, first + i, str(i + 1)) for i in range(len(columns)))]
    total = next((row for row in rows if not row.code), Row("", "合计", {}))
    accounts = [row for row in rows if row.code]
    boxes += [Box(top + 3, name, total.name)]
    boxes += [Box(top + 3, first + i, total.amounts.get(column.key)) for i, column in enumerate(columns)]
    for at, account in enumerate(accounts or [Row("", "", {})] * EMPTY_ROWS, start=top + 4):
        code = int(account.code) if codes == 1 and account.code else account.code
        boxes += [Box(at, 1, code, columns=codes), Box(at, name, account.name)]
        boxes += [Box(at, first + i, account.amounts.get(column.key)) for i, column in enumerate(columns)]
    return codes + 1 + len(columns), boxes


def draw_headings(columns: tuple[Column, ...], top: int, first: int, high: int) -> list[Box]:
    """Headings ``high`` rows high; columns of one group share the heading above them."""
    boxes = []
    for group, members in groupby(enumerate(columns, start=first), key=lambda member: member[1].group):
        placed = list(members)
        if group:
            boxes += [Box(top, placed[0][0], group, columns=len(placed))]
        boxes += [Box(top + bool(group), at, column.heading, rows=high - bool(group)) for at, column in placed]
    return boxes


def draw_basic(blocks: list[tuple[Row, ...]], table: dict[str, str], top: int) -> Grid:
    """Table 6: three blocks side by side, the two totals in the last row."""
    boxes = [Box(top, 1, "人员经费", columns=3), Box(top, 4, "公用经费", columns=6)]
    boxes += [Box(top + 1, 3 * b + i, text) for b in range(3) for i, text in enumerate(("科目编码", "科目名称", "决算数"), start=1)]
    for at, line in enumerate(zip_longest(*blocks), start=top + 2):
        for b, row in enumerate(line):
            code, name, amount = (row.code, row.name, row.amounts["amount"]) if row else (None, None, None)
            boxes += [Box(at, 3 * b + 1, code), Box(at, 3 * b + 2, name), Box(at, 3 * b + 3, amount)]
    last = top + 2 + max(map(len, blocks))
    boxes += [Box(last, 1, "人员经费合计", columns=2), Box(last, 3, read_amount(table["personnel"]))]
    boxes += [Box(last, 4, "公用经费合计", columns=5), Box(last, 9, read_amount(table["public"]))]
    return 9, boxes


def draw_three_public(table: dict[str, list[str]], vehicles: str, top: int) -> Grid:
    """Table 9: six columns of budget, six of accounts, one row of figures."""
    boxes = []
    for side, (heading, key) in enumerate((("预算数", "budget"), ("决算数", "actual"))):
        left = 6 * side + 1
        boxes += [Box(top, left, heading, columns=6), Box(top + 1, left, "合计", rows=2)]
        boxes += [Box(top + 1, left + 1, "因公出国（境）费", rows=2), Box(top + 1, left + 2, vehicles, columns=3)]
        boxes += [Box(top + 1, left + 5, "公务接待费", rows=2)]
        parts = ("小计", "公务用车购置费", vehicles.replace("购置及", ""))
        boxes += [Box(top + 2, left + 2 + i, text) for i, text in enumerate(parts)]
        boxes += [Box(top + 3, left + i, str(left + i)) for i in range(6)]
        boxes += [Box(top + 4, left + i, read_amount(text)) for i, text in enumerate(table[key])]
    return 12, boxes
