"""Wordings of one claim: whatever its clauses, brackets and totals, a right number agrees and a wrong one is found."""

from functools import cache

import pytest

from assistant import pipeline
from assistant.checking.reading.forms import bare_name
from assistant.checking.review import review
from schemas.manuscript import Manuscript
from schemas.review import Review
from tests.checking.texts import check as check_facts
from tests.checking.texts import money, sheet
from tests.material import INPUTS, TABLES

THREE = "九、财政拨款“三公”经费支出决算情况说明\n"
SPENDING = "三、支出决算情况说明\n"
TOTAL = "一、收入支出决算总体情况说明\n"
INCOME = "二、收入决算情况说明\n"
ITEMS = "五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n"
PROCUREMENT = "十一、政府采购支出情况说明\n"
BASIC = "六、一般公共预算财政拨款基本支出决算情况说明\n"
OPERATING = "十、机关运行经费支出情况说明\n"


@cache
def material() -> pipeline.Material:
    return pipeline.read_material(TABLES, inputs=INPUTS)


def check(text: str) -> Review:
    manuscript = Manuscript(file="说明.txt", kind="txt", text=f"2024年度决算情况说明\n{text}")
    return review(manuscript, material().sheet, material().accounts)


def states(outcome: Review) -> dict[str, str]:
    return {entry.text: entry.status for entry in outcome.ledger if entry.status != "exempt"}


@pytest.mark.parametrize(
    "text",
    [
        THREE + "公务用车运行维护费本年支出1.54万元，比上年减少0.41万元，下降21%。",
        THREE + "公务用车运行维护费支出合计1.54万元，比上年减少0.41万元，下降21%。",
        THREE + "“三公”经费支出1.54万元（其中公务用车运行维护费1.54万元、公务接待费0万元），比上年减少0.41万元，下降21%。",
        THREE + "“三公”经费支出1.54万元（比上年减少0.41万元，下降21%），其中公务接待费0万元。",
        THREE + "“三公”经费支出1.54万元。较2023年度“三公”经费支出1.95万元减少0.41万元。",
        OPERATING + "机关运行经费支出合计235.57万元，比年初预算数增加19.06万元，增长8.8%。",
        SPENDING + "支出合计1,945.8万元（其中项目支出303.1万元），较2023年度2,279.51万元减少333.71万元，下降14.6%。",
        SPENDING + "支出合计1,945.8万元（其中：基本支出1,642.7万元、项目支出303.1万元），比上年减少333.71万元，下降14.6%。",
        SPENDING + "支出合计1,945.8万元，其中：基本支出1,642.7万元，占本年支出84.4%；项目支出303.1万元，占本年支出15.6%。",
        TOTAL + "收、支总计由上年的2,279.51万元降至1,945.80万元，减少333.71万元，下降14.6%。",
        ITEMS + "行政运行（2080101）支出1,132.06万元；住房公积金（2210201）支出116.2万元。",
        ITEMS + "行政运行年初预算1,100万元，支出1,132.06万元，大于预算数的原因是增加人员。",
        SPENDING + "支出合计1,945.8万元，其中：基本支出1,642.7万元，项目支出303.1万元，较上年减少333.71万元，下降14.6%。",
        SPENDING + "支出合计1,945.8万元，其中：基本支出1,642.7万元，项目支出303.1万元，较上年2,279.51万元减少333.71万元。",
        SPENDING + "支出合计1,945.8万元，其中：基本支出1,642.7万元、项目支出303.1万元。全年实际开支1,945.80万元。",
        THREE + "“三公”经费支出1.54万元，其中：公务用车购置费0万元，公务用车运行维护费1.54万元，比上年减少0.41万元。",
        TOTAL + "2024年度收、支总计1,945.8万元。2023年度收、支总计2,279.51万元。",
        TOTAL + "2024年度和2023年度收支总计分别为1945.80万元和2279.51万元。",
        PROCUREMENT + "政府采购本年支出合计2.23万元。",
        BASIC + "基本工资202.01万元，津贴补贴支出243.93万元。",
        INCOME + "本年收入合计1,945.8万元，较上年减少二百零一万元。",
    ],
)
def test_a_right_number_agrees_in_every_wording(text: str) -> None:
    outcome = check(text)
    assert outcome.findings == ()
    assert set(states(outcome).values()) == {"matched"}


