"""Where on a sheet each table lies: stacked, side by side, or alone."""

from dataclasses import dataclass

from assistant.readers.texts import Sheet, comparison_text
from assistant.readers.titles import Title, find_number, identify_title, looks_like_title
from schemas.document import Scalar


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a sheet that belongs to one title: rows ``top`` to ``bottom``, columns ``left`` to ``right``, ends excluded.

    ``row`` and ``column`` are those of the title; a region named only by its sheet has ``row`` −1.
    """

    sheet: Sheet
    title: Title
    row: int
    column: int
    top: int
    bottom: int
    left: int
    right: int

    @property
    def first_row(self) -> int:
        """The row below the title."""
        return self.row + 1

    def texts(self, row: int) -> list[tuple[int, str]]:
        """The non-empty texts of a row with their columns."""
        cells = self.sheet.texts[row] if row < len(self.sheet.texts) else ()
        return [(column, text) for column, text in enumerate(cells[self.left : self.right], self.left) if text]

    def values(self, row: int) -> tuple[Scalar, ...]:
        """What the cells of a row hold, from ``left`` on."""
        rows = self.sheet.grid.rows
        return rows[row][self.left : self.right] if 0 <= row < len(rows) else ()


@dataclass(frozen=True, slots=True)
class _Anchor:
    row: int
    column: int
    title: Title | None


def find_regions(sheet: Sheet) -> tuple[Region, ...]:
    """The regions of a sheet whose titles name one of the nine tables, from the top."""
    anchors = _find_anchors(sheet)
    rows = sorted({anchor.row for anchor in anchors})
    regions: list[Region] = []
    for index, row in enumerate(rows):
        here = [anchor for anchor in anchors if anchor.row == row]
        top = _top(sheet, row, rows[index - 1]) if index else 0
        bottom = _top(sheet, rows[index + 1], row) if index + 1 < len(rows) else len(sheet.texts)
        regions += _split_row(sheet, here, top, bottom)
    return tuple(regions)


def region_named_by_sheet(sheet: Sheet) -> Region | None:
    """The whole sheet as one region, where only the sheet's own name says what table it is."""
    title = identify_title(comparison_text(sheet.grid.sheet))
    if title is None:
        return None
    return Region(sheet, title, -1, 0, 0, len(sheet.texts), 0, _width(sheet))


def _find_anchors(sheet: Sheet) -> list[_Anchor]:
    anchors: list[_Anchor] = []
    for row, cells in enumerate(sheet.texts):
        for column, text in enumerate(cells):
            if "表" in text:
                title = identify_title(text)
                if title or (looks_like_title(text) and sum(map(bool, cells)) == 1):
                    anchors.append(_Anchor(row, column, title))
    return anchors


def _top(sheet: Sheet, row: int, limit: int) -> int:
    """The first row that belongs to the title in ``row``: a number (公开01表) may be printed above it."""
    top = row
    while top - 1 > limit and all(not text or find_number(text) == text for text in sheet.texts[top - 1]):
        if any(value is not None and not isinstance(value, str) for value in sheet.grid.rows[top - 1]):
            break
        top -= 1
    return top


def _split_row(sheet: Sheet, anchors: list[_Anchor], top: int, bottom: int) -> list[Region]:
    """Regions of the titles in one row; a wholly blank column parts neighbours, else the title's own column does."""
    bounds = [0]
    for anchor in anchors[1:]:
        gap = (column for column in range(anchor.column - 1, bounds[-1], -1) if _blank_column(sheet, column, top, bottom))
        bounds.append(next(gap, anchor.column))
    bounds.append(_width(sheet))
    return [
        Region(sheet, anchor.title, anchor.row, anchor.column, top, bottom, bounds[index], bounds[index + 1])
        for index, anchor in enumerate(anchors)
        if anchor.title is not None
    ]


def _blank_column(sheet: Sheet, column: int, top: int, bottom: int) -> bool:
    return all(sheet.value(row, column) is None for row in range(top, bottom))


def _width(sheet: Sheet) -> int:
    return max(map(len, sheet.texts), default=0)
