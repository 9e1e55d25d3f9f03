"""The roll-up: rounding and dealings within the department are explained, anything else is told with its amounts."""

import dataclasses
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures.amounts import list_amounts
from assistant.figures.rollup import compare_sum
from assistant.figures.sums import Sum
from benchmarks.restated import restate
from schemas.accounts import Accounts, MoneyUnit
from schemas.rollup import Rollup, RollupRow
from tests.figures.books import Books, Row, make_accounts, spent
from tests.figures.examples import NAMES, example_accounts, set_line
from tests.figures.strategies import units

MONEY = st.sampled_from(get_args(MoneyUnit))
PLAIN = Books(general={"2080101": spent("100", "20.5"), "2080109": spent("30")})
OTHER = Books(general={"2080101": spent("7.25"), "2210201": spent("3")})
BOTH = Books(general={"2080101": spent("107.25", "20.5"), "2080109": spent("30"), "2210201": spent("3")})

PAYER = Books(general={"2080101": spent("100")}, own={"2080109": spent("3", subsidy="50")}, income={"business": Decimal(53)})
RECEIVER = Books(general={"2080101": spent("30")}, own={"2080109": spent("50")}, income={"superior": Decimal(50)})
GROUP = Books(general={"2080101": spent("130")}, own={"2080109": spent("53")}, income={"business": Decimal(53)})


def add_up(accounts: Sequence[Accounts]) -> Sum:
    summed = Sum()
    for one in accounts:
        summed.add(list_amounts(one))
    return summed


def merge(books: Sequence[Books]) -> Books:
    """The books of a department of which these are the units' books."""
    budgets, actuals = (_merge([{key: pair[side] for key, pair in one.three_public.items()} for one in books]) for side in (0, 1))
    return Books(
        general=_merge_rows([one.general for one in books]),
        fund=_merge_rows([one.fund for one in books]),
        capital=_merge_rows([one.capital for one in books]),
        own=_merge_rows([one.own for one in books]),
        income=_merge([one.income for one in books]),
        opening=_merge([one.opening for one in books]),
        closing=_merge([one.closing for one in books]),
        own_opening=sum((one.own_opening for one in books), Decimal(0)),
        use_surplus=sum((one.use_surplus for one in books), Decimal(0)),
        surplus_distribution=sum((one.surplus_distribution for one in books), Decimal(0)),
        economic=_merge([one.economic or {} for one in books]),
        three_public={key: (budgets[key], actuals[key]) for key in budgets},
    )


def _merge(amounts: Sequence[Mapping[str, Decimal]]) -> dict[str, Decimal]:
    keys = dict.fromkeys(key for one in amounts for key in one)
    return {key: sum((one.get(key, Decimal(0)) for one in amounts), Decimal(0)) for key in keys}


def _merge_rows(rows: Sequence[Mapping[str, Row]]) -> dict[str, Row]:
    codes = dict.fromkeys(code for one in rows for code in one)
    return {code: _merge([one.get(code, {}) for one in rows]) for code in codes}


def with_first_accounts(books: Books) -> Books:
    """The books with the accounts first to which their press posts income and balances."""
    blank = spent()
    return dataclasses.replace(
        books,
        general={"2080101": blank, **books.general},
        fund={"2120801": blank, **books.fund},
        capital={"2230105": blank, **books.capital},
    )


def states(rollup: Rollup) -> set[str | None]:
    return {row.state for row in rollup.rows}


def row_of(rollup: Rollup, table: str, line: str, column: str = "") -> RollupRow:
    return next(row for row in rollup.rows if (row.table, row.line, row.column) == (table, line, column))


@given(st.lists(units().map(with_first_accounts), min_size=1, max_size=4), MONEY, MONEY)
def test_a_departments_parts_add_up_to_it_whatever_was_rounded(books: list[Books], money: MoneyUnit, department: MoneyUnit) -> None:
    """Every cell of every unit and of the department rounded for itself: at most tails."""
    rollup = compare_sum(add_up([make_accounts(one, money) for one in books]), make_accounts(merge(books), department))
    assert states(rollup) <= {"equal", "tail"}
    assert rollup.findings == ()


@pytest.mark.parametrize("name", NAMES)
def test_units_of_other_amounts_add_up_to_their_sum(name: str) -> None:
    accounts = example_accounts(name)
    parts = [restate(accounts, {accounts.unit: f"第{number}处"}, Decimal(number)) for number in (1, 2, 3)]
    rollup = compare_sum(add_up(parts), restate(accounts, {accounts.unit: "示范局"}, Decimal(6)))
    assert (states(rollup), rollup.units, rollup.department) == ({"equal"}, 3, "示范局")


