"""The gate lets through what says the same (gate.yaml), and nothing that says more, less or something else."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.model.gate import Gate
from assistant.drafting.model.template import SLOT, Slot, Template
from assistant.drafting.model.vocabulary import load_vocabulary

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "gate.yaml").read_text(encoding="utf-8"))
VOCABULARY = load_vocabulary()
GROUP = "{A}收、支总计{B}。与{C}相比，收、支总计各减少{D}，下降{E}，主要原因是{F}。"


def template(text: str) -> Template:
    """A template of a text with slots in braces."""
    return Template(tuple(SLOT.split(text)[::2]), tuple(Slot(name, name, name, "") for name in SLOT.findall(text)))


def problems(source: str, text: str, strict: bool = True) -> str:
    return "；".join(Gate(VOCABULARY, strict).problems(template(source), text))


@pytest.mark.parametrize(
    ("source", "strict", "text"), [(case["source"], case["strict"], text) for case in CASES for text in case["passes"]]
)
def test_a_wording_that_says_the_same_passes(source: str, strict: bool, text: str) -> None:
    assert problems(source, text, strict) == ""


@pytest.mark.parametrize(
    ("source", "strict", "text", "told"), [(case["source"], case["strict"], *fault) for case in CASES for fault in case["fails"]]
)
def test_a_wording_that_says_anything_else_is_told_what_is_wrong(source: str, strict: bool, text: str, told: str) -> None:
    assert told in problems(source, text, strict)


@pytest.mark.parametrize("source", [case["source"] for case in CASES])
def test_every_piece_passes_as_it_is(source: str) -> None:
    assert problems(source, source) == ""


@given(st.data())
def test_no_word_from_outside_the_vocabulary_gets_in_anywhere(data: st.DataObject) -> None:
    foreign = data.draw(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=6))
    known = {*"".join(VOCABULARY.glue), *"".join(word for words in VOCABULARY.meanings.values() for word in words), *GROUP}
    if set(foreign) & known:
        return
    at = data.draw(st.sampled_from([place for place in range(len(GROUP) + 1) if not (GROUP[:place].count("{") > GROUP[:place].count("}"))]))
    assert problems(GROUP, GROUP[:at] + foreign + GROUP[at:])


@given(st.permutations("ABCDEF"))
def test_slots_pass_in_no_other_order_than_their_own(order: list[str]) -> None:
    text = SLOT.sub(lambda match: "{" + order["ABCDEF".index(match[1])] + "}", GROUP)
    assert bool(problems(GROUP, text)) == (order != list("ABCDEF"))
