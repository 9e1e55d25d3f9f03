"""Tabling: the figures as rows and as bars."""

from decimal import Decimal

from assistant.desks.tabling import completions, list_rows, moving_totals, structure, three_public
from tests.desk_examples import example_desk

DESK = example_desk()


def test_a_row_holds_what_is_known_of_an_amount() -> None:
    row = next(row for row in list_rows(DESK) if row.stem == "income.total")
    assert (row.label, row.value, row.prior, row.change) == ("本年收入合计", Decimal("1945.80"), Decimal("2147.24"), Decimal("-201.44"))
    assert row.places.startswith("tables.xlsx")


def test_no_amount_has_two_rows_and_a_blank_one_has_none() -> None:
    rows = list_rows(DESK)
    assert len({row.stem for row in rows}) == len(rows) > 40
    assert all(row.value is not None or row.prior for row in rows)


def test_the_bars_are_the_amounts_of_the_facts() -> None:
    totals = {(point.label, point.series): point.value for point in moving_totals(DESK)}
    assert totals["本年支出合计", "2023年"] == DESK.sheet.value("expenditure.total.prior")
    assert sum(point.value for point in structure(DESK)) == DESK.sheet.value("general.total")
    assert ("公务用车运行", "决算数", Decimal("1.54")) in three_public(DESK)
    assert all(point.value > 0 for point in completions(DESK))
