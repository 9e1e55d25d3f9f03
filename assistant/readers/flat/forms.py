"""Self-evaluation forms (自评表) in plain text: a region of torn words and scores, no prose."""

import re
from collections.abc import Sequence

from assistant.readers.flat.layout import word_rows
from assistant.readers.flat.regions import is_note
from assistant.readers.placed import Block, Piece
from assistant.readers.texts import comparison_text

_TITLE = re.compile(r"^[^。，,]{0,60}自评表$")
_BEGINNING = re.compile(r"^(?:单位|部门|项目)名称|^填报")
_END = re.compile(r"^第[一二三四五六七八九十]{1,2}部分")
_MOST_LINES = 400


def find_forms(lines: Sequence[Piece]) -> list[Block]:
    """The forms among the lines, each from below its title to its notes; without notes it has no certain end and is none."""
    blocks: list[Block] = []
    for index, line in enumerate(lines[:-1]):
        if "自评表" not in line.text or not _TITLE.match(comparison_text(line.text)):
            continue
        if not _BEGINNING.match(comparison_text(lines[index + 1].text)):
            continue
        last = _find_notes(lines, index + 1)
        if last:
            body = lines[index + 1 : last]
            blocks.append(Block(index, last, (line.stripped,), word_rows(body), body[0].start, body[-1].end))
    return blocks


def _find_notes(lines: Sequence[Piece], start: int) -> int:
    for index in range(start + 1, min(start + _MOST_LINES, len(lines))):
        text = comparison_text(lines[index].text)
        if is_note(text):
            return index
        if _END.match(text) or _TITLE.match(text):
            break
    return 0
