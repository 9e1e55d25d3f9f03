"""Units that few outlines think of: funds, capital, other income, nothing at all, red figures."""

from decimal import Decimal

import pytest

from assistant.drafting.outlines import list_outlines
from assistant.drafting.phrases import Phrases
from assistant.drafting.reasons import Reasons
from assistant.drafting.slots import Slots
from assistant.errors import InvalidWording
from schemas.facts import FactSheet
from schemas.inputs import Achievement, Budget, Inputs, OperatingCost, Prior, Project, ThreePublicDetails
from schemas.style import HouseStyle
from tests.drafting.drafts import draft, draft_books, example, section
from tests.figures.books import Books, make_accounts, spent
from tests.figures.examples import set_line
from tests.figures.test_identities import FULL

OUTLINES = list_outlines()
NOTHING = Books()
OVERALL, INCOME, EXPENDITURE = "一、收入支出决算总体情况说明", "二、收入决算情况说明", "三、支出决算情况说明"
DETAILS = "（三）一般公共预算财政拨款支出决算具体情况"
FUND, CAPITAL = "政府性基金预算财政拨款收入支出决算情况说明", "八、国有资本经营预算财政拨款支出决算情况说明"
COST = "十、机关运行经费支出情况说明"


def budget(code: str, amount: str | None, name: str | None = None) -> Budget:
    return Budget(code=code, name=name, initial=None if amount is None else Decimal(amount))


def test_a_government_fund_is_told_by_item_with_its_balances() -> None:
    text = section(draft(FULL, Inputs(), "wuhan-2024"), "七、" + FUND)
    assert text.split("\n") == [
        "2024年度政府性基金预算财政拨款收入⟦37.75万元⟧，支出⟦39.75万元⟧，年初结转和结余⟦2.5万元⟧，年末结转和结余⟦0.5万元⟧。支出具体情况如下：",
        "1.城乡社区支出（类）国有土地使用权出让收入安排的支出（款）征地和拆迁补偿支出（项）。支出决算为⟦30.5万元⟧。",
        "2.城乡社区支出（类）国有土地使用权出让收入安排的支出（款）农村基础设施建设支出（项）。支出决算为⟦9.25万元⟧。",
    ]


def test_a_fund_that_was_only_received_lists_nothing() -> None:
    books = Books(fund={"2120801": spent()}, closing={"fund": Decimal(7)})
    text = section(draft_books(books, "wuhan-2024"), "七、" + FUND)
    assert text == "2024年度政府性基金预算财政拨款收入⟦7万元⟧，支出⟦0万元⟧，年末结转和结余⟦7万元⟧。"
    shanghai = section(draft_books(books, "shanghai-2024"), "八、" + FUND)
    assert shanghai == "政府性基金预算财政拨款收入⟦7万元⟧，支出⟦0万元⟧。"


def test_capital_spending_is_told_by_item() -> None:
    text = section(draft(FULL, Inputs(), "wuhan-2024"), CAPITAL)
    assert text.startswith(
        "2024年度国有资本经营预算财政拨款支出⟦1.5万元⟧，其中：基本支出⟦1.5万元⟧，项目支出⟦0万元⟧。支出具体情况如下：\n1."
    )
    assert text.endswith("国有企业退休人员社会化管理补助支出（项）。支出决算为⟦1.5万元⟧。")


def test_a_capital_table_of_one_column_asks_for_the_rest() -> None:
    assert FULL.capital is not None
    assert FULL.capital.total is not None
    cells = {"total": FULL.capital.total.cells["total"]}
    bare = FULL.capital.model_copy(update={"rows": (), "total": FULL.capital.total.model_copy(update={"cells": cells})})
    text = section(draft(FULL.model_copy(update={"capital": bare}), Inputs(), "wuhan-2024"), CAPITAL)
    assert text == (
        "2024年度国有资本经营预算财政拨款支出⟦1.5万元⟧，其中：基本支出【待补充：国有资本经营预算财政拨款基本支出】，"
        "项目支出【待补充：国有资本经营预算财政拨款项目支出】。"
    )


def test_every_kind_of_income_and_spending_has_its_share() -> None:
    narrative = draft(FULL, Inputs(), "wuhan-2024")
    income = section(narrative, INCOME)
    assert "上级补助收入⟦5万元⟧，占本年收入⟦0.3%⟧；事业收入⟦6万元⟧，占本年收入⟦0.4%⟧；经营收入⟦4万元⟧，占本年收入⟦0.3%⟧；" in income
    assert income.endswith("附属单位上缴收入⟦1万元⟧，占本年收入⟦0.1%⟧；其他收入⟦1.2万元⟧，占本年收入⟦0.1%⟧。")
    spending = section(narrative, EXPENDITURE)
    assert spending.endswith(
        "上缴上级支出⟦1万元⟧，占本年支出⟦0.1%⟧；经营支出⟦2万元⟧，占本年支出⟦0.1%⟧；对附属单位补助支出⟦3万元⟧，占本年支出⟦0.2%⟧。"
    )


