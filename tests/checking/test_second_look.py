"""A second look: what of an earlier review is gone, remains, or is new."""

from assistant.checking.second_look import look_again
from schemas.finding import Finding
from schemas.review import Coverage, Review


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
