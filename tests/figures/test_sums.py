"""Sums over units: in any order the same, with the tail that rounding leaves."""

from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from assistant.figures.amounts import AmountName, list_amounts
from assistant.figures.sums import Part, Sum
from tests.figures.books import Books, make_accounts
from tests.figures.strategies import units

NAME = AmountName("支出表", "2080101", "基本支出")


def add_up(parts: list[dict[str, Decimal]]) -> Sum:
    summed = Sum()
    for amounts in parts:
        summed.add(amounts)
    return summed


@given(st.lists(units(), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_units_does_not_matter(books: list[Books], chance: Random) -> None:
    listed = [list_amounts(make_accounts(one, "元" if number % 2 else "万元")) for number, one in enumerate(books)]
    shuffled = list(listed)
    chance.shuffle(shuffled)
    assert add_up(listed).parts == add_up(shuffled).parts


def test_each_amount_stands_for_half_a_unit_of_its_last_decimal() -> None:
    summed = add_up([{"支出表·2080101·基本支出": Decimal(text)} for text in ("1.20", "2.345678", "3")])
    assert summed.parts[NAME] == Part(Decimal("6.545678"), Decimal("0.5050005"), 3)


def test_what_is_below_a_fen_is_noise_and_no_closer_statement() -> None:
    summed = add_up([{"支出表·2080101·基本支出": Decimal("1.20000000001")}])
    assert summed.parts[NAME].tail == Decimal("0.0000005")


def test_a_total_added_up_has_the_tail_of_its_classes() -> None:
    summed = add_up([{"支出表·合计（由3类相加）·基本支出": Decimal("1.20")}])
    assert summed.parts[AmountName("支出表", "合计", "基本支出")].tail == Decimal("0.015")


def test_accounts_are_told_by_code_and_called_what_most_units_call_them() -> None:
    names = ("行政运行", "行政运行", "行政 运 行支出")
    summed = add_up([{f"支出表·2080101 {name}·基本支出": Decimal(1)} for name in names])
    assert (summed.parts[NAME].units, summed.label("2080101")) == (3, "行政运行")
    assert summed.label("2080109") == ""
