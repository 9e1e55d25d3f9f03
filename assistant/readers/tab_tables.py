"""Tables in plain text whose cells are parted by tabs, as a spreadsheet gives them when they are copied."""

from collections.abc import Sequence

from assistant.readers.placed import Block, Piece


def find_tab_tables(lines: Sequence[Piece], taken: Sequence[Block]) -> list[Block]:
    """Two or more lines with tabs, one below the other, outside the tables already found."""
    covered = {index for block in taken for index in range(block.first, block.last)}
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        last = index
        while last < len(lines) and last not in covered and has_cells(lines[last]):
            last += 1
        if last - index > 1:
            rows = tuple(split_cells(line) for line in lines[index:last])
            blocks.append(Block(index, last, None, rows, lines[index].start, lines[last - 1].end))
        index = max(last, index + 1)
    return blocks


def has_cells(line: Piece) -> bool:
    """Whether a tab parts two texts, or several leave cells blank; one before or behind a text indents it."""
    return line.text.count("\t") > 2 or "\t" in line.text.strip()


def split_cells(line: Piece) -> list[Piece | None]:
    """The cells of a line; None where one is blank."""
    cells: list[Piece | None] = []
    start = line.start
    for text in line.text.split("\t"):
        cells.append(Piece(text, start, start + len(text)).stripped if text.strip() else None)
        start += len(text) + 1
    return cells