@pytest.mark.parametrize(
    ("outline", "heading", "text"),
    [
        ("wuhan-2024", "（二）一般公共预算财政拨款支出决算结构情况", "2024年度没有一般公共预算财政拨款支出。"),
        ("wuhan-2024", DETAILS, "2024年度没有一般公共预算财政拨款支出。"),
        ("wuhan-2024", "六、一般公共预算财政拨款基本支出决算情况说明", "2024年度没有一般公共预算财政拨款基本支出。"),
        ("wuhan-2020", "（二）财政拨款支出决算结构情况", "2024年度没有一般公共预算财政拨款支出。"),
        ("shanghai-2024", DETAILS, "示范处2024年度无一般公共预算财政拨款支出。"),
        ("shanghai-2024", "六、一般公共预算财政拨款基本支出决算情况说明", "一般公共预算财政拨款基本支出⟦0万元⟧。"),
        ("shanghai-2024", "（二）一般公共预算财政拨款支出决算结构情况", "一般公共预算财政拨款支出⟦0万元⟧。"),
    ],
)
def test_a_unit_without_general_budget_says_so(outline: str, heading: str, text: str) -> None:
    assert section(draft_books(Books(fund={"2120801": spent("0", "30.5")}), outline), heading) == text


@pytest.mark.parametrize("heading", ["（一）财政拨款支出决算总体情况", "（二）财政拨款支出决算结构情况"])
def test_where_funds_are_spent_too_the_2020_outline_says_of_which_budget_it_speaks(heading: str) -> None:
    assert section(draft(FULL, Inputs(), "wuhan-2020"), heading).startswith("2024年度一般公共预算财政拨款支出⟦1,539.02万元⟧")
    general = draft_books(Books(general={"2080101": spent("5")}), "wuhan-2020")
    assert section(general, heading).startswith("2024年度财政拨款支出⟦5万元⟧")


@pytest.mark.parametrize(("outline", "heading"), [("wuhan-2024", "一般公共预算财政拨款"), ("wuhan-2020", "财政拨款")])
def test_a_budget_of_which_nothing_was_spent_announces_no_list(outline: str, heading: str) -> None:
    narrative = draft_books(Books(fund={"2120801": spent("0", "30.5")}), outline, Inputs(budgets=(budget("2080101", "5"),)))
    assert section(narrative, f"（二）{heading}支出决算结构情况") == "2024年度没有一般公共预算财政拨款支出。"
    assert "支出决算为⟦0万元⟧，完成年初预算的⟦" in section(narrative, f"（三）{heading}支出决算具体情况")


@pytest.mark.parametrize(("outline", "heading"), [("wuhan-2024", "一般公共预算财政拨款"), ("wuhan-2020", "财政拨款")])
def test_classes_too_small_to_be_shown_announce_no_list(outline: str, heading: str) -> None:
    books = Books(general={"2080101": spent("0.0026"), "2100101": spent("0.0026")})
    text = section(draft_books(books, outline), f"（二）{heading}支出决算结构情况")
    assert text == f"2024年度{heading}支出⟦0.01万元⟧。"


@pytest.mark.parametrize("outline", OUTLINES)
def test_blank_tables_of_two_years_are_level_not_unknown(outline: str) -> None:
    """A blank in both years' workbooks is no change; nothing is asked for that the workbooks have answered."""
    narrative = draft_books(Books(general={"2080101": spent("5")}), outline, prior=Books(general={"2080101": spent("5")}))
    assert [label for label in narrative.missing if label.startswith("2023年度")] == []


@pytest.mark.parametrize(
    ("outline", "heading", "text"),
    [
        ("wuhan-2024", "“三公”经费财政拨款支出决算总体情况说明", "示范处当年没有财政拨款安排的“三公”经费预算和支出。"),
        ("wuhan-2020", "一般公共预算财政拨款“三公”经费支出决算情况", "示范处当年没有财政拨款安排的“三公”经费预算和支出。"),
        ("shanghai-2024", "“三公”经费财政拨款支出决算总体情况说明", "示范处2024年度无“三公”经费财政拨款支出。"),
    ],
)
def test_an_empty_table_of_three_public_is_stated(outline: str, heading: str, text: str) -> None:
    assert section(draft_books(Books(general={"2080101": spent("5")}), outline), heading) == text


