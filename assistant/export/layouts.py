"""The layouts of the nine public tables, after the forms of Wuhan's final accounts of 2024."""

from collections.abc import Sequence

from assistant.export.grid import Box, ColumnKind, Grid, Layout, Row
from assistant.export.two_sided import fiscal_grid, overall_grid
from schemas.accounts import Basic, ByFunction, Capital, Expenditure, Fiscal, Fund, General, Income, Line, Overall, Table, ThreePublic

_Heads = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Groups of columns: a group's heading ('' where its only column stands alone) and its columns (key, heading)."""

_SPENDING = (("basic", "基本支出"), ("project", "项目支出"))
_MOVING: _Heads = (
    ("", (("opening", "年初结转和结余"),)),
    ("", (("income", "本年收入"),)),
    ("本年支出", (("total", "小计"), *_SPENDING)),
    ("", (("closing", "年末结转和结余"),)),
)
_INCOME: _Heads = tuple(
    ("", (column,))
    for column in (
        ("total", "本年收入合计"),
        ("fiscal", "财政拨款收入"),
        ("superior", "上级补助收入"),
        ("business", "事业收入"),
        ("operating", "经营收入"),
        ("affiliated", "附属单位上缴收入"),
        ("other", "其他收入"),
    )
)
_EXPENDITURE: _Heads = tuple(
    ("", (column,))
    for column in (
        ("total", "本年支出合计"),
        *_SPENDING,
        ("remitted", "上缴上级支出"),
        ("operating", "经营支出"),
        ("subsidy", "对附属单位补助支出"),
    )
)
_GENERAL: _Heads = (("本年支出", (("total", "小计"), *_SPENDING)),)
_CAPITAL: _Heads = (("本年支出", (("total", "合计"), *_SPENDING)),)


def lay_out(table: Table, title: str = "", number: str = "", unit: str = "") -> Layout:
    """The table as printed.

    Args:
        table: One of the nine.
        title: The title instead of the table's own.
        number: Such as 公开01表, instead of the table's own.
        unit: The unit's name if the table does not state it.

    Raises:
        TypeError: The table is none of the nine.
    """
    grid = _grid(table)
    return Layout(
        title=title or table.title,
        number=number or table.number,
        unit=table.unit or unit,
        money=table.money,
        decimals=max(2, table.decimals),
        landscape=grid.columns.count("number") > 3 and not isinstance(table, Fiscal),
        grid=grid,
        notes=table.notes,
    )


def _grid(table: Table) -> Grid:
    match table:
        case Overall():
            return overall_grid(table)
        case Fiscal():
            return fiscal_grid(table)
        case Basic():
            return _basic_grid(table)
        case ThreePublic():
            return _three_public_grid(table)
        case ByFunction():
            return _function_grid(table, _groups(table))
    raise TypeError(f"not one of the nine tables: {table!r}")


def _groups(table: ByFunction) -> _Heads:
    match table:
        case Income():
            return _INCOME
        case Expenditure():
            return _EXPENDITURE
        case General():
            return _GENERAL
        case Fund():
            return _MOVING
        case Capital():
            moving = any({"opening", "income", "closing"} & line.cells.keys() for line in table.lines)
            return _MOVING if moving else _CAPITAL
    raise TypeError(f"not a table by function: {table!r}")


def _function_grid(table: ByFunction, groups: _Heads) -> Grid:
    keys = [key for _, columns in groups for key, _ in columns]
    top = [Box("head", "项目", columns=4)]
    under = [Box("head", "功能分类科目编码", columns=3), Box("head", "科目名称")]
    for heading, columns in groups:
        if heading:
            top.append(Box("head", heading, columns=len(columns)))
            under.extend(Box("head", name) for _, name in columns)
        else:
            top.append(Box("head", columns[0][1], rows=2))
    ranks = (*(Box("head", name, rows=2) for name in "类款项"), Box("head", "栏次"), *(Box("head", str(n + 1)) for n in range(len(keys))))
    total = (Box("total", "合计"), *_amounts(table.total, keys))
    body = (total, *(_account_row(line, keys) for line in table.rows))
    amounts: list[ColumnKind] = ["number"] * len(keys)
    return Grid(("digit", "digit", "digit", "label", *amounts), (tuple(top), tuple(under)), ranks, body)


def _account_row(line: Line, keys: Sequence[str]) -> Row:
    return (Box("code", line.key, columns=3), Box("label", line.label), *_amounts(line, keys))


def _amounts(line: Line | None, keys: Sequence[str]) -> list[Box]:
    cells = line.cells if line else {}
    return [Box("number", value=cells[key].value if key in cells else None) for key in keys]


def _basic_grid(table: Basic) -> Grid:
    blocks = [
        [line for line in table.rows if line.key.startswith(("301", "303"))],
        [line for line in table.rows if line.key.startswith("302")],
        [line for line in table.rows if not line.key.startswith(("301", "302", "303"))],
    ]
    names = ("经济分类科目编码", "科目名称", "决算数")
    heads = (
        (Box("head", "人员经费", columns=3), Box("head", "公用经费", columns=6)),
        tuple(Box("head", name) for name in names * 3),
    )
    depth = max(len(block) for block in blocks)
    rows = tuple(tuple(box for block in blocks for box in _basic_boxes(block, index)) for index in range(depth))
    totals = (
        Box("total", "人员经费合计", columns=2),
        *_amounts(table.personnel, ["amount"]),
        Box("total", "公用经费合计", columns=5),
        *_amounts(table.public, ["amount"]),
    )
    return Grid(("code", "label", "number") * 3, heads, (), (*rows, totals))


def _basic_boxes(block: Sequence[Line], index: int) -> list[Box]:
    line = block[index] if index < len(block) else None
    return [Box("code", line.key if line else ""), Box("label", line.label if line else ""), *_amounts(line, ["amount"])]


_THREE_PUBLIC = ("total", "abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")


def _three_public_grid(table: ThreePublic) -> Grid:
    sides = ("预算数", "决算数")
    second = (
        Box("head", "合计", rows=2),
        Box("head", "因公出国（境）费", rows=2),
        Box("head", "公务用车购置及运行维护费", columns=3),
        Box("head", "公务接待费", rows=2),
    )
    third = tuple(Box("head", name) for name in ("小计", "公务用车购置费", "公务用车运行维护费"))
    heads = (tuple(Box("head", side, columns=6) for side in sides), second * 2, third * 2)
    ranks = tuple(Box("head", str(number)) for number in range(1, 13))
    cells = [table.cell(key, column) for column in ("budget", "actual") for key in _THREE_PUBLIC]
    body = (tuple(Box("number", value=cell.value if cell else None) for cell in cells),)
    return Grid(("number",) * 12, heads, ranks, body)