@pytest.mark.parametrize(
    ("text", "rule", "stated", "expected"),
    [
        (THREE + "公务用车运行维护费本年支出1.45万元，比上年减少0.41万元。", "text_table", "1.45万元", "1.54万元"),
        (THREE + "“三公”经费支出1.54万元（其中公务接待费0万元），比上年减少0.14万元。", "change_amount", "0.14万元", "0.41万元"),
        (TOTAL + "收、支总计由上年的2,279.51万元降至1,954.80万元。", "text_table", "1,954.80万元", "1,945.8万元"),
        (
            ITEMS + "与上年一般公共预算财政拨款支出1,922.82万元相比增加22.89万元，增长1.2%。",
            "change_amount",
            "22.89万元",
            "22.98万元",
        ),
        (PROCUREMENT + "授予中小企业合同金额2.23万元，占政府采购支出总额的99%。", "share", "99%", "100%"),
        (
            SPENDING + "支出合计1,945.8万元，其中：基本支出1,642.7万元，占本年支出84.5%；项目支出303.1万元，占本年支出15.6%。",
            "share",
            "84.5%",
            "84.4%",
        ),
        (ITEMS + "行政运行（2080101）支出1,123.06万元。", "text_table", "1,123.06万元", "1,132.06万元"),
        (ITEMS + "行政运行年初预算1,100万元，支出1,123.06万元。", "text_table", "1,123.06万元", "1,132.06万元"),
        (ITEMS + "行政运行支出1,132.06万元，小于预算数的原因是增加人员。", "direction", "小于预算数", "大于预算数"),
        (
            SPENDING + "支出合计1,945.8万元，其中：基本支出1,642.7万元，项目支出303.1万元，较上年减少333.71万元，下降24.6%。",
            "change_rate",
            "24.6%",
            "14.6%",
        ),
        (TOTAL + "2023年度收、支总计2,289.51万元。", "text_table", "2,289.51万元", "2,279.51万元"),
        (TOTAL + "2023年度收、支总计1,945.80万元。", "year", "2023年度", "2024年度"),
        (BASIC + "基本工资220.01万元。", "text_table", "220.01万元", "202.01万元"),
    ],
)
def test_a_wrong_number_is_found_in_every_wording(text: str, rule: str, stated: str, expected: str) -> None:
    found = [(finding.rule, finding.stated, finding.expected) for finding in check(text).findings if finding.severity == "error"]
    assert found == [(rule, stated, expected)]


@pytest.mark.parametrize(
    "text",
    [
        SPENDING + "支出合计1,945.8万元，其中基本支出1,642.7万元、项目支出303.1万元，分别较上年增长2.1%、下降53.4%。",
        TOTAL + "2024年度和2022年度收支总计分别为1945.80万元和2379.51万元。",
    ],
)
def test_what_the_tables_cannot_tell_is_unchecked_not_wrong(text: str) -> None:
    outcome = check(text)
    assert outcome.findings == ()
    assert set(states(outcome).values()) == {"matched", "unchecked"}


@pytest.mark.parametrize("words", ["减少数十万元", "减少几万元", "减少三分之一"])
def test_a_vague_change_is_no_base_and_lacks_no_unit(words: str) -> None:
    outcome = check_facts(f"{THREE}公务接待费支出决算4.00万元，比预算{words}，为预算的66.67%。")
    assert outcome.findings == ()


@pytest.mark.parametrize("quotes", ["“{}”", "《{}》", "{}"])
def test_the_form_of_a_project_is_found_by_its_name_in_any_quotes(quotes: str) -> None:
    assert bare_name(quotes.format("培训经费") + "项目") == bare_name("培训经费项目")


@pytest.mark.parametrize(
    "text", ["100%～80%（含80%）、80%～50%（含50%）、50%～0%合理确定分值", "100-80%(含80%)、80-50%(含50%)、50-0%合理确定分值"]
)
def test_the_bounds_of_bands_of_scores_are_no_claims(text: str) -> None:
    outcome = check(f"十三、预算绩效情况说明\n定性指标分三档，分别按照该指标对应分值区间{text}。")
    assert states(outcome) == {}
    assert outcome.coverage.exempt > 7


