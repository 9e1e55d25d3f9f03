"""The tables of a plain text: Markdown's, those parted by tabs, and those that lost their form."""

import re
from collections.abc import Sequence

from assistant.errors import ConflictingMaterial, NoTables
from assistant.readers.accounts import recognise_accounts
from assistant.readers.flat.forms import find_forms
from assistant.readers.flat.layout import lay_out_flat, lay_out_unread
from assistant.readers.flat.regions import FlatRegion, find_flat_regions
from assistant.readers.flat.tables import read_flat_tables
from assistant.readers.pipe_tables import find_pipe_tables, plain_markdown
from assistant.readers.placed import Block, Piece, choose_headings, place_table
from assistant.readers.tab_tables import find_tab_tables, has_cells, split_cells
from schemas.document import Document
from schemas.finding import Finding
from schemas.manuscript import ManuscriptTable
from schemas.place import Place

_LINE = re.compile(r"[^\r\n]+")
_MOST_HEADING_LINES = 12


def find_text_tables(file: str, text: str) -> tuple[tuple[ManuscriptTable, ...], tuple[Finding, ...]]:
    """The tables of a text in order, none within another, and hints on those that could not be read, or not wholly."""
    lines = [Piece(match[0], match.start(), match.end()) for match in _LINE.finditer(text) if not match[0].isspace()]
    pipes = find_pipe_tables(lines)
    regions = [region for region in find_flat_regions(lines) if not _overlaps(pipes, region.first, region.last)]
    flat, findings = _read_regions(file, regions)
    forms = [form for form in find_forms(lines) if not any(map(has_cells, lines[form.first : form.last]))]
    taken = [*pipes, *flat, *(form for form in forms if not _overlaps([*pipes, *flat], form.first, form.last))]
    blocks = sorted([*taken, *find_tab_tables(lines, taken)], key=lambda block: block.first)
    tables: list[ManuscriptTable] = []
    behind = 0
    for number, block in enumerate(blocks, start=1):
        above = lines[max(behind, block.first - _MOST_HEADING_LINES) : block.first]
        headings = choose_headings([plain_markdown(line) for line in above]) if block.headings is None else block.headings
        tables.append(place_table(file, number, headings, block.rows, block.start, block.end))
        behind = block.last
    return tuple(tables), findings


def _overlaps(blocks: Sequence[Block], first: int, last: int) -> bool:
    return any(block.first < last and first < block.last for block in blocks)


def _read_regions(file: str, regions: Sequence[FlatRegion]) -> tuple[list[Block], tuple[Finding, ...]]:
    """The nine tables: as far as sums prove them, or else as copied where tabs kept every cell in its place."""
    read = read_flat_tables(regions)
    blocks: list[Block] = []
    findings: list[Finding] = []
    for index, region in enumerate(regions):
        table = read.get(index)
        left_out = table.left_out if table else 0
        if (table is None or left_out) and _is_whole(file, region):
            blocks.append(_as_copied(region))
            continue
        blocks.append(lay_out_flat(region, table) if table else lay_out_unread(region))
        if table is None or left_out:
            findings.append(_unread(file, region, left_out))
    return blocks, tuple(findings)


def _is_whole(file: str, region: FlatRegion) -> bool:
    """Whether every line of a table has the same number of cells, and read as a sheet it is the table without a doubt."""
    counts = {line.text.count("\t") for line in region.body}
    if len(counts) != 1 or counts == {0}:
        return False
    block = _as_copied(region)
    grid = place_table(file, 1, region.headings, block.rows, block.start, block.end).grid
    try:
        accounts = recognise_accounts(Document(file=file, kind="txt", grids=(grid,)))
    except (ConflictingMaterial, NoTables):
        return False
    doubts = [finding for finding in accounts.findings if finding.severity == "error" or finding.rule == "unknown_column"]
    return not doubts and getattr(accounts, region.kind) is not None


def _as_copied(region: FlatRegion) -> Block:
    rows = (*(split_cells(line) for line in region.body), *((note,) for note in region.notes))
    return Block(region.first, region.last, region.headings, rows, region.start, region.end)


def _unread(file: str, region: FlatRegion, left_out: int) -> Finding:
    title = region.headings[0]
    said = f"有 {left_out} 个数无法可靠地还原到行、列" if left_out else "排列已散乱，无法可靠地还原"
    message = f"{file}：文中的“{title.text}”{said}，未用作核对依据"
    place = Place(file=file)
    return Finding(
        rule="unread_table", severity="hint", message=message, places=(place,), start=title.start, end=title.end, quote=title.text
    )
