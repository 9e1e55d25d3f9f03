"""Tables by function in plain text: which columns a line's amounts belong to, settled from the top down.

A line's first amount is its total. The others have certain columns where tabs kept the blanks or none
is missing; elsewhere sums decide (the columns of a line's parts add up to its own), or they are left out.
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant.readers.flat.columns import Columns, place_amounts
from assistant.readers.flat.layout import FlatTable
from assistant.readers.flat.records import Record, read_records, split_header
from assistant.readers.flat.regions import FlatRegion
from assistant.readers.flat.tokens import adds_up
from assistant.readers.placed import PlacedRow
from schemas.accounts import TableKind

HEADINGS: dict[TableKind, tuple[str, ...]] = {
    "income": ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
    "expenditure": ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
    "general": ("小计", "基本支出", "项目支出"),
    "capital": ("合计", "基本支出", "项目支出"),
    "fund": ("年初结转和结余", "本年收入", "本年支出合计", "基本支出", "项目支出", "年末结转和结余"),
}
"""The columns of each table, in order."""

_CODE_HEADINGS = ("功能分类科目编码", "科目名称")

Settle = Callable[[list[Decimal]], Columns | None]
"""Tells the columns of the amounts of 合计 behind its first, from what other tables say; None where they do not."""


def read_by_function(region: FlatRegion, settle: Settle) -> tuple[FlatTable, dict[int, Decimal]] | None:
    """The lines of a table, and the amounts of 合计 by column (0 is the total); None where they cannot be told apart.

    Table 7 is read only where it is empty: its first amount need not be its total.
    """
    header, lines = split_header(region.body)
    records = read_records(lines) if lines and _names_columns(header, region.kind) else None
    if not records:
        return None
    count = len(HEADINGS[region.kind])
    if not any(record.amounts for record in records):
        return _lay_out(region.kind, records, {record.key: () for record in records}, count), {}
    if region.kind == "fund" or not records[0].amounts:
        return None
    columns, settled = _certain_columns(records[0], count), settle(records[0].values[1:])
    columns = None if columns and settled and columns != settled else columns or settled
    whole = _place(records, columns, count) if columns is not None and _adds_across(records[0]) else {}
    totals = _place(records, (), 1)
    if len(totals) < min(len(records), 2):
        return None
    if sum(1 + len(places) for places in whole.values()) < len(totals):
        return _lay_out(region.kind, records, totals, 1), dict(enumerate(records[0].values[:1]))
    return _lay_out(region.kind, records, whole, count), dict(zip((0, *whole["total"]), records[0].values, strict=True))


def _names_columns(header: str, kind: TableKind) -> bool:
    """Whether a header names the table's columns in order, and numbers as many (栏次) if it numbers them."""
    numbered = re.search(r"栏次(\d+)", header)
    if numbered and numbered[1] != "".join(str(number + 1) for number in range(len(HEADINGS[kind]))):
        return False
    if kind == "fund":
        return all(heading in header for heading in ("年初结转", "本年收入", "年末结转"))
    return bool(re.search(".*?".join(HEADINGS[kind]), header)) and "其中" not in header


def _certain_columns(record: Record, count: int) -> Columns | None:
    if record.offsets and record.offsets[-1] < count:
        return record.offsets[1:]
    return tuple(range(1, count)) if len(record.amounts) == count else None


def _adds_across(record: Record) -> bool:
    return not record.amounts or adds_up(record.values[0], record.values[1:])


def _place(records: Sequence[Record], columns: Columns, count: int) -> dict[str, Columns]:
    """The columns of each line's amounts behind the first, but for lines below one to which they do not add up.

    With a ``count`` of 1 only the first amounts are looked at.
    """
    by_key = {record.key: record for record in records}
    parts_of: dict[str, list[Record]] = {}
    for record in records[1:]:
        parts_of.setdefault(_parent(record.key, by_key), []).append(record)
    placed: dict[str, Columns] = {"total": columns}
    waiting = ["total"]
    while waiting:
        parent = by_key[waiting.pop()]
        parts = parts_of.get(parent.key, [])
        if not adds_up(_total(parent), [_total(part) for part in parts]):
            continue
        found = _place_parts(parent, placed[parent.key], parts, count) if count > 1 else tuple(() for _ in parts)
        if found is not None:
            placed |= {part.key: places for part, places in zip(parts, found, strict=True)}
            waiting += [part.key for part in parts]
    return placed


def _place_parts(parent: Record, columns: Columns, parts: Sequence[Record], count: int) -> tuple[Columns, ...] | None:
    if not all(_adds_across(part) for part in parts):
        return None
    amounts = dict(zip(columns, parent.values[1:], strict=True))
    known = [_certain_columns(part, count) if part.amounts else () for part in parts]
    return place_amounts(amounts, [part.values[1:] for part in parts], known)


def _parent(code: str, by_key: dict[str, Record]) -> str:
    return next((code[:length] for length in (5, 3) if len(code) > length and code[:length] in by_key), "total")


def _total(record: Record) -> Decimal | None:
    return record.values[0] if record.amounts else None


def _lay_out(kind: TableKind, records: Sequence[Record], placed: dict[str, Columns], count: int) -> FlatTable:
    rows: list[PlacedRow] = []
    for record in records:
        if record.key in placed:
            cells = dict(zip((0, *placed[record.key]), record.amounts, strict=False))
            rows.append([record.mark, record.name, *(cells[column].piece if column in cells else None for column in range(count))])
    claimed = sum(cell is not None for row in rows for cell in row[2:])
    stated = sum(len(record.amounts) for record in records)
    return FlatTable(((*_CODE_HEADINGS, *HEADINGS[kind][:count]),), tuple(rows), stated - claimed)
