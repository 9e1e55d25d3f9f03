"""A document's pages as text in reading order with its tables, and where each character was printed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.readers.pdf.characters import PageContent
from assistant.readers.pdf.furniture import without_furniture
from assistant.readers.pdf.lines import Letter, Line, make_lines
from assistant.readers.pdf.paragraphs import Margins, find_margins, join_lines
from assistant.readers.pdf.ruled import Cell, RuledTable
from assistant.readers.placed import Piece, PlacedRow, choose_headings, place_table
from assistant.readers.texts import comparison_text
from assistant.readers.titles import looks_like_title
from schemas.manuscript import ManuscriptTable, PrintedRun

_SAME_COLUMN = 6.0
"""Points that the edges of one column may differ by from page to page."""

_MOST_HEADINGS = 12

_FIGURE = re.compile(r"-?[\d,]+\.\d\d|\d{3}|\d{5}|\d{7}")
_NOTE = re.compile(r"\s*(?:附?注|备注|说明)\s*\d?[：:.、]")
_CONTINUED = re.compile(r"[（(]\s*续[^（）()]{0,4}[）)]|^\s*续\s*表")
_MOST_TITLES = 4
"""Lines above a part of a table: its title, number, unit, and the unit of money."""

_SHIFT = 24.0
"""Points that a table of as many columns may be moved by on its next page, or its columns be wider or narrower."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The text of a document, its tables, and the runs of characters as they were printed."""

    text: str
    tables: tuple[ManuscriptTable, ...]
    runs: tuple[PrintedRun, ...]


@dataclass(slots=True)
class _LongTable:
    """A table over one or more pages."""

    first: RuledTable
    rows: list[tuple[Cell | None, ...]]
    last_page: int
    is_cut: bool = False


def lay_out(file: str, pages: Sequence[PageContent], tables: Sequence[RuledTable]) -> LaidOut:
    """Put the lines of all pages and their tables into one text."""
    ruled: dict[int, list[RuledTable]] = defaultdict(list)
    for table in tables:
        ruled[table.page].append(table)
    lines = [_free_lines(page, ruled[page.number]) for page in pages]
    kept = without_furniture([(page.height, found) for page, found in zip(pages, lines, strict=True)])
    margins = _margins(pages, kept)
    writer = _Writer(file)
    pending: list[Line] = []
    for page, free in zip(pages, kept, strict=True):
        items: list[Line | RuledTable] = [*free, *ruled[page.number]]
        for item in sorted(items, key=lambda entry: entry.box.top):
            if isinstance(item, Line):
                pending.append(item)
            elif not (_may_part(pending, item.page) and writer.continue_table(item)):
                if writer.table and _begins_within(item, pending):
                    writer.table.is_cut = item.page == writer.table.last_page + 1
                writer.write_lines(pending, margins)
                writer.begin_table(item)
                pending = []
    writer.write_lines(pending, margins)
    return writer.finish()


def _may_part(lines: Sequence[Line], page: int) -> bool:
    """Whether lines can stand between two parts of one table: notes below the first, a 续表 and its unit above the second."""
    notes = [line.text for line in lines if line.letters[0].page < page]
    titles = [line.text for line in lines if line.letters[0].page == page]
    continued = not titles or (len(titles) <= _MOST_TITLES and any(map(_CONTINUED.search, titles)))
    return continued and (not notes or bool(_NOTE.match(notes[0])))


def _begins_within(table: RuledTable, lines: Sequence[Line]) -> bool:
    """Whether a table has neither title nor header: nothing stands above it on its page, and its first row holds an amount or a code."""
    above = any(line.letters[0].page == table.page for line in lines)
    return not above and any(map(_FIGURE.fullmatch, _words(table.rows[0])))


def _free_lines(page: PageContent, tables: Sequence[RuledTable]) -> list[Line]:
    taken = {number for table in tables for number in table.characters}
    return make_lines((character for character in page.characters if character.number not in taken), page.number)


def _margins(pages: Sequence[PageContent], lines: Sequence[Sequence[Line]]) -> dict[int, Margins | None]:
    """The margins of each page, by its number; pages of one width share them."""
    by_width: dict[int, list[Line]] = defaultdict(list)
    for page, found in zip(pages, lines, strict=True):
        by_width[round(page.width)] += found
    margins = {width: find_margins(found, width) for width, found in by_width.items()}
    return {page.number: margins[round(page.width)] for page in pages}


