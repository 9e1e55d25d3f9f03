"""The gate: whether a model's wording of a piece says exactly what the piece says.

Pure, and independent of the model. A wording passes only if every slot stands in it once and in order; if
between two slots it uses no word but those of the piece at that place, words of the same meaning, and words
that only join; if it leaves out none that names something; and if directions, negations, shares, causes come
in the same order there. So it can hold no number, direction or cause that tables or a person did not give.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.model.template import SLOT, Template
from assistant.drafting.model.vocabulary import Token, Vocabulary

_DIGITS = re.compile(r"[0-9０-９](?:[0-9０-９,，.]*[0-9０-９])?[%％]?|[%％]")
_DOUBLED = re.compile(r"[，。；：、]{2,}|^[，。；：、]")
_LEAST_COVERED = 0.85
"""Of the characters of a person's words, how many a formal wording must keep."""

_LEAST_RUN = 2
"""Characters that a stretch taken from the source must have, unless its run is shorter."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate for one kind of piece. ``strict`` asks for every run of the source's own, not only for most of them."""

    vocabulary: Vocabulary
    strict: bool

    def problems(self, template: Template, text: str) -> list[str]:
        """What is wrong with a wording of the template, in words that a model can act on; nothing if it may pass."""
        found = list(_form(template, text))
        if found:
            return found
        segments = SLOT.split(text)[::2]
        carried: frozenset[str] = frozenset()
        for number, (source, segment) in enumerate(zip(template.segments, segments, strict=True)):
            place = f"{{{template.slots[number].name}}}之前" if number < len(template.slots) else "末尾"
            found += [f"{place}：{problem}" for problem in self._segment(source, segment, carried)]
            carried = frozenset(token.text for token in self.vocabulary.tokens(source) if token.kind == "own") or carried
        return found

    def _segment(self, source: str, text: str, carried: frozenset[str]) -> Iterator[str]:
        """What is wrong with the words before one slot; what the segment before named may be left out or named again."""
        given, said = list(self.vocabulary.tokens(source)), list(self.vocabulary.tokens(text))
        meant, kept = _meanings(given), _meanings(said)
        if meant != kept:
            yield f"方向、因果、否定等用词应依次为“{_words(given)}”，写成了“{_words(said)}”"
        matches, foreign = _match(source, text, said, carried)
        yield from (f"“{words}”不在原文中，请删去" for words in foreign)
        missing = _missing(given, matches, carried)
        if missing and (self.strict or not _is_covered(given, matches)):
            yield f"漏了“{'、'.join(missing)}”"
        if meant == kept and not foreign and _are_mixed(given, said, matches):
            yield "语序变了，哪项增、哪项减与原文不一致"


@dataclass(frozen=True, slots=True)
class _Match:
    """A stretch of a wording found in its source."""

    start: int
    end: int
    said: Token


def _form(template: Template, text: str) -> Iterator[str]:
    """What can be seen without reading the words: slots, digits, braces, punctuation."""
    names, wanted = SLOT.findall(text), [slot.name for slot in template.slots]
    bare = SLOT.sub("", text)
    if unknown := [name for name in names if name not in wanted]:
        yield f"没有{_braced(unknown)}这样的占位符"
    elif missing := [name for name in wanted if name not in names]:
        yield f"缺少{_braced(missing)}"
    elif len(names) > len(wanted):
        yield f"每个占位符只能出现一次，{_braced([name for name in wanted if names.count(name) > 1])}重复了"
    elif names != wanted:
        yield f"占位符的次序应为{_braced(wanted)}"
    if digits := _DIGITS.findall(bare):
        yield f"不能自己写数字“{'、'.join(digits)}”，只能用占位符"
    if any(sign in bare for sign in "{}<>\ue000\ue001\n"):
        yield "只能是一段文字和占位符"
    if _DOUBLED.search(text):
        yield "标点重复"


def _braced(names: Sequence[str]) -> str:
    return "".join(f"{{{name}}}" for name in names)


def _meanings(tokens: Sequence[Token]) -> list[str]:
    return [token.meaning for token in tokens if token.kind == "meaning"]


def _words(tokens: Sequence[Token]) -> str:
    return "、".join(token.text for token in tokens if token.kind == "meaning") or "（没有）"


def _match(source: str, text: str, said: Sequence[Token], carried: frozenset[str]) -> tuple[list[_Match], list[str]]:
    """Where in the source the wording's own runs come from, in order; and those that come from nowhere."""
    matches: list[_Match] = []
    foreign: list[str] = []
    at = 0
    for token in said:
        if token.kind != "own" or token.text in carried:
            continue
        read = 0
        while read < len(token.text):
            length, place = _longest(source, token.text[read:], at)
            if not length:
                foreign.append(token.text[read:])
                break
            matches.append(_Match(place, place + length, token))
            read, at = read + length, place + length
    return matches, foreign


def _longest(source: str, words: str, at: int) -> tuple[int, int]:
    """The longest beginning of some words that the source holds from a place on, and where; of no length if it holds none."""
    for length in range(len(words), min(_LEAST_RUN, len(words)) - 1, -1):
        place = source.find(words[:length], at)
        if place >= 0:
            return length, place
    return 0, 0


def _missing(given: Sequence[Token], matches: Sequence[_Match], carried: frozenset[str]) -> list[str]:
    """The runs of the source that the wording leaves out, wholly or in part."""
    covered = {place for match in matches for place in range(match.start, match.end)}
    own = [token for token in given if token.kind == "own" and token.text not in carried]
    return [token.text for token in own if not covered.issuperset(range(token.start, token.start + len(token.text)))]


def _is_covered(given: Sequence[Token], matches: Sequence[_Match]) -> bool:
    own = {place for token in given if token.kind == "own" for place in range(token.start, token.start + len(token.text))}
    covered = own & {place for match in matches for place in range(match.start, match.end)}
    return len(covered) >= _LEAST_COVERED * len(own)


def _are_mixed(given: Sequence[Token], said: Sequence[Token], matches: Sequence[_Match]) -> bool:
    """Whether in some clause a direction stands with what had another one in the source."""
    pairs = zip((token for token in given if token.meaning), (token for token in said if token.meaning), strict=True)
    sources: dict[int, set[int]] = {}
    for source, wording in pairs:
        sources.setdefault(wording.clause, set()).add(source.clause)
    directed = {token.clause for token in given if token.meaning}
    clauses = {place: token.clause for token in given for place in range(token.start, token.start + len(token.text))}
    for match in matches:
        origin = clauses.get(match.start, -1)
        if origin in directed and match.said.clause in sources and origin not in sources[match.said.clause]:
            return True
    return False
