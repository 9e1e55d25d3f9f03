"""Provenance: where each sentence of a paragraph comes from."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.drafting.model.prompting import prompt_version
from assistant.drafting.model.writer import Wording
from assistant.drafting.slots import MARKER, Content, Slots
from assistant.numerals.scan import find_numbers
from schemas.narrative import Paragraph, Sentence

_OF_PEOPLE = {"reason", "note", "words"}
_SENTENCE = re.compile(r"[^。]+。?")


@dataclass(frozen=True, slots=True)
class _Shown:
    """A slot's content as it stands in a paragraph."""

    start: int
    end: int
    index: int
    content: Content


def with_sentences(
    paragraph: Paragraph,
    text: str,
    slots: Slots,
    reworded: Mapping[int, str],
    own: Wording | None,
    words: Mapping[int, Wording],
    cost: Callable[[Wording], Decimal],
) -> Paragraph:
    """A paragraph that says of each of its sentences who worded it and from what.

    ``text`` is its wording with markers, ``own`` what became of it as a piece, ``words`` what became of those of its
    slots; ``cost`` tells what a piece cost.
    """
    shown = list(_shown(text, slots, reworded))
    sentences = tuple(
        _sentence(match.span(), paragraph, shown, own, words, cost) for match in _SENTENCE.finditer(paragraph.text) if match[0].strip()
    )
    return paragraph.model_copy(update={"sentences": sentences})


def _shown(text: str, slots: Slots, reworded: Mapping[int, str]) -> Iterator[_Shown]:
    at = read = 0
    for match in MARKER.finditer(text):
        index = int(match[1])
        content = slots.content(index)
        start = at + match.start() - read
        at = start + len(reworded.get(index, content.text))
        read = match.end()
        yield _Shown(start, at, index, content)


def _sentence(
    span: tuple[int, int],
    paragraph: Paragraph,
    shown: list[_Shown],
    own: Wording | None,
    words: Mapping[int, Wording],
    cost: Callable[[Wording], Decimal],
) -> Sentence:
    start, end = span
    within = [entry for entry in shown if start <= entry.start < end]
    parts = [*([own] if own else []), *(words[entry.index] for entry in within if entry.index in words)]
    reasons = [entry for entry in within if entry.content.kind == "reason"]
    by_model = any(entry.index in words and words[entry.index].text is not None for entry in reasons)
    return Sentence(
        start=start,
        end=end,
        drafter="model" if own and own.text is not None else "offline",
        reasons_by=("model" if by_model else "offline") if reasons else None,
        prompts=tuple(dict.fromkeys(prompt_version(part.piece.kind.prompt) for part in parts)),
        tries=sum(part.tries for part in parts),
        tokens=sum(part.tokens for part in parts),
        cost=sum(map(cost, parts), Decimal(0)),
        facts=tuple(figure.fact for figure in paragraph.figures if start <= figure.start < end),
        reasons=tuple(entry.content.fact for entry in reasons if entry.content.fact),
        stated=tuple(number.text for entry in within if entry.content.kind in _OF_PEOPLE for number in find_numbers(entry.content.text)),
    )
