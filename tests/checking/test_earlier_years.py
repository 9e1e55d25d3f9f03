"""Earlier years: a comparison with a year without tables is held against the text alone, one beside it with last year against both."""

import pytest

from assistant.checking.frames import Frames
from tests.checking.test_wordings import ITEMS, SPENDING, THREE, TOTAL, check, states
from tests.checking.texts import check as check_alone
from tests.checking.texts import read_text, serious

SPENT = SPENDING + "2024年度本年支出合计1,945.80万元，"
WORDINGS = [
    SPENT + "比2023年减少{}万元，下降{}%，比2022年{}45.80万元，增长{}%。",
    SPENT + "比上年减少{}万元，下降{}%，比前年{}45.80万元，增长{}%。",
    SPENT + "同比减少{}万元，降幅{}%，与2022年同期相比{}45.80万元，增幅{}%。",
    SPENT + "较2023年度决算数2,279.51万元减少{}万元，下降{}%；较2022年度决算数1,900.00万元{}45.80万元，增长{}%。",
    SPENDING + "支出合计1,945.80万元。与2023年度相比，减少{}万元，下降{}%。与2022年度相比，{}45.80万元，增长{}%。",
    TOTAL + "2024年度收、支总计1,945.80万元，与上年相比，各减少{}万元，下降{}%，与前年相比，各{}45.80万元，增长{}%。",
]


@pytest.mark.parametrize("text", WORDINGS)
def test_a_comparison_with_an_earlier_year_agrees_with_the_text_alone(text: str) -> None:
    outcome = check(text.format("333.71", "14.6", "增加", "2.4"))
    assert outcome.findings == ()
    told = [states(outcome)[number] for number in ("333.71万元", "14.6%", "45.80万元", "2.4%")]
    assert told == ["matched", "matched", "consistent", "consistent"]


@pytest.mark.parametrize("text", WORDINGS)
@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        (("337.31", "14.6", "增加", "2.4"), "337.31万元"),
        (("333.71", "16.4", "增加", "2.4"), "16.4%"),
        (("333.71", "14.6", "增加", "4.2"), "4.2%"),
    ],
)
def test_either_comparison_is_still_found_wrong(text: str, numbers: tuple[str, ...], wrong: str) -> None:
    assert [finding.stated for finding in serious(check(text.format(*numbers)))] == [wrong]


@pytest.mark.parametrize("text", WORDINGS)
def test_an_amount_and_a_rate_since_an_earlier_year_go_the_same_way(text: str) -> None:
    outcome = check(text.format("333.71", "14.6", "减少", "2.4"))
    assert [finding.rule for finding in serious(outcome)] == ["direction"]


@pytest.mark.parametrize(
    "text",
    [
        SPENT + "较2022年的1,900.00万元增加45.80万元，较2023年的2,279.51万元减少333.71万元。",
        SPENT + "与2022年和2023年相比，分别增加45.80万元、减少333.71万元。",
        SPENT + "较上年、前年分别减少333.71万元、53.20万元。",
        SPENT + "与上年相比减少333.71万元，与2022年持平。",
        SPENT + "与前年持平，与上年相比减少333.71万元。",
        SPENT + "（比2022年增加45.80万元）比2023年减少333.71万元。",
        THREE + "“三公”经费支出决算1.54万元，比2023年减少0.41万元，下降21%，比2019年减少8.46万元，下降84.6%。",
        THREE + "公务用车运行维护费1.54万元，比上年减少0.41万元，比前年减少0.58万元；公务接待费0万元，与上年、前年持平。",
        ITEMS + "行政运行（2080101）支出1,132.06万元，比前年增加102.30万元，增长9.9%。",
        SPENDING + "本年支出合计从2022年的1,900.00万元增加到2024年的1,945.80万元，增长2.4%。",
        SPENDING + "本年支出合计2024年为1,945.80万元，2023年为2,279.51万元，2022年为1,900.00万元。",
        SPENDING + "2023年度支出合计2,279.51万元，比2022年增加379.51万元；2024年度支出合计1,945.80万元，比2023年减少333.71万元。",
    ],
)
def test_a_year_without_tables_makes_nothing_wrong(text: str) -> None:
    outcome = check(text)
    assert outcome.findings == ()
    assert "mismatch" not in states(outcome).values()


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("与2022年和2023年相比，分别增加45.80万元、减少337.31万元。", "337.31万元"),
        ("较上年、前年分别减少337.31万元、53.20万元。", "337.31万元"),
        ("较2022年的1,900.00万元增加54.80万元，较2023年的2,279.51万元减少333.71万元。", "54.80万元"),
        ("较2022年的1,900.00万元增加45.80万元，较2023年的2,297.51万元减少333.71万元。", "2,297.51万元"),
        ("与前年持平，与上年也持平。", "持平"),
        ("比前年的1,900.00万元减少45.80万元，比上年减少333.71万元。", "减少"),
        ("比前年增加45.80万元，与上年相比增加333.71万元。", "增加"),
    ],
)
def test_a_wrong_number_beside_another_year_is_found(words: str, stated: str) -> None:
    assert [finding.stated for finding in serious(check(SPENT + words))] == [stated]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("与2022年度相比，减少333.71万元。", ["2022年度"]),
        ("与2022年度相比，增加45.80万元。", []),
        ("与2022年度相比，增加45.80万元，下降14.6%。", ["2022年度"]),
        ("与2022年度持平。", ["2022年度"]),
        ("与2020年度持平。", []),
        ("与2023年度相比，减少333.71万元，与2022年度相比，下降14.6%。", ["2022年度"]),
        ("与2023年度相比，减少333.71万元，与2022年度相比，增长2.4%。", []),
        ("与2023年度相比，减少333.71万元，与2022年度持平。", []),
        ("与2023年度相比减少333.71万元，其中：基本支出1,642.70万元，与2022年度相比增加5.00万元。", []),
    ],
)
def test_an_earlier_year_is_wrong_where_its_figures_are_those_of_last_year(words: str, wrong: list[str]) -> None:
    assert [finding.stated for finding in serious(check(SPENT + words)) if finding.rule == "year"] == wrong


def test_comparisons_with_two_years_stand_in_two_frames_with_one_level() -> None:
    text = "2024年度本年收入合计134万元，比2023年减少40万元，下降23%，比2022年增加4万元，增长3%。"
    last, earlier = Frames(read_text(text)).of_key("income.total")
    assert (last.base, earlier.base) == (None, 2022)
    assert [frame.slots["change_rate"].number.text for frame in (last, earlier)] == ["23%", "3%"]
    level = earlier.get("level")
    assert level is not None
    assert level.number.text == "134万元"


@pytest.mark.parametrize("title", ["2024年度部门决算情况说明\n", ""])
def test_the_latest_year_compared_with_is_last_year_where_no_other_is_told(title: str) -> None:
    text = f"{title}{SPENDING}本年支出合计100.00万元，比2023年增加10.00万元，增长{{}}，比2022年增加20.00万元，增长{{}}。"
    assert serious(check_alone(text.format("11.1%", "25.0%"))) == []
    assert [finding.stated for finding in serious(check_alone(text.format("11.1%", "52.0%")))] == ["52.0%"]