def test_three_public_that_ended_goes_down_to_nothing() -> None:
    prior = (
        Prior(fact="three_public.total.actual", value=Decimal("0.72")),
        Prior(fact="three_public.reception.actual", value=Decimal("0.72")),
    )
    narrative = draft_books(NOTHING, "wuhan-2024", Inputs(prior=prior))
    assert "支出决算为⟦0万元⟧，较上年减少⟦0.72万元⟧，下降⟦100%⟧。" in section(narrative, "“三公”经费财政拨款支出决算总体情况说明")
    details = section(narrative, "“三公”经费财政拨款支出决算具体情况说明")
    assert "3.公务接待费未安排预算，没有发生支出，较上年减少⟦0.72万元⟧，下降⟦100%⟧，主要原因是【待补充：" in details


def test_a_table_of_three_public_without_the_split_of_vehicles_is_drafted() -> None:
    table = FULL.three_public
    assert table is not None
    rows = tuple(line for line in table.rows if not line.key.startswith("vehicle_"))
    accounts = FULL.model_copy(update={"three_public": table.model_copy(update={"rows": rows})})
    text = section(draft(accounts, Inputs(), "wuhan-2020"), "一般公共预算财政拨款“三公”经费支出决算情况")
    assert "公务用车购置费支出决算为【待补充：公务用车购置费支出决算数】" in text


def test_an_account_of_the_budget_that_the_table_lacks_was_not_spent() -> None:
    inputs = Inputs(budgets=(budget("2080101", "5"), budget("2080199", "2", "其他人力资源和社会保障管理事务支出")))
    text = section(draft_books(Books(general={"2080101": spent("5")}), "wuhan-2024", inputs), DETAILS)
    assert (
        "（款）其他人力资源和社会保障管理事务支出（项）。年初预算为⟦2万元⟧，支出决算为⟦0万元⟧，完成年初预算的⟦0%⟧，支出决算数小于" in text
    )
    assert "年初预算为⟦7万元⟧，支出决算为⟦5万元⟧，完成年初预算的⟦71.4%⟧" in text


def test_an_account_that_nobody_named_is_asked_for_by_its_code() -> None:
    narrative = draft_books(Books(general={"2080101": spent("5")}), "wuhan-2024", Inputs(budgets=(budget("2299901", "2"),)))
    assert "其他支出（类）【待补充：科目22999的名称】（款）【待补充：科目2299901的名称】（项）。" in section(narrative, DETAILS)
    assert {"科目22999的名称", "科目2299901的名称"} <= set(narrative.missing)


def test_an_account_with_neither_budget_nor_spending_is_left_out() -> None:
    inputs = Inputs(budgets=(budget("2080101", "5"), budget("2210201", "0"), budget("2080109", None)))
    text = section(draft_books(Books(general={"2080101": spent("5")}), "wuhan-2024", inputs), DETAILS)
    assert "住房公积金" not in text
    assert "社会保险经办机构" not in text


def test_an_account_without_a_budget_asks_for_it() -> None:
    narrative = draft_books(Books(general={"2080101": spent("5")}), "wuhan-2024")
    text = section(narrative, DETAILS)
    assert text.endswith("行政运行（项）。年初预算为【待补充：行政运行（2080101）年初预算数】，支出决算为⟦5万元⟧。")
    assert "行政运行（2080101）年初预算数" in narrative.missing


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "年初预算为⟦0万元⟧，支出决算为⟦5万元⟧，年初预算为零，不计算完成比例，支出决算数大于预算数的主要原因是"),
        ("-1", "年初预算为⟦-1万元⟧，支出决算为⟦5万元⟧，年初预算为负数，不计算完成比例，支出决算数大于预算数的主要原因是"),
        ("5.004", "年初预算为⟦5万元⟧，支出决算为⟦5万元⟧，完成年初预算的⟦99.9%⟧。"),
    ],
)
def test_a_budget_of_nothing_has_no_completion(amount: str, text: str) -> None:
    inputs = Inputs(budgets=(budget("2080101", amount),))
    assert f"行政运行（项）。{text}" in section(draft_books(Books(general={"2080101": spent("5")}), "wuhan-2024", inputs), DETAILS)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("99.996", "收、支总计持平。"),
        ("100", "收、支总计持平。"),
        ("99.96", "收、支总计各增加⟦0.04万元⟧，主要原因是"),
        ("99.95", "收、支总计各增加⟦0.05万元⟧，增长⟦0.1%⟧，主要原因是"),
        ("0", "收、支总计各增加⟦100万元⟧（上年无此项，不计算增减比例），主要原因是"),
        ("-100", "收、支总计各增加⟦200万元⟧（上年为负数，不计算增减比例），主要原因是"),
        (None, "收、支总计【待补充：2023年度收支总计】。"),
    ],
)
def test_a_change_is_told_only_as_far_as_it_shows(before: str | None, text: str) -> None:
    """Nothing at two decimals is 持平; a rate of 0.0% is not written; a base of nothing has none."""
    inputs = Inputs(prior=(Prior(fact="overall.total", value=None if before is None else Decimal(before)),))
    narrative = draft_books(Books(general={"2080101": spent("100")}), "wuhan-2024", inputs)
    assert f"与2023年度相比，{text}" in section(narrative, OVERALL)