FUND = "七、政府性基金预算财政拨款收入支出决算情况说明\n"
FUND_FACTS = sheet(money("fund.income", "37.75"), money("fund.total", "39.75"))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("政府性基金预算财政拨款收入37.75万元，支出39.75万元。", "matched"),
        ("政府性基金预算财政拨款收入37.75万元，支出37.95万元。", "mismatch"),
        ("其中：征地和拆迁补偿支出（项）收入30.5万元，支出30.5万元。", "unchecked"),
        ("其中征地补偿收入30.5万元，支出30.5万元，农村建设收入7.25万元，支出9.25万元。", "unchecked"),
    ],
)
def test_a_bare_word_for_spending_is_the_funds_only_behind_the_funds_income(text: str, status: str) -> None:
    outcome = check_facts(FUND + text, FUND_FACTS)
    assert outcome.ledger[-1].status == status
    assert len(outcome.findings) == (status == "mismatch")


def test_numbers_between_tabs_are_counted_as_unchecked() -> None:
    """Neither a row of a table that was not recognised nor a torn sentence drops out of the account."""
    outcome = check(INCOME + "2024年度收入合计\t1,954.8万元\t，与上年相比减少201.44万元。")
    assert states(outcome) == {"1,954.8万元": "unchecked", "201.44万元": "unchecked"}


def test_an_amount_behind_a_tab_is_no_page_number() -> None:
    assert states(check(SPENDING + "2024年度支出合计\t100")) == {"100": "mismatch"}
    assert states(check("一、收入支出决算总体情况说明\t11\n" + SPENDING + "支出合计1,945.8万元。")) == {"1,945.8万元": "matched"}


def test_a_balance_without_a_number_does_not_stop_the_check() -> None:
    outcome = check(
        "七、政府性基金预算财政拨款收入支出决算情况说明\n年初结转和结余约为三分之一，本年收入12万元，本年支出5万元，年末结转和结余7万元。"
    )
    assert states(outcome)["三分之一"] == "unchecked"


@pytest.mark.parametrize(("second", "status"), [("20.00", "consistent"), ("21.00", "unchecked")])
def test_initial_budgets_agree_where_they_add_up_and_prove_nothing_where_they_do_not(second: str, status: str) -> None:
    """An item of which nothing was spent may be left out of the list."""
    item = "教育支出（类）普通教育（款）{}（项）。年初预算为{}万元，支出决算为9万元。\n"
    text = f"{ITEMS}一般公共预算财政拨款支出年初预算为30.00万元，支出决算为18万元。其中：\n"
    outcome = check_facts(text + "1." + item.format("小学教育", "10.00") + "2." + item.format("初中教育", second))
    assert outcome.findings == ()
    assert [entry.status for entry in outcome.ledger if entry.role == "budget"] == [status] * 3


ALL_MONEY = {
    "overall.total": "2800.00",
    "income.total": "2600.00",
    "income.fiscal": "2420.50",
    "income.business": "150.25",
    "income.other": "29.25",
    "expenditure.total": "2550.00",
    "expenditure.basic": "1290.40",
    "expenditure.project": "1259.60",
    "expenditure.function.208": "2036.40",
    "fiscal.total": "2528.50",
    "fiscal.opening": "108.00",
    "fiscal.opening.general": "98.00",
    "fiscal.closing": "128.50",
    "fiscal.closing.general": "98.50",
    "fiscal.closing.fund": "30.00",
    "fiscal.income.total": "2420.50",
    "fiscal.income.general": "2100.50",
    "fiscal.income.fund": "320.00",
    "fiscal.expenditure.total": "2400.00",
    "fiscal.function.208": "1886.40",
    "fiscal.function.229": "300.00",
    "general.total": "2100.00",
    "general.total.budget": "2010.00",
    "general.basic": "1190.40",
    "general.project": "909.60",
    "function.208.actual": "1886.40",
    "function.208.budget": "1800.30",
    "fund.income": "320.00",
    "fund.total": "300.00",
    "economic.personnel": "1015.15",
    "economic.public": "175.25",
    "three_public.total.actual": "35.70",
    "three_public.vehicles.actual": "26.50",
    "three_public.reception.actual": "4.70",
    "procurement.total": "246.80",
    "procurement.sme": "210.00",
    "procurement.micro": "150.00",
}
"""A unit whose totals all differ: with and without balances, all money and appropriations, with and without the fund."""


