"""A target is read with its number, its unit and its bound, or not at all."""

import pytest

from assistant.numerals.targets import may_count_down, read_target


@pytest.mark.parametrize(
    ("text", "number", "bound", "rest"),
    [
        ("≥90%", "90%", "least", ""),
        ("99%以上", "99%", "least", ""),
        ("80分以上", "80分", "least", ""),
        ("≤127.85万元", "127.85万元", "most", ""),
        ("不超过3个", "3个", "most", ""),
        ("2万笔", "2万笔", "", ""),
        ("1.44人次", "1.44人次", "", ""),
        ("=100%", "100%", "", ""),
        ("年审14.5万人次", None, "", ""),
        ("14.5万人次，服务指导300人次", "14.5万人次", "", "，服务指导300人次"),
        ("显著提升", None, "", ""),
        ("每月7日", None, "", ""),
        ("", None, "", ""),
    ],
)
def test_a_target_is_its_number_and_its_bound(text: str, number: str | None, bound: str, rest: str) -> None:
    target = read_target(text)
    if number is None:
        assert target is None
    else:
        assert target is not None
        assert (target.number.text, target.bound, text[target.end :]) == (number, bound, rest)


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [("成本", "5个", True), ("培训人次", "5人次", False), ("材料", "5万元", True), ("群众投诉次数", "5次", True)],
)
def test_less_may_be_better_of_money_costs_and_faults(name: str, target: str, expected: bool) -> None:
    read = read_target(target)
    assert read is not None
    assert may_count_down(name, read.number) is expected
