"""Sources: what a source paid of a part is held to the part's own table, or to the text alone, never to all that the source gave."""

import pytest

from tests.checking.county import check_unit, errors
from tests.checking.test_wordings import FUND, GENERAL, INCOME, SPENDING, THREE, TOTAL, states

BASIC_OF = "基本支出501.96万元，其中：一般公共预算财政拨款支出{}万元，事业收入支出23.07万元。"
PROJECT_OF = "项目支出347.31万元，占本年支出40.90%，其中：政府性基金预算财政拨款支出{}万元，事业收入支出15.38万元。"


@pytest.mark.parametrize(
    "text",
    [
        SPENDING + BASIC_OF.format("478.89"),
        TOTAL + BASIC_OF.format("478.89"),
        SPENDING + PROJECT_OF.format("24.30"),
        SPENDING + "基本支出501.96万元，其中财政拨款安排478.89万元，事业收入安排23.07万元。",
        SPENDING + "基本支出501.96万元（其中财政拨款支出478.89万元），项目支出347.31万元（其中财政拨款支出331.93万元，占95.57%）。",
        SPENDING + "项目支出347.31万元，其中：财政拨款支出331.93万元，比上年增加12.00万元。",
        SPENDING + "项目支出347.31万元。其中：财政拨款支出331.93万元；事业收入支出15.38万元。",
        SPENDING + "项目支出347.31万元，用政府性基金预算财政拨款收入安排24.30万元。",
        SPENDING + "人员经费426.43万元，其中一般公共预算财政拨款支出410.28万元。",
        THREE + "公务接待费支出3.44万元，其中：财政拨款支出3.44万元。",
        THREE + "“三公”经费支出8.86万元，含一般公共预算财政拨款支出8.86万元、政府性基金预算财政拨款支出0万元。",
        FUND + "本年支出24.30万元，用政府性基金预算财政拨款收入安排24.30万元。",
    ],
)
def test_what_a_source_paid_of_a_part_is_not_all_of_it(text: str) -> None:
    assert errors(text) == []
    assert "mismatch" not in states(check_unit(text)).values()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (SPENDING + BASIC_OF.format("487.89"), "487.89万元"),
        (SPENDING + PROJECT_OF.format("42.30"), "42.30万元"),
        (SPENDING + "人员经费426.43万元，其中一般公共预算财政拨款支出401.28万元。", "401.28万元"),
        (THREE + "公务接待费支出3.44万元，其中：财政拨款支出4.34万元。", "4.34万元"),
        (SPENDING + "基本支出501.96万元，其中：财政拨款支出478.89万元，占91.41%。", "91.41%"),
        (SPENDING + "基本支出510.96万元，其中：财政拨款支出478.89万元。", "510.96万元"),
        (SPENDING + "本年支出合计849.27万元，其中：财政拨款支出801.83万元。", "801.83万元"),
        (SPENDING + "本年支出合计849.27万元，其中：基本支出501.96万元（其中人员经费426.43万元），财政拨款支出801.83万元。", "801.83万元"),
        (SPENDING + "项目支出347.31万元，其中：财政拨款支出331.93万元。本年财政拨款支出合计801.83万元。", "801.83万元"),
        (INCOME + "本年收入883.99万元，其中：财政拨款收入844.13万元，事业收入43.25万元。", "43.25万元"),
        (
            INCOME + "本年收入883.99万元，其中：财政拨款收入844.13万元，其中一般公共预算财政拨款收入802.81万元，事业收入34.25万元。",
            "802.81万元",
        ),
    ],
)
def test_a_wrong_amount_of_a_source_or_of_its_part_is_found(text: str, wrong: str) -> None:
    assert wrong in errors(text)


BY_SOURCE = "，其中：一般公共预算财政拨款支出786.52万元，政府性基金预算财政拨款支出{}万元。"


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("810.83万元" + BY_SOURCE.format("24.30"), []),
        ("801.83万元" + BY_SOURCE.format("24.30"), ["801.83万元"]),
        ("810.83万元" + BY_SOURCE.format("42.30"), ["42.30万元"]),
        ("786.52万元，其中：基本支出478.89万元。", []),
        ("810.83万元，其中：基本支出478.89万元。", ["810.83万元"]),
    ],
)
def test_appropriations_whose_parts_include_a_fund_are_all_of_them(words: str, wrong: list[str]) -> None:
    assert errors(f"{GENERAL}2024年度财政拨款支出{words}") == wrong
