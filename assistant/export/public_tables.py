"""The nine public tables, and small lists, as tables of the Word file."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from assistant.export.grid import Placed, show_box
from assistant.export.pages import Page
from assistant.export.paragraphs import bookmarked, page_break, paragraph, run
from assistant.export.sections import FittedTable
from assistant.export.text import em_width, legible
from assistant.export.widths import PADDING
from assistant.export.word_markup import Markup, escape, node
from schemas.narrative import Listing

ROW_HEIGHT = 14.2
"""The least height of a row, points."""

LISTING_PADDING = 5.4
"""Points left free at each side of a list's cell."""

_ALIGNED = {"head": "center", "total": "center", "rank": "center", "code": "left", "label": "left", "number": "right"}

_Merge = Literal["restart", "continue"] | None


def line_height(size: float) -> float:
    """Points from line to line in a cell of letters of ``size`` points."""
    return round(size * 4 / 3, 1)


def public_table(table: FittedTable, page: Page, new_page: bool) -> list[Markup]:
    """Title, corner lines, the table itself, notes, and the sentence below an empty table."""
    layout = table.layout
    parts = [_title(table, new_page)]
    if layout.number:
        parts.append(paragraph("TableCorner", run(layout.number), extra=[node("w:jc", {"w:val": "right"})]))
    tab = node("w:tabs", None, node("w:tab", {"w:val": "right", "w:pos": round(page.text_width * 20)}))
    corner = [run(f"单位：{layout.unit}"), node("w:r", None, node("w:tab")), run(f"单位：{layout.money}")]
    parts.append(paragraph("TableCorner", *corner, extra=[tab]))
    parts.append(_table(table))
    parts += [paragraph("TableNote", run(note)) for note in layout.notes]
    if table.statement:
        parts.append(paragraph("Body", run(table.statement)))
    return parts


def _title(table: FittedTable, new_page: bool) -> Markup:
    """The title; one that stands in the contents is marked as a heading of level 2."""
    title = run(table.layout.title)
    if table.number is None:
        return paragraph("TableTitle", title, extra=page_break(new_page))
    level = node("w:outlineLvl", {"w:val": 1})
    return paragraph("TableTitle", *bookmarked(title, table.number), extra=[*page_break(new_page), level])


def listing(block: Listing, page: Page) -> list[Markup]:
    """A list of text as wide as the page."""
    widths = _whole_twips(share_width(block, page.text_width))
    rows = []
    for number, texts in enumerate((block.header, *block.rows)):
        cells = [
            node("w:tc", None, node("w:tcPr", None, _width(width)), paragraph("ListingText", run(text), extra=_centred(number == 0)))
            for text, width in zip(texts, widths, strict=True)
        ]
        rows.append(node("w:tr", None, _row_properties(number == 0, None), *cells))
    return [_frame(widths, LISTING_PADDING, rows)]


def share_width(block: Listing, width: float) -> list[float]:
    """The width shared among a list's columns by their longest texts, between 4 and 20 ems."""
    columns = zip(*(block.header, *block.rows), strict=True)
    ems = [min(20.0, max(4.0, *map(em_width, texts))) for texts in columns]
    return [width * column / sum(ems) for column in ems]


def _table(table: FittedTable) -> Markup:
    grid = table.layout.grid
    widths = _whole_twips(table.fit.widths)
    header = len(grid.header)
    rows = [_row([_cell(placed, table, widths) for placed in line], number < header) for number, line in enumerate(grid.placed)]
    return _frame(widths, PADDING, rows)


def _whole_twips(widths: Sequence[float]) -> list[int]:
    """Column widths in twips whose sum is that of the widths, rounded."""
    edges = [round(sum(widths[:count]) * 20) for count in range(len(widths) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _frame(widths: Sequence[int], padding: float, rows: Sequence[Markup]) -> Markup:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": "000000"}
    free = {"w:w": round(padding * 20), "w:type": "dxa"}
    properties = node(
        "w:tblPr",
        None,
        node("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
        node("w:jc", {"w:val": "center"}),
        node("w:tblBorders", None, *(node(f"w:{side}", line) for side in sides)),
        node("w:tblLayout", {"w:type": "fixed"}),
        node("w:tblCellMar", None, node("w:left", free), node("w:right", free)),
    )
    columns = node("w:tblGrid", None, *(node("w:gridCol", {"w:w": width}) for width in widths))
    return node("w:tbl", None, properties, columns, *rows)


def _row(cells: Iterable[Markup], is_header: bool) -> Markup:
    return node("w:tr", None, _row_properties(is_header, ROW_HEIGHT), *cells)


def _row_properties(is_header: bool, height: float | None) -> Markup:
    parts = [node("w:cantSplit")]
    if height:
        parts.append(node("w:trHeight", {"w:val": round(height * 20), "w:hRule": "atLeast"}))
    if is_header:
        parts.append(node("w:tblHeader"))
    return node("w:trPr", None, *parts)


def _cell(placed: Placed, table: FittedTable, widths: Sequence[int]) -> Markup:
    """The cell of a box, or of what reaches down from above."""
    box, merge = placed.box, _vertical_merge(placed, len(table.layout.grid.header))
    lines = [] if placed.below else show_box(box, table.layout.decimals).splitlines()
    width = sum(widths[placed.column : placed.column + box.columns])
    pattern = _cell_pattern(box.columns, merge, _ALIGNED[box.kind], len(lines), table.fit.size)
    return Markup(pattern.format(width, *(escape(legible(line)) for line in lines)))


@lru_cache(maxsize=256)
def _cell_pattern(columns: int, merge: _Merge, align: str, lines: int, size: float) -> Markup:
    """Many cells are alike but for their width and words: a format for these, with a field a line."""
    properties = [_width("{}")]
    if columns > 1:
        properties.append(node("w:gridSpan", {"w:val": columns}))
    if merge:
        properties.append(node("w:vMerge", {"w:val": merge}))
    properties.append(node("w:vAlign", {"w:val": "center"}))
    spacing = node("w:spacing", {"w:line": round(line_height(size) * 20), "w:lineRule": "exact"})
    text = [run("\n".join(["{}"] * lines), size=size)] if lines else []
    content = paragraph("TableText", *text, extra=[spacing, node("w:jc", {"w:val": align})])
    return node("w:tc", None, node("w:tcPr", None, *properties), content)


def _vertical_merge(placed: Placed, header: int) -> _Merge:
    """Boxes are cut where the header ends: Word repeats a header only if nothing reaches out of it."""
    first = placed.row - placed.below
    reach = min(first + placed.box.rows, header) if first < header else first + placed.box.rows
    if placed.row >= reach or reach - first < 2:
        return None
    return "continue" if placed.below else "restart"


def _width(twips: int | str) -> Markup:
    return node("w:tcW", {"w:w": twips, "w:type": "dxa"})


def _centred(wanted: bool) -> list[Markup]:
    return [node("w:jc", {"w:val": "center"})] if wanted else []
