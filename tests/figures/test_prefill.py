"""Pre-filled inputs: the codes, last year's figures and reasons to ask for."""

from decimal import Decimal

from assistant.figures.inspect import inspect_inputs
from assistant.figures.prefill import prefill_inputs
from assistant.figures.sheet import REPORTED, compute_facts
from tests.figures.books import Books, make_accounts, spent
from tests.figures.examples import example_accounts

ACCOUNTS = example_accounts("jianghan-2024")


def test_unit_year_and_account_codes_are_there() -> None:
    inputs = prefill_inputs(ACCOUNTS, None)
    assert (inputs.profile.unit, inputs.profile.year) == ("江城市示范社会保险管理处", 2024)
    assert ACCOUNTS.general is not None
    assert [row.code for row in inputs.budgets] == ["合计", *(line.key for line in ACCOUNTS.general.rows)]
    assert all(row.initial is None for row in inputs.budgets)


def test_figures_of_last_year_are_asked_only_without_its_workbook() -> None:
    assert [entry.fact for entry in prefill_inputs(ACCOUNTS, None).prior] == list(REPORTED)
    assert prefill_inputs(ACCOUNTS, ACCOUNTS).prior == ()


def test_what_is_asked_is_known_to_the_facts_and_no_trouble() -> None:
    inputs = prefill_inputs(ACCOUNTS, None)
    sheet = compute_facts(ACCOUNTS, None, inputs)
    assert [reason.fact for reason in inputs.reasons if reason.fact not in sheet.facts] == []
    assert inspect_inputs(inputs, ACCOUNTS, None) == []


def test_reasons_are_asked_for_the_kinds_of_appropriation_there_are() -> None:
    books = Books(general={"2080101": spent("1")}, fund={"2120801": spent("0", "2")}, income={"other": Decimal(1)})
    asked = [reason.fact for reason in prefill_inputs(make_accounts(books), None).reasons]
    assert [fact for fact in asked if fact.startswith("fiscal.income")] == ["fiscal.income.general.change", "fiscal.income.fund.change"]


def test_nothing_is_asked_of_tables_that_are_missing() -> None:
    accounts = ACCOUNTS.model_copy(update={"general": None, "three_public": None})
    inputs = prefill_inputs(accounts, None)
    assert [row.code for row in inputs.budgets] == ["合计"]
    assert [reason.fact for reason in inputs.reasons if reason.fact.startswith(("function", "general", "three_public"))] == []
