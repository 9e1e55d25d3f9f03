"""Frames hold together what is said of one subject, and keep apart what is said of it elsewhere."""

from assistant.checking.frames import Frames
from schemas.review import Role
from tests.checking.texts import read_text


def slots(text: str, key: str) -> list[dict[Role, str]]:
    """The frames of a subject as role: number."""
    frames = Frames(read_text(text)).of_key(key)
    return [{role: mention.number.text for role, mention in frame.slots.items()} for frame in frames]


def test_mentions_of_one_subject_make_one_frame() -> None:
    text = "本年收入合计134万元，较上年174万元减少40万元，下降23%。"
    assert slots(text, "income.total") == [{"level": "134万元", "prior": "174万元", "change": "40万元", "change_rate": "23%"}]


def test_a_level_said_again_goes_into_the_same_frame_and_another_opens_a_new_one() -> None:
    assert len(slots("本年收入合计134万元。本年收入合计134万元。", "income.total")) == 1
    assert len(slots("本年收入合计134万元。本年收入合计140万元。", "income.total")) == 2


def test_a_second_budget_of_a_sentence_opens_a_frame_that_knows_the_first() -> None:
    text = "公务接待费年初预算5万元，调整预算6万元，支出决算3万元。"
    first, second = Frames(read_text(text)).of_key("three_public.reception")
    assert second.earlier is first
    assert second.slots["budget"].budget == "adjusted"


def test_another_years_amounts_are_left_out() -> None:
    assert slots("2024年度本年收入合计134万元。2019年本年收入合计90万元。", "income.total") == [{"level": "134万元"}]


def test_a_share_without_a_whole_is_one_of_the_total_its_section_speaks_of() -> None:
    text = "二、收入决算情况说明\n本年收入合计200万元。其他收入50万元，占25%。"
    reading = read_text(text)
    frames = Frames(reading)
    share = next(mention for mention in reading.mentions if mention.role == "share")
    total = next(frames.totals(share), None)
    assert total is not None
    assert total.number.text == "200万元"


def test_a_level_is_looked_for_in_its_own_section_first() -> None:
    text = "二、收入决算情况说明\n本年收入合计200万元。\n三、支出决算情况说明\n本年收入合计300万元，本年支出合计100万元。"
    reading = read_text(text)
    last = reading.mentions[-1]
    level = Frames(reading).level_before("income.total", last)
    assert level is not None
    assert level.number.text == "300万元"


def test_a_level_that_its_own_section_lacks_is_the_last_one_stated_before() -> None:
    text = "三、支出决算情况说明\n本年支出合计200万元。\n五、一般公共预算财政拨款支出决算情况说明\n教育支出（类）50万元，占25%。"
    reading = read_text(text)
    level = Frames(reading).level_before("expenditure.total", reading.mentions[-1])
    assert level is not None
    assert level.number.text == "200万元"


def test_a_new_frame_takes_along_what_its_sentence_said_and_nothing_of_the_role_that_opened_it() -> None:
    text = "公务接待费年初预算5万元，支出决算3万元，调整预算6万元。"
    assert slots(text, "three_public.reception") == [
        {"budget": "5万元", "level": "3万元"},
        {"level": "3万元", "budget": "6万元"},
    ]
