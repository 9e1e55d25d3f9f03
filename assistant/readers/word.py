"""The text of a Word document in reading order, and its tables.

Each paragraph is a line: those of table cells in the order of the cells, those of a text box after the
paragraph it is anchored in, then the footnotes and the endnotes in the order in which the text refers
to them. Tracked changes count as accepted, fields show their result, hidden text is left out.

Source of the format: ECMA-376 part 1, 17 (WordprocessingML), in its transitional and strict namespaces.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from assistant.errors import UnreadableFile
from assistant.readers.package import MAX_CELLS
from assistant.readers.placed import Piece, choose_headings, place_table
from assistant.readers.word_parts import WordParts, open_word
from schemas.manuscript import ManuscriptTable

MAX_SPAN = 1000

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_UNSEEN = {"del", "moveFrom", "pPr", "rPr", "rt", "sdtPr", "instrText", "delText", "tblPr", "trPr", "tcPr", "sectPr"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_LAYERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo")
"""What may stand between a table and its rows, or a row and its cells."""

_RARE = ("vanish", "vMerge", "gridSpan", "gridBefore", "del", "moveFrom")
"""Properties that few elements have: they are looked for once, not in every element."""

_KNOWN = (*_SIGNS, *_UNSEEN, *_NOTES, *_LAYERS, "t", "r", "p", "tbl", "tr", "tc", "fldChar", "txbxContent")


def read_word(file: str, data: bytes) -> tuple[str, tuple[ManuscriptTable, ...]]:
    """The text of a .docx and its tables; a table that holds another is no table but where the other stands.

    Raises:
        UnreadableFile: It is no Word file, damaged, too large, has a password, or holds no text.
    """
    parts = open_word(file, data)
    walk = _begin(file, parts)
    for body in parts.document.iterchildren(walk.tag("body")):
        walk.read_blocks(body)
    for kind, root in (("footnote", parts.footnotes), ("endnote", parts.endnotes)):
        _read_notes(walk, kind, root)
    text = "".join(walk.parts)
    if not text.strip():
        raise UnreadableFile(file, "文档里没有文字")
    return text, tuple(_place(file, number, text, table) for number, table in enumerate(walk.tables, start=1))


@dataclass(frozen=True, slots=True)
class _Table:
    """Spans of the lines since the table before, of the cells by row and column, and of the table."""

    lines: tuple[tuple[int, int], ...]
    cells: dict[tuple[int, int], tuple[int, int]]
    start: int
    end: int


_Rare = Mapping[str, Mapping[etree._Element, str]]
"""By the name of a rare property the elements that have it, each with its value there, empty where it states none."""


@dataclass(slots=True)
class _Walk:
    """What has been read so far: the text in parts, lines outside tables, tables, notes referred to, open fields."""

    namespace: str
    rare: _Rare
    names: dict[object, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    length: int = 0
    lines: list[tuple[int, int]] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    instructions: list[bool] = field(default_factory=list)
    """For each open field whether its instruction is still being read; it ends with its paragraph at the latest."""

    started: bool = False
    runs_on: bool = False
    """Whether the next paragraph continues the last: the mark between them was deleted."""

    def __post_init__(self) -> None:
        self.names.update({self.tag(name): name for name in _KNOWN})
        self.names[f"{_MARKUP}Fallback"] = "del"

    def tag(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}"

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def gap(self) -> int:
        """How many characters part the next paragraph from what was read."""
        return 1 if self.started and not self.runs_on else 0

    def read_blocks(self, parent: etree._Element) -> None:
        """Read the paragraphs and tables of a body, cell, note or text box."""
        for child in parent:
            name = self.names.get(child.tag, "")
            if name == "p":
                self.read_paragraph(child)
            elif name == "tbl":
                self.read_table(child)
            elif name not in _UNSEEN:
                self.read_blocks(child)

    def read_paragraph(self, paragraph: etree._Element) -> None:
        self.write("\n" * self.gap())
        self.started = True
        self.instructions = [False] * len(self.instructions)
        start = self.length
        self.read_inline(paragraph)
        self.runs_on = self.loses_mark(paragraph)
        self.lines.append((start, self.length))
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.read_blocks(box)

    def read_inline(self, parent: etree._Element) -> None:
        """Read what stands within a paragraph: runs, also those of links, insertions, content controls."""
        for child in parent:
            name = self.names.get(child.tag, "")
            if name == "t":
                if not any(self.instructions):
                    self.write(child.text or "")
            elif name in _SIGNS:
                if not any(self.instructions):
                    self.write(_SIGNS[name])
            elif name == "fldChar":
                self.read_field_mark(child)
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name in _NOTES:
                self.notes.append((_NOTES[name], child.get(self.tag("id")) or ""))
            elif name not in _UNSEEN and not (name == "r" and self.is_hidden(child)):
                self.read_inline(child)

    def loses_mark(self, paragraph: etree._Element) -> bool:
        """Whether the mark at a paragraph's end was deleted, so that the next one runs on."""
        deleted, moved = self.rare["del"], self.rare["moveFrom"]
        return bool(deleted or moved) and any(own in deleted or own in moved for own in paragraph.iterchildren(self.tag("pPr")))

    def is_hidden(self, run: etree._Element) -> bool:
        return self.rare["vanish"].get(run, "off") not in {"0", "false", "off"}

    def read_field_mark(self, mark: etree._Element) -> None:
        kind = mark.get(self.tag("fldCharType"))
        if kind == "begin":
            self.instructions.append(True)
        elif self.instructions and kind == "separate":
            self.instructions[-1] = False
        elif self.instructions and kind == "end":
            self.instructions.pop()

    def read_table(self, table: etree._Element) -> None:
        self.runs_on = False
        above, self.lines = self.lines, []
        outer = next(table.iterdescendants(self.tag("tbl")), None) is not None
        cells: dict[tuple[int, int], tuple[int, int]] = {}
        start = self.length + self.gap()
        if outer:
            self.lines = above
        for row, line in enumerate(self.kept_rows(table)):
            column = _whole(self.rare["gridBefore"].get(line), 0)
            for cell in self.members(line, "tc"):
                first = self.length + self.gap()
                self.read_blocks(cell)
                self.runs_on = False
                if self.rare["vMerge"].get(cell, "restart") == "restart":
                    cells[row, column] = (min(first, self.length), self.length)
                column += max(_whole(self.rare["gridSpan"].get(cell), 1), 1)
        if not outer:
            self.tables.append(_Table(tuple(above), cells, min(start, self.length), self.length))
            self.lines = []

    def kept_rows(self, table: etree._Element) -> list[etree._Element]:
        """The rows of a table but for those deleted under tracked changes."""
        return [row for row in self.members(table, "tr") if row not in self.rare["del"]]

    def members(self, parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
        """The rows of a table or the cells of a row, also those within content controls."""
        for child in parent:
            name = self.names.get(child.tag, "")
            if name == wanted:
                yield child
            elif name in _LAYERS:
                yield from self.members(child, wanted)


def _whole(value: str | None, default: int) -> int:
    return min(int(value), MAX_SPAN) if value and value.isascii() and value.isdecimal() and len(value) < 8 else default


def _begin(file: str, parts: WordParts) -> _Walk:
    namespace, _, name = str(parts.document.tag)[1:].partition("}")
    if name != "document":
        raise UnreadableFile(file, "Word 文档内部已损坏，无法读取")
    roots = [root for root in (parts.document, parts.footnotes, parts.endnotes) if root is not None]
    return _Walk(namespace, _find_rare(namespace, roots))


def _find_rare(namespace: str, roots: Iterable[etree._Element]) -> _Rare:
    """The rare properties of runs, rows, cells, and of the marks at paragraphs' ends: those are the ``pPr``'s that hold them."""
    found: dict[str, dict[etree._Element, str]] = {name: {} for name in _RARE}
    tags = {f"{{{namespace}}}{name}": name for name in _RARE}
    sets = {f"{{{namespace}}}{name}" for name in ("rPr", "trPr", "tcPr")}
    for root in roots:
        for rare in root.iter(*tags):
            properties = rare.getparent()
            owner = properties.getparent() if properties is not None and properties.tag in sets else None
            if owner is not None:
                found[tags[str(rare.tag)]].setdefault(owner, rare.get(f"{{{namespace}}}val") or "")
    return found


def _read_notes(walk: _Walk, kind: str, root: etree._Element | None) -> None:
    """Read the notes of a kind that the text refers to, in the order of the references."""
    notes = {} if root is None else {note.get(walk.tag("id")): note for note in root.iterchildren(walk.tag(kind))}
    for name, number in dict.fromkeys(walk.notes):
        if name == kind and number in notes:
            walk.instructions, walk.runs_on = [], False
            walk.read_blocks(notes[number])


def _place(file: str, number: int, text: str, table: _Table) -> ManuscriptTable:
    rows = max((row for row, _ in table.cells), default=-1) + 1
    columns = max((column for _, column in table.cells), default=-1) + 1
    if rows * columns > MAX_CELLS:
        raise UnreadableFile(file, f"第 {number} 个表超过 {MAX_CELLS} 个单元格，未读取")
    grid: list[list[Piece | None]] = [[None] * columns for _ in range(rows)]
    for (row, column), (start, end) in table.cells.items():
        grid[row][column] = Piece(text[start:end], start, end).stripped
    headings = choose_headings([line for span in table.lines for line in _lines(text, *span)])
    return place_table(file, number, headings, grid, table.start, table.end)


def _lines(text: str, start: int, end: int) -> Iterator[Piece]:
    """The lines of a paragraph that hold anything."""
    for line in text[start:end].split("\n"):
        if line.strip():
            yield Piece(line, start, start + len(line)).stripped
        start += len(line) + 1
