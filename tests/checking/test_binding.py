"""A mention is bound to the fact that its subject, role and year name, never to a value that occurs somewhere."""

from decimal import Decimal

import pytest

from assistant.checking.binding import Bond, bind
from assistant.checking.facts import Facts
from assistant.checking.review import review
from schemas.facts import Fact, FactSheet, FactUnit
from schemas.manuscript import Manuscript
from schemas.place import Place
from tests.checking.texts import check, money, rate, read_text, sheet

FACTS = Facts(
    sheet(
        money("income.total", "1945.80"),
        money("income.total.prior", "2279.51"),
        money("income.total.change", "-333.71", "{income.total} − {income.total.prior}"),
        rate("income.total.change_rate", "-14.64", "{income.total.change} ÷ {income.total.prior} × 100"),
        money("income.other", "4.19"),
        money("expenditure.basic", "1642.70"),
        money("general.basic", "1640.00"),
        money("three_public.reception.actual", "2.02"),
        money("three_public.reception.budget", "5.30"),
        rate("three_public.reception.completion", "38.11", "{three_public.reception.actual} ÷ {three_public.reception.budget} × 100"),
        money("function.2080101.budget", "100"),
        money("function.2080101.adjusted", "110"),
    )
)
NAMES = (("2080101", "行政运行"),)


def bonds(text: str) -> list[Bond | None]:
    """The bonds of the numbers of a text, in order."""
    reading = read_text(text, NAMES)
    return [bind(mention, FACTS) for mention in reading.mentions]


def told(text: str) -> list[tuple[str, bool]]:
    """(fact, agrees) of the bonds of a text."""
    return [(bond.fact.id, bond.agrees) for bond in bonds(text) if bond]


def test_subject_and_role_name_the_fact() -> None:
    text = "2024年度本年收入合计1,945.80万元，较上年2,279.51万元减少333.71万元，下降14.6%。"
    assert told(text) == [
        ("income.total", True),
        ("income.total.prior", True),
        ("income.total.change", True),
        ("income.total.change_rate", True),
    ]


def test_a_value_of_another_fact_does_not_agree() -> None:
    assert told("二、收入决算情况说明\n本年收入合计2,279.51万元。") == [("income.total", False)]


def test_a_value_is_compared_at_the_decimals_it_is_stated_with_and_in_its_own_unit() -> None:
    assert told("本年收入合计1,946万元。本年收入合计19,458,000元。本年收入合计0.19亿元。") == [("income.total", True)] * 3


def test_of_two_meanings_the_one_that_agrees_is_taken_and_none_is_sure() -> None:
    assert told("基本支出1,640.00万元。") == [("general.basic", True)]
    bond = bonds("基本支出1,600.00万元。")[0]
    assert bond is not None
    assert (bond.agrees, bond.sure) == (False, False)


def test_a_share_is_recomputed_from_its_part_and_its_whole() -> None:
    assert told("二、收入决算情况说明\n其他收入4.19万元，占本年收入0.2%。")[1] == ("income.other.share", True)
    assert told("二、收入决算情况说明\n其他收入4.19万元，占本年收入2.2%。")[1] == ("income.other.share", False)


@pytest.mark.parametrize(("words", "fact"), [("年初预算", "budget"), ("调整预算", "adjusted")])
def test_initial_and_adjusted_budget_are_kept_apart(words: str, fact: str) -> None:
    text = f"五、一般公共预算财政拨款支出决算情况说明\n行政运行（项）{words}为100万元。"
    assert told(text) == [(f"function.2080101.{fact}", fact == "budget")]


def test_a_number_of_another_kind_or_year_is_not_bound() -> None:
    assert bonds("2024年度公务接待费12批次。")[0] is None
    assert [bond is None for bond in bonds("2024年度本年收入合计1,945.80万元。2019年本年收入合计90万元。")] == [False, True]


def test_in_a_chapter_that_speaks_of_other_things_too_a_contradiction_is_not_sure() -> None:
    bond = bonds("十四、预算绩效情况说明\n本年收入合计5万元。")[0]
    assert bond is not None
    assert (bond.agrees, bond.sure) == (False, False)


def test_a_blank_of_the_inputs_is_not_an_amount_of_zero() -> None:
    """Nobody filled in 机关运行经费: the text's amount is unchecked, not wrong; a blank cell of a table is nothing."""
    text = "十、机关运行经费支出情况说明\n2024年度机关运行经费支出184.65万元。"
    place = (Place(file="补充资料", sheet="机关运行经费"),)
    blank = Fact(id="operating_cost.actual", label="机关运行经费支出", value=None, unit="万元", year=2024, places=place)
    manuscript = Manuscript(file="a.txt", kind="txt", text=text)
    for decimals, findings in ((None, 0), (2, 1)):
        fact = blank.model_copy(update={"decimals": decimals})
        sheet = FactSheet(unit="某处", year=2024, facts={fact.id: fact})
        assert len(review(manuscript, sheet, None).findings) == findings


def test_a_difference_is_compared_by_its_size_for_its_words_tell_which_way_it_goes() -> None:
    facts = Facts(
        sheet(
            money("three_public.reception.budget", "2.00"),
            money("three_public.reception.budget_change", "-1.20", "{three_public.reception.actual} − {three_public.reception.budget}"),
            money("three_public.reception.actual", "0.80"),
            rate(
                "three_public.reception.budget_change_rate",
                "-60",
                "{three_public.reception.budget_change} ÷ {three_public.reception.budget} × 100",
            ),
        )
    )
    reading = read_text("公务接待费支出决算0.80万元，比年初预算减少1.20万元，下降60%。")
    found = [bind(mention, facts) for mention in reading.mentions]
    assert [(bond.fact.id.rpartition(".")[2], bond.agrees) for bond in found if bond] == [
        ("actual", True),
        ("budget_change", True),
        ("budget_change_rate", True),
    ]


