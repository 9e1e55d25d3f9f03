"""Which cells the identities cover, and that no single-cell change escapes them."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from assistant.figures.identities import list_identities
from assistant.figures.reconcile import reconcile
from schemas.accounts import Accounts, TableKind
from tests.figures.books import Books, make_accounts, spent
from tests.figures.examples import NAMES, example_accounts, list_cells, set_cell, set_line

FULL = make_accounts(
    Books(
        general={"2080101": spent("1099.62", "20.1"), "2080109": spent("0", "303.1"), "2210201": spent("116.2")},
        fund={"2120801": spent("0", "30.5"), "2120804": spent("0", "9.25")},
        capital={"2230105": spent("1.5")},
        own={"2080109": spent("5", "6", remitted="1", operating="2", subsidy="3")},
        income={"superior": Decimal(5), "business": Decimal(6), "operating": Decimal(4), "affiliated": Decimal(1), "other": Decimal("1.2")},
        opening={"general": Decimal(3), "fund": Decimal("2.5")},
        closing={"general": Decimal(1), "fund": Decimal("0.5")},
        own_opening=Decimal(2),
        use_surplus=Decimal("0.75"),
        surplus_distribution=Decimal("0.25"),
        economic={"30101": Decimal("1000.25"), "30302": Decimal("99.75"), "30201": Decimal("110.41"), "31002": Decimal("5.41")},
        three_public={
            "abroad": (Decimal(1), Decimal("0.5")),
            "vehicle_purchase": (Decimal(20), Decimal(18)),
            "vehicle_operation": (Decimal(2), Decimal("1.54")),
            "reception": (Decimal(1), Decimal("0.41")),
        },
    )
)
"""A unit with every table and every line in use."""

UNITS = {name: example_accounts(name) for name in NAMES} | {"full": FULL}

UNCOVERED: tuple[tuple[TableKind, str, str], ...] = ()
"""Cells that no identity covers. None: even 一般公共预算 by 项 is held by its row, its 款 and its 类."""


def errors(accounts: Accounts) -> list[str]:
    """What is proved wrong about the tables."""
    return [finding.message for finding in reconcile(accounts) if finding.severity == "error"]


def swap_digits(value: Decimal) -> Iterator[Decimal]:
    """The value with the last two neighbouring digits that differ in each other's place: the smallest slip of a typist."""
    digits = list(f"{value:.2f}")
    for right in range(len(digits) - 1, 0, -1):
        left = right - 2 if digits[right - 1] == "." else right - 1
        if digits[right] != "." and left >= 0 and digits[left] != digits[right]:
            digits[left], digits[right] = digits[right], digits[left]
            yield Decimal("".join(digits))
            return


@pytest.mark.parametrize("name", UNITS)
def test_every_cell_is_held_by_an_identity(name: str) -> None:
    accounts = UNITS[name]
    held = {id(term.cell) for identity in list_identities(accounts) for term in (identity.left, *identity.right)}
    missing = [(kind, line.key, column) for kind, line, column in list_cells(accounts) if id(line.cells[column]) not in held]
    assert tuple(missing) == UNCOVERED


@pytest.mark.parametrize("name", UNITS)
def test_the_tables_themselves_have_no_error(name: str) -> None:
    assert errors(UNITS[name]) == []


@pytest.mark.parametrize("name", UNITS)
def test_each_change_of_one_figure_is_found(name: str) -> None:
    """One more, ten times as much, two digits swapped, gone: whichever figure it befalls, an identity breaks."""
    accounts, escaped, tried = UNITS[name], [], 0
    for kind, line, column in list_cells(accounts):
        value = line.cells[column].value
        if value is None:
            continue
        for changed in (value + 1, value * 10, None, *swap_digits(value)):
            tried += 1
            if not errors(set_cell(accounts, kind, line, column, changed)):
                escaped.append((kind, line.key, column, value, changed))
    assert escaped == []
    assert tried > 4 * 100


@pytest.mark.parametrize("name", UNITS)
def test_a_figure_where_a_cell_should_be_blank_is_found(name: str) -> None:
    accounts = UNITS[name]
    blanks = [(kind, line, column) for kind, line, column in list_cells(accounts) if line.cells[column].value is None]
    assert blanks
    escaped = [
        (kind, line.key, column) for kind, line, column in blanks if not errors(set_cell(accounts, kind, line, column, Decimal("1.54")))
    ]
    assert escaped == []


@pytest.mark.parametrize(
    ("kind", "key", "column", "identity"),
    [
        ("overall", "use_surplus", "amount", "收入总计＝本年收入合计＋使用非财政拨款结余＋年初结转和结余"),
        ("overall", "surplus_distribution", "amount", "支出总计＝本年支出合计＋结余分配＋年末结转和结余"),
        ("overall", "208", "amount", "本年支出合计＝各类支出之和"),
        ("overall", "208", "amount", "支出决算表各类＝总表各类（社会保障和就业支出）"),
        ("income", "total", "superior", "收入决算表合计＝总表收入"),
        ("income", "total", "fiscal", "财政拨款本年收入合计＝收入决算表财政拨款收入"),
        ("expenditure", "20801", "basic", "“20801 人力资源和社会保障管理事务”款＝各项之和"),
        ("expenditure", "2080109", "subsidy", "“社会保险经办机构”本行合计＝各栏之和"),
        ("expenditure", "total", "total", "支出决算表合计＝总表本年支出合计"),
        ("fiscal", "opening_fund", "amount", "年初财政拨款结转和结余＝三项之和"),
        ("fiscal", "total", "general", "财政拨款总表本年支出合计＝一般公共预算财政拨款支出决算表合计"),
        ("general", "total", "basic", "一般公共预算基本支出＝人员经费＋公用经费"),
        ("basic", "personnel", "amount", "人员经费合计＝301类＋303类"),
        ("basic", "public", "amount", "公用经费合计＝其余各类之和"),
        ("fund", "2120801", "closing", "“征地和拆迁补偿支出”年末结转和结余＝年初＋收入－支出"),
        ("capital", "total", "income", "财政拨款总表＝国有资本经营预算财政拨款支出决算表·本年收入"),
        ("three_public", "vehicles", "actual", "“三公”经费决算数：公务用车购置及运行维护费＝各分项之和"),
        ("three_public", "total", "budget", "“三公”经费预算数：“三公”经费＝各分项之和"),
    ],
)
def test_a_broken_identity_is_named(kind: TableKind, key: str, column: str, identity: str) -> None:
    broken = errors(set_line(FULL, kind, key, column, "777.77"))
    assert [message for message in broken if f"：{identity}，不符" in message], broken