@dataclass(slots=True)
class _Writer:
    """The text as far as written."""

    file: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[PrintedRun] = field(default_factory=list)
    tables: list[ManuscriptTable] = field(default_factory=list)
    headings: list[Piece] = field(default_factory=list)
    table: _LongTable | None = None

    def write_lines(self, lines: Sequence[Line], margins: dict[int, Margins | None]) -> None:
        """Write lines as paragraphs, after whatever table is still open."""
        self.close_table()
        for paragraph in join_lines(lines, margins):
            self.headings.append(self._write(paragraph))

    def begin_table(self, table: RuledTable) -> None:
        """Open a table, which the next page may continue."""
        self.close_table()
        self.table = _LongTable(table, list(table.rows), table.page)

    def continue_table(self, table: RuledTable) -> bool:
        """Whether a table that begins its page is the rest of the one that ended the page before; then it is added."""
        long = self.table
        if long is None or table.page != long.last_page + 1:
            return False
        columns = _columns(table, long.first)
        if not columns or any(looks_like_title(comparison_text(text)) for text in _words(table.rows[0])):
            return False
        rows = [_spread(row, columns, len(long.first.lefts)) for row in table.rows]
        long.rows += rows[_repeated(long.rows, rows) :]
        long.last_page = table.page
        return True

    def close_table(self) -> None:
        """Write the open table, if there is one."""
        long, self.table = self.table, None
        if long is None:
            return
        start = self.length + bool(self.parts)
        rows: list[PlacedRow] = [[self._write(cell).stripped if cell else None for cell in row] for row in long.rows]
        headings = choose_headings(self.headings[-_MOST_HEADINGS:])
        self.headings = []
        number, first, last = len(self.tables) + 1, long.first.page, long.last_page
        pages = f"（第{first}页）" if first == last else f"（第{first}—{last}页）"
        placed = place_table(self.file, number, headings, rows, min(start, self.length), self.length, pages)
        self.tables.append(placed.model_copy(update={"is_cut": long.is_cut}))

    def finish(self) -> LaidOut:
        """The text with all its tables."""
        self.close_table()
        return LaidOut("".join(self.parts), tuple(self.tables), tuple(self.runs))

    def _write(self, letters: Sequence[Letter]) -> Piece:
        """Write letters as a line of their own."""
        if self.parts:
            self.parts.append("\n")
            self.length += 1
        start = self.length
        text = "".join(letter.text for letter in letters)
        self.runs += _printed(letters, start)
        self.parts.append(text)
        self.length += len(text)
        return Piece(text, start, self.length)


def _columns(table: RuledTable, first: RuledTable) -> list[int]:
    """The column of a table that each one of its next part continues; none where it cannot be a part of it.

    Parts have some of the same edges, or as many columns at about the same places.
    """
    nearest = [min(range(len(first.lefts)), key=lambda column: abs(first.lefts[column] - left)) for left in table.lefts]
    apart = [abs(first.lefts[column] - left) for column, left in zip(nearest, table.lefts, strict=True)]
    if max(*apart, abs(table.box.right - first.box.right)) <= _SAME_COLUMN and len(set(nearest)) == len(nearest):
        return nearest
    if len(table.lefts) != len(first.lefts):
        return []
    pairs = zip((*table.lefts, table.box.right), (*first.lefts, first.box.right), strict=True)
    return list(range(len(first.lefts))) if all(abs(left - other) <= _SHIFT for left, other in pairs) else []


def _spread(row: Sequence[Cell | None], columns: Sequence[int], width: int) -> tuple[Cell | None, ...]:
    spread: list[Cell | None] = [None] * width
    for cell, column in zip(row, columns, strict=True):
        spread[column] = cell
    return tuple(spread)


def _repeated(before: Sequence[Sequence[Cell | None]], rows: Sequence[Sequence[Cell | None]]) -> int:
    """How many rows at the top of a page repeat the header of the table; a header states no amount."""
    count = 0
    for first, again in zip(before, rows, strict=False):
        words = _words(first)
        if words != _words(again) or not any(words):
            break
        count += 1
    return count


def _words(row: Iterable[Cell | None]) -> list[str]:
    return ["".join(letter.text for letter in cell) if cell else "" for cell in row]


def _printed(letters: Sequence[Letter], start: int) -> list[PrintedRun]:
    """Letters as runs of consecutive characters of a page, from the text's offset ``start``."""
    runs: list[PrintedRun] = []
    for offset, letter in enumerate(letters, start):
        last = runs[-1] if runs else None
        if letter.number < 0:
            continue
        if last and last.page == letter.page and last.end == offset and last.first + offset - last.start == letter.number:
            runs[-1] = last._replace(end=offset + 1)
        else:
            runs.append(PrintedRun(offset, offset + 1, letter.page, letter.number))
    return runs
