"""Comparisons: what a change is measured from, whichever verb tells it; where the base is not said, every base it can have must fail."""

import pytest

from schemas.facts import FactSheet
from tests.checking.county import errors
from tests.checking.test_wordings import ITEMS, THREE, check, states
from tests.checking.texts import check as check_alone
from tests.checking.texts import money, serious, sheet

GENERAL = ITEMS + "一般公共预算财政拨款支出年初预算1,826.31万元，支出决算1,945.80万元，"


@pytest.mark.parametrize(
    "words",
    [
        "增加119.49万元，增长6.54%。",
        "多支出119.49万元。",
        "完成年初预算的106.54%，增加119.49万元。增加的主要原因是项目增加。",
        "增加22.98万元，增长1.2%。",
    ],
)
def test_a_change_beside_a_budget_and_an_actual_may_be_from_either_the_budget_or_last_year(words: str) -> None:
    outcome = check(GENERAL + words)
    assert outcome.findings == ()
    assert set(states(outcome).values()) == {"matched"}


@pytest.mark.parametrize(
    ("words", "rule", "stated"),
    [
        ("增加191.49万元。", "change_amount", "191.49万元"),
        ("增加119.49万元，增长8.54%。", "change_rate", "8.54%"),
        ("减少119.49万元。", "direction", "减少"),
        ("与上年相比增加119.49万元。", "change_amount", "119.49万元"),
    ],
)
def test_a_change_that_fits_no_base_is_wrong(words: str, rule: str, stated: str) -> None:
    assert [(finding.rule, finding.stated) for finding in check(GENERAL + words).findings] == [(rule, stated)]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("减少3.30万元，下降41.25%。", []),
        ("减少2.10万元，下降30.88%。", []),
        ("减少2.10万元。", []),
        ("减少3.30万元，下降14.25%。", ["14.25%"]),
        ("增加3.30万元。", ["增加"]),
        ("上年6.80万元，减少2.10万元，下降30.88%。", []),
        ("上年6.80万元，减少2.10万元，下降38.08%。", ["38.08%"]),
    ],
)
def test_without_tables_a_base_that_is_not_told_leaves_a_change_in_doubt(words: str, wrong: list[str]) -> None:
    outcome = check_alone(f"公务接待费年初预算8.00万元，决算4.70万元，{words}")
    assert [finding.stated for finding in serious(outcome)] == wrong


SPENT = "本年支出合计4,950.00万元，{}50.00万元，降幅{}。"
TOOK_MORE = "本年支出合计5,050.00万元，{}50.00万元，增幅{}。"


@pytest.mark.parametrize("base", ["比上年", "与上年相比，", "同比", "较2022年度决算数"])
@pytest.mark.parametrize(
    ("text", "verb"),
    [
        *((SPENT, verb) for verb in ("节支", "压缩", "少支", "下浮", "削减", "压降")),
        *((TOOK_MORE, verb) for verb in ("多支", "新增", "上浮", "追加", "净增")),
    ],
)
def test_a_verb_behind_a_comparison_tells_which_way_a_change_goes(text: str, verb: str, base: str) -> None:
    told = "2023年度本年支出情况。" + text.format(base + verb, "{}")
    assert set(states(check_alone(told.format("1.00%"))).values()) == {"consistent"}
    assert [finding.stated for finding in serious(check_alone(told.format("2.00%")))] == ["2.00%"]


def test_a_word_behind_a_comparison_that_is_not_understood_leaves_its_amount_unchecked() -> None:
    outcome = check_alone(SPENT.format("比上年腾挪", "1.00%"))
    assert outcome.findings == ()
    assert states(outcome)["50.00万元"] == "unchecked"


@pytest.mark.parametrize("words", ["年中追加60.50万元，", "其中新增设备60.50万元，"])
def test_such_a_verb_without_a_comparison_tells_of_something_else(words: str) -> None:
    outcome = check_alone(f"培训支出年初预算10.00万元，{words}支出决算68.00万元，完成年初预算的680%。")
    assert outcome.findings == ()
    assert states(outcome)["60.50万元"] == "unchecked"


@pytest.mark.parametrize("verb", ["下降到", "下降至", "下降为", "减少为", "压缩至"])
def test_what_a_change_leads_to_is_a_level(verb: str) -> None:
    text = f"公务接待费由上年的4.00万元{verb}3.20万元，降幅"
    assert serious(check_alone(text + "为20%。")) == []
    assert [finding.stated for finding in serious(check_alone(text + "为25%。"))] == ["25%"]


def test_times_as_much_is_no_amount() -> None:
    assert check_alone("公务接待费由上年的400万元增加到1,200万元，增长了两倍，是上年的3倍。").findings == ()