@pytest.mark.parametrize(
    ("text", "fact", "unit"),
    [
        ("九、财政拨款“三公”经费支出决算情况说明\n国内公务接待15批次。", "three_public.reception_batches", "批次"),
        ("十二、国有资产占用情况说明\n单价100万元以上专用设备15台。", "assets.special_equipment", "台（套）"),
        ("十二、国有资产占用情况说明\n单价100万元以上专用设备15套。", "assets.special_equipment", "台（套）"),
        ("十二、国有资产占用情况说明\n单价100万元以上专用设备15台套。", "assets.special_equipment", "台（套）"),
    ],
)
def test_a_count_is_bound_to_the_fact_of_its_unit(text: str, fact: str, unit: FactUnit) -> None:
    counted = Fact(id=fact, label=fact, value=Decimal(15), unit=unit, year=2024, decimals=0)
    other = counted.model_copy(update={"unit": "辆"})
    mention = read_text(text).mentions[-1]
    bond = bind(mention, Facts(sheet(counted)))
    assert bond is not None
    assert (bond.fact.id, bond.agrees) == (fact, True)
    assert bind(mention, Facts(sheet(other))) is None


@pytest.mark.parametrize(
    "text",
    [
        "第三部分 2024年度单位决算情况说明\n本年收入合计5万元。",
        "二、收入决算情况说明\n全年工作平稳推进。决算数为5万元。",
    ],
    ids=["below the heading of a part", "a sentence that names nothing"],
)
def test_where_the_words_leave_open_what_is_meant_a_contradiction_is_not_sure(text: str) -> None:
    bond = bonds(text)[0]
    assert bond is not None
    assert (bond.fact.id, bond.agrees, bond.sure) == ("income.total", False, False)


@pytest.mark.parametrize(("amount", "status"), [("12.50", "matched"), ("12.05", "mismatch")])
def test_a_project_is_bound_to_its_own_amount_though_支出_is_left_out(amount: str, status: str) -> None:
    heading = "五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n"
    project = Fact(id="project.1.actual", label="信息系统运维支出", value=Decimal("12.50"), unit="万元", year=2024, decimals=2)
    [entry] = [
        entry for entry in check(f"{heading}项目支出主要用于信息系统运维{amount}万元。", sheet(project)).ledger if entry.status != "exempt"
    ]
    assert (entry.status, entry.fact) == (status, "project.1.actual")


def test_a_share_of_nothing_that_is_named_is_bound_to_nothing() -> None:
    outcome = check("（三）一般公共预算财政拨款支出决算具体情况\n占支出总额的50%。", sheet(money("general.total", "100")))
    assert [(entry.status, entry.fact) for entry in outcome.ledger if entry.text == "50%"] == [("unchecked", None)]


def test_a_rate_on_a_base_that_the_tables_state_as_zero_is_doubted() -> None:
    text = "一、收入支出决算总体情况说明\n收、支总计5万元，比上年增加5万元，增长100%。"
    outcome = check(text, sheet(money("overall.total", "5"), money("overall.total.prior", "0")))
    assert [(finding.rule, finding.stated) for finding in outcome.findings] == [("zero_base", "100%")]


def test_a_line_whose_rate_cannot_be_computed_hides_none_of_those_below_it() -> None:
    text = (
        "（三）一般公共预算财政拨款支出决算具体情况\n1.行政运行（项）。年初预算为5人，支出决算为83万元，完成年初预算的99%。\n"
        "2.住房公积金（项）。年初预算为82.3万元，支出决算为83万元，完成年初预算的100.1%。"
    )
    assert [(finding.rule, finding.stated) for finding in check(text).findings] == [("completion", "100.1%")]


def test_a_difference_that_may_be_nothing_agrees_with_a_change_of_nothing() -> None:
    facts = Facts(
        sheet(
            money("income.total", "1945.80"),
            money("income.total.prior", "1945.80"),
            money("income.total.change", "0.00", "{income.total} − {income.total.prior}"),
        )
    )
    bond = bind(read_text("本年收入合计1,945.80万元，较上年增加0.00万元。").mentions[-1], facts)
    assert bond is not None
    assert (bond.fact.id, bond.agrees) == ("income.total.change", True)


@pytest.mark.parametrize("whole", ["", "比", "比重约为", "总额的比重为", "其总额的比例达到"])
def test_a_share_of_an_unnamed_whole_is_one_of_what_its_section_speaks_of(whole: str) -> None:
    assert told(f"二、收入决算情况说明\n其他收入4.19万元，占{whole}0.2%。")[1] == ("income.other.share", True)


def test_a_rate_in_thousandths_is_compared_in_hundredths() -> None:
    fact = Fact(id="income.total.change_rate", label="增长率", value=Decimal("0.5"), unit="%", year=2024)
    facts = Facts(sheet(fact))
    agreeing, other = (bind(read_text(f"本年收入合计1,945.80万元，较上年增长{words}。").mentions[-1], facts) for words in ("5‰", "0.5‰"))
    assert agreeing is not None
    assert other is not None
    assert (agreeing.agrees, other.agrees) == (True, False)
