"""Hearing by rules: what sentences ask for."""

import pytest

from assistant.conversation.hearing import hear
from assistant.conversation.turns import ask_next
from assistant.desks.desk import place_of
from schemas.conversation import Answer, AskBack, Revise, SetReason, SetStyle, Skip, Talk, Undo
from tests.desk_examples import example_desk

DESK = example_desk()
ASKED = ask_next(DESK, Talk())[1]


@pytest.mark.parametrize(
    ("sentence", "facts", "text"),
    [
        ("支出减少主要是压减了项目经费", ("expenditure.total.change",), "压减了项目经费"),
        ("本年支出合计减少的主要原因：上年一次性项目完成。", ("expenditure.total.change",), "上年一次性项目完成"),
        ("收入的减少，系项目收尾", ("income.total.change",), "项目收尾"),
        ("收入下降是因为上级拨款少了", ("income.total.change",), "上级拨款少了"),
        ("三公经费下降原因是公车少跑了", ("three_public.total.change",), "公车少跑了"),
        ("行政运行比预算多主要是追加了调资经费", ("function.2080101.completion",), "追加了调资经费"),
        ("一般公共预算财政拨款支出增加，主要是由于人员增加", ("general.total.change",), "人员增加"),
        ("住房公积金没用完的原因是有人调走", ("function.2210201.completion",), "有人调走"),
    ],
)
def test_a_reason_is_bound_to_the_movement_that_its_sentence_names(sentence: str, facts: tuple[str, ...], text: str) -> None:
    assert hear(sentence, DESK, Talk()) == SetReason(facts=facts, text=text)


@pytest.mark.parametrize("sentence", ["压减了项目经费", "主要是压减了项目经费", "因为压减了项目经费。", "主要原因是：压减了项目经费"])
def test_an_answer_to_a_question_is_the_reason_that_was_asked_for(sentence: str) -> None:
    assert hear(sentence, DESK, ASKED) == SetReason(facts=("expenditure.total.change",), text="压减了项目经费")


def test_a_reason_of_something_else_than_was_asked_for_goes_where_it_belongs() -> None:
    assert hear("收入减少是因为拨款少了", DESK, ASKED) == SetReason(facts=("income.total.change",), text="拨款少了")


@pytest.mark.parametrize(
    "sentence",
    ["项目支出占比下降", "办公用房维修比上年少", "第三批项目已完工", "系统升级项目已完成", "信息系统建设完成", "人员减少，几个人退休了"],
)
def test_a_reason_in_the_words_of_a_question_or_command_is_recorded_whole_when_one_was_asked_for(sentence: str) -> None:
    assert hear(sentence, DESK, ASKED) == SetReason(facts=("expenditure.total.change",), text=sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "我去接个电话",
        "稍等",
        "改一下刚才的原因",
        "导出word",
        "看一下第6段的项目",
        "你帮我编一个",
        "不对",
        "三公那段改成：没有支出",
        "第3段删掉",
        "第3、4段写简练点",
        "撤销第6段的修改",
        "保留五六位小数吧",
        "换成北京的格式",
        "撤销了两个内设机构，人员划转",
        "根据预算法第三段精神压减，改为按月拨付",
        "上年项目多，今年少了几个",
        "第5段改成什么好",
        "第5段是不是要改成201万？",
        "缴费比例从16%降为整数15%",
        "支出减少主要是什么",
        "支出减少的原因写了没",
        "支出减少的原因我还没想好",
        "养老保险缴费预算多少",
        "同上",
    ],
)
def test_what_is_not_plainly_a_reason_or_a_wish_changes_nothing_unasked(sentence: str) -> None:
    heard = hear(sentence, DESK, ASKED)
    assert isinstance(heard, (AskBack, Answer, Skip)) or sentence.startswith("缴费比例")
    assert not isinstance(heard, (SetStyle, Undo, Revise))


def test_a_sentence_of_several_things_is_asked_for_one_by_one() -> None:
    for sentence in (
        "收入减少的原因是专项少了，支出减少的原因是项目完工",
        "1.行政运行超预算是因为调资；2.社会保险经办机构超预算是因为追加",
    ):
        heard = hear(sentence, DESK, Talk())
        assert isinstance(heard, AskBack)
        assert not heard.options


def test_a_correction_goes_to_the_reason_recorded_last() -> None:
    talk = ASKED.model_copy(update={"recorded": ("income.total.change",)})
    assert hear("不对，应该是专项拨款减少", DESK, talk) == SetReason(facts=("income.total.change",), text="专项拨款减少")
    assert hear("改一下刚才的原因，改成：专项拨款减少", DESK, talk) == SetReason(facts=("income.total.change",), text="专项拨款减少")


def test_the_same_as_before_takes_the_reason_that_was_given_there() -> None:
    desk = example_desk({"reason.income.total.change": "专项拨款减少"})
    talk = ASKED.model_copy(update={"recorded": ("income.total.change",)})
    for sentence in ("同上", "和上面一样", "跟收入一样", "原因同收入"):
        assert hear(sentence, desk, talk) == SetReason(facts=("expenditure.total.change",), text="专项拨款减少"), sentence


