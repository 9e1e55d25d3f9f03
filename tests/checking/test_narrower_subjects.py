"""Narrower subjects: an amount of each person, of one project or of another threshold is not that of the whole that its words contain."""

import pytest

from assistant.checking.reading.subjects import AccountNames, find_subjects
from tests.checking.county import errors
from tests.checking.test_wordings import FUND, INCOME, OPERATING, PROCUREMENT, SPENDING, THREE, check, states
from tests.checking.texts import check as check_facts
from tests.checking.texts import money, serious, sheet


@pytest.mark.parametrize(
    ("text", "unchecked"),
    [
        (OPERATING + "机关运行经费235.57万元，人均机关运行经费2.35万元。", "2.35万元"),
        (OPERATING + "机关运行经费235.57万元，在职人员人均机关运行经费支出2.35万元，比上年减少0.05万元。", "2.35万元"),
        (OPERATING + "机关运行经费235.57万元，人均支出决算2.35万元。", "2.35万元"),
        (THREE + "公务用车运行维护费1.54万元，车均公务用车运行维护费0.77万元。", "0.77万元"),
        (THREE + "公务用车运行维护费1.54万元，平均每车运行维护费0.77万元。", "0.77万元"),
        (SPENDING + "项目支出303.10万元，其中：社会保险经办项目支出200.00万元。", "200.00万元"),
    ],
)
def test_what_is_spent_for_each_or_for_one_project_is_unchecked(text: str, unchecked: str) -> None:
    outcome = check(text)
    assert outcome.findings == ()
    assert states(outcome)[unchecked] == "unchecked"
    assert next(iter(states(outcome).values())) == "matched"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (OPERATING + "人均机关运行经费2.35万元。机关运行经费253.57万元。", "253.57万元"),
        (OPERATING + "机关运行经费235.57万元，人均2.35万元。比年初预算增加91.06万元。", "91.06万元"),
        (THREE + "公务用车均为一般公务用车，公务用车运行维护费支出1.45万元。", "1.45万元"),
        (SPENDING + "其中：项目支出330.10万元。", "330.10万元"),
        (SPENDING + "本单位项目支出330.10万元。", "330.10万元"),
        (SPENDING + "基本支出1,642.70万元和项目支出330.10万元。", "330.10万元"),
    ],
)
def test_the_whole_is_still_checked_beside_them(text: str, stated: str) -> None:
    assert [finding.stated for finding in serious(check(text))] == [stated]


LISTED = INCOME + "一是财政拨款收入同比{}20.50万元；二是事业收入同比增加10.25万元，三是其他收入同比减少{}万元。"
LISTED_FACTS = sheet(
    *(money(f"income.{key}.change", value) for key, value in (("fiscal", "20.50"), ("business", "10.25"), ("other", "-32.75")))
)


@pytest.mark.parametrize(("words", "wrong"), [(("增加", "32.75"), []), (("减少", "32.75"), ["减少"]), (("增加", "37.25"), ["37.25万元"])])
def test_each_of_a_numbered_list_names_its_own_subject(words: tuple[str, str], wrong: list[str]) -> None:
    assert [finding.stated for finding in serious(check_facts(LISTED.format(*words), LISTED_FACTS))] == wrong


BALANCE = (
    FUND
    + "年初结转和结余10万元，本年收入320万元，本年支出300万元，年末结转和结余30万元。本年收入较上年增加{}万元，本年支出较上年{}14万元。"
)
BALANCE_FACTS = sheet(
    *(money(f"fund.{key}", value) for key, value in (("opening", "10"), ("income", "320"), ("total", "300"), ("closing", "30"))),
    *(money(f"fund.{key}.change", value) for key, value in (("income", "2"), ("total", "-14"), ("closing", "20"))),
)


@pytest.mark.parametrize(("words", "wrong"), [(("2", "减少"), []), (("20", "减少"), ["20万元"]), (("2", "增加"), ["增加"])])
def test_what_is_carried_over_has_no_income_of_its_own(words: tuple[str, str], wrong: list[str]) -> None:
    assert [finding.stated for finding in serious(check_facts(BALANCE.format(*words), BALANCE_FACTS))] == wrong


EQUIPMENT = sheet(money("assets.equipment", "2").model_copy(update={"unit": "台（套）"}))


@pytest.mark.parametrize(("count", "wrong"), [("2", []), ("5", ["5台（套）"])])
def test_equipment_above_another_threshold_is_other_equipment(count: str, wrong: list[str]) -> None:
    text = f"单价50万元（含）以上设备（不含车辆）7台（套），其中单价100万元（含）以上设备（不含车辆）{count}台（套）。"
    assert [finding.stated for finding in serious(check_facts(f"十二、国有资产占用情况说明\n{text}", EQUIPMENT))] == wrong


@pytest.mark.parametrize(("section", "stem"), [("basic", "economic.30217"), ("three_public", "three_public.reception")])
def test_a_name_that_two_tables_have_is_meant_in_the_table_of_its_section(section: str, stem: str) -> None:
    names = AccountNames((), economic=[("30217", "公务接待费")])
    assert [subject.stem for _, _, subject in find_subjects("办公费、公务接待费3.20万元", section, names)] == [stem]


def test_goods_and_services_paid_for_are_not_those_of_procurement() -> None:
    facts = sheet(money("procurement.services", "106.50"))
    assert check_facts(SPENDING + "商品和服务支出560.00万元。", facts).findings == ()
    assert [finding.stated for finding in serious(check_facts(PROCUREMENT + "货物支出和服务支出560.00万元。", facts))] == ["560.00万元"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (SPENDING + "本年支出849.27万元，其中：非财政拨款支出38.44万元，占4.53%。", []),
        (SPENDING + "本年支出849.27万元，其中：非财政拨款支出38.44万元，占5.43%。", ["5.43%"]),
        (SPENDING + "本年支出849.27万元，其中：财政拨款支出801.83万元，非财政拨款支出38.44万元。", ["801.83万元"]),
        (INCOME + "本年收入883.99万元，其中：非财政拨款收入39.86万元，占4.51%。", []),
        (INCOME + "本年收入883.99万元，其中：财政拨款收入844.31万元，非财政拨款收入39.86万元。", ["844.31万元"]),
    ],
)
def test_other_money_than_appropriations_is_not_theirs(text: str, wrong: list[str]) -> None:
    assert errors(text) == wrong
