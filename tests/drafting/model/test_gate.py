"""The gate lets through what says the same (gate.yaml), and nothing that says more, less or something else."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.model.gate import Gate
from assistant.drafting.model.sameness import load_sameness
from assistant.drafting.model.template import SLOT, Slot, Template

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "gate.yaml").read_text(encoding="utf-8"))
SAMENESS = load_sameness()
GROUP = "{A}收、支总计{B}。与{C}相比，收、支总计各减少{D}，下降{E}，主要原因是{F}。"


KNOWN = {*"".join((*SAMENESS.joining, *SAMENESS.softening, *SAMENESS.idle, *GROUP)), *"的了和与及为达到"}
"""Characters that a wording may hold though its piece does not, and those of the piece."""


def template(text: str) -> Template:
    """A template of a text with slots in braces."""
    return Template(tuple(SLOT.split(text)[::2]), tuple(Slot(name, name, name, "") for name in SLOT.findall(text)))


def problems(source: str, text: str) -> str:
    return "；".join(Gate(SAMENESS).problems(template(source), text))


@pytest.mark.parametrize(("source", "text"), [(case["source"], text) for case in CASES for text in case.get("passes", ())])
def test_a_wording_that_says_the_same_passes(source: str, text: str) -> None:
    assert problems(source, text) == ""


@pytest.mark.parametrize(("source", "text"), [(case["source"], text) for case in CASES for text in case.get("fails", ())])
def test_a_wording_that_says_anything_else_is_refused(source: str, text: str) -> None:
    assert problems(source, text)


@pytest.mark.parametrize("source", [case["source"] for case in CASES])
def test_every_piece_passes_as_it_is(source: str) -> None:
    assert problems(source, source) == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GROUP.replace("减少", "增加"), "“减少”写成了“增加”"),
        (GROUP.replace("{E}", ""), "缺少{E}"),
        (GROUP.replace("{D}", "{D}{D}"), "{D}重复了"),
        (GROUP.replace("{D}", "{Z}"), "没有{Z}这样的占位符"),
        (GROUP.replace("{D}", "\0").replace("{E}", "{D}").replace("\0", "{E}"), "占位符的次序应为{A}{B}{C}{D}{E}{F}"),
        (GROUP.replace("{D}", "{D}8,888万元"), "不能自己写数字“8,888”"),
        (GROUP.replace("收、支总计各", "各"), ""),
        ("受疫情影响，" + GROUP, "开头多了“受疫情影响，”"),
        (GROUP.replace("。", "。。", 1), "标点重复"),
        ("<b>" + GROUP, "不能有“<>”"),
        (GROUP.removesuffix("。"), "结尾的标点与原文不同"),
        (GROUP.replace("收、支总计各", "支总计各"), "多了“支总计”"),
    ],
)
def test_a_model_is_told_what_it_changed(text: str, told: str) -> None:
    assert told in problems(GROUP, text)
    assert bool(told) == bool(problems(GROUP, text))


@given(st.data())
def test_no_word_from_outside_the_vocabulary_gets_in_anywhere(data: st.DataObject) -> None:
    foreign = data.draw(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=6))
    if set(foreign) & KNOWN:
        return
    at = data.draw(st.sampled_from([place for place in range(len(GROUP) + 1) if not (GROUP[:place].count("{") > GROUP[:place].count("}"))]))
    assert problems(GROUP, GROUP[:at] + foreign + GROUP[at:])


@given(st.permutations("ABCDEF"))
def test_slots_pass_in_no_other_order_than_their_own(order: list[str]) -> None:
    text = SLOT.sub(lambda match: "{" + order["ABCDEF".index(match[1])] + "}", GROUP)
    assert bool(problems(GROUP, text)) == (order != list("ABCDEF"))
