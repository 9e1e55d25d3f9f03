"""Numbers of tables and forms get the state that they earned, and never lose a better one."""

import pytest

from assistant.checking.table_cells import count_states, settle_cells, settle_numbers
from schemas.document import Grid
from schemas.finding import Finding
from schemas.manuscript import Manuscript, ManuscriptTable
from schemas.review import LedgerEntry, Review, Role, Status

TEXT = "收入5.00万元。\n合计 1,945.80 23 2080101 208010\n"
TABLE = ManuscriptTable(grid=Grid(file="", sheet="", rows=()), cells=(), start=TEXT.index("合计"), end=len(TEXT))


def entry(words: str, status: Status = "unchecked", role: Role = "other") -> LedgerEntry:
    """The entry of a number of the text."""
    start = TEXT.index(words)
    return LedgerEntry(start=start, end=start + len(words), text=words, role=role, subject="", status=status)


def settled(states: dict[str, Status]) -> dict[str, tuple[str, str]]:
    """(state, role) of every number, after cells have got these states."""
    ledger = (entry("5.00万元", role="level"), *(entry(words) for words in ("1,945.80", "23", "2080101", "208010")))
    manuscript = Manuscript(file="a.docx", kind="docx", text=TEXT, tables=(TABLE,))
    review = Review(document="a.docx", text=TEXT, coverage=count_states(ledger), findings=(), ledger=ledger)
    spans = {(TEXT.index(words), TEXT.index(words) + len(words)): status for words, status in states.items()}
    outcome = settle_cells(review, manuscript, spans, ())
    assert outcome.coverage == count_states(outcome.ledger)
    return {number.text: (number.status, number.role) for number in outcome.ledger}


@pytest.mark.parametrize("status", ["matched", "mismatch", "consistent"])
def test_a_cell_has_its_state_and_is_an_amount(status: Status) -> None:
    assert settled({"1,945.80": status})["1,945.80"] == (status, "level")


def test_beside_amounts_a_small_whole_number_counts_lines_and_one_as_long_as_a_code_is_one() -> None:
    states = settled({"1,945.80": "matched"})
    assert (states["23"], states["2080101"], states["208010"]) == (("exempt", "ordinal"), ("exempt", "code"), ("unchecked", "other"))


def test_a_number_of_the_prose_is_left_to_the_prose() -> None:
    assert settled({"1,945.80": "matched", "5.00万元": "mismatch"})["5.00万元"] == ("unchecked", "level")


def test_a_number_before_the_first_cell_that_was_compared_is_none_of_them() -> None:
    assert settled({"208010": "matched"})["1,945.80"] == ("unchecked", "other")


def test_without_a_cell_that_was_compared_nothing_is_told_of_a_table() -> None:
    assert {status for status, _ in settled({}).values()} == {"unchecked"}


@pytest.mark.parametrize(
    ("before", "earned", "after"),
    [
        ("unchecked", "consistent", "consistent"),
        ("unchecked", "mismatch", "mismatch"),
        ("exempt", "consistent", "consistent"),
        ("consistent", "mismatch", "mismatch"),
        ("matched", "consistent", "matched"),
        ("matched", "mismatch", "matched"),
        ("derived", "mismatch", "derived"),
    ],
)
def test_a_state_that_is_proved_stays_and_any_other_gives_way(before: Status, earned: Status, after: Status) -> None:
    number = entry("1,945.80", before, "level")
    (renewed,) = settle_numbers([number], {(number.start, number.end): earned}, TEXT)
    assert renewed.status == after


def test_a_number_that_was_taken_for_a_code_is_no_code_once_it_was_checked() -> None:
    (renewed,) = settle_numbers([entry("2080101", "exempt", "code")], {(entry("2080101").start, entry("2080101").end): "consistent"}, TEXT)
    assert (renewed.status, renewed.role) == ("consistent", "other")
    (renewed,) = settle_numbers([entry("23", "unchecked", "count")], {(entry("23").start, entry("23").end): "consistent"}, TEXT)
    assert renewed.role == "count"


def test_a_number_that_was_read_together_with_the_next_cell_becomes_the_number_alone() -> None:
    start = TEXT.index("23 2080101")
    joined = LedgerEntry(start=start, end=start + 10, text="23 2080101", role="other", subject="", status="unchecked")
    (renewed,) = settle_numbers([joined], {(start, start + 2): "consistent"}, TEXT)
    assert (renewed.end, renewed.text) == (start + 2, "23")


def test_the_findings_on_cells_come_behind_those_of_the_words() -> None:
    told = [Finding(rule=rule, severity="error", message="") for rule in ("text_table", "own_table")]
    manuscript = Manuscript(file="a.docx", kind="docx", text=TEXT, tables=(TABLE,))
    review = Review(document="a.docx", text=TEXT, coverage=count_states(()), findings=(told[0],), ledger=())
    assert settle_cells(review, manuscript, {}, told[1:]).findings == tuple(told)


def test_a_table_that_goes_on_from_the_page_before_may_begin_with_a_number() -> None:
    number = entry("1,945.80")
    manuscript = Manuscript(file="a.docx", kind="docx", text=TEXT, tables=(TABLE.model_copy(update={"start": number.start}),))
    review = Review(document="a.docx", text=TEXT, coverage=count_states((number,)), findings=(), ledger=(number,))
    outcome = settle_cells(review, manuscript, {(number.start, number.end): "matched"}, ())
    assert [entry.status for entry in outcome.ledger] == ["matched"]


def test_what_is_matched_derived_or_consistent_is_verified_and_nothing_else_is() -> None:
    states: tuple[Status, ...] = ("matched", "derived", "derived", "consistent", "mismatch", "unchecked", "exempt")
    coverage = count_states(entry("23", status) for status in states)
    assert (coverage.numbers, coverage.verified) == (7, 4)
    assert (coverage.matched, coverage.derived, coverage.consistent) == (1, 2, 1)
