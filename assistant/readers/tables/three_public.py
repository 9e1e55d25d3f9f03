"""Table 9, “三公”经费: budget and actual by item, in one row of twelve columns or as a list."""

import re
from collections.abc import Sequence

from assistant.readers.amounts import states_amount
from assistant.readers.header import Header, holds_amounts, is_column_numbers, read_header
from assistant.readers.regions import Region
from assistant.readers.sketch import LineSketch, Sketch
from assistant.readers.texts import without_ordinal
from schemas.finding import Finding

LABELS: dict[str, str] = {
    "total": "合计",
    "abroad": "因公出国（境）费",
    "vehicles": "公务用车购置及运行维护费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行维护费",
    "reception": "公务接待费",
}
_MEASURE = re.compile(r"预算|决算|执行数|支出数")
_SUM = re.compile(r"合计|小计|总计")


def sketch_three_public(region: Region) -> Sketch | None:
    """Find the amounts of table 9; None where no header names its items."""
    return _sketch_list(region) or _sketch_row(region)


def _sketch_row(region: Region) -> Sketch | None:
    header = read_header(region, _is_amounts)
    if header is None:
        return None
    columns: dict[str, dict[str, int]] = {}
    measured = any(_MEASURE.search(heading) for path in header.paths.values() for heading in path)
    for column, path in header.paths.items():
        item, measure = _item_of_path(path), _measure_of_path(path, measured)
        if item and measure:
            columns.setdefault(item, {}).setdefault(measure, column)
    if "reception" not in columns or len(columns) < 3:
        return None
    row, findings = _row_of_amounts(region, header)
    lines = () if row is None else tuple(LineSketch(key, label, row, columns[key]) for key, label in LABELS.items() if key in columns)
    return Sketch({"rows": lines}, header.start, header.end, findings)


def _row_of_amounts(region: Region, header: Header) -> tuple[int | None, tuple[Finding, ...]]:
    """The row of the amounts; of several (those of units, say) the one of 合计, and none where no row says so."""
    body = range(header.body, header.end)
    filled = [row for row in body if any(value is not None for value in region.values(row))]
    rows = [row for row in filled if holds_amounts(region, row)]
    if len(rows) < 2:
        return next(iter(rows or filled or body), None), ()
    total = next((row for row in rows if any(_SUM.fullmatch(text) for _, text in region.texts(row))), None)
    if total is not None:
        return total, ()
    place = region.sheet.grid.place(rows[1], region.left)
    message = f"{place}：本表有几行金额，没有一行写明合计，均未读取"
    return None, (Finding(rule="ambiguous_rows", severity="error", message=message, places=(place,)),)


def _sketch_list(region: Region) -> Sketch | None:
    """The other layout: one line an item, columns 预算数 and 决算数."""
    header = read_header(region, _is_item_line)
    if header is None:
        return None
    label = next((column for column, path in header.paths.items() if path[-1] in {"项目", "支出项目"}), None)
    measures: dict[str, int] = {}
    for column, path in header.paths.items():
        measure = _measure_of_path(path, True)
        if column != label and measure:
            measures.setdefault(measure, column)
    if label is None or not measures:
        return None
    lines: dict[str, LineSketch] = {}
    for row in range(header.body, header.end):
        key = _item(without_ordinal(region.sheet.text(row, label)), ())
        if key and key not in lines:
            lines[key] = LineSketch(key, LABELS[key], row, measures)
    if "reception" not in lines:
        return None
    return Sketch({"rows": tuple(lines.values())}, header.start, header.end)


def _is_amounts(region: Region, row: int) -> bool:
    """Whether a row holds amounts (or nothing) where rows of the header name items or number the columns.

    What stands below the numbers of the columns is no heading, whatever its words.
    """
    if is_column_numbers(region, row):
        return False
    named = not is_column_numbers(region, row - 1) and any(_names_column(text) for _, text in region.texts(row))
    filled = any(value is not None for value in region.values(row))
    return not named and (filled or not _header_goes_on(region, row + 1))


def _names_column(text: str) -> bool:
    return _item(text, ()) is not None or bool(_MEASURE.search(text) or _SUM.fullmatch(text))


def _header_goes_on(region: Region, row: int) -> bool:
    return row < region.bottom and (is_column_numbers(region, row) or len(region.texts(row)) > 2)


def _is_item_line(region: Region, row: int) -> bool:
    texts = [text for _, text in region.texts(row) if not states_amount(text)]
    return 0 < len(texts) <= 2 and _item(without_ordinal(texts[0]), ()) is not None and not _MEASURE.search(texts[0])


def _item_of_path(path: Sequence[str]) -> str | None:
    items = [heading for heading in path if not _MEASURE.search(heading) or "三公" in heading]
    return _item(items[-1], items[:-1]) if items else None


def _item(heading: str, above: Sequence[str]) -> str | None:
    """The item a heading names; 小计 is that of the heading above it."""
    if _SUM.fullmatch(heading):
        nearest = next((other for other in reversed(above) if "三公" not in other), "")
        return _item(nearest, ()) if nearest else "total"
    if re.search(r"购置.{0,2}(?:及|和|与|、).{0,6}运行", heading):
        return "vehicles"
    for key, word in (("vehicle_purchase", "购置"), ("vehicle_operation", "运行"), ("abroad", "出国")):
        if word in heading:
            return key
    if re.fullmatch(r"(?:公务|业务)?接待费(?:用|支出)?", heading):
        return "reception"
    return "total" if re.search(r"三公.*(?:合计|总额|支出)|^合计", heading) else None


def _measure_of_path(path: Sequence[str], measured: bool) -> str | None:
    """Whether a column is of the budget or actual; a table that never says so states what was spent."""
    for heading in reversed(path):
        if "三公" in heading:
            continue
        if re.search(r"决算|执行数|支出数", heading):
            return "actual"
        if "预算" in heading:
            return "budget"
    return None if measured else "actual"
