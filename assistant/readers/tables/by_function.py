"""Tables 2, 3, 5, 7 and 8: one line an account of 支出功能分类, found by its code."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.readers.actuals import actual_paths
from assistant.readers.amounts import amount_of, claims_amount
from assistant.readers.codes import code_digits, is_code, join_code, split_code
from assistant.readers.header import Header, heading_path, holds_amounts, is_column_numbers, may_be_line, read_listed_header
from assistant.readers.regions import Region
from assistant.readers.sketch import LineSketch, Sketch
from assistant.readers.texts import printed_text
from schemas.accounts import TableKind
from schemas.finding import Finding

_SUM = r"(?:^|/)(?:合计|小计|总计)$"
_SPENT = r"^(?!.*(?:本年收入|结[转余]))"
_EXPENDITURE: tuple[tuple[str, str], ...] = (
    ("basic", rf"{_SPENT}(?:.*/)?基本支出(?:/(?:合计|小计))?$"),
    ("project", rf"{_SPENT}(?:.*/)?项目支出(?:/(?:合计|小计))?$"),
)
_CARRIED: tuple[tuple[str, str], ...] = (
    ("opening", r"(?:年初|上年)(?:财政拨款)?结转(?:和|及)?结余(?:/(?:合计|小计))?$"),
    ("closing", r"年末(?:财政拨款)?结转(?:和|及)?结余(?:/(?:合计|小计))?$"),
    ("income", r"(?:^|/)本年收入(?:合计)?(?:/(?:合计|小计))?$"),
    ("total", r"本年支出(?:合计)?(?:/(?:合计|小计))?$|^(?:合计|小计)$"),
    *_EXPENDITURE,
)
_COLUMNS: dict[TableKind, tuple[tuple[str, str], ...]] = {
    "income": (
        ("total", rf"本年收入(?:合计)?$|收入合计$|{_SUM}"),
        ("fiscal", r"(?:^|/)财政拨款收入(?:/小计|/合计)?$"),
        ("superior", r"上级补助收入$"),
        ("business", r"(?:^|/)事业收入(?:/小计|/合计)?$"),
        ("operating", r"经营收入$"),
        ("affiliated", r"附属单位(?:上缴收入|缴款|上缴)$"),
        ("other", r"其他收入(?:/小计|/合计)?$"),
    ),
    "expenditure": (
        *_EXPENDITURE,
        ("remitted", r"上缴上级支出$"),
        ("operating", r"经营支出$"),
        ("subsidy", r"对附属单位补助(?:支出)?$"),
        ("total", rf"本年支出(?:合计)?$|支出合计$|{_SUM}"),
    ),
    "general": (*_EXPENDITURE, ("total", rf"本年支出(?:合计)?$|^(?:决算数|支出)$|{_SPENT}(?:.*/)?(?:合计|小计|总计)$")),
    "fund": _CARRIED,
    "capital": _CARRIED,
}
"""For each table its columns and the headings (joined by /) that mean them; the first that fits is taken."""

_ONE_FUND = re.compile(r"财政拨款收入(?:/小计|/合计)?$")
"""What stands for 财政拨款收入 in table 2 where it is the only such column; several are parts of it."""

_CODE = re.compile(r"编码|代码|(?:^|/)[类款项]$|(?:^|/)科目$|功能分类$")
_NAME = re.compile(r"名称")
_OFFICE = re.compile(r"(?:^|/)(?:预算)?(?:单位|部门)(?:名称|编码|代码)$")
"""A column that names the unit beside each account, as exports of several units have."""

_LABEL = re.compile(r"编码|代码|名称|科目|分类|(?:^|/)(?:项目|[类款项])(?:/|\(|$)")
_TOTAL = re.compile(r"(?:本年)?(?:收入|支出)?[合总]计[:：]?")
_NO_LINES = {"栏次", "类", "款", "项", "类款项", "科目名称", "项目"}


@dataclass(frozen=True, slots=True)
class _Columns:
    codes: tuple[int, ...]
    name: int | None
    amounts: dict[str, int]


def sketch_by_function(region: Region) -> Sketch | None:
    """Find the lines of a table by function; None where no header names a code or name and an amount."""
    header = read_listed_header(region, _is_body)
    columns = _assign_columns(region, header) if header else None
    if header is None or columns is None:
        return None
    total: list[LineSketch] = []
    rows: dict[str, LineSketch] = {}
    findings = list(_unknown_columns(region, header, columns))
    for row in range(header.body, header.end):
        if not may_be_line(region, header, row):
            continue
        line, finding = _sketch_row(region, row, columns, next(reversed(rows), ""))
        if finding:
            findings.append(finding)
        elif line and line.key == "total":
            if total and _amounts(region, line) != _amounts(region, total[0]):
                findings.append(_duplicate(region, line, total[0], columns))
            total.append(line)
        elif line and line.key in rows:
            findings.append(_duplicate(region, line, rows[line.key], columns))
        elif line:
            rows[line.key] = line
    return Sketch({"total": tuple(total[:1]), "rows": tuple(rows.values())}, header.start, header.end, tuple(findings))


def _is_body(region: Region, row: int) -> bool:
    """Whether a row names an account or the total; an amount beside it may be written in words."""
    if _names_total(region, row) or holds_amounts(region, row):
        return True
    return any(split_code(text)[0] for _, text in region.texts(row))


def _names_total(region: Region, row: int) -> bool:
    """Whether 合计 and the like stand in a row below a heading of codes or names, not of amounts."""
    totals = [column for column, text in region.texts(row) if _TOTAL.fullmatch(text)]
    return any(_LABEL.search("/".join(heading_path(region, row, column))) for column in totals)


def _assign_columns(region: Region, header: Header) -> _Columns | None:
    joined = {column: "/".join(path) for column, path in header.paths.items()}
    names = [column for column, path in joined.items() if _NAME.search(path) and not _OFFICE.search(path)]
    codes = [column for column, path in joined.items() if _CODE.search(path) and column not in names and not _OFFICE.search(path)]
    if not names and not codes:
        names = [column for column, path in joined.items() if path == "项目"][:1]
    labels = {*names, *codes}
    amounts = _amount_columns(region.title.kind, {column: joined[column] for column in actual_paths(header.paths) if column not in labels})
    if not (names or codes) or not amounts:
        return None
    return _Columns(_widen(codes, header), names[0] if names else None, amounts)


def _amount_columns(kind: TableKind, joined: dict[int, str]) -> dict[str, int]:
    amounts: dict[str, int] = {}
    for key, pattern in _COLUMNS[kind]:
        found = next((column for column, path in joined.items() if column not in amounts.values() and re.search(pattern, path)), None)
        if found is not None:
            amounts[key] = found
    of_funds = [column for column, path in joined.items() if _ONE_FUND.search(path)]
    if kind == "income" and "fiscal" not in amounts and len(of_funds) == 1:
        amounts["fiscal"] = of_funds[0]
    return amounts


def _widen(codes: list[int], header: Header) -> tuple[int, ...]:
    """The code columns and those right of them without a heading: one heading merged over 类, 款 and 项."""
    widened = list(codes)
    for column in codes:
        while column + 1 not in header.paths and column + 1 < max(header.paths) and column + 1 not in widened:
            column += 1
            widened.append(column)
    return tuple(sorted(widened))


def _sketch_row(region: Region, row: int, columns: _Columns, previous: str) -> tuple[LineSketch | None, Finding | None]:
    """The line in a row, or what is wrong with it, or neither where the row is no line."""
    sheet = region.sheet
    cells = [sheet.value(row, column) for column in columns.codes]
    printed = [printed_text(cell) for cell in cells]
    name = printed_text(sheet.value(row, columns.name)) if columns.name is not None else ""
    if any(_TOTAL.fullmatch(text) for text in (name, *printed)):
        return LineSketch("total", "合计", row, columns.amounts), None
    if name in _NO_LINES or any(text.endswith("小计") for text in (name, *printed)):
        return None, None
    code = join_code([code_digits(cell, text) for cell, text in zip(cells, printed, strict=True)], previous)
    if not code:
        code, name = split_code(name)
    if is_code(code):
        name = name or next((behind for known, behind in map(split_code, printed) if known and behind), "")
        return LineSketch(code, name, row, columns.amounts), None
    if is_column_numbers(region, row) or not any(claims_amount(sheet.value(row, column)) for column in columns.amounts.values()):
        return None, None
    return None, _unreadable_code(region, row, columns, code, name)


def _amounts(region: Region, line: LineSketch) -> list[Decimal | None]:
    return [amount_of(region.sheet.value(line.row, column)) for column in line.columns.values()]


def _unreadable_code(region: Region, row: int, columns: _Columns, code: str, name: str) -> Finding:
    column = columns.codes[0] if columns.codes else (columns.name or region.left)
    place = region.sheet.grid.place(row, column)
    if code:
        message = f"{place}：“{code}”不是 3、5 或 7 位的科目编码，这一行未读取"
        return Finding(rule="invalid_code", severity="error", message=message, stated=code, places=(place,))
    message = f"{place}：“{name}”没有科目编码，这一行未读取" if name else f"{place}：有金额但没有科目，这一行未读取"
    return Finding(rule="missing_code", severity="error", message=message, stated=name, places=(place,))


def _duplicate(region: Region, line: LineSketch, first: LineSketch, columns: _Columns) -> Finding:
    column = columns.codes[0] if columns.codes else (columns.name or region.left)
    places = (region.sheet.grid.place(first.row, column), region.sheet.grid.place(line.row, column))
    said = "“合计”" if line.key == "total" else f"科目编码 {line.key} "
    message = f"{places[1]}：{said}与 {places[0].cell} 重复，只读取前一行"
    return Finding(rule="duplicate_code", severity="error", message=message, stated=line.key, places=places)


def _unknown_columns(region: Region, header: Header, columns: _Columns) -> list[Finding]:
    """Columns with amounts that are none of the table's, by their heading or for want of one."""
    known = {*columns.codes, columns.name, *columns.amounts.values()}
    findings: list[Finding] = []
    for column in range(region.left, region.right):
        path = "/".join(header.paths.get(column, ()))
        if column in known or re.search(r"行次|序号|备注|其中|/", path) or not _holds_amounts(region, header, column, bool(path)):
            continue
        place = region.sheet.grid.place(header.start, column)
        named = f"“{path}”不是本表已知的栏目" if path else "这一栏有金额而没有列名"
        message = f"{place}：{named}，这一栏未读取"
        findings.append(Finding(rule="unknown_column", severity="warning", message=message, stated=path, places=(place,)))
    return findings


def _holds_amounts(region: Region, header: Header, column: int, headed: bool) -> bool:
    """Whether a column states amounts; without a heading only what has decimals is one, for numbers of lines have none either."""
    values = [amount_of(region.sheet.value(row, column)) for row in range(header.body, header.end)]
    return any(value is not None and (headed or value != value.to_integral_value()) for value in values)
