"""Excerpts: a place in a text with what stands around it, on one line that fits a terminal."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from assistant.export.text import character_width, display_width

_ELLIPSIS = "…"
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of text; ``text[start:end]`` is the place. ``start`` is ``end`` where there is nothing to mark."""

    text: str
    start: int
    end: int

    @property
    def marks(self) -> str:
        """The line to be printed below the text, which underlines the place."""
        return " " * display_width(self.text[: self.start]) + "^" * display_width(self.text[self.start : self.end])


def one_line(text: str) -> str:
    """The text with a space for every line end, tab, control or invisible sign: none of them moves the cursor."""
    return _UNPRINTABLE.sub(" ", text)


def cut_around(text: str, start: int, end: int, columns: int) -> Excerpt:
    """The place ``text[start:end]`` as ``Measured.cut`` shows it."""
    return Measured(text).cut(start, end, columns)


class Measured:
    """A text of which many excerpts are cut."""

    def __init__(self, text: str) -> None:
        self._line = one_line(text)
        self._reach = [0, *accumulate(map(character_width, self._line))]
        """The columns of a terminal that lie before each character."""

    def cut(self, start: int, end: int, columns: int) -> Excerpt:
        """The place from ``start`` to ``end`` with as much on both sides as ``columns`` of a terminal hold.

        What is cut off is shown as …; of a place that is itself too long the beginning is shown.
        """
        line, reach = self._line, self._reach
        room = columns - 2 * character_width(_ELLIPSIS)
        place_end = max(start, min(end, bisect_right(reach, reach[start] + room) - 1))
        room -= reach[place_end] - reach[start]
        before = max(room // 2, room - (reach[-1] - reach[place_end]))
        left = min(start, bisect_left(reach, reach[start] - before))
        room -= reach[start] - reach[left]
        right = max(place_end, bisect_right(reach, reach[place_end] + room) - 1)
        head, tail = _ELLIPSIS * (left > 0), _ELLIPSIS * (right < len(line))
        return Excerpt(head + line[left:right] + tail, len(head) + start - left, len(head) + place_end - left)
