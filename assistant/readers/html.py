"""The tables of an HTML page saved under a workbook's name, as grids."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from lxml import etree, html

from assistant.errors import UnreadableFile
from assistant.readers.guard import decode
from assistant.readers.package import MAX_CELLS
from schemas.document import Grid, Scalar

MAX_HTML_BYTES = 20 * 1024 * 1024
MAX_SPAN = 1000
"""The HTML standard's own limit on colspan; taken for rowspan too."""

_PLAIN_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")


@dataclass(slots=True)
class _Canvas:
    """Cells placed so far, and those that a rowspan or colspan covers."""

    cells: dict[tuple[int, int], Scalar] = field(default_factory=dict)

    def place(self, row: int, cell: etree._Element) -> None:
        column = 0
        while (row, column) in self.cells:
            column += 1
        height, width = _span(cell, "rowspan"), _span(cell, "colspan")
        for covered_row in range(row, row + height):
            for covered_column in range(column, column + width):
                self.cells.setdefault((covered_row, covered_column), None)
        self.cells[row, column] = _cell_text(cell)


def read_html(file: str, data: bytes) -> tuple[Grid, ...]:
    """Every table of a page that holds no other table, in order; merged cells keep their value top left.

    Raises:
        UnreadableFile: The page is too large, cannot be decoded, or has no table.
    """
    if len(data) > MAX_HTML_BYTES:
        raise UnreadableFile(file, f"网页格式的表格超过 {MAX_HTML_BYTES // 1024 // 1024} MB，未读取")
    text = decode(data)
    if text is None:
        raise UnreadableFile(file, "网页格式的表格，文字编码无法识别")
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except etree.LxmlError as error:
        raise UnreadableFile(file, "是网页，但已损坏，无法读取") from error
    tables = [table for table in root.iter("table") if table.find(".//table") is None]
    if not tables:
        raise UnreadableFile(file, "是网页，里面没有表格")
    return tuple(_read_table(file, number, table) for number, table in enumerate(tables, start=1))


def _read_table(file: str, number: int, table: etree._Element) -> Grid:
    canvas = _Canvas()
    rows = list(table.iter("tr"))
    for row, element in enumerate(rows):
        for cell in element.iterchildren("td", "th"):
            canvas.place(row, cell)
            if len(canvas.cells) > MAX_CELLS:
                raise UnreadableFile(file, f"第 {number} 个表格超过 {MAX_CELLS} 个单元格，未读取")
    width = max((column for _, column in canvas.cells), default=-1) + 1
    if width * len(rows) > MAX_CELLS:
        raise UnreadableFile(file, f"第 {number} 个表格超过 {MAX_CELLS} 个单元格，未读取")
    grid = tuple(tuple(canvas.cells.get((row, column)) for column in range(width)) for row in range(len(rows)))
    return Grid(file=file, sheet=_table_name(number, table), rows=grid)


def _table_name(number: int, table: etree._Element) -> str:
    caption = table.find("caption")
    text = "".join(map(str, caption.itertext())).strip() if caption is not None else ""
    return text or f"表格{number}"


def _span(cell: etree._Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return min(max(int(text), 1), MAX_SPAN) if text.isascii() and text.isdecimal() and len(text) < 10 else 1


def _cell_text(cell: etree._Element) -> Scalar:
    """What a cell shows; where Excel kept the number behind it in ``x:num``, that number."""
    number = (cell.get("x:num") or "").strip()
    if _PLAIN_NUMBER.fullmatch(number):
        return Decimal(number)
    for line_break in cell.iter("br"):
        line_break.text = "\n"
    text = "".join(map(str, cell.itertext())).replace("\xa0", " ").strip()
    return text or None