def check_money(text: str) -> Review:
    return check_facts(f"2024年度部门决算情况说明\n{text}", sheet(*(money(name, value) for name, value in ALL_MONEY.items())))


def serious_of(outcome: Review) -> list[tuple[str, str]]:
    return [(finding.stated, finding.expected) for finding in outcome.findings if finding.severity != "hint"]


@pytest.mark.parametrize("line", ["（一）基本支出{}万元，占{}。", "（一）基本支出情况\n基本支出{}万元，占本年支出合计的{}。"])
def test_an_item_of_all_spending_is_not_the_chapter_on_basic_spending(line: str) -> None:
    text = f"{SPENDING}本年支出合计2,550.00万元。\n{line}\n（二）项目支出1,259.60万元，占49.40%。"
    assert set(states(check_money(text.format("1,290.40", "50.60%"))).values()) == {"matched"}
    assert serious_of(check_money(text.format("1,209.40", "50.60%"))) == [("1,209.40万元", "1,290.4万元")]
    assert serious_of(check_money(text.format("1,290.40", "56.00%"))) == [("56.00%", "50.6%")]


FISCAL = "四、财政拨款收入支出决算总体情况说明\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (FISCAL + "财政拨款收入总计2,528.50万元，支出总计{}。", "2,582.50万元"),
        (FISCAL + "财政拨款总收入{}，总支出2,528.50万元。", "2,582.50万元"),
        (TOTAL + "2024年度总收入{}，总支出2,800.00万元。", "2,080.00万元"),
        (TOTAL + "2024年度总收入2,600.00万元，总支出{}。", "2,505.00万元"),
    ],
)
def test_a_total_includes_the_balances_and_total_income_may(text: str, wrong: str) -> None:
    right = {"2,582.50万元": "2,528.50万元", "2,080.00万元": "2,800.00万元", "2,505.00万元": "2,550.00万元"}[wrong]
    assert set(states(check_money(text.format(right))).values()) == {"matched"}
    assert [stated for stated, _ in serious_of(check_money(text.format(wrong)))] == [wrong]


@pytest.mark.parametrize("words", ["政府性基金预算财政拨款收入总计", "政府性基金预算财政拨款收、支总计", "收入总计"])
def test_the_total_of_a_fund_with_its_balance_is_in_no_table(words: str) -> None:
    assert states(check_money(f"{FUND}{words}330.00万元。")) == {"330.00万元": "unchecked"}
    assert serious_of(check_money(f"{FUND}政府性基金预算财政拨款收入330.00万元。")) == [("330.00万元", "320万元")]