def test_red_figures_keep_their_sign_and_no_direction_has_one() -> None:
    books = Books(general={"2080101": spent("-5", "20"), "2210201": spent("-1")}, income={"other": Decimal("-0.3")})
    narrative = draft_books(books, "wuhan-2024", prior=Books(general={"2080101": spent("20")}))
    assert "其他收入⟦-0.3万元⟧，占本年收入⟦-2.2%⟧" in section(narrative, INCOME)
    assert "支出合计减少⟦6万元⟧，下降⟦30%⟧" in section(narrative, EXPENDITURE)


def test_operating_cost_is_told_against_budget_and_last_year_only_as_far_as_known() -> None:
    books = Books(general={"2080101": spent("30")}, economic={"30101": Decimal(20), "30201": Decimal(10)})
    text = section(draft_books(books, "wuhan-2024", Inputs(operating_cost=OperatingCost(initial=Decimal(8), prior=Decimal(10)))), COST)
    assert text == (
        "2024年度示范处机关运行经费支出⟦10万元⟧，比年初预算数增加⟦2万元⟧，增长⟦25%⟧，"
        "主要原因是【待补充：机关运行经费支出比年初预算数增加的原因】；与2023年度持平。"
    )
    unknown = section(draft_books(NOTHING, "wuhan-2024", Inputs(operating_cost=OperatingCost(initial=Decimal(8), prior=Decimal(10)))), COST)
    assert unknown == "2024年度示范处机关运行经费支出【待补充：机关运行经费支出】，与2023年度相比【待补充：上年机关运行经费】。"
    none = section(draft_books(books, "wuhan-2024", Inputs(operating_cost=OperatingCost(actual=Decimal(0)))), COST)
    assert none == "2024年度示范处没有机关运行经费支出。"


def test_people_may_end_their_words_with_a_stop_or_repeat_the_lead() -> None:
    accounts, inputs = example("jianghan-2024")
    spoken = inputs.model_copy(
        update={
            "budgets": (budget("合计", "1826.31"), Budget(code="208", purpose="主要用于日常办公；")),
            "projects": (
                Project(name="经办经费", amount=Decimal("303.1"), outcome="主要成效为工作完成。\n"),
                Project(name="其他", outcome="。"),
            ),
            "three_public": ThreePublicDetails(vehicles_kept=1, vehicle_operation_purpose="车辆保险；\n维修。"),
            "achievements": (Achievement(title="参保", text="扩面。"),),
        }
    )
    narrative = draft(accounts, spoken, "wuhan-2024")
    assert "占⟦81%⟧，主要用于日常办公。" in section(narrative, "（二）一般公共预算财政拨款支出决算结构情况")
    projects = "项目支出主要用于经办经费⟦303.1万元⟧，主要成效为工作完成；其他【待补充：其他支出】。"
    assert projects in section(narrative, DETAILS)
    assert "主要用于车辆保险；维修。截至2024年12月31日" in section(narrative, "“三公”经费财政拨款支出决算具体情况说明")


def test_economic_classes_without_their_sections_list_nothing() -> None:
    table = FULL.basic
    assert table is not None
    rows = tuple(line for line in table.rows if len(line.key) == 3)
    accounts = FULL.model_copy(update={"basic": table.model_copy(update={"rows": rows})})
    text = section(draft(accounts, Inputs(), "wuhan-2024"), "六、一般公共预算财政拨款基本支出决算情况说明")
    assert text.split("\n")[1:] == ["人员经费⟦1,100万元⟧。", "公用经费⟦115.82万元⟧。"]


def test_a_table_without_a_line_of_totals_is_drafted() -> None:
    assert FULL.general is not None
    accounts = FULL.model_copy(update={"general": FULL.general.model_copy(update={"total": None})})
    assert "支出⟦1,539.02万元⟧，占本年支出合计的" in section(
        draft(accounts, Inputs(), "wuhan-2024"), "（一）一般公共预算财政拨款支出决算总体情况"
    )


def test_a_wrong_table_is_drafted_as_it_stands() -> None:
    accounts = set_line(make_accounts(Books(general={"2080101": spent("100")})), "overall", "grand_total", "amount", "999")
    assert "收、支总计⟦999万元⟧" in section(draft(accounts, Inputs(), "wuhan-2024"), OVERALL)


def test_a_sentence_that_asks_for_an_unknown_fact_is_told() -> None:
    sheet = FactSheet(unit="示范处", year=2024, facts={})
    phrases = Phrases(sheet, Inputs(), Reasons((), sheet, HouseStyle()), Slots(), HouseStyle())
    with pytest.raises(InvalidWording, match=r"指标“overall\.sum”不存在"):
        phrases.money("overall.sum")
