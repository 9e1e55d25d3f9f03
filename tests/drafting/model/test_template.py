"""Templates: what is locked into slots, and how a model's text gets its slots back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.model.template import Labels, Slot, Template, make_template
from assistant.drafting.slots import Slots

LABELS = Labels({"income.total": "本年收入合计"})


def test_numbers_of_facts_and_of_the_wording_are_slots_and_words_are_not() -> None:
    slots = Slots()
    figure, reason = slots.hold_figure("1,945.8万元", "income.total"), slots.hold_reason("压减项目", "income.total.change")
    line = f"2024年度收入合计{figure}，主要原因是{reason}。"
    template = make_template(line, slots, LABELS)
    assert template is not None
    assert template.text == "{A}收入合计{B}，主要原因是{C}。"
    assert [(slot.shown, slot.meaning) for slot in template.slots] == [
        ("2024年度", ""),
        ("1,945.8万元", "本年收入合计"),
        ("（文字）", "原因"),
    ]
    assert template.restore(template.text) == line


@pytest.mark.parametrize("words", ["三名人员退休", "减少两百万元", "办理业务23.8万笔", "完成率98%", "2024年12月31日", "增长1.2倍"])
def test_numbers_within_peoples_words_are_slots_in_digits_or_not(words: str) -> None:
    template = make_template(words, Slots(), LABELS)
    assert template is not None
    assert len(template.slots) >= 1
    assert template.restore(template.text) == words


def test_a_piece_with_more_slots_than_letters_is_no_template() -> None:
    assert make_template("，".join(f"{number}万元" for number in range(30)), Slots(), LABELS) is None


@pytest.mark.parametrize(
    ("written", "renamed"),
    [
        ("收入2.5万元，支出2.5万元", "收入{A}，支出{B}"),
        ("收入{A}，支出2.5万元", "收入{A}，支出{B}"),
        ("收入2.5万元，支出{B}", "收入{A}，支出{B}"),
        ("收入3.5万元，支出{B}", "收入3.5万元，支出{B}"),
    ],
)
def test_values_that_a_model_wrote_for_their_slots_become_slots_again(written: str, renamed: str) -> None:
    template = Template(("收入", "，支出", ""), (Slot("A", "2.5万元", "2.5万元", ""), Slot("B", "2.5万元", "2.5万元", "")))
    assert template.rename(written) == renamed


@given(st.text("收支增减一二三0123456789.,，。万元%年", max_size=40))
def test_restoring_a_template_gives_the_text_it_was_made_of(text: str) -> None:
    template = make_template(text, Slots(), LABELS)
    assert template is None or template.restore(template.text) == text
