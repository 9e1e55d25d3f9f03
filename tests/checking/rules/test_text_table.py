"""A number that contradicts its fact is told with what it should be and how the tables give it."""

import pytest

from schemas.facts import FactSheet
from tests.checking.texts import check, money, rate, serious, sheet

FACTS = sheet(
    money("overall.total", "1945.80"),
    money("overall.total.prior", "2279.51"),
    money("overall.total.change", "-333.71", "{overall.total} − {overall.total.prior}"),
    rate("overall.total.change_rate", "-14.63957", "{overall.total.change} ÷ {overall.total.prior} × 100"),
)
ALL_NEW = sheet(
    money("overall.total", "1945.80"),
    money("overall.total.prior", None),
    money("overall.total.change", "1945.80", "{overall.total} − {overall.total.prior}"),
)
TOTAL = "一、收入支出决算总体情况说明\n收、支总计{}"


@pytest.mark.parametrize(
    ("words", "facts", "rule", "expected", "formula"),
    [
        ("1,954.80万元。", FACTS, "text_table", "1,945.8万元", "overall.total = 1,945.8万元"),
        ("1,936万元。", FACTS, "text_table", "1,945.8万元", "overall.total = 1,945.8万元"),
        ("1,945.80万元，较上年减少337.31万元。", FACTS, "change_amount", "333.71万元", "1,945.8 − 2,279.51 = -333.71万元"),
        ("1,945.80万元，较上年下降16.4%。", FACTS, "change_rate", "14.6%", "-333.71 ÷ 2,279.51 × 100 = -14.64%"),
        ("1,945.80万元，较上年增加1,954.80万元。", ALL_NEW, "change_amount", "1,945.8万元", "1,945.8 − 0 = 1,945.8万元"),
    ],
)
def test_a_contradiction_shows_the_value_and_the_numbers_it_comes_from(
    words: str, facts: FactSheet, rule: str, expected: str, formula: str
) -> None:
    (finding,) = serious(check(TOTAL.format(words), facts))
    assert (finding.rule, finding.expected, finding.formula) == (rule, expected, formula)
    assert finding.message.endswith("与表不符")
