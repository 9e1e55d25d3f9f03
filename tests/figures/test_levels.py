"""Levels: what the tables state, by fact id, in 万元, each with its cell."""

from decimal import Decimal

import pytest
from hypothesis import given

from assistant.figures.levels import read_levels
from schemas.accounts import TABLE_TITLES, Accounts
from tests.figures.books import Books, make_accounts, spent
from tests.figures.examples import example_accounts
from tests.figures.strategies import units

BOTH = Books(
    general={"2080101": spent("100.123456", "20"), "2210201": spent("30")},
    fund={"2120801": spent("0", "7.5")},
    income={"business": Decimal("4.5")},
    economic={"30101": Decimal("100.123456"), "30201": Decimal("30")},
    three_public={"reception": (Decimal(1), Decimal("0.41"))},
)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("overall.total", "1945.8"),
        ("income.fiscal", "1945.8"),
        ("income.other", None),
        ("expenditure.basic", "1642.7"),
        ("expenditure.function.2080109.project", "303.1"),
        ("fiscal.total", "1945.8"),
        ("fiscal.income.general", "1945.8"),
        ("fiscal.function.221", "177.65"),
        ("general.project", "303.1"),
        ("function.2080101.actual", "1132.06"),
        ("function.2080101.project", None),
        ("economic.30103", "499.31"),
        ("economic.30106", None),
        ("economic.public", "235.57"),
        ("fund.income", None),
        ("capital.total", None),
        ("three_public.vehicle_operation.budget", "1.54"),
        ("three_public.reception.actual", None),
    ],
)
def test_the_example_states_each_level(fact: str, value: str | None) -> None:
    """A blank cell is None, never 0."""
    assert read_levels(example_accounts("jianghan-2024"))[fact].value == (None if value is None else Decimal(value))


def test_a_level_knows_its_cell_and_its_decimals() -> None:
    level = read_levels(example_accounts("jianghan-2024"))["function.2080101.actual"]
    (place,) = level.places
    assert (level.label, level.table, level.decimals) == ("行政运行（2080101）支出决算数", "general", 2)
    assert place.file == "tables.xlsx"
    assert place.cell is not None
    assert read_levels(make_accounts(BOTH, "元"))["function.2080101.actual"].decimals == 6


@given(units())
def test_yuan_and_wan_state_the_same_levels(books: Books) -> None:
    """A table in 元 divided by ten thousand says what one in 万元 says, but for the latter's rounding."""
    yuan, wan = read_levels(make_accounts(books, "元")), read_levels(make_accounts(books, "万元"))
    assert yuan.keys() == wan.keys()
    for fact, level in yuan.items():
        rounded = wan[fact].value
        assert (level.value is None) == (rounded is None)
        assert level.value is None or rounded is None or abs(level.value - rounded) <= Decimal("0.005") * max(1, len(level.places))


def test_yuan_is_converted_without_loss() -> None:
    assert read_levels(make_accounts(BOTH, "元"))["function.2080101.actual"].value == Decimal("120.123456")


def test_income_from_appropriation_is_the_sum_of_its_kinds_where_table_2_is_missing() -> None:
    accounts = make_accounts(BOTH)
    without = read_levels(accounts.model_copy(update={"income": None, "expenditure": None}))
    assert without["income.fiscal"].value == Decimal("157.62")
    assert without["income.business"].value == Decimal("4.5")
    assert without["expenditure.total"].value == Decimal("157.62")
    assert "expenditure.basic" not in without


def test_a_table_without_a_line_of_totals_is_summed_from_its_classes() -> None:
    accounts = make_accounts(BOTH)
    assert accounts.general is not None
    assert accounts.basic is not None
    no_totals: dict[str, object] = {
        "general": accounts.general.model_copy(update={"total": None}),
        "basic": accounts.basic.model_copy(update={"personnel": None, "public": None}),
    }
    levels = read_levels(accounts.model_copy(update=no_totals))
    assert levels["general.basic"].value == Decimal("130.12")
    assert [place.cell for place in levels["general.total"].places] == ["208.total", "221.total"]
    assert levels["economic.personnel"].value == Decimal("100.12")
    assert levels["economic.public"].value == Decimal("30")


@pytest.mark.parametrize("kind", TABLE_TITLES)
def test_a_missing_table_leaves_the_others_levels(kind: str) -> None:
    whole = read_levels(make_accounts(BOTH))
    rest = read_levels(make_accounts(BOTH).model_copy(update={kind: None}))
    assert {fact for fact, level in whole.items() if level.table != kind and fact not in rest} == set()
    assert all(level.table != kind for level in rest.values())


def test_no_tables_have_no_levels() -> None:
    assert read_levels(Accounts(unit="示范处", year=2024, files=())) == {}
