"""Comparisons: what a change is measured from, whichever verb tells it; where the base is not said, every base it can have must fail."""

import pytest

from tests.checking.test_wordings import ITEMS, check, states
from tests.checking.texts import check as check_alone
from tests.checking.texts import serious

GENERAL = ITEMS + "一般公共预算财政拨款支出年初预算1,826.31万元，支出决算1,945.80万元，"


@pytest.mark.parametrize(
    "words",
    [
        "增加119.49万元，增长6.54%。",
        "多支出119.49万元。",
        "完成年初预算的106.54%，增加119.49万元。增加的主要原因是项目增加。",
        "增加22.98万元，增长1.2%。",
    ],
)
def test_a_change_beside_a_budget_and_an_actual_may_be_from_either_the_budget_or_last_year(words: str) -> None:
    outcome = check(GENERAL + words)
    assert outcome.findings == ()
    assert set(states(outcome).values()) == {"matched"}


@pytest.mark.parametrize(
    ("words", "rule", "stated"),
    [
        ("增加191.49万元。", "change_amount", "191.49万元"),
        ("增加119.49万元，增长8.54%。", "change_rate", "8.54%"),
        ("减少119.49万元。", "direction", "减少"),
        ("与上年相比增加119.49万元。", "change_amount", "119.49万元"),
    ],
)
def test_a_change_that_fits_no_base_is_wrong(words: str, rule: str, stated: str) -> None:
    assert [(finding.rule, finding.stated) for finding in check(GENERAL + words).findings] == [(rule, stated)]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("减少3.30万元，下降41.25%。", []),
        ("减少2.10万元，下降30.88%。", []),
        ("减少2.10万元。", []),
        ("减少3.30万元，下降14.25%。", ["14.25%"]),
        ("增加3.30万元。", ["增加"]),
        ("上年6.80万元，减少2.10万元，下降30.88%。", []),
        ("上年6.80万元，减少2.10万元，下降38.08%。", ["38.08%"]),
    ],
)
def test_without_tables_a_base_that_is_not_told_leaves_a_change_in_doubt(words: str, wrong: list[str]) -> None:
    outcome = check_alone(f"公务接待费年初预算8.00万元，决算4.70万元，{words}")
    assert [finding.stated for finding in serious(outcome)] == wrong
