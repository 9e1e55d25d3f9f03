"""Vocabulary: which words of a piece carry meaning, which only join, and which are its own."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, NamedTuple

from assistant.drafting.prompt_files import load_prompt
from schemas.frozen import Frozen


class Token(NamedTuple):
    """A stretch of text: a word of a group of ``meanings``, or a run of characters of which none belongs to the vocabulary."""

    kind: Literal["meaning", "own"]
    text: str
    start: int
    clause: int
    meaning: str = ""


class Vocabulary(Frozen):
    """The words a model may use beside those of the text it is given (prompts/model/vocabulary.yaml)."""

    meanings: Mapping[str, tuple[str, ...]]
    glue: tuple[str, ...]

    def tokens(self, text: str) -> Iterator[Token]:
        """The words with a meaning and the text's own runs in order; glue and punctuation are passed over."""
        clause = 0
        own = 0
        for match in self._pattern.finditer(text):
            if own < match.start():
                yield Token("own", text[own : match.start()], own, clause)
            own = match.end()
            if match["stop"]:
                clause += 1
            elif meaning := self._groups.get(match[0]):
                yield Token("meaning", match[0], match.start(), clause, meaning)
        if own < len(text):
            yield Token("own", text[own:], own, clause)

    @cached_property
    def _groups(self) -> dict[str, str]:
        return {word: name for name, words in self.meanings.items() for word in words}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Words before shorter ones that they begin with; punctuation that ends a clause; other signs."""
        words = sorted((*self._groups, *self.glue), key=len, reverse=True)
        return re.compile(rf"(?P<stop>[，。；：、！？,;:])|[\s（）()“”‘’《》]|{'|'.join(words)}")


def load_vocabulary() -> Vocabulary:
    """The vocabulary of ``prompts/model``."""
    return load_prompt("model/vocabulary.yaml", Vocabulary)
