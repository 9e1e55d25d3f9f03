"""One cause is one finding; what is wrong only because of it is listed under it."""

from schemas.finding import Finding
from tests.checking.texts import check, money, rate, serious, sheet

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
    assert finding.formula == "1,500.00 ÷ 2,000.00 = 75.000%"


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
    assert outcome.findings[0].formula == "83 ÷ 82.3 = 100.851%"


def test_states_tell_how_far_a_number_is_proved() -> None:
    text = "2024年度本年收入合计1,134.00万元，较上年1,174.00万元减少40.00万元。人员经费5万元。"
    states = [entry.status for entry in check(text, sheet(money("income.total", "1134.00"))).ledger]
    assert states == ["exempt", "matched", "consistent", "consistent", "unchecked"]
    both = sheet(money("income.total", "1134.00"), money("income.total.prior", "1174.00"))
    assert [entry.status for entry in check(text, both).ledger][3] == "derived"


CHANGE = sheet(
    money("overall.total", "1945.80"),
    money("overall.total.prior", "2279.51"),
    money("overall.total.change", "-333.71", "{overall.total} − {overall.total.prior}"),
    rate("overall.total.change_rate", "-14.63957", "{overall.total.change} ÷ {overall.total.prior} × 100"),
)
TOTAL = "一、收入支出决算总体情况说明\n收、支总计1,945.80万元，较上年减少{change}万元，下降{rate}。"


def test_a_number_that_its_fact_explains_by_rounding_only_is_a_hint_and_counts_as_matched() -> None:
    outcome = check(TOTAL.format(change="333.72", rate="14.6%"), CHANGE)
    assert [(finding.rule, finding.severity, finding.expected) for finding in outcome.findings] == [("rounding_tail", "hint", "333.71万元")]
    assert outcome.ledger[1].status == "matched"
    assert check(TOTAL.format(change="333.71", rate="14.6%"), CHANGE).findings == ()


def test_what_the_tables_themselves_state_is_not_held_against_the_text() -> None:
    """The parts miss the total in the tables already, and the text only repeats them."""
    text = "三、支出决算情况说明\n本年支出合计2,000.00万元，其中：基本支出1,500.00万元；项目支出400.00万元。"
    facts = (("expenditure.total", "2000.00"), ("expenditure.basic", "1500.00"), ("expenditure.project", "400.00"))
    assert errors(text, *facts) == []
    assert [finding.rule for finding in errors(text)] == ["parts"]


def test_a_rate_that_the_tables_confirm_is_no_tail_of_the_rounded_numbers() -> None:
    facts = sheet(
        money("three_public.reception.budget", "82.27"),
        money("three_public.reception.actual", "82.96"),
        rate("three_public.reception.completion", "100.8387", "{three_public.reception.actual} ÷ {three_public.reception.budget} × 100"),
    )
    text = "公务接待费年初预算为82.3万元，支出决算为83万元，完成年初预算的100.8%。"
    assert check(text, facts).findings == ()
    assert [finding.severity for finding in check(text).findings] == ["hint"]


def test_what_follows_from_a_derived_number_is_derived_too() -> None:
    facts = sheet(money("income.total", "1134.00"), money("income.total.prior", "1174.00"))
    outcome = check("本年收入合计1,134.00万元，较上年1,174.00万元减少40.00万元，下降3.4%。", facts)
    assert [entry.status for entry in outcome.ledger] == ["matched", "matched", "derived", "derived"]


def test_a_wrong_completion_rate_is_not_also_a_wrong_direction() -> None:
    (finding,) = errors("公务接待费年初预算为60.00万元，支出决算为50.00万元，完成年初预算的120%。决算数小于预算数的主要原因是节约。")
    assert (finding.rule, finding.quote, finding.expected) == ("completion", "120%", "83.3%")


def test_a_number_without_a_fact_is_refuted_by_numbers_that_their_facts_prove() -> None:
    text = "本年收入合计1,134.00万元，较上年1,174.00万元减少50.00万元。"
    (finding,) = errors(text, ("income.total", "1134.00"), ("income.total.prior", "1174.00"))
    assert (finding.rule, finding.quote, finding.expected) == ("change_amount", "50.00万元", "40万元")


def test_a_wrong_total_is_told_by_the_share_that_it_does_not_give() -> None:
    (finding,) = errors(
        "二、收入决算情况说明\n本年收入合计2,900.00万元，其中：财政拨款收入1,500.00万元，占75.0%；事业收入300.00万元，占15.0%。"
    )
    assert (finding.quote, finding.formula) == ("2,900.00万元", "1,500.00 ÷ 2,900.00 = 51.724%，而所写为75.0%")
    assert finding.consequences == ("占比与部分、总体不符：300.00 ÷ 2,900.00 = 10.345%",)
