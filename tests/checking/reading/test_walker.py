"""Of a list told without a word for its total, and of years and budgets in a row, each claim is held against what it can mean."""

import pytest

from tests.checking.small_unit import BASIC, FUND, OPERATING, OVERALL, SPENDING, THREE, wrong_words
from tests.checking.texts import check, serious

TWO = "基本支出501.96万元，项目支出347.31万元"
FUND_LIST = "年初结转和结余0.63万元，本年收入63.00万元，本年支出62.75万元，年末结转和结余0.88万元。"
BUDGETS = "“三公”经费全年预算18.39万元，其中因公出国（境）费14.95万元，公务接待费3.44万元"
NAMED_BUDGETS = "“三公”经费预算18.39万元，其中因公出国（境）费预算14.95万元，公务接待费预算3.44万元"
BOTH = "因公出国（境）费预算14.95万元、决算5.42万元，公务接待费预算3.44万元、决算3.44万元"


@pytest.mark.parametrize(
    "text",
    [
        SPENDING + TWO + "。与上年相比，支出增加144.96万元，增长20.58%。",
        SPENDING + TWO + "。与上年相比，支出增加144.96万元，增长20.58%，增加的主要原因是新增项目。",
        SPENDING + TWO + "，与2023年相比，增加144.96万元，增长20.58%。",
        SPENDING + TWO + "，较上年704.31万元增加144.96万元。",
        SPENDING + TWO + "，比上年分别减少34.89万元、增加179.85万元。",
        SPENDING + "与上年基本支出536.85万元、项目支出167.46万元相比，分别减少34.89万元、增加179.85万元。",
        BASIC + "人员经费410.28万元。公用经费68.62万元。与上年相比，支出减少30.36万元，下降5.96%。",
        BASIC + "人员经费410.28万元；公用经费68.62万元；与上年相比，支出减少30.36万元，下降5.96%。",
        BASIC + "人员经费410.28万元。公用经费68.62万元。支出减少30.36万元，下降5.96%。",
        FUND + FUND_LIST + "支出比上年增加1.30万元。",
    ],
)
def test_a_change_behind_a_list_may_be_that_of_its_total(text: str) -> None:
    assert wrong_words(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (SPENDING + TWO + "。与上年相比，支出增加145.96万元。", ["145.96万元"]),
        (SPENDING + TWO + "。与上年相比，支出减少144.96万元。", ["减少"]),
        (SPENDING + TWO + "。项目支出比上年增加178.85万元。", ["178.85万元"]),
        (SPENDING + TWO + "，比上年分别减少43.89万元、增加179.85万元。", ["43.89万元"]),
        (SPENDING + "与上年基本支出536.85万元、项目支出167.46万元相比，分别减少34.89万元、增加197.85万元。", ["197.85万元"]),
        (SPENDING + "基本支出501.96万元；项目支出347.31万元，比上年增加144.96万元。", ["144.96万元"]),
        (SPENDING + "基本支出501.96万元，比上年减少34.89万元，项目支出347.31万元，比上年增加144.96万元。", ["144.96万元"]),
        (FUND + FUND_LIST + "支出比上年增加1.03万元。", ["1.03万元"]),
    ],
)
def test_a_change_behind_a_list_that_fits_nothing_it_can_mean_is_found(text: str, wrong: list[str]) -> None:
    assert wrong_words(text) == wrong


@pytest.mark.parametrize(
    "text",
    [
        BUDGETS + "；实际支出8.86万元，完成预算的48.2%，比上年增加2.44万元。",
        BUDGETS + "，实际支出8.86万元，完成预算的48.2%。",
        BUDGETS + "；支出决算8.86万元，其中因公出国（境）费5.42万元，公务接待费3.44万元。",
        NAMED_BUDGETS + "；实际支出8.86万元，完成预算的48.2%。",
        "“三公”经费全年预算18.39万元，其中因公出国（境）费14.95万元，实际支出5.42万元；公务接待费3.44万元，实际支出3.44万元。",
        f"“三公”经费预算18.39万元，其中{BOTH}，合计决算8.86万元。",
        BOTH + "，合计预算18.39万元、决算8.86万元。",
    ],
)
def test_behind_the_parts_of_a_budget_the_total_is_told_again(text: str) -> None:
    assert wrong_words(THREE + text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (BUDGETS + "；实际支出8.68万元。", "8.68万元"),
        (BUDGETS + "，实际支出8.68万元。", "8.68万元"),
        (BUDGETS + "；实际支出8.86万元，完成预算的84.2%。", "84.2%"),
        (BUDGETS + "；实际支出8.86万元，比上年减少2.44万元。", "减少"),
        (NAMED_BUDGETS + "，实际支出4.34万元。", "4.34万元"),
        (f"“三公”经费预算18.39万元，其中{BOTH}，合计决算8.68万元。", "8.68万元"),
    ],
)
def test_a_wrong_actual_behind_the_parts_of_a_budget_is_found(text: str, wrong: str) -> None:
    assert wrong in wrong_words(THREE + text)


