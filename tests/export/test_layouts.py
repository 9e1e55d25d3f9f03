"""The layouts of the nine tables."""

from collections.abc import Sequence

import pytest

from assistant.export.grid import Layout, show_box
from assistant.export.layouts import lay_out
from schemas.accounts import TABLE_TITLES, Capital, TableKind
from tests.export.sample import base, line, make_accounts

ACCOUNTS = make_accounts()


def layout_of(kind: TableKind) -> Layout:
    """The layout of a table of the sample."""
    return lay_out(getattr(ACCOUNTS, kind))


def texts(layout: Layout, row: int) -> list[str]:
    """What begins in a row, as shown."""
    return [show_box(box, layout.decimals) for box in layout.grid.rows[row]]


@pytest.mark.parametrize("kind", TABLE_TITLES)
def test_every_row_covers_every_column_once(kind: TableKind) -> None:
    layout = layout_of(kind)
    for row in layout.grid.placed:
        covered = [column for placed in row for column in range(placed.column, placed.column + placed.box.columns)]
        assert covered == list(range(len(layout.grid.columns)))


@pytest.mark.parametrize(("kind", "last"), [("overall", 62), ("fiscal", 64)])
def test_lines_are_numbered_through_first_left_then_right(kind: TableKind, last: int) -> None:
    ranks = [[int(box.text) for box in row if box.kind == "rank"] for row in layout_of(kind).grid.body]
    assert [left for left, _ in ranks] + [right for _, right in ranks] == list(range(1, last + 1))


def test_table_1_sets_totals_against_each_other_and_leaves_a_line_above_the_grand_total() -> None:
    layout = layout_of("overall")
    assert texts(layout, 2) == ["栏次", "", "1", "栏次", "", "2"]
    assert texts(layout, -5) == ["本年收入合计", "27", "1,945.80", "本年支出合计", "58", "1,945.80"]
    assert texts(layout, -2) == ["", "30", "", "", "61", ""]
    assert texts(layout, -1) == ["总计", "31", "1,945.80", "总计", "62", "1,945.80"]


def test_labels_printed_with_their_number_are_not_numbered_twice() -> None:
    table = ACCOUNTS.overall
    assert table is not None
    printed = table.model_copy(update={"income": (line("general", "一、一般公共预算财政拨款收入", "amount", "1"),)})
    assert lay_out(printed).grid.body[0][0].text == "一、一般公共预算财政拨款收入"
    assert lay_out(table).grid.body[20][3].text == "二十一、国有资本经营预算支出"


def test_a_code_spans_three_columns_and_headings_their_columns() -> None:
    layout = layout_of("general")
    assert [(box.text, box.rows, box.columns) for box in layout.grid.rows[0]] == [("项目", 1, 4), ("本年支出", 1, 3)]
    assert [(box.text, box.columns) for box in layout.grid.body[1][:2]] == [("208", 3), ("社会保障和就业支出", 1)]


def test_blank_is_nothing_and_zero_is_zero() -> None:
    table = Capital(**base("capital", 8, ""), total=line("total", "合计", "total basic project", "0", "-", "-0.00"), rows=())
    assert texts(lay_out(table), -1) == ["合计", "0.00", "", "0.00"]


def test_table_8_has_the_columns_of_table_7_where_its_place_states_them() -> None:
    moving = Capital(**base("capital", 8, ""), total=line("total", "合计", "opening total closing", "1", "2", "3"), rows=())
    assert heads(lay_out(moving)) == heads(layout_of("fund"))
    assert heads(layout_of("capital")) == ["项目", "本年支出"]


def heads(layout: Layout) -> Sequence[str]:
    """The uppermost headings."""
    return [box.text for box in layout.grid.heads[0]]


def test_table_6_sets_personnel_beside_the_two_public_blocks() -> None:
    layout = layout_of("basic")
    assert texts(layout, 2) == ["301", "工资福利支出", "1,362.90", "302", "商品和服务支出", "235.56", "310", "资本性支出", ""]
    assert texts(layout, -1) == ["人员经费合计", "1,407.13", "公用经费合计", "235.57"]


def test_table_9_shows_six_budget_and_six_actual_amounts() -> None:
    layout = layout_of("three_public")
    assert texts(layout, 3) == [str(number) for number in range(1, 13)]
    assert texts(layout, 4) == ["1.54", "", "1.54", "", "1.54", ""] * 2