def test_a_movement_of_the_other_basis_than_the_tables_have_is_not_explained() -> None:
    heard = hear("行政运行比上年增加主要是调资", DESK, Talk())
    assert isinstance(heard, AskBack)
    assert "没有上年数" in heard.question


def test_a_name_that_the_tables_do_not_have_is_never_bound_to_what_was_asked_for() -> None:
    heard = hear("退休费超预算主要是人员增加", DESK, ASKED)
    assert isinstance(heard, AskBack)
    assert "退休费" in heard.question


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("机关养老保险缴费超了，因为基数上调", "function.2080505.completion"),
        ("2080101超预算的原因是基数上调", "function.2080101.completion"),
    ],
)
def test_an_account_is_known_by_its_code_and_by_its_name_in_short(sentence: str, fact: str) -> None:
    assert hear(sentence, DESK, ASKED) == SetReason(facts=(fact,), text="基数上调")


def test_a_word_that_closes_a_name_is_no_other_topic() -> None:
    assert hear("住房公积金支出占多少", DESK, Talk()) == Answer(question="share", facts=("function.2210201",))


def test_a_wish_asked_politely_is_a_wish() -> None:
    assert hear("第6段能不能短一点？", DESK, ASKED) == Revise(place=place_of(DESK, 6) or "", wish="短一点")


def test_taking_back_is_understood_in_other_words_and_not_by_halves() -> None:
    assert hear("把刚才那条删了", DESK, ASKED) == Undo()
    for sentence in ("全部撤销", "回到最开始", "不是这个原因"):
        heard = hear(sentence, DESK, ASKED)
        assert isinstance(heard, AskBack)
        assert not heard.options


def test_an_amount_of_many_is_no_direction() -> None:
    heard = hear("支出减少300多万是因为项目完工", DESK, Talk())
    assert heard == SetReason(facts=("expenditure.total.change",), text="项目完工")


def test_the_head_of_a_reason_is_kept_and_what_closes_a_spoken_sentence_is_not() -> None:
    text = "受过紧日子影响，压减开支主要是会议费、培训费"
    assert hear(text, DESK, ASKED) == SetReason(facts=("expenditure.total.change",), text=text)
    assert hear("嗯，压减了项目经费呗。", DESK, ASKED) == SetReason(facts=("expenditure.total.change",), text="压减了项目经费")


def test_a_choice_of_several_options_joins_their_movements_and_none_changes_nothing() -> None:
    asked = hear("财政拨款增加是因为人员调资", DESK, Talk())
    assert isinstance(asked, AskBack)
    talk = ASKED.model_copy(update={"options": asked.options})
    for sentence in ("1和3", "第1、3个"):
        chosen = hear(sentence, DESK, talk)
        assert isinstance(chosen, SetReason)
        assert chosen.facts == ("fiscal.total.change", "general.total.change")
    assert hear("前两个", DESK, talk) == SetReason(facts=("fiscal.total.change", "fiscal.income.general.change"), text="人员调资")
    assert hear("都不是", DESK, talk) == AskBack(question="好，没有改动。")
    assert isinstance(hear("随便", DESK, talk), AskBack)


def test_a_question_without_a_name_is_about_what_was_last_spoken_of() -> None:
    talk = ASKED.model_copy(update={"about": ("three_public.total",)})
    assert hear("它占多少", DESK, talk) == Answer(question="share", facts=("three_public.total",))
    assert hear("那项目支出呢", DESK, talk) == Answer(question="level", facts=("expenditure.project",))


def test_every_name_of_a_question_is_answered_and_the_whole_of_a_share_is_not() -> None:
    both = hear("基本支出、项目支出分别占比多少", DESK, Talk())
    assert both == Answer(question="share", facts=("expenditure.basic", "expenditure.project"))
    within = hear("三公里面公车占多少", DESK, Talk())
    assert within == Answer(question="share", facts=("three_public.vehicles",))


def test_a_reason_that_fits_two_movements_is_asked_back_and_a_choice_settles_it() -> None:
    asked = hear("财政拨款增加是因为人员调资", DESK, Talk())
    assert isinstance(asked, AskBack)
    assert [option.label for option in asked.options][-1] == "以上都是这个原因"
    talk = Talk(options=asked.options)
    assert hear("2", DESK, talk) == asked.options[1].does
    assert hear("第一个", DESK, talk) == asked.options[0].does
    assert hear("都是", DESK, talk) == SetReason(
        facts=("fiscal.total.change", "fiscal.income.general.change", "general.total.change"), text="人员调资"
    )


def test_a_reason_for_the_opposite_of_what_happened_is_not_taken_down() -> None:
    heard = hear("收入增加主要是拨款多了", DESK, ASKED)
    assert isinstance(heard, AskBack)
    assert "减少201.44万元，与您说的方向不同" in heard.question


def test_a_reason_of_what_did_not_move_is_not_taken_down() -> None:
    heard = hear("公务接待费减少主要是来访少", DESK, ASKED)
    assert isinstance(heard, AskBack)
    assert "持平" in heard.question


