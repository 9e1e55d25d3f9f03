"""A piece as a model sees it: its wording with named slots in place of everything that must not change."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase

from assistant.drafting.slots import MARKER, Slots
from assistant.numerals.scan import find_numbers

SLOT = re.compile(r"\{([A-Za-z0-9_]*)\}")

MOST_SLOTS = len(ascii_uppercase)


@dataclass(frozen=True, slots=True)
class Slot:
    """A named slot: what it shows, the marker or characters that stand for it in the piece, and what it means."""

    name: str
    shown: str
    source: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Template:
    """The wording of a piece: ``segments`` has one entry more than ``slots`` has, what stands before each and behind the last."""

    segments: tuple[str, ...]
    slots: tuple[Slot, ...]

    @property
    def text(self) -> str:
        """The piece with the slots' names in braces."""
        named = (f"{segment}{{{slot.name}}}" for segment, slot in zip(self.segments, self.slots, strict=False))
        return "".join((*named, self.segments[-1]))

    def rename(self, text: str) -> str:
        """A text in which a model wrote what some slots show, with their names instead, as far as these follow in order."""
        at = 0
        for slot in self.slots:
            name = f"{{{slot.name}}}"
            written = name if name in text[at:] else slot.shown
            place = text.find(written, at)
            if place >= 0:
                text = text[:place] + name + text[place + len(written) :]
                at = place + len(name)
        return text

    def restore(self, text: str) -> str:
        """A text with slots in which each is what it stands for again."""
        sources = {slot.name: slot.source for slot in self.slots}
        return SLOT.sub(lambda match: sources[match[1]], text)


def make_template(text: str, contents: Slots, labels: "Labels") -> Template | None:
    """The template of a piece; None where it has more slots than there are names.

    Numbers that the wording itself says (years, items, those of a person's words) are slots too.
    """
    segments: list[str] = []
    slots: list[Slot] = []
    read = 0
    for start, end in _locked(text):
        if len(slots) == MOST_SLOTS:
            return None
        segments.append(text[read:start])
        shown, meaning = _shown(text[start:end], contents, labels)
        slots.append(Slot(ascii_uppercase[len(slots)], shown, text[start:end], meaning))
        read = end
    return Template((*segments, text[read:]), tuple(slots))


def _locked(text: str) -> Iterator[tuple[int, int]]:
    """The spans of markers, and of numbers between them."""
    read = 0
    for marker in (*MARKER.finditer(text), None):
        end = marker.start() if marker else len(text)
        yield from ((read + number.start, read + number.end) for number in find_numbers(text[read:end]))
        if marker:
            yield marker.span()
            read = marker.end()


@dataclass(frozen=True, slots=True)
class Labels:
    """What facts are called."""

    names: dict[str, str]

    def of(self, fact: str | None) -> str:
        """The label of a fact."""
        return self.names.get(fact or "", "")


def _shown(source: str, contents: Slots, labels: Labels) -> tuple[str, str]:
    marker = MARKER.fullmatch(source)
    if marker is None:
        return source, ""
    content = contents.content(int(marker[1]))
    if content.kind == "figure":
        return content.text, labels.of(content.fact)
    return ("（文字）", "原因") if content.kind == "reason" else (content.text, "")
