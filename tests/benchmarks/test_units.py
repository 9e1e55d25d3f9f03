"""Invented units are repeatable, agree with themselves, and are as various as real ones."""

import pytest

from assistant.figures.reconcile import reconcile
from benchmarks.corpus.units import draw_unit
from schemas.accounts import Accounts, Fund, Overall

SEEDS = range(0, 40)


def _overall(accounts: Accounts) -> Overall:
    assert accounts.overall is not None
    return accounts.overall


def _fund(accounts: Accounts) -> Fund:
    assert accounts.fund is not None
    return accounts.fund


@pytest.mark.parametrize("seed", SEEDS)
def test_no_identity_is_broken_in_either_year(seed: int) -> None:
    unit = draw_unit(seed)
    findings = [*reconcile(unit.accounts, unit.prior), *reconcile(unit.prior)]
    assert [finding.message for finding in findings if finding.severity != "hint"] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_tables_in_yuan_have_no_rounding_tails(seed: int) -> None:
    unit = draw_unit(seed)
    assert reconcile(unit.exact, unit.exact_prior) == []


def test_the_same_seed_gives_the_same_unit_and_another_seed_another() -> None:
    assert draw_unit(7) == draw_unit(7)
    assert draw_unit(7) != draw_unit(8)


def test_units_differ_in_unit_of_money_funds_incomes_and_tails() -> None:
    units = [draw_unit(seed) for seed in SEEDS]
    assert {_overall(unit.accounts).money for unit in units} == {"元", "万元"}
    assert {bool(_fund(unit.accounts).rows) for unit in units} == {True, False}
    incomes = [(key, _overall(unit.accounts).income_cell(key)) for unit in units for key in ("superior", "business", "other")]
    own = {key for key, cell in incomes if cell and cell.value}
    assert own == {"superior", "business", "other"}
    assert any(reconcile(unit.accounts) for unit in units)


def test_some_budgets_equal_the_actual_and_some_are_nothing() -> None:
    amounts = [row.initial for seed in SEEDS for row in draw_unit(seed).inputs.budgets]
    assert 0 in amounts
    assert any(amounts)
