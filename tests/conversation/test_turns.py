"""Turns: what is done, what is shown of it, and what is asked next."""

from dataclasses import replace

from assistant.conversation.turns import Turn, ask_next, take_turn
from assistant.errors import JuesuanError
from schemas.conversation import Talk
from schemas.workspace import Change
from tests.desk_examples import MindKeeper, example_desk


def say(keeper: MindKeeper, *sentences: str, talk: Talk | None = None) -> Turn:
    turn = Turn(keeper.desk, talk or ask_next(keeper.desk, Talk())[1], None)  # type: ignore[arg-type]
    for sentence in sentences:
        turn = take_turn(sentence, keeper.desk, turn.talk, keeper)
    return turn


def test_the_largest_change_is_asked_for_first_and_then_the_next() -> None:
    keeper = MindKeeper()
    question, talk = ask_next(keeper.desk, Talk())
    assert question.startswith("本年支出合计比上年减少333.71万元，下降14.6%，主要原因是什么？")
    turn = take_turn("压减了项目经费", keeper.desk, talk, keeper)
    assert turn.question.startswith("收支总计比上年减少333.71万元")


def test_a_reason_is_shown_where_it_now_stands() -> None:
    turn = say(MindKeeper(), "支出减少主要是压减了项目经费")
    (effect,) = turn.reply.effects
    assert "主要原因是压减了项目经费" in effect.after
    assert "【待补充" in effect.before
    assert "第6段" in effect.label


def test_a_number_in_a_reason_is_said_to_be_the_persons_own() -> None:
    turn = say(MindKeeper(), "压减项目经费12.5万元")
    assert "其中的数字“12.5万元”是您写的，请自行核对" in turn.reply.text


def test_undoing_shows_what_it_took_back() -> None:
    keeper = MindKeeper()
    before = keeper.desk.paragraphs[keeper.desk.places[-1] or next(place for place in keeper.desk.places if place)].text
    turn = say(keeper, "压减了项目经费", "撤销")
    assert "【待补充" in turn.reply.effects[0].after
    assert before == keeper.desk.paragraphs[keeper.desk.places[-1] or next(place for place in keeper.desk.places if place)].text


def test_a_skipped_reason_is_not_asked_for_again() -> None:
    turn = say(MindKeeper(), "跳过", "还有什么没填")
    assert turn.talk.skipped == ("expenditure.total.change",)
    assert "本年支出合计" in turn.reply.text
    assert ask_next(turn.desk, turn.talk)[0].startswith("收支总计")


def test_every_answer_about_numbers_cites_the_facts_that_it_states() -> None:
    for sentence in ("为什么收入降了？", "项目支出占多少", "三公经费完成预算多少", "和去年的说明比有什么不同"):
        turn = say(MindKeeper(), sentence)
        assert turn.reply.facts, sentence
        assert all(fact in turn.desk.sheet.facts for fact in turn.reply.facts), sentence
        assert len(turn.sources()) == len(turn.reply.facts)


def test_why_gives_the_reason_that_a_person_gave_and_invents_none() -> None:
    turn = say(MindKeeper(), "为什么支出减少？")
    assert "还没有填写原因" in turn.reply.text
    told = say(MindKeeper(turn.desk), "压减了项目经费", "为什么支出减少？")
    assert "填写的原因：压减了项目经费" in told.reply.text


def test_a_change_of_style_rewrites_the_numbers_and_the_check_still_holds() -> None:
    turn = say(MindKeeper(), "把百分比改成两位小数", "金额保留整数")
    assert "14.64%" in turn.desk.review.text
    assert turn.desk.review.coverage.mismatch == 0


def test_a_paragraph_changed_into_a_wrong_number_is_found_by_the_check_and_comes_back_by_undo() -> None:
    keeper = MindKeeper(example_desk(reasons=False))
    turn = say(keeper, "第6段把“333.71万元”改成“333.17万元”")
    assert turn.desk.review.coverage.mismatch > 0
    turn = say(keeper, "撤销")
    assert turn.desk.review.coverage.mismatch == 0


def test_a_wish_without_a_model_says_what_can_be_done_instead() -> None:
    turn = say(MindKeeper(), "第三段写简练些")
    assert "没有设语言模型" in turn.reply.text
    assert turn.reply.place


def test_what_cannot_be_kept_is_told_and_changes_nothing() -> None:
    class Refusing(MindKeeper):
        def save(self, change: Change) -> None:  # type: ignore[override]
            raise JuesuanError("没有保存", "乙已改了同一处")

    turn = say(Refusing(), "压减了项目经费")
    assert turn.reply.text == "没有保存：乙已改了同一处"
    assert not turn.reply.effects


def test_when_nothing_is_missing_nothing_is_asked() -> None:
    assert ask_next(example_desk(reasons=True), Talk(asked="x"))[0] == ""


def test_an_outline_that_does_not_exist_is_told_with_those_that_do() -> None:
    assert "可用的有" in say(MindKeeper(), "换成 beijing-2024 提纲").reply.text


def test_a_reason_whose_paragraph_is_hand_worded_is_told_to_stand_nowhere_each_time() -> None:
    keeper = MindKeeper()
    say(keeper, "第6段改成：本年支出合计减少333.71万元。")
    for reason in ("项目完工", "压减了项目经费"):
        turn = say(keeper, f"支出减少主要是{reason}")
        assert "第6段（三、支出决算情况说明）是您自己写的，原因没有自动写进去" in turn.reply.text


def test_what_else_is_missing_is_said_when_the_last_reason_is_settled_and_not_again() -> None:
    desk = example_desk(reasons=True)
    short = replace(desk, draft=replace(desk.draft, narrative=desk.narrative.model_copy(update={"missing": ("在职实有人数",)})))
    assert "在职实有人数" in ask_next(short, Talk())[0]
    assert "在职实有人数" in ask_next(short, Talk(asked="x"))[0]
    assert ask_next(short, Talk(recorded=("x",)))[0] == ""
