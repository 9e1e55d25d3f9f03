"""A second look: what of an earlier review is gone, remains, or is new."""

from assistant.checking.second_look import look_again
from schemas.finding import Finding
from schemas.place import Place
from schemas.review import Coverage, LedgerEntry, Review, Status


def finding(sentence: str, quote: str, section: str = "一、", rule: str = "share") -> Finding:
    return Finding(rule=rule, severity="error", message="", sentence=sentence, quote=quote, stated=quote, section=section)


def look(earlier: list[Finding], now: list[Finding]) -> tuple[list[str], list[Finding]]:
    review = Review(document="a.txt", text="", coverage=Coverage(), findings=tuple(now), ledger=())
    outcome = look_again(review, earlier)
    return [entry.history for entry in outcome.findings], list(outcome.fixed)


ONE, TWO = finding("支出占5%。", "5%"), finding("收入占7%。", "7%")


def test_the_same_words_remain_others_are_new_and_what_is_gone_is_fixed() -> None:
    assert look([ONE], [ONE, TWO]) == (["remaining", "new"], [])
    assert look([ONE, TWO], [TWO]) == (["remaining"], [ONE])
    assert look([ONE], []) == ([], [ONE])


def test_blanks_and_line_breaks_do_not_make_a_finding_new() -> None:
    assert look([ONE], [finding("支出\n占 5%。", "5 %")]) == (["remaining"], [])


def test_a_rewritten_sentence_that_still_states_the_wrong_value_remains() -> None:
    assert look([ONE], [finding("本年支出所占的比例是5%。", "5%")]) == (["remaining"], [])
    assert look([ONE], [finding("本年支出所占的比例是5%。", "5%", section="二、")]) == (["new"], [ONE])


def test_two_of_the_same_of_which_one_was_mended_remain_once() -> None:
    assert look([ONE, ONE], [ONE]) == (["remaining"], [ONE])
    assert look([ONE], [ONE, ONE]) == (["remaining", "new"], [])


def unsettled(old: Finding, text: str, *ledger: LedgerEntry) -> bool:
    """Whether a finding that is gone could not be checked; else it is fixed."""
    coverage = Coverage(matched=sum(entry.status == "matched" for entry in ledger))
    outcome = look_again(Review(document="a.txt", text=text, coverage=coverage, findings=(), ledger=ledger), [old])
    assert len(outcome.fixed) + len(outcome.unsettled) == 1
    return bool(outcome.unsettled)


def number(text: str, words: str, status: Status) -> LedgerEntry:
    start = text.index(words)
    return LedgerEntry(start=start, end=start + len(words), text=words, role="share", status=status)


def test_a_finding_whose_words_stand_and_were_not_checked_is_unsettled() -> None:
    text = "支出\n占 5%。"
    assert unsettled(ONE, text, number(text, "5%", "unchecked"))
    assert not unsettled(ONE, text, number(text, "5%", "matched"))
    assert not unsettled(ONE, "支出占6%。")


def test_what_tables_proved_is_not_settled_by_the_text_alone() -> None:
    text = ONE.sentence
    by_tables = ONE.model_copy(update={"places": (Place(file="表.xlsx", cell="A1"),)})
    assert unsettled(by_tables, text, number(text, "5%", "consistent"))
    assert not unsettled(ONE, text, number(text, "5%", "consistent"))


def test_a_finding_on_words_is_settled_by_the_numbers_beside_them() -> None:
    word, text = finding("支出增加5%。", "增加", rule="direction"), "支出增加5%。"
    assert unsettled(word, text)
    assert unsettled(word, text, number(text, "5%", "unchecked"))
    assert not unsettled(word, text, number(text, "5%", "matched"))


def test_other_tables_than_those_of_the_document_are_settled_by_tables_only() -> None:
    foreign = Finding(rule="other_document", severity="error", message="不是同一单位")
    assert unsettled(foreign, "支出5%")
    assert not unsettled(foreign, "支出5%", number("支出5%", "5%", "matched"))


def test_another_rule_at_the_same_words_says_that_they_remain() -> None:
    assert look([ONE], [ONE.model_copy(update={"rule": "contradiction"})]) == (["remaining"], [])
