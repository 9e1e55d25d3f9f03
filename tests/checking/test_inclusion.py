"""Inclusion: a line that no table has is held to the bounds that the tables set, and to the line of the table where it must be that."""

from decimal import Decimal

import pytest

from assistant.checking.facts import Facts
from assistant.numerals.interval import Interval
from schemas.facts import FactSheet
from tests.checking.county import errors
from tests.checking.test_wordings import BASIC, OPERATING, SPENDING, THREE, check, check_money, states
from tests.checking.texts import check as check_facts
from tests.checking.texts import money, serious, sheet

ALL = SPENDING + "本年支出合计2,550.00万元，其中："
ALL_WORDINGS = [
    ALL + "基本支出1,290.40万元，占50.60%，其中人员经费{}万元，公用经费{}万元；项目支出1,259.60万元。",
    ALL + "基本支出1,290.40万元（人员经费{}万元、日常公用经费{}万元），项目支出1,259.60万元。",
    ALL + "基本支出1,290.40万元，项目支出1,259.60万元。\n（一）基本支出1,290.40万元。\n1.人员经费{}万元。\n2.公用经费{}万元。",
    "六、基本支出决算情况说明\n2024年度基本支出1,290.40万元，其中：人员经费{}万元，公用经费{}万元。",
    "二、基本情况\n2024年度基本支出1,290.40万元，包括人员经费{}万元和公用经费{}万元。",
]


@pytest.mark.parametrize("text", ALL_WORDINGS)
@pytest.mark.parametrize("amounts", [("1,090.15", "200.25"), ("1,015.15", "275.25"), ("1,115.15", "175.25")])
def test_personnel_of_all_money_is_more_than_that_of_the_budget_and_proved_by_no_table(text: str, amounts: tuple[str, str]) -> None:
    outcome = check_money(text.format(*amounts))
    assert outcome.findings == ()
    assert "mismatch" not in states(outcome).values()


@pytest.mark.parametrize("text", ALL_WORDINGS[:4])
@pytest.mark.parametrize(
    ("amounts", "wrong"),
    [
        (("1,090.15", "210.25"), ["210.25万元"]),
        (("1,190.15", "200.25"), ["1,190.15万元"]),
        (("1,000.15", "290.25"), ["1,000.15万元", "290.25万元"]),
    ],
)
def test_personnel_of_all_money_out_of_its_bounds_or_sum_is_wrong(text: str, amounts: tuple[str, str], wrong: list[str]) -> None:
    found = {finding.stated for finding in serious(check_money(text.format(*amounts)))}
    assert found == set(wrong)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (SPENDING + "一般公共预算基本支出1,190.40万元，其中人员经费{}万元。", "1,015.15", "1,090.15"),
        (BASIC + "基本支出1,190.40万元，其中人员经费{}万元。", "1,015.15", "1,090.15"),
        ("六、基本支出决算情况说明\n一般公共预算财政拨款基本支出1,190.40万元，其中公用经费{}万元。", "175.25", "200.25"),
        ("六、基本支出决算情况说明\n基本支出{}万元。", "1,290.40", "1,209.40"),
        ("六、基本支出决算情况说明\n基本支出{}万元。", "1,190.40", "1,109.40"),
    ],
)
def test_where_the_budget_is_named_its_own_line_is_meant(text: str, right: str, wrong: str) -> None:
    assert set(states(check_money(text.format(right))).values()) == {"matched"}
    assert f"{wrong}万元" in [finding.stated for finding in serious(check_money(text.format(wrong)))]


@pytest.mark.parametrize("words", ["基本支出1,642.7万元，其中人员经费{}万元", "人员经费{}万元，占基本支出的85.66%"])
def test_where_all_basic_spending_is_of_the_budget_its_lines_are_the_tables(words: str) -> None:
    text = f"{SPENDING}支出合计1,945.8万元，其中：{words}。"
    assert set(states(check(text.format("1,407.13"))).values()) == {"matched"}
    assert [finding.stated for finding in serious(check(text.format("1,470.13")))] == ["1,470.13万元"]


COST = [
    money("operating_cost", "175.25"),
    money("economic.public", "175.25"),
    money("economic.30217", "3.20"),
    money("economic.30231", "20.00"),
]
TRAVEL = [money("three_public.reception.actual", "4.70"), money("three_public.vehicle_operation.actual", "26.50")]
WHOLE_COST = sheet(*COST, *TRAVEL)
PART_OF_COST = sheet(money("operating_cost", "174.25"), *COST[1:], *TRAVEL)
COST_UNKNOWN = sheet(*COST[1:], *TRAVEL)
COST_WORDINGS = [
    OPERATING + "机关运行经费175.25万元，其中公务接待费{}万元、公务用车运行维护费{}万元。",
    OPERATING + "2024年度机关运行经费支出175.25万元，主要包括：办公费12.00万元，公务接待费{}万元，公务用车运行维护费{}万元。",
    OPERATING + "公务接待费支出{}万元，公务用车运行费{}万元，均在机关运行经费中列支。",
    "十、其他重要事项的情况说明\n本部门机关运行经费支出175.25万元，其中：公务接待费{}万元；公务用车运行维护费{}万元。",
]


