"""A desk: the draft with people's wordings in place, checked."""

from dataclasses import replace

import pytest

from assistant.desks.desk import NotAccepted, accept_model, number_at, place_of, reword, set_desk, tell_place, wording_of
from schemas.narrative import Paragraph
from tests.desk_examples import example_desk, example_ground


def place(number: int) -> str:
    return place_of(example_desk(), number) or ""


def test_the_paragraphs_have_names_that_differ() -> None:
    names = [name for name in example_desk().places if name]
    assert len(names) == len(set(names)) > 40


def test_a_person_s_words_stand_in_a_paragraph_and_their_numbers_are_checked() -> None:
    desk = example_desk()
    text = desk.paragraphs[place(6)].text.replace("333.71", "333.17")
    change = reword(desk, place(6), text)
    after = example_desk({name: value for name, value in change.items.items() if value})
    assert after.paragraphs[place(6)].text == text
    wrong = [entry for entry in after.review.ledger if entry.status == "mismatch"]
    assert [number_at(after, entry.start) for entry in wrong] == [6]
    assert after.outdated == ()


def test_numbers_of_a_person_s_words_are_tied_to_the_facts_they_state() -> None:
    desk = example_desk()
    change = reword(desk, place(6), desk.paragraphs[place(6)].text + "支出合计1,945.8万元。")
    paragraph = example_desk({name: value for name, value in change.items.items() if value}).paragraphs[place(6)]
    figure = paragraph.figures[-1]
    assert (paragraph.text[figure.start : figure.end], figure.fact) == ("1,945.8万元", "expenditure.total")


def test_the_drafted_words_or_none_at_all_take_a_person_s_words_away() -> None:
    desk = example_desk()
    for text in ("", desk.drafted[place(6)].text):
        assert reword(desk, place(6), text).items == {f"paragraph.{place(6)}": None}


def test_a_person_s_words_stay_when_the_draft_changes_and_are_said_to_be_of_another_draft() -> None:
    change = reword(example_desk(), place(6), "本年支出合计减少。")
    items = {name: value for name, value in change.items.items() if value}
    after = example_desk({**items, "reason.expenditure.total.change": "压减了项目经费"})
    assert after.paragraphs[place(6)].text == "本年支出合计减少。"
    assert after.outdated == (place(6),)


def test_a_model_s_words_give_way_when_the_draft_changes() -> None:
    desk = example_desk()
    blocks = list(desk.narrative.blocks)
    at = desk.places.index(place(6))
    blocks[at] = Paragraph(text="模型的话。")
    change = accept_model(desk, desk, desk.narrative.model_copy(update={"blocks": tuple(blocks)}))
    items = {name: value for name, value in change.items.items() if value}
    worded = example_desk(items)
    assert worded.paragraphs[place(6)].text == "模型的话。"
    after = example_desk({**items, "reason.expenditure.total.change": "压减了项目经费"})
    assert "压减了项目经费" in after.paragraphs[place(6)].text


def test_a_model_does_not_word_what_a_person_has_worded() -> None:
    change = reword(example_desk(), place(6), "我写的。")
    desk = example_desk({name: value for name, value in change.items.items() if value})
    blocks = [Paragraph(text="模型的话。") if isinstance(block, Paragraph) else block for block in desk.narrative.blocks]
    proposed = accept_model(desk, desk, desk.narrative.model_copy(update={"blocks": tuple(blocks)}))
    assert f"paragraph.{place(6)}" not in proposed.items
    assert wording_of({name: value or "" for name, value in proposed.items.items()}, place(5)) is not None


def test_decimals_and_outline_of_a_workspace_shape_the_draft() -> None:
    assert "14.64%" in example_desk({"style.percent_decimals": "2"}).review.text
    assert example_desk({"outline": "shanghai-2024"}).narrative.outline == "shanghai-2024"


def test_a_small_movement_in_whole_amounts_is_shown_with_its_decimals_not_as_nothing() -> None:
    desk = set_desk(example_ground(), example_desk({"style.money_decimals": "0"}).workspace)
    assert "0.41万元" in desk.review.text
    assert desk.review.coverage.mismatch == 0


def test_a_paragraph_is_called_by_its_number_and_heading() -> None:
    assert tell_place(example_desk(), place(6)) == "第6段（三、支出决算情况说明）"


def test_a_model_s_words_for_another_unit_or_for_a_draft_that_has_changed_are_not_taken() -> None:
    desk = example_desk()
    blocks = [Paragraph(text="模型的话。") if isinstance(block, Paragraph) else block for block in desk.narrative.blocks]
    worded = desk.narrative.model_copy(update={"blocks": tuple(blocks)})
    changed = example_desk({"reason.expenditure.total.change": "压减了项目经费"})
    items = accept_model(changed, desk, worded).items
    assert f"paragraph.{place(6)}" not in items
    assert f"paragraph.{place(5)}" in items
    other = replace(desk, workspace=desk.workspace.model_copy(update={"id": "another"}))
    with pytest.raises(NotAccepted, match="不是现在的单位"):
        accept_model(other, desk, worded)
    assert accept_model(example_desk({"outline": "shanghai-2024"}), desk, worded).items.keys() & {f"paragraph.{place(6)}"} == set()


def test_a_reason_of_the_inputs_that_a_person_empties_is_wanted_again() -> None:
    fact = "expenditure.total.change"
    assert fact not in {reason.fact for reason in example_desk(reasons=True).narrative.wanted}
    assert fact in {reason.fact for reason in example_desk({f"reason.{fact}": ""}, reasons=True).narrative.wanted}
