"""A rate on a base of zero is questioned, also where only the tables tell that the base is zero."""

import pytest

from tests.checking.texts import check, money, serious, sheet

RECEPTION = "three_public.reception"


@pytest.mark.parametrize(
    ("base", "words", "told"),
    [
        ("prior", "比上年增加5.00万元，增长100%", "上年数为零，增减比例无可比性"),
        ("budget", "完成年初预算的100%", "预算数为零，完成率无可比性"),
    ],
)
def test_a_base_that_the_tables_state_as_zero_is_zero(base: str, words: str, told: str) -> None:
    text = f"公务接待费支出5.00万元，{words}。"
    amounts = {"0.00": [("zero_base", "warning", "100%", told)], None: []}
    for value, expected in amounts.items():
        facts = sheet(money(f"{RECEPTION}.actual", "5.00"), money(f"{RECEPTION}.{base}", value))
        found = [(finding.rule, finding.severity, finding.quote, finding.message) for finding in serious(check(text, facts))]
        assert found == expected