TWO_BUDGETS = "一般公共预算财政拨款支出年初预算2,010.00万元，全年预算2,127.00万元，支出决算2,100.00万元，"
PUBLIC = ITEMS + "一般公共预算财政拨款支出2,100.00万元，"
BUDGETED = sheet(
    money("general.total", "2100.00"),
    money("general.total.budget", "2010.00"),
    money("general.total.adjusted", "2127.00"),
    money("general.total.budget_change", "90.00", "{general.total} − {general.total.budget}"),
    money("general.total.adjusted_budget_change", "-27.00", "{general.total} − {general.total.adjusted}"),
)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (TWO_BUDGETS + "分别完成年初预算和全年预算的104.48%和98.73%。", []),
        (TWO_BUDGETS + "分别完成年初预算和全年预算的104.48%和95.73%。", ["95.73%"]),
        (TWO_BUDGETS + "比年初预算增加90.00万元，增长4.48%，比全年预算减少27.00万元，下降1.27%。", []),
        (TWO_BUDGETS + "比年初预算增加90.00万元，增长4.48%，比全年预算减少27.00万元，下降2.17%。", ["2.17%"]),
        (TWO_BUDGETS + "比年初预算增加90.00万元，增长4.48%，比全年预算减少29.00万元。", ["29.00万元"]),
        (PUBLIC + "低于调整预算数2,127.00万元，高于年初预算数2,010.00万元。", []),
        (PUBLIC + "高于调整预算数2,127.00万元。", ["高于调整预算数"]),
        (PUBLIC + "低于调整预算数27.00万元。", []),
        (PUBLIC + "低于调整预算数72.00万元。", ["72.00万元"]),
        (PUBLIC + "比年初预算数增加90.00万元，增长4.48%，比调整预算数减少27.00万元，下降1.27%。", []),
        (PUBLIC + "比年初预算数增加90.00万元，增长4.48%，比调整预算数增加27.00万元。", ["增加"]),
    ],
)
@pytest.mark.parametrize("facts", [None, BUDGETED])
def test_of_two_budgets_each_claim_is_held_against_its_own(text: str, wrong: list[str], facts: FactSheet | None) -> None:
    if facts is None and not text.startswith(TWO_BUDGETS):
        wrong = []
    assert [finding.stated for finding in serious(check_alone(text, facts))] == wrong


PARTS = "因公出国（境）费{}万元、公务用车购置及运行维护费38.00万元、公务接待费8.00万元"
ACTUALS = "因公出国（境）费{}万元、公务用车购置及运行维护费26.50万元、公务接待费4.70万元"
THREE_FACTS = sheet(
    *(
        money(f"three_public.{key}.budget", value)
        for key, value in (("total", "52"), ("abroad", "6"), ("vehicles", "38"), ("reception", "8"))
    ),
    *(money(f"three_public.{key}.actual", value) for key, value in (("total", "35.7"), ("abroad", "4.5"), ("vehicles", "26.5"))),
    money("three_public.reception.actual", "4.70"),
)


@pytest.mark.parametrize(
    "words", ["：{}。支出决算35.70万元，其中{}", "，其中{}。支出决算35.70万元，其中：{}", "（其中{}），支出决算35.70万元（其中{}）"]
)
@pytest.mark.parametrize(
    ("budget", "actual", "wrong"), [("6.00", "4.50", []), ("6.60", "4.50", ["6.60万元"]), ("6.00", "5.40", ["5.40万元"])]
)
def test_the_parts_of_a_budget_are_budgets(words: str, budget: str, actual: str, wrong: list[str]) -> None:
    text = f"{THREE}“三公”经费年初预算52.00万元{words.format(PARTS.format(budget), ACTUALS.format(actual))}。"
    assert [finding.stated for finding in serious(check_alone(text, THREE_FACTS))] == wrong


def test_the_parts_behind_a_budget_may_be_what_was_spent() -> None:
    text = f"{THREE}“三公”经费年初预算52.00万元，其中：{ACTUALS.format('4.50')}。"
    assert serious(check_alone(text, THREE_FACTS)) == []


OWN_BUDGETS = "“三公”经费年初预算{}万元，调整后预算{}万元，支出决算{}万元，完成调整预算的{}%，为年初预算的{}%。"


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        (("19.39", "18.39", "8.86", "48.18", "45.69"), []),
        (("18.39", "17.39", "8.86", "50.95", "48.18"), []),
        (("19.39", "18.39", "8.68", "48.18", "45.69"), ["8.68万元"]),
        (("19.39", "18.39", "8.86", "48.18", "54.69"), ["54.69%"]),
        (("19.39", "18.39", "8.86", "41.88", "45.69"), ["41.88%"]),
        (("19.39", "13.89", "8.86", "48.18", "45.69"), ["13.89万元"]),
    ],
)
def test_of_two_budgets_that_a_text_tells_apart_the_table_has_one(numbers: tuple[str, ...], wrong: list[str]) -> None:
    assert errors(THREE + OWN_BUDGETS.format(*numbers)) == wrong


def test_a_budget_told_alone_is_the_tables() -> None:
    assert errors(THREE + "“三公”经费年初预算19.39万元，支出决算8.86万元。") == ["19.39万元"]
    assert errors(THREE + "“三公”经费支出决算8.86万元，完成调整预算19.39万元的48.18%。") == ["19.39万元"]
