"""A total that a part of it alone exceeded last year has gone down, whatever the text says."""

import pytest

from tests.checking.texts import check, money, sheet

FACTS = sheet(money("fiscal.total", "2961.68"), money("general.total", "2940.05"))
PART = "五、一般公共预算财政拨款支出决算情况说明\n一般公共预算财政拨款支出2940.05万元，与上年相比减少{}万元。"
TOTAL = "四、财政拨款收入支出决算总体情况说明\n财政拨款收入支出总计2961.68万元。与上年相比，财政拨款收入支出总计{}。\n"


@pytest.mark.parametrize(("claim", "stated"), [("持平", "持平"), ("增加5.00万元", "增加")])
def test_a_claim_that_the_part_refutes_is_an_error(claim: str, stated: str) -> None:
    [finding] = check(TOTAL.format(claim) + PART.format("63.14"), FACTS).findings
    assert (finding.rule, finding.severity, finding.stated) == ("direction", "error", stated)
    assert "一般公共预算财政拨款支出减少63.14" in finding.formula


@pytest.mark.parametrize(("claim", "moved"), [("减少41.51万元", "63.14"), ("持平", "21.63"), ("持平", "10.00"), ("增加5.00万元", "16.00")])
def test_what_may_be_is_left_alone(claim: str, moved: str) -> None:
    """2,940.05 + 21.63 is the total itself: the year before may have been the same."""
    assert check(TOTAL.format(claim) + PART.format(moved), FACTS).findings == ()


def test_a_claim_that_may_be_about_another_total_is_left_alone() -> None:
    """Behind a list, 增加5.00万元 may speak of 收、支总计, which the part does not reach."""
    overall = "一、收入支出决算总体情况说明\n收、支总计5,000.00万元，其中：财政拨款收、支总计2,961.68万元，较上年增加5.00万元。\n"
    assert check(overall + PART.format("63.14"), FACTS).findings == ()
