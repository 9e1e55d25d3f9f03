"""Budgets by account: given ones, and the sums that follow from them."""

from decimal import Decimal

import pytest

from assistant.figures.budgets import check_budgets, resolve_budgets
from schemas.inputs import Budget
from tests.figures.examples import NAMES, example_inputs


def budgets(**amounts: str | None) -> list[Budget]:
    """Initial budgets by code (``c208``) and ``total``."""
    codes = {key: "合计" if key == "total" else key.removeprefix("c") for key in amounts}
    return [Budget(code=codes[key], initial=None if value is None else Decimal(value)) for key, value in amounts.items()]


def test_parents_are_the_sums_of_children_that_are_all_known() -> None:
    known = resolve_budgets(budgets(c2080101="60", c2080109="40", c2210201="7"), ["208", "20801", "2080101", "2080109"], "initial")
    assert known == {
        "2080101": Decimal(60),
        "2080109": Decimal(40),
        "2210201": Decimal(7),
        "20801": Decimal(100),
        "22102": Decimal(7),
        "208": Decimal(100),
        "221": Decimal(7),
        "合计": Decimal(107),
    }


def test_a_child_of_the_table_without_a_budget_leaves_its_parents_unknown() -> None:
    known = resolve_budgets(budgets(c2080101="60"), ["2080101", "2080109"], "initial")
    assert known == {"2080101": Decimal(60)}


def test_a_budget_of_zero_is_known() -> None:
    assert resolve_budgets(budgets(c2080101="0"), ["2080101"], "initial")["合计"] == 0


def test_a_given_parent_is_kept() -> None:
    assert resolve_budgets(budgets(c208="99", c2080101="60"), ["2080101"], "initial")["208"] == 99


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_budgets_add_up(name: str) -> None:
    assert check_budgets(example_inputs(name).budgets) == []


def test_children_that_exceed_their_parent_are_an_error_with_its_sum() -> None:
    (finding,) = check_budgets(budgets(c208="99", c2080101="60", c2080109="40"))
    assert (finding.severity, finding.stated, finding.expected) == ("error", "99", "100")
    assert finding.formula == "60 + 40 = 100 ≠ 99"


def test_children_short_of_their_parent_may_not_all_be_given() -> None:
    (finding,) = check_budgets(budgets(c208="101", c2080101="60", c2080109="40"))
    assert finding.severity == "warning"
    assert check_budgets(budgets(c208="101", c2080101="60", c2080109="40", c2080501=None)) == []


def test_a_parent_is_compared_with_the_nearest_given_below_it() -> None:
    """20801 is given, 20805 is not, but one of its 项 is: together they make 208."""
    assert check_budgets(budgets(total="100", c208="100", c20801="60", c2080101="60", c2080505="40")) == []


def test_tails_of_rounding_are_no_finding() -> None:
    assert check_budgets(budgets(c208="100.01", c2080101="60", c2080109="40")) == []
