"""Tails of rounding are hints, anything more is an error with its proof; carried-forward balances are warnings."""

from decimal import Decimal

import pytest
from hypothesis import given

from assistant.figures.reconcile import reconcile, tell_empty
from schemas.accounts import Accounts
from schemas.finding import Finding
from tests.figures.books import Books, make_accounts, spent
from tests.figures.examples import NAMES, example_accounts, set_line
from tests.figures.strategies import units

PLAIN = Books(general={"2080101": spent("100", "20.5"), "2080109": spent("30")}, closing={"general": Decimal(2)})


def severities(findings: list[Finding]) -> set[str]:
    return {finding.severity for finding in findings}


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_have_no_error(name: str) -> None:
    assert severities(reconcile(example_accounts(name))) <= {"hint"}


def test_the_published_tail_of_jianghan_is_one_hint() -> None:
    """公用经费 is 235.57 where its class says 235.56: the tail of a conversion from 元."""
    (finding,) = reconcile(example_accounts("jianghan-2024"))
    assert (finding.rule, finding.severity, finding.stated, finding.expected) == ("rounding_tail", "hint", "235.57", "235.56")
    assert finding.message.endswith("公用经费合计＝其余各类之和，相差为四舍五入尾差")
    assert finding.formula == "公用经费合计 235.57 ≠ 235.56"


@pytest.mark.parametrize(
    ("total", "found"),
    [("150.50", {None}), ("150.51", {"hint"}), ("150.515", {"hint"}), ("150.52", {"error"}), ("150.48", {"error"}), ("150.49", {"hint"})],
)
def test_a_sum_of_two_may_be_off_by_three_halves_of_the_last_place(total: str, found: set[str | None]) -> None:
    """100 + 50.5: the total may say 0.015 more or less, since each of three figures may be off by 0.005."""
    accounts = make_accounts(Books(general={"2080101": spent("100"), "2080109": spent("50.5")}))
    only_general = Accounts(unit="示范处", year=2024, files=(), general=accounts.general)
    changed = set_line(only_general, "general", "20801", "basic", total)
    word = "“20801 人力资源和社会保障管理事务”款＝各项之和"
    assert {finding.severity for finding in reconcile(changed) if word in finding.message} == found - {None}


def test_an_error_shows_both_sides_and_its_cells() -> None:
    changed = set_line(make_accounts(PLAIN), "general", "2080101", "basic", "1000")
    finding = next(finding for finding in reconcile(changed) if "本行合计" in finding.message)
    assert finding.message == "《一般公共预算财政拨款支出决算表》：“行政运行”本行合计＝各栏之和，不符，相差900.00万元"
    assert finding.formula == "行政运行 120.50 ≠ 1,000 + 20.50 = 1,020.50"
    assert [place.cell for place in finding.places] == ["2080101.total", "2080101.basic", "2080101.project"]


def test_a_blank_side_counts_as_nothing_and_two_blank_sides_are_not_compared() -> None:
    assert reconcile(make_accounts(Books())) == []
    blank = set_line(make_accounts(PLAIN), "overall", "grand_total", "amount", None)
    assert any(finding.formula.startswith("收入总计 0 ≠ ") for finding in reconcile(blank))


def test_tables_in_yuan_are_compared_in_yuan_and_mixed_ones_in_wan() -> None:
    yuan, wan = make_accounts(PLAIN, "元"), make_accounts(PLAIN)
    assert reconcile(yuan) == []
    assert reconcile(yuan.model_copy(update={"general": wan.general, "basic": wan.basic})) == []
    broken = reconcile(set_line(yuan, "general", "total", "total", "1505000.02"))
    assert {finding.severity for finding in broken} == {"error"}
    assert any(finding.message.endswith("不符，相差0.02元") for finding in broken)


def test_a_finding_says_nothing_in_english() -> None:
    """Every identity of a table broken: no message, formula or name shows a key of the program."""
    accounts = make_accounts(PLAIN)
    for kind, key, column in (("income", "total", "fiscal"), ("expenditure", "2080101", "basic"), ("fiscal", "opening", "amount")):
        for finding in reconcile(set_line(accounts, kind, key, column, "7")):  # type: ignore[arg-type]
            shown = finding.message + finding.formula
            assert not [letter for letter in shown if letter.isascii() and letter.isalpha()], shown


@pytest.mark.parametrize(("opening", "severity"), [("5.0", None), ("5.004", "hint"), ("6", "warning"), ("0", "warning")])
def test_an_opening_balance_that_is_not_last_years_closing_is_a_warning(opening: str, severity: str | None) -> None:
    before = make_accounts(Books(general=PLAIN.general, closing={"general": Decimal(5)}), year=2023)
    now = make_accounts(Books(general=PLAIN.general, opening={"general": Decimal(opening)}), "元")
    carried = [finding for finding in reconcile(now, before) if "上年年末数" in finding.message]
    assert {finding.severity for finding in carried} == ({severity} if severity else set())
    assert len(carried) == (2 if severity else 0)


def test_tables_without_any_amount_are_told_as_empty() -> None:
    (finding,) = tell_empty(Accounts(unit="", year=0, files=("空.xlsx",)))
    assert (finding.rule, finding.severity) == ("no_amounts", "warning")
    assert tell_empty(make_accounts(PLAIN)) == ()


@given(units())
def test_books_in_yuan_have_nothing_to_find(books: Books) -> None:
    assert reconcile(make_accounts(books, "元")) == []


@given(units())
def test_conversion_to_wan_is_never_an_error(books: Books) -> None:
    """Every cell, totals too, rounded for itself from 元 to 0.01万元: at most hints."""
    assert severities(reconcile(make_accounts(books, "万元"))) <= {"hint"}


@pytest.mark.parametrize(
    ("basic", "project", "formula"),
    [
        ("-1945.8", None, "行政运行 120.50 ≠ -1,945.8"),
        ("1000", "-1945.8", "行政运行 120.50 ≠ 1,000 + (-1,945.8) = -945.8"),
        ("-1000", "20.5", "行政运行 120.50 ≠ -1,000 + 20.5 = -979.5"),
    ],
)
def test_a_negative_amount_keeps_its_sign(basic: str, project: str | None, formula: str) -> None:
    changed = set_line(make_accounts(PLAIN), "general", "2080101", "basic", basic)
    changed = set_line(changed, "general", "2080101", "project", project)
    assert formula in [finding.formula for finding in reconcile(changed)]


def test_a_negative_amount_that_is_taken_off_stands_in_brackets() -> None:
    """年末 ＝ 年初 ＋ 收入 − 支出 with an expenditure of −5."""
    accounts = make_accounts(Books(fund={"2120801": spent("20")}, income={"fund": Decimal(20)}))
    changed = set_line(accounts, "fund", "total", "total", "-5")
    assert "年末结转和结余 0 ≠ 20.00 − (-5) = 25.00" in [finding.formula for finding in reconcile(changed)]
