"""Text of cells in the form in which it is compared: no white space, one kind of bracket and colon."""

import re
from dataclasses import dataclass

from schemas.document import Grid, Scalar

_UNSEEN = r"\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Control characters (ESC, which a terminal obeys), soft hyphens, marks of width nothing or of writing direction."""

_CONTROL = re.compile(f"[{_UNSEEN}]")
_WHITE = re.compile(rf"[\s{_UNSEEN}]+")
_ORDINAL = re.compile(r"^(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．](?!\d)|其中[:：])+")


def visible_text(text: str) -> str:
    """A text without its control characters; its white space, lines and tabs stay."""
    return _CONTROL.sub("", text)


def printed_text(value: Scalar) -> str:
    """A cell's text as printed, without control characters or white space (often put between characters to spread them)."""
    if not isinstance(value, str):
        return ""
    return value if value.isprintable() and " " not in value else _WHITE.sub("", value)


def comparison_text(value: Scalar) -> str:
    """A cell's text for comparing: as printed, with half-width brackets and colons; empty for a number."""
    text = printed_text(value)
    return text if not text or text.isalnum() else text.replace("（", "(").replace("）", ")").replace("：", ":")


def without_ordinal(label: str) -> str:
    """A label without 一、（一）1. or 其中：before it; brackets may have either width."""
    match = _ORDINAL.match(label)
    return label[match.end() :] if match else label


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid together with the comparison text of each of its cells."""

    grid: Grid
    texts: tuple[tuple[str, ...], ...]

    def text(self, row: int, column: int) -> str:
        """The comparison text of a cell; empty for a number and outside the grid."""
        if not 0 <= row < len(self.texts) or not 0 <= column < len(self.texts[row]):
            return ""
        return self.texts[row][column]

    def value(self, row: int, column: int) -> Scalar:
        """What a cell holds; None outside the grid."""
        rows = self.grid.rows
        if not 0 <= row < len(rows) or not 0 <= column < len(rows[row]):
            return None
        return rows[row][column]


def index_sheet(grid: Grid) -> Sheet:
    """A grid with the comparison texts of its cells."""
    return Sheet(grid, tuple(tuple(comparison_text(value) for value in row) for row in grid.rows))
