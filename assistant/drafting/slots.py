"""Slots: what a sentence holds in place of numbers and of people's words, and how they are filled.

A slot is a marker of private-use characters around an index. Whatever a person or a file supplied
enters a sentence only as the content of a slot, and that content is never read again: it can neither
be taken for a slot nor for wording.
"""

import re
from dataclasses import dataclass

from schemas.narrative import Figure, Gap, Paragraph

_MARKER = re.compile("\ue000(\\d+)\ue001")


@dataclass(frozen=True, slots=True)
class _Content:
    text: str
    fact: str | None = None
    gap: bool = False


class Slots:
    """The contents of one draft's slots."""

    def __init__(self) -> None:
        self._contents: list[_Content] = []

    def hold_text(self, text: str) -> str:
        """A marker for a person's words, which are shown as they are."""
        return self._hold(_Content(text))

    def hold_figure(self, text: str, fact: str) -> str:
        """A marker for a number as shown, unit included, that states the fact."""
        return self._hold(_Content(text, fact=fact))

    def hold_gap(self, wanted: str) -> str:
        """A marker for something that a person still has to supply."""
        return self._hold(_Content(f"【待补充：{wanted}】", gap=True))

    def fill(self, text: str) -> Paragraph:
        """A paragraph with every marker replaced, and the spans of its figures and gaps."""
        parts: list[str] = []
        figures: list[Figure] = []
        gaps: list[Gap] = []
        length = read = 0
        for match in _MARKER.finditer(text):
            before, content = text[read : match.start()], self._contents[int(match[1])]
            start = length + len(before)
            length = start + len(content.text)
            if content.fact is not None:
                figures.append(Figure(start=start, end=length, fact=content.fact))
            elif content.gap:
                gaps.append(Gap(start=start, end=length))
            parts += [before, content.text]
            read = match.end()
        parts.append(text[read:])
        return Paragraph(text="".join(parts), figures=tuple(figures), gaps=tuple(gaps))

    def _hold(self, content: _Content) -> str:
        self._contents.append(content)
        return f"\ue000{len(self._contents) - 1}\ue001"
