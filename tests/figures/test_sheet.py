"""The fact sheet: two years and the inputs become every figure, each with a formula that leads to its cells."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings

from assistant.figures.sheet import REPORTED, compute_facts
from assistant.numerals.rounding import round_half_up
from schemas.facts import FactSheet
from schemas.inputs import Budget, Inputs, OperatingCost, Prior
from tests.figures.books import Books, make_accounts, spent
from tests.figures.examples import NAMES, example_accounts, example_inputs
from tests.figures.strategies import units

NOW = Books(general={"2080101": spent("120"), "2210201": spent("30")}, three_public={"reception": (Decimal(1), Decimal(0))})
BEFORE = Books(general={"2080101": spent("100"), "2080109": spent("8")}, three_public={"reception": (Decimal(1), Decimal("0.72"))})


def example(name: str) -> FactSheet:
    return compute_facts(example_accounts(name), None, example_inputs(name))


def rounded(sheet: FactSheet, fact_id: str, decimals: int) -> str | None:
    value = sheet.facts[fact_id].value
    return None if value is None else str(round_half_up(value, decimals))


@pytest.mark.parametrize(
    ("name", "fact", "decimals", "value"),
    [
        ("jianghan-2024", "overall.total.change", 2, "-333.71"),
        ("jianghan-2024", "overall.total.change_rate", 1, "-14.6"),
        ("jianghan-2024", "income.total.change", 2, "-201.44"),
        ("jianghan-2024", "expenditure.basic.share", 1, "84.4"),
        ("jianghan-2024", "fiscal.total.change", 2, "22.98"),
        ("jianghan-2024", "function.208.share", 1, "81.0"),
        ("jianghan-2024", "general.total.completion", 1, "106.5"),
        ("jianghan-2024", "function.2101101.completion", 1, "100.9"),
        ("jianghan-2024", "function.2080501.completion", 1, "230.3"),
        ("jianghan-2024", "three_public.total.change_rate", 1, "-21.0"),
        ("jianghan-2024", "three_public.vehicles.completion", 1, "100.0"),
        ("jianghan-2024", "three_public.reception.completion", 1, None),
        ("jianghan-2024", "operating_cost.budget_change", 2, "19.06"),
        ("jianghan-2024", "operating_cost.budget_change_rate", 1, "8.8"),
        ("wuchang-2020", "fiscal.total.change_rate", 1, "5.4"),
        ("wuchang-2020", "three_public.total.change", 2, "-0.72"),
        ("wuchang-2020", "three_public.total.change_rate", 1, "-100.0"),
        ("wuchang-2020", "three_public.reception.change", 2, "0.00"),
        ("wuchang-2020", "three_public.reception.change_rate", 1, None),
        ("wuchang-2020", "three_public.reception.completion", 1, "0.0"),
        ("wuchang-2020", "operating_cost.change_rate", 1, "51.4"),
        ("wuchang-2020", "procurement.sme.share", 1, "100.0"),
    ],
)
def test_the_examples_figures(name: str, fact: str, decimals: int, value: str | None) -> None:
    assert rounded(example(name), fact, decimals) == value


@pytest.mark.parametrize("name", NAMES)
def test_every_formula_names_facts_and_every_value_has_a_source(name: str) -> None:
    sheet = example(name)
    for fact in sheet.facts.values():
        for part in re.findall(r"\{(.+?)\}", fact.formula or ""):
            assert part in sheet.facts, f"{fact.id} = {fact.formula}"
        assert fact.value is None or fact.places, fact.id


def test_last_years_workbook_and_single_figures_say_the_same() -> None:
    """What the workbook of last year knows can be typed in as single figures, with the same facts."""
    now, before = make_accounts(NOW), make_accounts(BEFORE, year=2023)
    from_workbook = compute_facts(now, before, Inputs())
    figures = [Prior(fact=fact, value=level.value or Decimal(0)) for fact, level in compute_facts(before, None, Inputs()).facts.items()]
    from_figures = compute_facts(now, None, Inputs(prior=tuple(figure for figure in figures if figure.fact in REPORTED)))
    for fact in REPORTED:
        stem = fact.removesuffix(".actual")
        for derived in (f"{stem}.change", f"{stem}.change_rate"):
            assert from_workbook.value(derived) == from_figures.value(derived), derived
    assert from_workbook.value("three_public.reception.change") == Decimal("-0.72")


def test_a_workbook_goes_before_a_single_figure() -> None:
    sheet = compute_facts(
        make_accounts(NOW), make_accounts(BEFORE, year=2023), Inputs(prior=(Prior(fact="overall.total", value=Decimal(1)),))
    )
    assert sheet.value("overall.total.prior") == Decimal(108)


def test_with_last_years_workbook_a_new_account_rises_from_nothing() -> None:
    sheet = compute_facts(make_accounts(NOW), make_accounts(BEFORE, year=2023), Inputs())
    assert sheet.value("function.2210201.change") == Decimal(30)
    assert sheet.value("function.2210201.change_rate") is None
    assert sheet.value("fiscal.income.fund.change") == 0


def test_without_last_year_nothing_is_claimed_of_it() -> None:
    sheet = compute_facts(make_accounts(NOW), None, Inputs())
    assert sheet.facts["overall.total.change"].value is None
    assert "function.2080101.change" not in sheet.facts


def test_a_budget_that_was_not_spent_is_completed_by_nothing() -> None:
    inputs = Inputs(budgets=(Budget(code="2080199", name="其他支出", initial=Decimal(5)), Budget(code="2080101", initial=Decimal(0))))
    sheet = compute_facts(make_accounts(NOW), None, inputs)
    assert sheet.value("function.2080199.completion") == 0
    assert sheet.value("function.2080101.completion") is None
    assert sheet.facts["function.2080199.budget"].label == "其他支出（2080199）年初预算数"


def test_a_budget_whose_table_is_missing_is_not_said_to_be_unspent() -> None:
    accounts = make_accounts(NOW).model_copy(update={"general": None})
    sheet = compute_facts(accounts, None, Inputs(budgets=(Budget(code="2080101", initial=Decimal(5)),)))
    assert sheet.value("function.2080101.completion") is None
    assert sheet.value("general.total.budget_change") is None


def test_the_adjusted_budget_has_facts_of_its_own() -> None:
    sheet = compute_facts(make_accounts(NOW), None, Inputs(budgets=(Budget(code="2080101", initial=Decimal(100), adjusted=Decimal(120)),)))
    assert sheet.value("function.2080101.completion") == 120
    assert sheet.value("function.2080101.adjusted_completion") == 100
    assert "function.2210201.adjusted" not in sheet.facts


def test_operating_cost_is_the_public_cost_of_table_6_unless_stated() -> None:
    books = Books(general={"2080101": spent("120")}, economic={"30101": Decimal(100), "30201": Decimal(20)})
    before = Books(general={"2080101": spent("90")}, economic={"30101": Decimal(80), "30201": Decimal(10)})
    sheet = compute_facts(make_accounts(books), make_accounts(before, year=2023), Inputs())
    assert sheet.facts["operating_cost.actual"].formula == "{economic.public}"
    assert sheet.value("operating_cost.change") == 10
    stated = Inputs(operating_cost=OperatingCost(actual=Decimal(0), initial=Decimal(3)))
    assert compute_facts(make_accounts(books), None, stated).value("operating_cost.budget_change") == -3


def test_an_operating_cost_that_nobody_knows_has_no_change() -> None:
    stated = Inputs(operating_cost=OperatingCost(initial=Decimal(3), prior=Decimal(4)))
    sheet = compute_facts(make_accounts(Books()), None, stated)
    assert sheet.value("operating_cost.change") is None
    assert sheet.value("operating_cost.completion") is None


@settings(max_examples=15)
@given(units(), units())
def test_yuan_and_wan_give_the_same_facts(now: Books, before: Books) -> None:
    """The same facts by the same names; 元 only knows them to more decimals."""
    sheets = [compute_facts(make_accounts(now, money), make_accounts(before, money, year=2023), Inputs()).facts for money in ("元", "万元")]
    assert sheets[0].keys() == sheets[1].keys()
    for fact, exact in sheets[0].items():
        converted = sheets[1][fact]
        assert (converted.label, converted.unit, converted.year, converted.formula) == (exact.label, exact.unit, exact.year, exact.formula)
        if exact.unit == "万元" and exact.value is not None and converted.value is not None:
            bound = Decimal("0.01") * max(1, len(exact.places))  # one rounding, or a sum or difference of several
            assert abs(exact.value - converted.value) <= bound, fact


@settings(max_examples=15)
@given(units(), units())
def test_shares_of_expenditure_make_up_the_whole(now: Books, before: Books) -> None:
    sheet = compute_facts(make_accounts(now, "元"), make_accounts(before, "元", year=2023), Inputs())
    if sheet.value("expenditure.total"):
        shares = [sheet.value(f"expenditure.{key}.share") or Decimal(0) for key in ("basic", "project", "remitted", "operating", "subsidy")]
        assert abs(sum(shares, Decimal(0)) - 100) < Decimal("1e-20")
    for fact in sheet.facts.values():
        if fact.id.endswith(".change") and fact.id != "operating_cost.change":
            stem = fact.id.removesuffix(".change")
            level = sheet.facts.get(stem) or sheet.facts[f"{stem}.actual"]
            assert fact.value == (level.value or Decimal(0)) - (sheet.value(f"{stem}.prior") or Decimal(0))
