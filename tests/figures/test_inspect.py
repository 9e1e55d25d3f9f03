"""What is wrong with the inputs themselves, and beside the tables."""

from decimal import Decimal

import pytest

from assistant.figures.inspect import inspect_inputs
from schemas.finding import Finding
from schemas.inputs import Assets, Budget, Inputs, OperatingCost, Prior, Procurement, Staff
from tests.figures.books import Books, make_accounts, spent
from tests.figures.examples import NAMES, example_accounts, example_inputs

BOOKS = Books(general={"2080101": spent("120.564321")}, economic={"30101": Decimal("100"), "30201": Decimal("20.564321")})


def inspect(inputs: Inputs) -> list[Finding]:
    return inspect_inputs(inputs, make_accounts(BOOKS, "元"), make_accounts(BOOKS, "元", year=2023))


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_inputs_are_sound(name: str) -> None:
    assert inspect_inputs(example_inputs(name), example_accounts(name), None) == []


TROUBLE: dict[str, tuple[Inputs, str, str]] = {
    "1.16 + 7.47 = 8.63 ≠ 8.9": (
        Inputs(procurement=Procurement(total=Decimal("8.9"), goods=Decimal("1.16"), services=Decimal("7.47"))),
        "inputs_sum",
        "error",
    ),
    "1 + 23 = 24 ≠ 23": (Inputs(staff=Staff(retired=23, retired_cadres=1, retirees=23)), "inputs_sum", "error"),
    "1 = 1 ≠ 2": (Inputs(assets=Assets(vehicles=2, emergency=1)), "inputs_sum", "error"),
    "3 > 2": (Inputs(procurement=Procurement(total=Decimal(2), sme=Decimal(3))), "inputs_limit", "error"),
    "3 = 3 ≠ 1": (
        Inputs(budgets=(Budget(code="208", initial=Decimal(1)), Budget(code="20801", initial=Decimal(3)))),
        "budget_sum",
        "error",
    ),
}
DOUBTS: dict[str, Inputs] = {
    "unknown_fact": Inputs(prior=(Prior(fact="overall.sum", value=Decimal(1)),)),
    "prior_conflict": Inputs(prior=(Prior(fact="overall.total", value=Decimal("120.57")),)),
    "operating_cost": Inputs(operating_cost=OperatingCost(actual=Decimal("20.57"))),
}


@pytest.mark.parametrize("formula", TROUBLE)
def test_what_cannot_be_is_an_error_with_its_proof(formula: str) -> None:
    inputs, rule, severity = TROUBLE[formula]
    (finding,) = inspect(inputs)
    assert (finding.rule, finding.severity, finding.formula) == (rule, severity, formula)


@pytest.mark.parametrize("rule", DOUBTS)
def test_what_contradicts_the_tables_is_a_warning(rule: str) -> None:
    (finding,) = inspect(DOUBTS[rule])
    assert (finding.rule, finding.severity) == (rule, "warning")


@pytest.mark.parametrize(
    "inputs",
    [
        Inputs(procurement=Procurement(total=Decimal("8.9"), goods=Decimal("1.16"), services=Decimal("7.745"))),
        Inputs(staff=Staff(retired=23)),
        Inputs(assets=Assets(vehicles=0, emergency=0)),
        Inputs(prior=(Prior(fact="overall.total", value=Decimal("120.56")), Prior(fact="income.total"))),
        Inputs(prior=(Prior(fact="overall.total", value=Decimal("120.564321")),)),
        Inputs(operating_cost=OperatingCost(actual=Decimal("20.56"))),
        Inputs(operating_cost=OperatingCost(actual=Decimal("5"))),
    ],
)
def test_rounded_partial_and_blank_inputs_are_no_trouble(inputs: Inputs) -> None:
    """120.56万元 is what a person writes of a table in 元 that says 1,205,643.21."""
    assert inspect(inputs) == []
