"""Numbers that no table states are consistent where the text states them twice of the same thing, and only there."""

import pytest

from assistant.checking.review import review
from schemas.manuscript import Manuscript

FAR = "。其他工作按计划推进，按时完成了各项任务，群众反映良好，没有发生安全责任事故，也没有发生信访积案，各项制度运行平稳。"


def states(text: str) -> list[str]:
    """Number and state of what is no date."""
    reviewed = review(Manuscript(file="", kind="txt", text=text), None, None)
    return [f"{entry.text} {entry.status}" for entry in reviewed.ledger if entry.status != "exempt"]


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("全年发放一次性扩岗补助159.4万元", "向企业发放扩岗补助 159.4 万元", "159.4万元"),
        ("节约企业成本2.5亿元", "为企业节约社保成本2.50亿元", "2.5亿元"),
        ("信访件按时办结率100%", "信访事项按时办结率100.0%", "100%"),
        ("网办率由年初的75%提高到90%", "网办率由年初的75%提高到90%", "90%"),
    ],
)
def test_what_two_places_say_alike_is_consistent(first: str, second: str, number: str) -> None:
    told = states(first + FAR + second + "。")
    assert f"{number} consistent" in told
    assert not [state for state in told if state.endswith("unchecked")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("全年发放一次性扩岗补助159.4万元", "发放一次性扩岗159.3万元"),
        ("信访件办结率100%", "失业金发放率100%"),
        ("项目完成率100%", "目标完成率100%"),
        ("节约企业成本2.5亿元", "减免税费2.5亿元"),
        ("培训人员159人", "走访企业159户"),
    ],
)
def test_another_value_or_another_thing_confirms_nothing(first: str, second: str) -> None:
    assert all(state.endswith("unchecked") for state in states(first + FAR + second + "。"))


def test_a_sentence_does_not_confirm_itself() -> None:
    assert all(state.endswith("unchecked") for state in states("全年发放扩岗159.4万元，累计发放扩岗159.4万元。"))
