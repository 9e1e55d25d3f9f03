"""A report whose wording is settled and whose slots are not filled yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.drafting.slots import Slots
from schemas.narrative import Block, Narrative, Paragraph, WantedReason
from schemas.style import HouseStyle


@dataclass(frozen=True, slots=True)
class Passage:
    """The paragraphs that one piece of an outline became, markers still in them; ``name`` is that of its sentences."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Where a paragraph stands: the number of its passage among the report's items, and of the line in it."""

    item: int
    line: int


@dataclass(frozen=True, slots=True)
class Report:
    """The items of a report in order, and what a narrative says about itself."""

    unit: str
    year: int
    outline: str
    title: str
    style: HouseStyle
    items: tuple[Block | Passage, ...]
    slots: Slots
    wanted: tuple[WantedReason, ...] = ()
    missing: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()

    def lines(self) -> Iterator[tuple[Line, str]]:
        """Every paragraph that is still to be filled, with its place."""
        for number, item in enumerate(self.items):
            if isinstance(item, Passage):
                yield from ((Line(number, line), text) for line, text in enumerate(item.lines))

    def places(self) -> list[Line | None]:
        """For each block of the narrative its line, None for what is no paragraph of sentences."""
        return [place for number, item in enumerate(self.items) for place in _places(number, item)]

    def narrative(self, paragraphs: Mapping[Line, Paragraph] | None = None) -> Narrative:
        """The narrative, with these paragraphs in the places of those that the slots alone would give."""
        return Narrative(
            unit=self.unit,
            year=self.year,
            outline=self.outline,
            title=self.title,
            style=self.style,
            blocks=tuple(self._blocks(paragraphs or {})),
            wanted=self.wanted,
            missing=self.missing,
            omitted=self.omitted,
        )

    def _blocks(self, paragraphs: Mapping[Line, Paragraph]) -> Iterator[Block]:
        for number, item in enumerate(self.items):
            if not isinstance(item, Passage):
                yield item
                continue
            for line, text in enumerate(item.lines):
                yield paragraphs.get(Line(number, line)) or self.slots.fill(text)


def _places(number: int, item: Block | Passage) -> list[Line | None]:
    return [Line(number, line) for line in range(len(item.lines))] if isinstance(item, Passage) else [None]