def test_without_a_department_the_sums_alone_are_told_in_the_order_of_the_tables() -> None:
    rollup = compare_sum(add_up([make_accounts(PLAIN), make_accounts(OTHER)]))
    assert (states(rollup), rollup.findings) == ({None}, ())
    assert row_of(rollup, "支出决算表", "2080101 行政运行", "基本支出").summed == Decimal("107.25")
    assert row_of(rollup, "支出决算表", "2080109 社会保险经办机构", "基本支出").units == 1
    assert [row.line for row in rollup.rows if row.table == "收入支出决算总表"] == [
        "一般公共预算财政拨款收入",
        "本年收入合计",
        "收入总计",
        "208 社会保障和就业支出",
        "221 住房保障支出",
        "本年支出合计",
        "支出总计",
    ]


def test_what_differs_is_one_error_told_of_the_narrowest_amount_with_the_others_below_it() -> None:
    department = dataclasses.replace(BOTH, general={**BOTH.general, "2080109": spent("31")})
    rollup = compare_sum(add_up([make_accounts(PLAIN), make_accounts(OTHER)]), make_accounts(department, unit="示范局"))
    (finding,) = rollup.findings
    assert (finding.rule, finding.severity, finding.stated, finding.expected) == ("rollup", "error", "31.00", "30.00")
    assert finding.message == (
        "《收入决算表》“2080109 社会保险经办机构”本年收入合计与各单位汇总数不符，"
        "部门决算 31.00，汇总 30.00，相差1.00万元（共汇总2个单位，其中1个有此数）"
    )
    assert [place.cell for place in finding.places] == ["2080109.total"]
    assert "《收入支出决算总表》“本年收入合计”：部门决算 161.75，汇总 160.75" in finding.consequences
    assert len(finding.consequences) + 1 == sum(row.state == "different" for row in rollup.rows)


def test_units_that_are_missing_from_the_sum_make_it_a_warning_that_says_how_many() -> None:
    rollup = compare_sum(add_up([make_accounts(PLAIN)]), make_accounts(BOTH), missing=3)
    assert {finding.severity for finding in rollup.findings} == {"warning"}
    assert all(finding.message.endswith("；另有3个单位没有汇入，差额可能由此而来") for finding in rollup.findings)


@pytest.mark.parametrize(
    ("basic", "state"), [("100", "equal"), ("100.01", "tail"), ("99.99", "tail"), ("100.02", "different"), ("99.98", "different")]
)
def test_two_units_and_the_department_may_be_off_by_three_halves_of_the_last_place(basic: str, state: str) -> None:
    unit = make_accounts(Books(general={"2080101": spent("50")}))
    department = set_line(make_accounts(Books(general={"2080101": spent("100")})), "general", "2080101", "basic", basic)
    row = row_of(compare_sum(add_up([unit, unit]), department), "一般公共预算财政拨款支出决算表", "2080101 行政运行", "基本支出")
    assert (row.state, row.difference) == (state, Decimal("100.00") - Decimal(basic))


def test_what_units_pay_one_another_is_eliminated_and_so_are_the_totals_that_hold_it() -> None:
    rollup = compare_sum(add_up([make_accounts(PAYER), make_accounts(RECEIVER)]), make_accounts(GROUP))
    assert (states(rollup), rollup.findings) == ({"equal", "eliminated"}, ())
    received = row_of(rollup, "收入支出决算总表", "上级补助收入")
    assert (received.summed, received.stated, received.state) == (Decimal("50.00"), None, "eliminated")
    assert received.note == "部门内部往来，与“对附属单位补助支出”对应抵销"
    totals = [row_of(rollup, "收入支出决算总表", line) for line in ("本年收入合计", "本年支出合计", "收入总计", "208 社会保障和就业支出")]
    assert {(row.state, row.difference) for row in totals} == {("eliminated", Decimal("50.00"))}
    assert totals[0].note == "差额即部门内部往来的抵销数：上级补助收入 50.00"
    assert row_of(rollup, "支出决算表", "2080109 社会保险经办机构", "本年支出合计").state == "eliminated"


def test_an_error_beside_an_elimination_is_told_without_it() -> None:
    wrong = set_line(make_accounts(GROUP), "overall", "total", "amount", "185")
    rollup = compare_sum(add_up([make_accounts(PAYER), make_accounts(RECEIVER)]), wrong)
    (finding,) = rollup.findings
    assert "差额中有部门内部往来的抵销数：上级补助收入 50.00，另相差2.00万元" in finding.message
    assert row_of(rollup, "收入支出决算总表", "本年收入合计").state == "different"


