"""Sameness: the form in which two wordings are equal if, and only if, they say the same by a short list of rules.

Equality of this form is all that the gate asks. So no list of forbidden things has to be complete: whatever the
rules do not expressly call the same is another statement.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from assistant.drafting.prompt_files import load_prompt
from schemas.frozen import Frozen

_SLOT = r"\{[A-Z]\}"
_MOVED = "(?:增加|减少)"
_SOFTENED = "(?:增加|减少|提高|上调|下调|收窄|扩大|压减)"
_BASE = rf"(?:{_SLOT}|上年|年初预算|全年预算|调整预算)"
_WHOLE = 0xE100
_Rule = tuple[re.Pattern[str], str]


class Sameness(Frozen):
    """What may differ between two wordings of one piece (prompts/model/sameness.yaml)."""

    synonyms: Mapping[str, tuple[str, ...]]
    joining: tuple[str, ...]
    softening: tuple[str, ...]
    idle: tuple[str, ...]
    whole: tuple[str, ...]

    def form(self, text: str) -> str:
        """The form of a wording that is compared; clauses are parted by ``|``, a comparison with X is ``较X|``."""
        for number, word in enumerate(self.whole):
            text = text.replace(word, chr(_WHOLE + number))
        text = self._synonym.sub(lambda match: self._first[match[0]], text)
        for pattern, replacement in self._rules:
            text = pattern.sub(replacement, text)
        for number, word in enumerate(self.whole):
            text = text.replace(chr(_WHOLE + number), word)
        return text

    @cached_property
    def _first(self) -> dict[str, str]:
        return {word: first for first, words in self.synonyms.items() for word in (first, *words)}

    @cached_property
    def _synonym(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(self._first, key=len, reverse=True)))

    @cached_property
    def _rules(self) -> tuple[_Rule, ...]:
        return tuple((re.compile(pattern), replacement) for pattern, replacement in _rules(self))


def _rules(same: Sameness) -> Iterator[tuple[str, str]]:
    """The rules in the order in which they apply, each a pattern and what stands for it."""
    joining, softening, idle = ("|".join(words) for words in (same.joining, same.softening, same.idle))
    yield rf"(?:{idle})", ""
    yield rf"(?:{softening})(?={_SOFTENED})", ""
    # 与X相比 is 较X, is 比X; a pause may stand before and behind it
    yield rf"(?:与|同|和)({_BASE})(?:相比较|相比|相较)", r"较\1"
    yield rf"(?:相较于|相较|相比|同比|较|比)({_BASE})", r"较\1"
    # 为 before a number, but not behind a movement, where it would make the change a level
    yield rf"(?<!增加)(?<!减少)(?:达到|为)(?={_SLOT})", ""
    yield rf"比重(?:为)?(?={_SLOT})", ""
    yield r"(?:以及|及|和|与|、)", "和"
    yield r"(?<=\})和(?!\{)", "|"
    yield r"[，。；：]", "|"
    yield rf"\|(?:{joining})", "|"
    yield rf"\|*(较{_BASE})\|*", r"|\1|"
    yield rf"^((?:{_SLOT})+)\|(?!较)", r"\1"
    yield r"\|(?=占|完成)", ""
    yield r"其中\|", "其中"
    # the subject may be said again, or not, behind the comparison of the number it has just had
    subject = rf"(?:(?<=[}}|])|^)(?P<name>[^{{}}|]{{2,}})(?P<own>{_SLOT}(?:占[^{{}}|]*{_SLOT})?\|较{_BASE}\|)"
    yield rf"{subject}(?P=name)(?=各?{_MOVED})", r"\g<name>\g<own>"


def load_sameness() -> Sameness:
    """The rules of ``prompts/model``."""
    return load_prompt("model/sameness.yaml", Sameness)
