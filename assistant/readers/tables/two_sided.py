"""Tables 1 and 4: income on the left, expenditure on the right."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.readers.actuals import actual_paths
from assistant.readers.amounts import amount_of, claims_amount
from assistant.readers.header import Header, heading_path, holds_amounts, is_column_numbers, may_be_line, read_listed_header
from assistant.readers.regions import Region
from assistant.readers.sketch import LineSketch, Sketch
from assistant.readers.tables.labels import FORMER_FISCAL_INCOME, expenditure_key, income_key
from assistant.readers.texts import printed_text, without_ordinal
from schemas.finding import Finding

_ORDINAL_LINE = re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]")
_LABELS = re.compile(r"(?:^|/)(?:项目[^/]*|收入|支出|收入项目|支出项目)$")
_SPILLED = re.compile(r"[\u4e00-\u9fff]{1,3}\d{1,2}")
"""The end of a heading that did not fit its cell and is printed in the row of the 栏次 below (拨款5)."""

_FUND_COLUMNS: tuple[tuple[str, str], ...] = (("一般公共预算", "general"), ("政府性基金", "fund"), ("国有资本", "capital"))
_AMOUNT = re.compile(r"决算|金额|合计|小计|总计")

_ASIDE = "aside"
"""The key of a line that only details another (其中：…)."""


@dataclass(frozen=True, slots=True)
class _Block:
    """One side: the column of its labels and the columns of its amounts."""

    label: int
    columns: dict[str, int]


def sketch_two_sided(region: Region) -> Sketch | None:
    """Find the lines of table 1 or 4; None where there is no header with two sides."""
    header = read_listed_header(region, _is_body)
    blocks = _find_blocks(header, region.title.kind == "fiscal") if header else None
    if header is None or blocks is None:
        return None
    end = _last_row(region, header, blocks) + 1
    rows = [row for row in range(header.body, end) if may_be_line(region, header, row)]
    income, income_findings = _part_fiscal_income(region, *_sketch_side(region, rows, blocks[0], _income_keys()))
    expenditure, expenditure_findings = _sketch_side(region, rows, blocks[1], _expenditure_keys())
    groups = {"income": income, "expenditure": expenditure}
    return Sketch(groups, header.start, end, income_findings + expenditure_findings)


def _is_body(region: Region, row: int) -> bool:
    """Whether a row holds a line; one without an ordinal is told from a heading (一般公共预算财政拨款) by what stands above."""
    known = {column: text for column, text in region.texts(row) if income_key(text) or expenditure_key(text)}
    if any(_ORDINAL_LINE.match(text) for text in known.values()) or holds_amounts(region, row):
        return True
    first = next((column for column, _ in region.texts(row)), region.left)
    return first in known and bool(_LABELS.search("/".join(heading_path(region, row, first))))


def _find_blocks(header: Header, by_fund: bool) -> tuple[_Block, _Block] | None:
    labels = [column for column, path in header.paths.items() if path[-1].startswith("项目")]
    if len(labels) < 2:
        labels = [column for column, path in header.paths.items() if path[-1] in {"收入", "支出", "收入项目", "支出项目"}]
    if len(labels) < 2:
        return None
    bounds = [*labels, max(header.paths) + 1]
    left = _amount_columns(header, bounds[0] + 1, bounds[1], by_fund=False)
    right = _amount_columns(header, bounds[1] + 1, bounds[2], by_fund)
    return (_Block(labels[0], left), _Block(labels[1], right)) if left and right else None


def _amount_columns(header: Header, start: int, end: int, by_fund: bool) -> dict[str, int]:
    """The amounts of one side; with several (预算数 beside 决算数), those of 决算."""
    usable = {column: path for column, path in actual_paths(header.paths).items() if start <= column < end}
    if not by_fund:
        named = [column for column, path in usable.items() if _AMOUNT.search(path[-1])]
        return {"amount": (named or list(usable))[0]} if usable else {}
    columns: dict[str, int] = {}
    for column, path in usable.items():
        heading = path[-2] if len(path) > 1 and _SPILLED.fullmatch(path[-1]) else path[-1]
        key = next((key for word, key in _FUND_COLUMNS if word in heading), "total")
        columns.setdefault(key, column)
    return columns


def _last_row(region: Region, header: Header, blocks: tuple[_Block, _Block]) -> int:
    """The last row of a 总计, below which only notes stand; the last row before the notes where there is none."""
    for row in reversed(range(header.body, header.end)):
        keys = {income_key(region.sheet.text(row, blocks[0].label)), expenditure_key(region.sheet.text(row, blocks[1].label))}
        if "grand_total" in keys:
            return row
    return header.end - 1


def _sketch_side(
    region: Region, rows: Sequence[int], block: _Block, key_of: Callable[[str], str | None]
) -> tuple[tuple[LineSketch, ...], tuple[Finding, ...]]:
    lines: dict[str, LineSketch] = {}
    findings: list[Finding] = []
    for row in rows:
        text = region.sheet.text(row, block.label)
        key = key_of(text) if text else None
        label = without_ordinal(printed_text(region.sheet.value(row, block.label)))
        if key is not None and key not in lines:
            lines[key] = LineSketch(key, label, row, block.columns)
        elif key != _ASIDE and _states_amounts(region, row, block):
            findings.append(_unknown_line(region, row, block.label, label))
    lines.pop(_ASIDE, None)
    return tuple(lines.values()), tuple(findings)


def _part_fiscal_income(
    region: Region, lines: tuple[LineSketch, ...], findings: tuple[Finding, ...]
) -> tuple[tuple[LineSketch, ...], tuple[Finding, ...]]:
    """Up to 2018 one line 财政拨款收入 contains the funds named below it (其中：…); what is left of it is the general budget's."""
    whole = next((line for line in lines if line.label == FORMER_FISCAL_INCOME), None)
    if whole is None:
        return lines, findings
    parts = [line for line in lines if line.key in {"fund", "capital"} and _contained(region, line) and _states(region, line)]
    if not parts:
        return lines, findings
    general = replace(whole, less=tuple(part.row for part in parts))
    return tuple(general if line is whole else line for line in lines), (*findings, _parted_line(region, whole, parts))