@pytest.mark.parametrize("text", COST_WORDINGS)
@pytest.mark.parametrize("facts", [WHOLE_COST, PART_OF_COST, COST_UNKNOWN])
@pytest.mark.parametrize("amounts", [("3.20", "20.00"), ("4.70", "26.50"), ("3.20", "26.50")])
def test_a_line_of_operating_cost_is_of_either_table(text: str, facts: FactSheet, amounts: tuple[str, str]) -> None:
    outcome = check_facts("2024年度\n" + text.format(*amounts), facts)
    told = states(outcome)
    assert [finding for finding in outcome.findings if finding.stated != "175.25万元"] == []
    assert {told[f"{amount}万元"] for amount in amounts} == {"matched"}


@pytest.mark.parametrize("text", COST_WORDINGS)
@pytest.mark.parametrize("facts", [WHOLE_COST, PART_OF_COST, COST_UNKNOWN])
@pytest.mark.parametrize("amounts", [("7.40", "26.50"), ("3.20", "62.50")])
def test_a_line_of_operating_cost_that_is_of_neither_table_is_wrong(text: str, facts: FactSheet, amounts: tuple[str, str]) -> None:
    wrong = {finding.stated for finding in serious(check_facts("2024年度\n" + text.format(*amounts), facts))} - {"175.25万元"}
    assert wrong == {f"{amount}万元" for amount in amounts} & {"7.40万元", "62.50万元"}


@pytest.mark.parametrize(("facts", "wrong"), [(WHOLE_COST, ["2.30万元"]), (PART_OF_COST, []), (COST_UNKNOWN, [])])
def test_less_than_the_line_is_wrong_only_where_all_of_it_is_operating_cost(facts: FactSheet, wrong: list[str]) -> None:
    text = OPERATING + "其中公务接待费2.30万元。"
    assert [finding.stated for finding in serious(check_facts(text, facts))] == wrong


@pytest.mark.parametrize("words", ["会议费2.00万元", "培训费2.00万元"])
def test_a_line_that_other_tables_do_not_have_is_unchecked_there(words: str) -> None:
    facts = sheet(*COST, money("economic.30215", "1.00"), money("economic.30216", "1.00"))
    outcome = check_facts(f"{OPERATING}机关运行经费175.25万元，其中{words}。", facts)
    assert outcome.findings == ()
    assert states(outcome)["2.00万元"] == "unchecked"


def test_the_words_of_the_three_public_expenses_are_of_their_own_table() -> None:
    text = OPERATING + "机关运行经费175.25万元。“三公”经费支出决算31.20万元，其中公务接待费{}万元。"
    assert [finding.stated for finding in serious(check_facts(text.format("3.20"), WHOLE_COST))] == ["3.20万元"]


KNOWN = [money("economic.personnel", "80.00"), money("economic.personnel.prior", "70.00"), money("economic.personnel.change", "10.00")]


@pytest.mark.parametrize(
    ("whole", "prior", "ids"),
    [
        ("100.00", "90.00", {"all_basic.personnel", "all_basic.personnel.prior", "all_basic.personnel.change"}),
        ("100.00", "95.00", {"all_basic.personnel"}),
        ("120.00", "90.00", {"all_basic.personnel.prior"}),
    ],
)
def test_a_line_is_the_tables_in_each_year_in_which_the_amounts_are_equal(whole: str, prior: str, ids: set[str]) -> None:
    basic = [money("general.basic", "100.00"), money("general.basic.prior", "90.00")]
    facts = Facts(sheet(*KNOWN, *basic, money("expenditure.basic", whole), money("expenditure.basic.prior", prior)))
    asked = ("all_basic.personnel", "all_basic.personnel.prior", "all_basic.personnel.change")
    assert {fact_id for fact_id in asked if facts.value(fact_id) is not None} == ids


@pytest.mark.parametrize(
    ("whole", "bounds"),
    [("120.00", ("79.995", "100.015")), ("80.00", None), (None, None)],
)
def test_a_line_lies_between_the_tables_and_that_with_all_the_rest(whole: str | None, bounds: tuple[str, str] | None) -> None:
    facts = Facts(sheet(*KNOWN, money("general.basic", "100.00"), *([money("expenditure.basic", whole)] if whole else [])))
    assert facts.interval("all_basic.personnel") == (Interval(*map(Decimal, bounds)) if bounds else None)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (BASIC + "公用经费68.62万元（含公务接待费{}万元，培训费1.10万元）。", {"2.75": [], "3.44": [], "2.57": ["2.57万元"]}),
        (BASIC + "公用经费68.62万元，主要包括：公务接待费{}万元。", {"2.75": [], "7.25": ["7.25万元"]}),
        (SPENDING + "公用经费75.54万元，其中公务接待费{}万元。", {"2.75": [], "2.57": ["2.57万元"]}),
        ("基本支出501.96万元，其中公用经费75.54万元（含公务接待费{}万元），人员经费426.42万元。", {"2.75": []}),
        (THREE + "公用经费68.62万元。“三公”经费支出8.86万元，其中公务接待费{}万元。", {"3.44": [], "2.75": ["2.75万元"]}),
    ],
)
def test_a_line_of_public_cost_is_of_either_table(text: str, wrong: dict[str, list[str]]) -> None:
    assert {amount: errors(text.format(amount)) for amount in wrong} == wrong