@pytest.mark.parametrize("sentence", ["吃饭了吗", "你好", "谢谢", "好的", "12345", "？？", "今天天气怎么样？"])
def test_small_talk_is_never_a_reason(sentence: str) -> None:
    assert not isinstance(hear(sentence, DESK, ASKED), (SetReason, SetStyle, Revise, Undo))


@pytest.mark.parametrize(
    ("sentence", "question", "facts"),
    [
        ("为什么收入降了？", "why", ("income.total",)),
        ("项目支出占多少", "share", ("expenditure.project",)),
        ("项目支出的占比", "share", ("expenditure.project",)),
        ("三公经费完成率", "completion", ("three_public.total",)),
        ("支出完成预算多少？", "completion", ("general.total",)),
        ("公务接待费是多少", "level", ("three_public.reception",)),
        ("收入呢？", "level", ("income.total",)),
        ("本年收入合计怎么算的", "source", ("income.total",)),
        ("收入比上年增加了多少", "change", ("income.total",)),
        ("住房公积金占多少", "share", ("function.2210201",)),
        ("和去年的说明比有什么不同", "compare", ()),
        ("还有什么没填", "missing", ()),
        ("哪里有错", "findings", ()),
        ("你能做什么", "help", ()),
        ("帮助", "help", ()),
    ],
)
def test_a_question_is_heard_with_what_it_is_about(sentence: str, question: str, facts: tuple[str, ...]) -> None:
    heard = hear(sentence, DESK, Talk())
    assert isinstance(heard, Answer)
    assert (heard.question, heard.facts) == (question, facts)


def test_a_question_without_a_topic_is_about_what_was_just_asked_for() -> None:
    assert hear("这个数怎么来的", DESK, ASKED) == Answer(question="source", facts=("expenditure.total",))


@pytest.mark.parametrize(
    ("sentence", "name", "value"),
    [
        ("把百分比改成两位小数", "percent_decimals", "2"),
        ("百分数保留1位小数", "percent_decimals", "1"),
        ("金额保留整数", "money_decimals", "0"),
        ("金额用四位小数", "money_decimals", "4"),
        ("换成 shanghai-2024 提纲", "outline", "shanghai-2024"),
    ],
)
def test_a_style_is_heard(sentence: str, name: str, value: str) -> None:
    heard = hear(sentence, DESK, ASKED)
    assert isinstance(heard, SetStyle)
    assert (heard.name, heard.value) == (name, value)


def test_a_paragraph_is_revised_by_its_number() -> None:
    place = place_of(DESK, 3) or ""
    text = DESK.paragraphs[place].text
    assert hear("第三段改成：本单位无下属单位。", DESK, ASKED) == Revise(place=place, text="本单位无下属单位。")
    assert hear("第3段改成：恢复原有编制，共设三个科室。", DESK, ASKED) == Revise(place=place, text="恢复原有编制，共设三个科室。")
    assert hear("把第3段写简练些", DESK, ASKED) == Revise(place=place, wish="写简练些")
    assert hear("恢复第 3 段", DESK, ASKED) == Revise(place=place)
    for left, right in ("“”", "‘’", "『』", "''", '""'):
        replaced = hear(f"第三段把{left}没有下属独立核算单位{right}改成{left}无下属单位{right}", DESK, ASKED)
        assert replaced == Revise(place=place, text=text.replace("没有下属独立核算单位", "无下属单位"))
    assert hear("第三段把没有下属独立核算单位改成无下属单位", DESK, ASKED) == replaced


def test_a_short_text_for_a_whole_paragraph_is_asked_back() -> None:
    heard = hear("第5段改成两位小数", DESK, ASKED)
    assert isinstance(heard, AskBack)
    assert isinstance(heard.options[0].does, Revise)
    wrong = hear("第6段原因改成：压减项目", DESK, ASKED)
    assert isinstance(wrong, AskBack)
    assert not wrong.options


def test_decimals_of_neither_money_nor_percentages_are_asked_back() -> None:
    heard = hear("保留两位小数", DESK, ASKED)
    assert isinstance(heard, AskBack)
    assert [option.does for option in heard.options] == [
        SetStyle(name="percent_decimals", value="2"),
        SetStyle(name="money_decimals", value="2"),
    ]


@pytest.mark.parametrize(("sentence", "told"), [("第200段改成：你好", "没有第200段"), ("第三段把“没写过”改成“写过”", "没有“没写过”")])
def test_a_revision_that_cannot_be_done_says_why(sentence: str, told: str) -> None:
    heard = hear(sentence, DESK, Talk())
    assert isinstance(heard, AskBack)
    assert told in heard.question


def test_undo_and_skip_are_commands() -> None:
    assert hear("撤销", DESK, ASKED) == Undo()
    assert hear("撤回刚才的修改", DESK, ASKED) == Undo()
    assert hear("跳过", DESK, ASKED) == Skip()


def test_what_is_not_understood_is_said_with_what_would_be() -> None:
    heard = hear("天黑了", DESK, Talk())
    assert isinstance(heard, AskBack)
    assert "没有听懂" in heard.question