@pytest.mark.parametrize("years", ["2022年至2024年", "2022-2024年", "2022年—2024年，", "近三年（2022年到2024年）"])
@pytest.mark.parametrize(("last_year", "wrong"), [("6.42", []), ("6.24", ["6.24万元"])])
def test_a_span_of_years_has_a_value_for_each(years: str, last_year: str, wrong: list[str]) -> None:
    assert wrong_words(f"{THREE}{years}“三公”经费支出分别为15万元、{last_year}万元、8.86万元。") == wrong


@pytest.mark.parametrize(("first", "second", "wrong"), [("770.98", "770.98", []), ("770.98", "770.89", ["770.89万元"])])
def test_a_comparison_goes_on_over_the_values_it_lists(first: str, second: str, wrong: list[str]) -> None:
    text = f"2024年度收入总计950.66万元，支出总计950.66万元，较2023年度收入总计{first}万元、支出总计{second}万元均增加179.68万元。"
    assert wrong_words(OVERALL + text) == wrong


CHANGED = "基本支出501.96万元，比上年减少34.89万元；项目支出347.31万元，比上年增加179.85万元"


@pytest.mark.parametrize(
    "text",
    [
        SPENDING + CHANGED + "。支出总体比上年增加144.96万元，增长20.58%。",
        SPENDING + CHANGED + "；合计增加144.96万元。",
        SPENDING + "基本支出501.96万元较上年减少34.89万元、项目支出347.31万元较上年增加179.85万元，合计增加144.96万元。",
        SPENDING + "基本支出和项目支出分别为501.96万元、347.31万元，比上年增加144.96万元。",
        OPERATING + "机关运行经费68.62万元，办公费2.00万元，印刷费1.00万元，比上年减少1.38万元，下降2%。",
        FUND + FUND_LIST + "收入比上年增加2.00万元，支出比上年增加1.30万元。",
    ],
)
def test_behind_changes_of_parts_words_of_a_total_may_tell_the_change_of_that(text: str) -> None:
    assert wrong_words(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (SPENDING + CHANGED + "。支出总体比上年增加145.96万元。", "145.96万元"),
        (SPENDING + CHANGED.replace("179.85", "144.96") + "。", "144.96万元"),
        (SPENDING + "基本支出和项目支出分别为501.96万元、347.31万元，比上年增加145.96万元。", "145.96万元"),
        (FUND + "本年收入和本年支出各是63.00万元、62.75万元，比上年各增加1.30万元、1.30万元。", "1.30万元"),
        (FUND + FUND_LIST + "收入比上年增加2.00万元，支出比上年增加1.03万元。", "1.03万元"),
    ],
)
def test_a_wrong_total_behind_changes_of_parts_is_found(text: str, wrong: str) -> None:
    assert wrong_words(text) == [wrong]


SPENT = "因公出国（境）费5.42万元、公务接待费3.44万元"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"{SPENT}，比预算18.39万元减少9.53万元，下降51.8%。", []),
        (f"“三公”经费支出8.86万元，其中{SPENT}，比年初预算18.39万元减少9.53万元，下降51.8%。", []),
        (f"{SPENT}。比预算减少9.53万元。", []),
        (f"{SPENT}。比预算减少9.35万元。", ["9.35万元"]),
        (f"{SPENT}。比预算增加9.53万元。", ["增加"]),
        (f"{SPENT}，比预算18.93万元减少9.53万元。", ["18.93万元"]),
        ("公务接待费3.44万元，因公出国（境）费预算14.95万元、决算5.42万元，比预算减少9.35万元。", ["9.35万元"]),
    ],
)
def test_behind_a_list_the_budget_compared_with_may_be_that_of_its_total(text: str, wrong: list[str]) -> None:
    assert wrong_words(THREE + text) == wrong


def test_what_is_ambiguous_contradicts_no_later_statement() -> None:
    text = f"{SPENDING}{TWO}。与上年相比，支出增加144.96万元。项目支出比上年增加179.85万元。"
    assert serious(check(f"2024年度决算情况说明\n{text}")) == []
