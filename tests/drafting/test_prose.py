"""Whatever the unit, the inputs and the outline: numbers are facts, punctuation is sound, gaps are told."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.offline import draft_offline
from assistant.drafting.outlines import list_outlines, load_outline
from assistant.figures.sheet import REPORTED, compute_facts
from schemas.accounts import TABLE_TITLES, Accounts, TableKind
from schemas.inputs import (
    Budget,
    Inputs,
    OperatingCost,
    Prior,
    Procurement,
    Reason,
)
from tests.drafting.drafts import GOLDEN, example
from tests.drafting.prose import find_faults
from tests.figures.books import Books, make_accounts
from tests.figures.strategies import AMOUNTS, CODES, units

OUTLINES = list_outlines()


def faults(accounts: Accounts, inputs: Inputs, outline: str, prior: Accounts | None = None) -> list[str]:
    sheet = compute_facts(accounts, prior, inputs)
    return find_faults(draft_offline(accounts, sheet, inputs, load_outline(outline)), sheet, inputs)


@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("name", GOLDEN)
def test_every_example_in_every_outline_is_sound(name: str, outline: str) -> None:
    assert faults(*example(name), outline) == []


@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("name", GOLDEN)
def test_without_inputs_everything_is_asked_for(name: str, outline: str) -> None:
    accounts, _ = example(name)
    assert faults(accounts, Inputs(), outline) == []


@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("kind", TABLE_TITLES)
def test_a_missing_table_is_said_and_the_draft_goes_on(kind: TableKind, outline: str) -> None:
    accounts, inputs = example("jianghan-2024")
    without = accounts.model_copy(update={kind: None})
    sheet = compute_facts(without, None, inputs)
    plan = load_outline(outline)
    narrative = draft_offline(without, sheet, inputs, plan)
    assert f"缺少《{plan.table_titles[kind]}》，未列出" in narrative.omitted
    assert find_faults(narrative, sheet, inputs) == []


@pytest.mark.parametrize("outline", OUTLINES)
def test_no_table_at_all_leaves_only_gaps_and_peoples_words(outline: str) -> None:
    _, inputs = example("jianghan-2024")
    assert faults(Accounts(unit="示范处", year=2024, files=()), inputs, outline) == []


@st.composite
def some_inputs(draw: st.DrawFn) -> Inputs:
    """Budgets, figures of last year and reasons, each for some facts."""
    codes = draw(st.lists(st.sampled_from(("合计", "208", "2299901", *CODES)), unique=True))
    stems = draw(st.lists(st.sampled_from([fact.removesuffix(".actual") for fact in REPORTED]), unique=True))
    optional = st.none() | AMOUNTS
    return Inputs(
        budgets=tuple(
            Budget(code=code, initial=draw(optional), purpose=draw(st.sampled_from((None, "日常办公", "主要用于办公。")))) for code in codes
        ),
        prior=tuple(Prior(fact=fact, value=draw(AMOUNTS)) for fact in draw(st.lists(st.sampled_from(REPORTED), unique=True))),
        operating_cost=OperatingCost(actual=draw(optional), initial=draw(optional), prior=draw(optional)),
        procurement=Procurement(
            total=draw(optional), goods=draw(optional), services=draw(optional), sme=draw(optional), micro=draw(optional)
        ),
        reasons=tuple(Reason(fact=f"{stem}.change", text="业务量变化") for stem in stems),
    )


@settings(max_examples=25)
@given(units(), st.none() | units(), some_inputs(), st.sampled_from(OUTLINES))
def test_any_unit_is_sound(books: Books, prior: Books | None, inputs: Inputs, outline: str) -> None:
    before = make_accounts(prior, year=2023) if prior else None
    assert faults(make_accounts(books, "元"), inputs, outline, before) == []


@settings(max_examples=15)
@given(units(), st.sampled_from(OUTLINES), st.lists(st.sampled_from(sorted(TABLE_TITLES)), unique=True))
def test_any_tables_may_be_missing(books: Books, outline: str, missing: list[str]) -> None:
    accounts = make_accounts(books).model_copy(update=dict.fromkeys(missing))
    assert faults(accounts, Inputs(prior=(Prior(fact="overall.total", value=Decimal(1)),)), outline) == []
