"""Markdown's tables: lines of cells between bars, below the first of them a line of dashes."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from assistant.readers.placed import Block, Piece, PlacedRow

_RULE = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?")
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BEFORE, _BEHIND = "#>*_ \t", "*_ \t"


def find_pipe_tables(lines: Sequence[Piece]) -> list[Block]:
    """The Markdown tables among the lines of a text."""
    blocks: list[Block] = []
    index = 1
    while index < len(lines):
        last = index
        if "|" in lines[index].text and _RULE.fullmatch(lines[index].text.strip()) and "|" in lines[index - 1].text:
            last = next((below for below in range(index + 1, len(lines)) if "|" not in lines[below].text), len(lines))
            header, *body = ([*_cells(line)] for line in (lines[index - 1], *lines[index + 1 : last]))
            rows = (*_header_rows(header), *body)
            blocks.append(Block(index - 1, last, None, rows, lines[index - 1].start, lines[last - 1].end))
        index = max(last, index + 1)
    return blocks


def plain_markdown(line: Piece) -> Piece:
    """A line without the marks of headings and emphasis around it and the strokes that escape signs."""
    text = line.text.lstrip(_BEFORE)
    start = line.start + len(line.text) - len(text)
    text = text.rstrip(_BEHIND)
    return Piece(_ESCAPED.sub(r"\1", text), start, start + len(text))


def _cells(line: Piece) -> Iterator[Piece]:
    bare = line.stripped
    text = bare.text.removeprefix("|")
    start = bare.start + len(bare.text) - len(text)
    text = text.removesuffix("|") if not text.endswith("\\|") else text
    for cell in _BAR.split(text):
        piece = Piece(cell, start, start + len(cell)).stripped
        yield Piece(_ESCAPED.sub(r"\1", piece.text), piece.start, piece.end)
        start += len(cell) + 1


def _header_rows(header: Sequence[Piece]) -> Iterator[PlacedRow]:
    """A header whose headings were joined by strokes (预算数/合计) as a row for each step."""
    yield from zip_longest(*(_steps(cell) for cell in header))


def _steps(heading: Piece) -> Iterator[Piece]:
    start = heading.start
    for step in heading.text.split("/"):
        yield Piece(step, start, start + len(step))
        start += len(step) + 1
