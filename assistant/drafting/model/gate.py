"""The gate: whether a model's wording of a piece says exactly what the piece says.

Pure, and independent of the model. A wording passes only if every slot stands in it once and in order, if it
holds no digits, and if its form (sameness.py) is that of the piece: no name, number, direction, comparison,
negation or cause can be added, left out or moved, for that would be another form.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.drafting.model.sameness import Sameness
from assistant.drafting.model.template import SLOT, Template

_DIGITS = re.compile(r"[0-9０-９](?:[0-9０-９,，.]*[0-9０-９])?[%％]?|[%％]")
_DOUBLED = re.compile(r"[，。；：、]{2,}|^[，。；：、]")
_SIGNS = re.compile(r"[^\w，。；：、（）“”《》—]")
_TOKEN = re.compile(r"\{[A-Z]\}|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate with the rules of what is the same."""

    sameness: Sameness

    def problems(self, template: Template, text: str) -> list[str]:
        """What is wrong with a wording of the template, in words that a model can act on; nothing if it may pass."""
        return list(_form(template, text)) or list(self._differences(template.text, text))

    def _differences(self, source: str, text: str) -> Iterator[str]:
        """Where the forms of a piece and its wording differ."""
        before, after = (_TOKEN.findall(self.sameness.form(each)) for each in (source, text))
        for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            lost, new = "".join(before[first:last]), "".join(after[start:end])
            if kind != "equal":
                yield _told(lost, new, "".join(before[max(0, first - 4) : first]))


def _told(lost: str, new: str, where: str) -> str:
    """A difference in words; ``where`` is what stands before it."""
    lost, new, where = (each.replace("|", "，") for each in (lost, new, where))
    place = f"“{where}”之后" if where else "开头"
    if not new:
        return f"{place}少了“{lost}”"
    return f"{place}“{lost}”写成了“{new}”" if lost else f"{place}多了“{new}”"


def _form(template: Template, text: str) -> Iterator[str]:
    """What can be seen without reading the words: slots, digits, signs, punctuation."""
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
    elif signs := sorted(set(_SIGNS.findall(bare)) - set(_SIGNS.findall(template.text))):
        yield f"只能是一段文字和占位符，不能有“{''.join(signs)}”"
    if _DOUBLED.search(text):
        yield "标点重复"
    if _ending(text) != _ending(template.text):
        yield "结尾的标点与原文不同"


def _braced(names: Sequence[str]) -> str:
    return "".join(f"{{{name}}}" for name in names)


def _ending(text: str) -> str:
    return text[len(text.rstrip("，。；：、")) :]