GENERAL = "五、一般公共预算财政拨款支出决算情况说明\n"


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (THREE + "公务接待费支出决算4.70万元，占财政拨款“三公”经费总支出决算的{}。", "13.17%", "17.13%"),
        (GENERAL + "社会保障和就业（类）支出1,886.40万元，占一般公共预算财政拨款总支出的{}。", "89.83%", "83.89%"),
        (TOTAL + "收入总计2,800.00万元。\n2.收入情况。收入合计2,600.00万元。其中：财政拨款收入2,420.50万元，占{}。", "93.1%", "91.3%"),
        (TOTAL + "收入总计2,800.00万元。\n财政拨款收入2,420.50万元，占{}。", "93.1%", "91.3%"),
        (FISCAL + "财政拨款支出2,400.00万元，其中：社会保障和就业支出1,886.40万元，占{}。", "78.60%", "76.80%"),
        (FISCAL + "（一）一般公共预算财政拨款收入2,100.50万元。\n（二）政府性基金预算财政拨款收入320.00万元，占{}。", "13.22%", "12.32%"),
        (GENERAL + "基本支出1,190.40万元，其中人员经费1,015.15万元，占{}；项目支出909.60万元。", "85.28%", "82.58%"),
        (GENERAL + "基本支出1,190.40万元，其中人员经费1,015.15万元；项目支出909.60万元，占{}。", "43.31%", "41.33%"),
        (PROCUREMENT + "授予中小企业合同金额210.00万元，其中授予小微企业合同金额150.00万元，占{}。", "71.43%", "74.13%"),
        (PROCUREMENT + "授予中小企业合同金额210.00万元，其中授予小微企业合同金额150.00万元，占{}。", "60.78%", "67.08%"),
    ],
)
def test_a_share_is_of_any_total_around_its_part_and_wrong_where_it_fits_none(text: str, right: str, wrong: str) -> None:
    assert set(states(check_money(text.format(right))).values()) == {"matched"}
    assert [stated for stated, _ in serious_of(check_money(text.format(wrong)))] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "二、收入决算情况说明\n财政拨款收入占93.10%，上年占{}。",
        "二、收入决算情况说明\n财政拨款收入2,420.50万元，占本年收入的93.10%，较上年占比{}提高1.18个百分点。",
        "二、收入决算情况说明\n财政拨款收入2,420.50万元，占93.10%，其中一般公共预算占{}。",
        THREE + "公务用车购置及运行维护费26.50万元，占74.23%，其中购置费占{}。",
        THREE + "公务接待费支出决算4.70万元，占培训费总支出的{}。",
    ],
)
def test_the_share_of_another_year_part_or_whole_is_unchecked(text: str) -> None:
    outcome = check_money(text.format("23.81%"))
    assert serious_of(outcome) == []
    assert states(outcome)["23.81%"] == "unchecked"


GRANTS = "四、财政拨款支出决算情况说明\n"


def test_spending_from_appropriations_is_with_the_fund_or_without_it() -> None:
    """Jiangsu and Jiangxi tell 财政拨款支出 with the fund, of which the inputs have no initial budget."""
    text = (
        GRANTS
        + "财政拨款支出决算{}万元，占本年支出合计的{}。与年初预算2,330.00万元相比，完成年初预算的{}。\n（一）社会保障和就业支出{}万元。"
    )
    right = ("2,400.00", "94.12%", "103.00%", "1,886.40")
    assert serious_of(check_money(text.format(*right))) == []
    assert serious_of(check_money(text.format("2,100.00", "82.35%", "90.13%", "1,886.40"))) == []
    for place, wrong in enumerate(("2,040.00", "91.42%", "130.00%", "1,868.40")):
        planted = text.format(*right[:place], wrong, *right[place + 1 :])
        assert [stated.removesuffix("万元") for stated, _ in serious_of(check_money(planted))] == [wrong]


def test_spending_from_appropriations_is_general_in_its_own_chapter() -> None:
    assert serious_of(check_money(GENERAL + "财政拨款支出2,400.00万元。")) == [("2,400.00万元", "2,100万元")]


@pytest.mark.parametrize("amount", ["2,036.40", "1,886.40"])
def test_a_class_in_the_chapter_on_all_money_is_of_all_spending_or_of_appropriations(amount: str) -> None:
    text = TOTAL + "（二）支出总计2,800.00万元。包括：\n1.社会保障和就业（类）支出{}万元，主要用于民政事业。\n2.社会保障和就业支出{}万元。"
    assert set(states(check_money(text.format(amount, amount))).values()) == {"matched"}
    assert serious_of(check_money(text.format("2,063.40", amount))) == [("2,063.40万元", "2,036.4万元")]
    assert serious_of(check_money(text.format(amount, "2,063.40"))) == [("2,063.40万元", "2,036.4万元")]


