"""A unit's amounts by name: all that add up, in 万元 as the tables state them, whatever the layout."""

from decimal import Decimal

import pytest
from hypothesis import given

from assistant.figures.amounts import list_amounts, read_amounts, read_key
from schemas.accounts import Accounts, Line
from tests.figures.books import Books, make_accounts, spent
from tests.figures.examples import NAMES, example_accounts, list_cells
from tests.figures.strategies import units

BOOKS = Books(
    general={"2080101": spent("100.5", "20"), "2210201": spent("7")},
    economic={"30101": Decimal(90), "30301": Decimal(10), "30201": Decimal("7.5")},
    three_public={"reception": (Decimal(2), Decimal(1))},
)


@pytest.mark.parametrize("name", NAMES)
def test_every_amount_of_the_examples_is_listed_once(name: str) -> None:
    accounts = example_accounts(name)
    stated = sum(line.cells[column].value is not None for _, line, column in list_cells(accounts))
    amounts = list_amounts(accounts)
    assert len(amounts) == stated
    assert len({read_key(key).name for key in amounts}) == stated


def test_a_key_can_be_read_by_a_person() -> None:
    amounts = list_amounts(make_accounts(BOOKS))
    assert amounts["收支总表·本年收入合计"] == Decimal("127.5")
    assert amounts["收支总表·支出总计"] == Decimal("127.5")
    assert amounts["支出表·2080101 行政运行·项目支出"] == Decimal(20)
    assert amounts["财政总表·208 社会保障和就业支出·一般公共预算财政拨款"] == Decimal("120.5")
    assert amounts["基本支出表·30101 基本工资"] == Decimal(90)
    assert amounts["三公表·“三公”经费·预算数"] == Decimal(2)


@given(units())
def test_yuan_is_converted_exactly_and_the_last_decimal_is_the_tables(books: Books) -> None:
    yuan = list_amounts(make_accounts(books, "元"))
    assert {value.as_tuple().exponent for value in yuan.values()} <= {-6}
    assert {value.as_tuple().exponent for value in list_amounts(make_accounts(books)).values()} <= {-2}


def test_blank_is_left_out_and_zero_is_not() -> None:
    accounts = make_accounts(BOOKS)
    assert "三公表·因公出国（境）费·预算数" not in list_amounts(accounts)
    assert accounts.three_public
    rows = tuple(_state(line, Decimal(0)) if line.key == "abroad" else line for line in accounts.three_public.rows)
    zero = accounts.model_copy(update={"three_public": accounts.three_public.model_copy(update={"rows": rows})})
    assert list_amounts(zero)["三公表·因公出国（境）费·预算数"] == 0


def test_a_total_that_is_not_printed_is_the_sum_of_its_classes() -> None:
    accounts = make_accounts(BOOKS)
    assert accounts.general
    assert accounts.basic
    bare = Accounts(
        unit="示范处",
        year=2024,
        files=(),
        general=accounts.general.model_copy(update={"total": None}),
        basic=accounts.basic.model_copy(update={"personnel": None, "public": None}),
    )
    amounts = list_amounts(bare)
    assert amounts["公共预算表·合计（由2类相加）·基本支出"] == Decimal("107.5")
    assert amounts["基本支出表·人员经费合计（由2类相加）"] == Decimal(100)
    assert amounts["基本支出表·公用经费合计"] == Decimal("7.5")
    assert {read_key(key).name for key in amounts} <= {amount.name for amount in read_amounts(accounts)}


def test_an_account_has_one_name_however_it_is_printed() -> None:
    one, other = (read_key(f"支出表·2080101{name}·基本支出") for name in (" 行政运行", ""))
    assert one.name == other.name
    assert (one.label, other.label) == ("行政运行", "")


def _state(line: Line, value: Decimal) -> Line:
    return line.model_copy(update={"cells": {column: cell.model_copy(update={"value": value}) for column, cell in line.cells.items()}})
