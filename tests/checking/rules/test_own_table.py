"""The cells of a document's own tables are held against the tables given, cell by cell."""

from decimal import Decimal

import pytest

from assistant.checking.rules.own_table import compare_cells
from schemas.accounts import Accounts, Cell, General, Line, Overall
from schemas.finding import Finding
from schemas.place import Place


def line(key: str, label: str, value: str | None, file: str) -> Line:
    """A line of one amount."""
    return Line(
        key=key, label=label, cells={"amount": Cell(value=None if value is None else Decimal(value), place=Place(file=file, cell=key))}
    )


def accounts(file: str, income: str | None, spent: str | None, money: str = "万元", decimals: int = 2) -> Accounts:
    """Tables of which only the first was found; its totals of both sides have one key."""
    table = Overall.model_validate(
        {
            "title": "收入支出决算总表",
            "money": money,
            "decimals": decimals,
            "place": Place(file=file),
            "income": (line("total", "本年收入合计", income, file),),
            "expenditure": (line("total", "本年支出合计", spent, file),),
        }
    )
    return Accounts(unit="江城市东区社保处", year=2024, files=(), findings=(), overall=table)


def differing(own: Accounts, given: Accounts) -> list[Finding]:
    """What differs between two sets of tables."""
    return [finding for _, finding in compare_cells(own, given) if finding]


def test_the_same_amounts_on_both_sides_agree_and_each_cell_is_compared() -> None:
    pairs = list(compare_cells(accounts("a.docx", "1945.80", "1940.80"), accounts("b.xlsx", "1945.80", "1940.80")))
    assert [(cell.place.file, finding) for cell, finding in pairs] == [("a.docx", None)] * 2


def test_a_cell_that_differs_is_told_with_its_table_its_line_and_both_places() -> None:
    (finding,) = differing(accounts("a.docx", "1954.80", "1940.80"), accounts("b.xlsx", "1945.80", "1940.80"))
    assert (finding.rule, finding.severity) == ("own_table", "error")
    assert finding.message == "文件所附《收入支出决算总表》“本年收入合计”与决算表不符"
    assert (finding.stated, finding.expected) == ("1,954.80", "1,945.80")
    assert [place.file for place in finding.places] == ["a.docx", "b.xlsx"]


def test_income_is_not_held_against_expenditure() -> None:
    (finding,) = differing(accounts("a.docx", "1945.80", "1945.80"), accounts("b.xlsx", "1945.80", "1940.80"))
    assert (finding.stated, finding.expected) == ("1,945.80", "1,940.80")


@pytest.mark.parametrize(("own", "given", "said"), [(None, "5.00", ("空白", "5.00")), ("5.00", None, ("5.00", "空白"))])
def test_a_blank_beside_an_amount_differs(own: str | None, given: str | None, said: tuple[str, str]) -> None:
    (finding,) = differing(accounts("a.docx", own, "1.00"), accounts("b.xlsx", given, "1.00"))
    assert (finding.stated, finding.expected) == said


def test_two_blanks_are_no_claim() -> None:
    assert len(list(compare_cells(accounts("a.docx", None, "1.00"), accounts("b.xlsx", None, "1.00")))) == 1


@pytest.mark.parametrize(
    ("own", "decimals", "agrees"),
    [("1945.80", 2, True), ("1945.8", 1, True), ("1945.79", 2, False), ("1945.82", 2, False), ("1945.9", 1, False)],
)
def test_amounts_in_yuan_and_in_wan_agree_as_finely_as_each_is_written(own: str, decimals: int, agrees: bool) -> None:
    """19,458,043.21 元 are 1,945.804321 万元."""
    given = accounts("b.xlsx", "19458043.21", "10000.00", money="元")
    assert (differing(accounts("a.docx", own, "1.00", decimals=decimals), given) == []) == agrees


def test_amounts_in_yuan_that_differ_by_a_fen_differ() -> None:
    own, given = (accounts(file, value, "1.00", money="元") for file, value in (("a.docx", "19458043.21"), ("b.xlsx", "19458043.23")))
    assert [finding.expected for finding in differing(own, given)] == ["19,458,043.23"]
    assert differing(accounts("a.docx", "19458043.2", "1.00", money="元", decimals=1), given) == []


def test_a_line_that_only_one_side_prints_and_a_table_that_only_one_has_are_passed_over() -> None:
    general = General(
        title="一般公共预算财政拨款支出决算表",
        money="万元",
        decimals=2,
        place=Place(file="a.docx"),
        total=None,
        rows=(line("2080101", "行政运行", "5.00", "a.docx"),),
    )
    own, given = accounts("a.docx", "1.00", "1.00"), accounts("b.xlsx", "1.00", "1.00")
    assert differing(own.model_copy(update={"general": general}), given) == []
    other = general.model_copy(update={"rows": (line("2080109", "社会保险经办机构", "6.00", "b.xlsx"),)})
    pairs = compare_cells(own.model_copy(update={"general": general}), given.model_copy(update={"general": other}))
    assert [cell.place.cell for cell, _ in pairs] == ["total", "total"]