def test_a_change_is_the_wrong_way_where_it_is_so_in_every_reading_of_its_words() -> None:
    spent = [("expenditure.function.208", "2036.40", "1950.00"), ("fiscal.function.208", "1886.40", "1800.00")]
    facts = [money(f"{stem}{role}", value) for stem, *values in spent for role, value in zip(("", ".prior"), values, strict=True)]
    facts += [money(f"{stem}.change", "86.40", f"{{{stem}}} − {{{stem}.prior}}") for stem, *_ in spent]
    facts += [money("function.208.actual", "1886.40"), money("function.208.change", "86.40")]
    text = TOTAL + "社会保障和就业（类）支出2,036.40万元，与上年相比，{}86.40万元。"
    assert serious_of(check_facts(text.format("增加"), sheet(*facts))) == []
    assert serious_of(check_facts(text.format("减少"), sheet(*facts))) == [("减少", "增加")]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (FISCAL + "年末一般公共预算财政拨款结转和结余{}万元，年末政府性基金预算财政拨款结转和结余30.00万元。", "98.50", "128.50"),
        (FISCAL + "一般公共预算财政拨款年末结转和结余{}万元，年末财政拨款结转和结余128.50万元。", "98.50", "89.50"),
        (GENERAL + "此外，年初财政拨款结转和结余{}万元。", "98.00", "89.00"),
        (GENERAL + "年初结转和结余{}万元。", "108.00", "180.00"),
    ],
)
def test_what_is_left_is_of_the_kind_of_appropriations_that_is_named(text: str, right: str, wrong: str) -> None:
    assert set(states(check_money(text.format(right))).values()) == {"matched"}
    assert [stated for stated, _ in serious_of(check_money(text.format(wrong)))] == [f"{wrong}万元"]


def test_two_things_together_are_neither_of_them() -> None:
    text = INCOME + "本年收入合计2,600.00万元，其中{}合计179.50万元，占{}。"
    assert serious_of(check_money(text.format("事业收入和其他收入", "6.9%"))) == []
    assert serious_of(check_money(text.format("事业收入和其他收入", "9.6%"))) == [("9.6%", "6.9%")]
    assert ("179.50万元", "29.25万元") in serious_of(check_money(text.format("其他收入", "6.9%")))


def test_appropriations_of_both_kinds_together_are_all_of_them() -> None:
    text = INCOME + "一般公共预算和政府性基金预算财政拨款收入合计{}万元。"
    assert states(check_money(text.format("2,420.50"))) == {"2,420.50万元": "matched"}
    assert serious_of(check_money(text.format("2,402.50"))) == [("2,402.50万元", "2,420.5万元")]


def test_an_item_with_a_name_of_its_own_is_not_the_one_before_it() -> None:
    text = THREE + "公务接待费支出决算{}万元；会议费支出决算60.50万元，比上年50.00万元增加10.50万元，增长{}。"
    assert serious_of(check_money(text.format("4.70", "21.00%"))) == []
    assert serious_of(check_money(text.format("4.07", "21.00%"))) == [("4.07万元", "4.7万元")]
    assert serious_of(check_money(text.format("4.70", "12.00%"))) == [("12.00%", "21%")]


@pytest.mark.parametrize("words", ["支出决算", "2024年度支出决算", "江城市社保局支出决算", "其支出决算", "该项支出决算"])
def test_words_that_name_no_item_of_their_own_go_on_about_the_one_held(words: str) -> None:
    assert serious_of(check_money(f"{THREE}公务接待费比上年有所增加；{words}4.07万元。")) == [("4.07万元", "4.7万元")]


def test_a_change_behind_a_semicolon_is_of_the_item_or_of_the_last_number_before_it() -> None:
    facts = sheet(money("three_public.reception.actual", "400.00"), money("three_public.reception.prior", "380.00"))
    text = THREE + "公务接待费400.00万元，人均补助156.05元；较上年增加{}，增长{}。"
    assert serious_of(check_facts(text.format("20.00万元", "5.26%"), facts)) == []
    assert serious_of(check_facts(text.format("10.00元", "6.85%"), facts)) == []


def test_a_change_behind_a_semicolon_is_of_the_only_item_named() -> None:
    text = SPENDING + "培训费支出12.60万元，年初预算15.00万元，完成年初预算的84.00%；比上年增加2.10万元，增长{}。"
    assert serious_of(check_facts(text.format("20.00%"))) == []
    assert serious_of(check_facts(text.format("16.67%"))) == [("16.67%", "20%")]


def test_the_first_item_of_a_list_is_no_total_of_the_others() -> None:
    text = GENERAL + "（1）公务接待费4.70万元；（2）民政事务143.50万元，占6.83%；（3）殡葬60.50万元，占2.88%。"
    assert serious_of(check_money(text)) == []
