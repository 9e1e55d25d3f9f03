"""Slots: filled once, verbatim, with the spans of figures and gaps."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.slots import Slots

NASTY = st.text(alphabet=st.sampled_from("\ue000\ue00101{}【】%一，。 \n"), max_size=12)


def test_figures_and_gaps_have_spans_in_the_finished_text() -> None:
    slots = Slots()
    text = f"支出{slots.hold_figure('1,230万元', 'expenditure.total')}，原因是{slots.hold_gap('原因')}。"
    paragraph = slots.fill(text)
    assert paragraph.text == "支出1,230万元，原因是【待补充：原因】。"
    (figure,), (gap,) = paragraph.figures, paragraph.gaps
    assert (paragraph.text[figure.start : figure.end], figure.fact) == ("1,230万元", "expenditure.total")
    assert paragraph.text[gap.start : gap.end] == "【待补充：原因】"


def test_a_slot_may_be_used_twice() -> None:
    slots = Slots()
    marker = slots.hold_figure("5万元", "a")
    assert [figure.start for figure in slots.fill(f"{marker}、{marker}").figures] == [0, 4]


@given(st.lists(st.tuples(st.sampled_from(["text", "figure", "gap"]), NASTY), max_size=8))
def test_contents_are_shown_as_they_are_whatever_they_hold(contents: list[tuple[str, str]]) -> None:
    """Neither markers nor code nor brackets in a content are read; every span slices its content back."""
    slots = Slots()
    hold = {"text": slots.hold_text, "figure": lambda text: slots.hold_figure(text, "a"), "gap": slots.hold_gap}
    paragraph = slots.fill("".join(f"句{hold[kind](text)}" for kind, text in contents))
    shown = [f"【待补充：{text}】" if kind == "gap" else text for kind, text in contents]
    assert paragraph.text == "".join(f"句{text}" for text in shown)
    assert [paragraph.text[one.start : one.end] for one in paragraph.figures] == [text for kind, text in contents if kind == "figure"]
    assert [paragraph.text[one.start : one.end] for one in paragraph.gaps] == [
        f"【待补充：{text}】" for kind, text in contents if kind == "gap"
    ]
