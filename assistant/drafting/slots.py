"""Slots: what a sentence holds in place of numbers and of people's words, and how they are filled.

A slot is a marker of private-use characters around an index. Whatever a person or a file supplied
enters a sentence only as the content of a slot, and that content is never read again: it can neither
be taken for a slot nor for wording.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from schemas.narrative import Figure, Gap, Paragraph

MARKER = re.compile("\ue000(\\d+)\ue001")

ContentKind = Literal["figure", "words", "reason", "note", "gap"]


@dataclass(frozen=True, slots=True)
class Content:
    """What a slot shows: a figure that states a fact, words as a person gave them, a gap for words that are wanted.

    Words of the kinds ``reason`` (for the movement of ``fact``) and ``note`` are whole clauses, which may be worded anew.
    """

    text: str
    kind: ContentKind
    fact: str | None = None


class Slots:
    """The contents of one draft's slots."""

    def __init__(self) -> None:
        self._contents: list[Content] = []

    def hold_text(self, text: str) -> str:
        """A marker for a person's words, which are shown as they are."""
        return self._hold(Content(text, "words"))

    def hold_note(self, text: str) -> str:
        """A marker for a person's notes on the year's work."""
        return self._hold(Content(text, "note"))

    def hold_reason(self, text: str, fact: str) -> str:
        """A marker for the reason that a person gave for the movement of a fact."""
        return self._hold(Content(text, "reason", fact))

    def hold_figure(self, text: str, fact: str) -> str:
        """A marker for a number as shown, unit included, that states the fact."""
        return self._hold(Content(text, "figure", fact))

    def hold_gap(self, wanted: str) -> str:
        """A marker for something that a person still has to supply."""
        return self._hold(Content(f"【待补充：{wanted}】", "gap"))

    def content(self, index: int) -> Content:
        """What the marker around an index stands for."""
        return self._contents[index]

    def fill(self, text: str, reworded: Mapping[int, str] | None = None) -> Paragraph:
        """A paragraph with every marker replaced, and the spans of its figures and gaps; ``reworded`` words stand for those given."""
        parts: list[str] = []
        figures: list[Figure] = []
        gaps: list[Gap] = []
        length = read = 0
        for match in MARKER.finditer(text):
            before, content = text[read : match.start()], self._contents[int(match[1])]
            shown = (reworded or {}).get(int(match[1]), content.text)
            start = length + len(before)
            length = start + len(shown)
            if content.kind == "figure" and content.fact:
                figures.append(Figure(start=start, end=length, fact=content.fact))
            elif content.kind == "gap":
                gaps.append(Gap(start=start, end=length))
            parts += [before, shown]
            read = match.end()
        parts.append(text[read:])
        return Paragraph(text="".join(parts), figures=tuple(figures), gaps=tuple(gaps))

    def _hold(self, content: Content) -> str:
        self._contents.append(content)
        return f"\ue000{len(self._contents) - 1}\ue001"
