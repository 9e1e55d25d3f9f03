"""Table 6: economic classes in blocks side by side, with 人员经费合计 and 公用经费合计 below."""

import re
from dataclasses import dataclass

from assistant.readers.actuals import actual_paths
from assistant.readers.amounts import claims_amount
from assistant.readers.codes import code_digits, join_code, split_code
from assistant.readers.header import Header, holds_amounts, may_be_line, read_listed_header
from assistant.readers.regions import Region
from assistant.readers.sketch import LineSketch, Sketch
from assistant.readers.texts import printed_text
from schemas.finding import Finding

_CODE = re.compile(r"编码|代码|^[类款]$")
_NAME = re.compile(r"名称|^项目$|^科目$")
_AMOUNT = re.compile(r"决算|金额|合计|小计|^支出")
_SUMMING = re.compile(r"合计|小计|总计|基本支出")
_TOTALS: dict[str, str] = {"personnel": "人员经费", "public": "公用经费"}


@dataclass(frozen=True, slots=True)
class _Block:
    """Code columns, the name's column and the amount's column of one block."""

    codes: tuple[int, ...]
    name: int | None
    amount: int


def sketch_basic(region: Region) -> Sketch | None:
    """Find the lines of table 6; None where no header names codes and amounts."""
    header = read_listed_header(region, _is_body)
    blocks = _find_blocks(header) if header else ()
    if header is None or not blocks:
        return None
    rows: dict[str, LineSketch] = {}
    findings: list[Finding] = []
    for block in blocks:
        for line, finding in _sketch_block(region, header, block):
            if finding:
                findings.append(finding)
            elif line and line.key in rows:
                findings.append(_duplicate(region, line, rows[line.key], block))
            elif line:
                rows[line.key] = line
    amounts = tuple(block.amount for block in blocks)
    totals = {key: _find_total(region, header, key, amounts) or _total_of_column(region, header, key) for key in _TOTALS}
    return Sketch({"rows": tuple(rows.values()), **totals}, header.start, header.end, tuple(findings))


def _is_body(region: Region, row: int) -> bool:
    return holds_amounts(region, row) or any(_economic(split_code(text)[0]) for _, text in region.texts(row))


def _economic(code: str) -> bool:
    return len(code) in (3, 5) and code.startswith(("3", "5"))


def _find_blocks(header: Header) -> tuple[_Block, ...]:
    """Blocks from left to right: a block ends with its amount."""
    blocks: list[_Block] = []
    codes: list[int] = []
    name: int | None = None
    for column, path in sorted(actual_paths(header.paths).items()):
        if _NAME.search(path[-1]):
            name = column
        elif _CODE.search(path[-1]):
            codes.append(column)
        elif _AMOUNT.search(path[-1]) and (codes or name is not None):
            blocks.append(_Block(tuple(codes), name, column))
            codes, name = [], None
    return tuple(blocks)


def _sketch_block(region: Region, header: Header, block: _Block) -> list[tuple[LineSketch | None, Finding | None]]:
    found: list[tuple[LineSketch | None, Finding | None]] = []
    previous = ""
    for row in range(header.body, header.end):
        if not may_be_line(region, header, row):
            continue
        line, finding = _sketch_row(region, row, block, previous)
        previous = line.key if line else previous
        found.append((line, finding))
    return found


def _sketch_row(region: Region, row: int, block: _Block, previous: str) -> tuple[LineSketch | None, Finding | None]:
    sheet = region.sheet
    cells = [sheet.value(row, column) for column in block.codes]
    printed = [printed_text(cell) for cell in cells]
    name = printed_text(sheet.value(row, block.name)) if block.name is not None else ""
    code = join_code([code_digits(cell, text) for cell, text in zip(cells, printed, strict=True)], previous)
    if not code and name:
        code, name = split_code(name)
    if _economic(code):
        name = name or next((behind for known, behind in map(split_code, printed) if known), "")
        return LineSketch(code, name, row, {"amount": block.amount}), None
    amounts = claims_amount(sheet.value(row, block.amount))
    summing = any(_SUMMING.search(text) for text in (name, *printed))
    if not amounts or summing or not name:
        return None, None
    place = sheet.grid.place(row, block.codes[0] if block.codes else region.left)
    message = f"{place}：“{name}”没有经济分类科目编码，这一行未读取"
    return None, Finding(rule="missing_code", severity="error", message=message, stated=name, places=(place,))


def _find_total(region: Region, header: Header, key: str, amounts: tuple[int, ...]) -> tuple[LineSketch, ...]:
    """The line of a total: its label may be merged over several columns, its amount stands to the right of it."""
    total = re.compile(rf"{_TOTALS[key]}(?:支出)?(?:合计|小计)")
    for row in range(header.body, header.end):
        texts = region.texts(row)
        for column, text in texts:
            if not total.fullmatch(text):
                continue
            limit = min(
                (other for other, words in texts if other > column and words != text and _SUMMING.search(words)), default=region.right
            )
            right = [amount for amount in amounts if column < amount < limit] or [amount for amount in amounts if amount > column]
            filled = [amount for amount in right if region.sheet.value(row, amount) is not None and (amount, text) not in texts]
            if right:
                return (LineSketch(key, text, row, {"amount": (filled or right[-1:])[0]}),)
    return ()


def _total_of_column(region: Region, header: Header, key: str) -> tuple[LineSketch, ...]:
    """The total where the table is one list with columns 人员经费 and 公用经费: the cell in the line 合计."""
    column = next((column for column, path in actual_paths(header.paths).items() if path[-1] == _TOTALS[key]), None)
    if column is None:
        return ()
    for row in range(header.body, header.end):
        if any(text == "合计" for _, text in region.texts(row)):
            return (LineSketch(key, f"{_TOTALS[key]}合计", row, {"amount": column}),)
    return ()


def _duplicate(region: Region, line: LineSketch, first: LineSketch, block: _Block) -> Finding:
    column = block.codes[0] if block.codes else (block.name or region.left)
    places = (region.sheet.grid.place(first.row, column), region.sheet.grid.place(line.row, column))
    message = f"{places[1]}：经济分类科目编码 {line.key} 重复，只读取第 {first.row + 1} 行的一个"
    return Finding(rule="duplicate_code", severity="error", message=message, stated=line.key, places=places)