def _contained(region: Region, line: LineSketch) -> bool:
    """Whether a line has no ordinal of its own, as the lines have that stand beside one another."""
    return not any(_ORDINAL_LINE.match(text) and text.endswith(line.label) for _, text in region.texts(line.row))


def _states(region: Region, line: LineSketch) -> bool:
    return any(amount_of(region.sheet.value(line.row, column)) for column in line.columns.values())


def _states_amounts(region: Region, row: int, block: _Block) -> bool:
    amounts = any(claims_amount(region.sheet.value(row, column)) for column in block.columns.values())
    return amounts and not is_column_numbers(region, row)


def _income_keys() -> Callable[[str], str | None]:
    """Labels as income keys; what details 年初结转和结余 is left aside but for the three funds of table 4."""
    seen_opening = False

    def key_of(label: str) -> str | None:
        nonlocal seen_opening
        key = income_key(label)
        if key == "opening":
            seen_opening = True
        if seen_opening and key in {"general", "fund", "capital"}:
            return f"opening_{key}"
        return key or (_ASIDE if seen_opening or label.startswith("其中:") else None)

    return key_of


def _expenditure_keys() -> Callable[[str], str | None]:
    """Labels as expenditure keys; what details 结余分配 or 年末结转和结余 is left aside."""
    below_total = False

    def key_of(label: str) -> str | None:
        nonlocal below_total
        key = expenditure_key(label)
        if key == "total":
            below_total = True
        aside = label.startswith("其中:") or (below_total and (key is None or key.isdecimal()))
        return _ASIDE if aside else key

    return key_of


def _parted_line(region: Region, whole: LineSketch, parts: Sequence[LineSketch]) -> Finding:
    places = tuple(region.sheet.grid.place(line.row, min(line.columns.values())) for line in (whole, *parts))
    names = "、".join(part.label for part in parts)
    message = f"{places[0]}：“{whole.label}”包含{names}，相减后作为一般公共预算财政拨款收入，请核对"
    return Finding(rule="parted_income", severity="warning", message=message, stated=whole.label, places=places)


def _unknown_line(region: Region, row: int, column: int, label: str) -> Finding:
    place = region.sheet.grid.place(row, column)
    said = f"“{label}”不是已知的项目" if label else "有金额但没有项目名称"
    return Finding(rule="unknown_line", severity="error", message=f"{place}：{said}，这一行未读取", stated=label, places=(place,))
