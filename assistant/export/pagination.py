"""On which page each heading falls, computed from the fixed lines of the official layout.

Word fills a table of contents only when asked to, or after a question on opening; so the numbers are
computed here and written in. This works because nothing in the layout depends on a font: lines are of
exact height, Chinese signs are one em wide, widows are not controlled, tables and parts begin pages.
"""

from collections.abc import Sequence

from assistant.export.drawings import CHART_HEIGHT
from assistant.export.grid import Placed, show_box
from assistant.export.line_breaking import count_lines
from assistant.export.pages import Page
from assistant.export.public_tables import LISTING_PADDING, ROW_HEIGHT, line_height, share_width
from assistant.export.sections import FittedTable, Item, NumberedHeading, Section
from assistant.export.styles import STYLE_BY_ID
from assistant.export.widths import PADDING
from schemas.narrative import Chart, Listing, Paragraph

_SLACK = 0.5
"""Points by which the last line may pass the margin through rounding to twips."""


def paginate(sections: Sequence[Section]) -> dict[int, int]:
    """The page of every heading and numbered table, by its number; the first section begins on page 1."""
    pages: dict[int, int] = {}
    page = 0
    for section in sections:
        cursor = _Cursor(page + 1, section.page.text_height)
        for index, item in enumerate(section.items):
            if index and begins_page(section.items, index):
                cursor.turn()
            if isinstance(item, NumberedHeading):
                cursor.reserve(_kept_height(section, index))
                pages[item.number] = cursor.page
            heights = _heights(item, section.page)
            if isinstance(item, FittedTable) and item.number:
                cursor.reserve(heights[0])
                pages[item.number] = cursor.page
            for height in heights:
                cursor.place(height)
        page = cursor.page
    return pages


def begins_page(items: Sequence[Item], index: int) -> bool:
    """Whether an item begins a page: a part, and a table with the headings just above it."""
    item = items[index]
    if isinstance(item, NumberedHeading) and item.heading.level == 1:
        return True
    if index and isinstance(items[index - 1], NumberedHeading):
        return False
    following = next((other for other in items[index:] if not isinstance(other, NumberedHeading)), None)
    return isinstance(following, FittedTable)


class _Cursor:
    """Where on which page the next line goes."""

    def __init__(self, page: int, height: float) -> None:
        self.page = page
        self.height = height + _SLACK
        self.used = 0.0

    def turn(self) -> None:
        """Goes to the top of the next page, unless at the top of one."""
        if self.used:
            self.page, self.used = self.page + 1, 0.0

    def reserve(self, height: float) -> None:
        """Turns the page if there is not so much room left on it."""
        if self.used + height > self.height:
            self.turn()

    def place(self, height: float) -> None:
        """Puts down something that is not broken across pages."""
        self.reserve(height)
        self.used += height


def _kept_height(section: Section, index: int) -> float:
    """A heading stays with the headings that follow it and the first line of what comes then."""
    height = 0.0
    for item in section.items[index:]:
        heights = _heights(item, section.page)
        if not isinstance(item, NumberedHeading):
            return height + (heights[0] if heights else 0)
        height += sum(heights)
    return height


def _heights(item: Item, page: Page) -> list[float]:
    match item:
        case NumberedHeading():
            return [_heading_height(item, page)]
        case Paragraph():
            return [STYLE_BY_ID["Body"].line] * _lines("Body", item.text, page.text_width)
        case Chart():
            return [CHART_HEIGHT + STYLE_BY_ID["Caption"].line]
        case Listing():
            widths = share_width(item, page.text_width)
            line = STYLE_BY_ID["ListingText"].line
            return [
                line * max(_lines("ListingText", text, width - 2 * LISTING_PADDING) for text, width in zip(row, widths, strict=True))
                for row in (item.header, *item.rows)
            ]
        case FittedTable():
            return _table_heights(item, page)


def _heading_height(item: NumberedHeading, page: Page) -> float:
    style = STYLE_BY_ID[f"Heading{item.heading.level}"]
    return style.line * _lines(style.id, item.heading.text, page.text_width) + style.after


def _lines(style_id: str, text: str, width: float) -> int:
    style = STYLE_BY_ID[style_id]
    return count_lines(text, width / style.size, style.indent)


def _table_heights(table: FittedTable, page: Page) -> list[float]:
    layout = table.layout
    title = STYLE_BY_ID["TableTitle"].line * _lines("TableTitle", layout.title, page.text_width)
    corner = STYLE_BY_ID["TableCorner"].line * (1 + bool(layout.number))
    rows = [_row_height(row, table) for row in layout.grid.placed]
    kept = len(layout.grid.header)
    notes = [STYLE_BY_ID["TableNote"].line] * sum(_lines("TableNote", note, page.text_width) for note in layout.notes)
    statement = [STYLE_BY_ID["Body"].line] * _lines("Body", table.statement, page.text_width) if table.statement else []
    return [title + corner + sum(rows[:kept]), *rows[kept:], *notes, *statement]


def _row_height(row: Sequence[Placed], table: FittedTable) -> float:
    lines = max((_box_lines(placed, table) for placed in row if placed.box.rows == 1), default=1)
    return max(ROW_HEIGHT, lines * line_height(table.fit.size))


def _box_lines(placed: Placed, table: FittedTable) -> int:
    width = sum(table.fit.widths[placed.column : placed.column + placed.box.columns]) - 2 * PADDING
    return count_lines(show_box(placed.box, table.layout.decimals), width / table.fit.size)
