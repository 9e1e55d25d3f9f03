"""One cause is one finding; what is wrong only because of it is listed under it."""

from schemas.finding import Finding
from tests.checking.texts import check, money, serious, sheet

LIST = """三、支出决算情况说明
2024年度本年支出合计{total}万元，其中：基本支出1,500.00万元，占75.0%；项目支出500.00万元，占25.0%。
"""


def errors(text: str, *facts: tuple[str, str]) -> list[Finding]:
    """What is wrong with a text, with facts of these ids and values, or none."""
    return serious(check(text, sheet(*(money(name, value) for name, value in facts)) if facts else None))


def test_a_wrong_total_does_not_also_report_every_share() -> None:
    (finding,) = errors(LIST.format(total="2,900.00"))
    assert finding.quote == "2,900.00万元"
    assert len(finding.consequences) == 2


def test_with_the_facts_the_total_is_told_what_it_should_be() -> None:
    facts = (("expenditure.total", "2000.00"), ("expenditure.basic", "1500.00"), ("expenditure.project", "500.00"))
    (finding,) = errors(LIST.format(total="2,900.00"), *facts)
    assert (finding.rule, finding.stated, finding.expected) == ("text_table", "2,900.00万元", "2,000万元")
    assert finding.fix.startswith("2024年度本年支出合计2,000万元")
    assert finding.consequences


def test_a_wrong_share_is_the_cause_and_not_its_amounts() -> None:
    (finding,) = errors(LIST.format(total="2,000.00").replace("75.0%", "57.0%"))
    assert (finding.rule, finding.quote, finding.expected) == ("share", "57.0%", "75%")


def test_a_number_that_its_fact_proves_is_not_blamed() -> None:
    text = "2024年度本年收入合计1,134.00万元，较上年1,714.00万元减少40.00万元。"
    (finding,) = errors(text, ("income.total", "1134.00"), ("income.total.prior", "1174.00"))
    assert (finding.quote, finding.expected) == ("1,714.00万元", "1,174万元")


def test_two_causes_are_two_findings() -> None:
    text = LIST.format(total="2,000.00").replace("75.0%", "57.0%") + "2024年度收、支总计100万元，较上年90万元增加10万元，增长21.1%。"
    assert [finding.quote for finding in errors(text)] == ["57.0%", "21.1%"]


def test_a_rounding_tail_is_a_hint_and_nothing_is_wrong() -> None:
    outcome = check("年初预算为82.3万元，支出决算为83万元，完成年初预算的100.8%。")
    assert [(finding.rule, finding.severity, finding.expected) for finding in outcome.findings] == [("rounding_tail", "hint", "100.9%")]


def test_states_tell_how_far_a_number_is_proved() -> None:
    text = "2024年度本年收入合计1,134.00万元，较上年1,174.00万元减少40.00万元。人员经费5万元。"
    states = [entry.status for entry in check(text, sheet(money("income.total", "1134.00"))).ledger]
    assert states == ["exempt", "matched", "consistent", "consistent", "unchecked"]
    both = sheet(money("income.total", "1134.00"), money("income.total.prior", "1174.00"))
    assert [entry.status for entry in check(text, both).ledger][3] == "derived"