def test_what_only_one_end_of_a_dealing_leaves_out_is_no_elimination() -> None:
    """The department leaves out 50 of 上级补助收入, and still shows what was paid."""
    half = dataclasses.replace(GROUP, own={"2080109": spent("53", subsidy="50")})
    rollup = compare_sum(add_up([make_accounts(PAYER), make_accounts(RECEIVER)]), make_accounts(half))
    assert row_of(rollup, "收入支出决算总表", "上级补助收入").state == "not_in_department"
    assert rollup.findings


def test_a_gap_that_no_unit_has_paid_is_no_elimination_where_the_department_gives_no_table_of_what_was_paid() -> None:
    """With the payer among the units it is one."""
    department = make_accounts(GROUP).model_copy(update={"expenditure": None})
    for others, state in (([PLAIN], "not_in_department"), ([PAYER], "eliminated")):
        rollup = compare_sum(add_up(list(map(make_accounts, [RECEIVER, *others]))), department)
        assert row_of(rollup, "收入支出决算总表", "上级补助收入").state == state


def test_an_account_that_one_side_lacks_is_a_warning_and_so_is_a_whole_table_that_the_department_lacks() -> None:
    renamed = dataclasses.replace(PLAIN, general={"2080101": spent("100", "20.5"), "2080105": spent("30")})
    rollup = compare_sum(add_up([make_accounts(PLAIN)]), make_accounts(renamed))
    assert states(rollup) == {"equal", "not_in_department", "not_in_units"}
    assert {finding.severity for finding in rollup.findings} == {"warning"}
    assert any("“2080109 社会保险经办机构”" in finding.message and "部门决算 空白" in finding.message for finding in rollup.findings)

    less = compare_sum(add_up([make_accounts(PLAIN)]), make_accounts(PLAIN).model_copy(update={"general": None}))
    assert states(less) == {"equal", "not_in_department"}
    assert [(finding.severity, finding.message) for finding in less.findings] == [
        ("warning", "部门汇总表没有读出《一般公共预算财政拨款支出决算表》，无从比较（共汇总1个单位，其中1个有此表的数）")
    ]


def test_a_table_that_the_department_lacks_is_told_where_only_some_units_state_it() -> None:
    department = make_accounts(BOTH).model_copy(update={"general": None})
    units = [make_accounts(PLAIN), make_accounts(OTHER).model_copy(update={"general": None})]
    assert [finding.message for finding in compare_sum(add_up(units), department).findings] == [
        "部门汇总表没有读出《一般公共预算财政拨款支出决算表》，无从比较（共汇总2个单位，其中1个有此表的数）"
    ]


def test_a_table_that_the_department_lacks_and_units_fill_with_noughts_is_not_missed() -> None:
    unit = set_line(make_accounts(PLAIN), "fund", "total", "total", "0.00")
    assert compare_sum(add_up([unit]), make_accounts(PLAIN).model_copy(update={"fund": None})).findings == ()


@pytest.mark.parametrize(("missing", "told"), [(0, ""), (2, "；另有2个单位没有汇入")])
def test_a_table_that_the_department_states_and_no_unit_does_is_one_warning(missing: int, told: str) -> None:
    """Whether the units lack it or have it blank."""
    department = make_accounts(dataclasses.replace(PLAIN, fund={"2120801": spent("6")}))
    for unit in (make_accounts(PLAIN), make_accounts(PLAIN).model_copy(update={"fund": None})):
        rollup = compare_sum(add_up([unit]), department, missing)
        of_fund = [finding for finding in rollup.findings if "基金" in finding.message.split("》")[0]]
        assert [(finding.severity, finding.message) for finding in of_fund] == [
            ("warning", f"《政府性基金预算财政拨款收入支出决算表》部门决算有数，汇入的1个单位都没有，无从比较{told}")
        ]
        assert of_fund[0].places


def test_blank_and_zero_agree_and_blank_stays_blank() -> None:
    department = set_line(make_accounts(PLAIN), "fund", "total", "total", "0.00")
    row = row_of(compare_sum(add_up([make_accounts(PLAIN)]), department), "政府性基金预算财政拨款收入支出决算表", "合计", "本年支出")
    assert (row.summed, row.stated, row.state, row.units) == (None, Decimal("0.00"), "equal", 0)
