"""A review as a person at a terminal reads it."""

from assistant.export.review_text import review_text
from schemas.review import Coverage
from tests.export.review_sample import GENERAL, RATE, REVIEW, SENTENCE, TEXT, entry, make_review, span


def test_a_finding_shows_its_place_proof_and_consequences_and_the_counts_follow() -> None:
    assert review_text(REVIEW) == (
        "报告.txt\n"
        "【错误】四、财政拨款收入支出决算总体情况　第9页\n"
        "    …度相比，财政拨款收、支总计各增加86.42万元，增长5.5%，主要是人员经费增加。\n"
        "                                                    ^^^^\n"
        "    增长率与增减额、上年数不符\n"
        "    现为 5.5% → 应为 5.4%\n"
        "    算式：86.42 ÷ (1,673.00 − 86.42) = 5.447%\n"
        "    改为：与2019年度相比，财政拨款收、支总计各增加86.42万元，增长5.4%，主要是人员经费增加。\n"
        "    位置：决算.xlsx「表4」C30\n"
        "        由此引起：第五部分“增长5.5%”\n"
        "【提醒】\n"
        "    文件说的是2020年度，决算表是2019年度\n"
        "共2处疑点：错误1处，提醒1处，提示0处。\n"
        "数字 6 个：与表相符 2，可推算 1，仅前后一致 0，不符 1，未核对 1，无需核对 1。\n"
        "未核对的数字：\n"
        "    2.13万元（年末财政拨款结转和结余）：年末财政拨款结转和结余2.13万元。\n"
    )


def test_a_text_without_a_number_to_check_says_so() -> None:
    review = REVIEW.model_copy(update={"findings": (), "ledger": (), "coverage": Coverage(numbers=1, exempt=1)})
    assert "文中没有可核对的数字（无需核对 1）。" in review_text(review)


def test_of_many_numbers_not_checked_twenty_are_listed_and_all_are_counted() -> None:
    ledger = tuple(entry("2.13万元", status="unchecked") for _ in range(23))
    review = REVIEW.model_copy(update={"findings": (), "ledger": ledger, "coverage": Coverage(numbers=23, unchecked=23)})
    lines = review_text(review).splitlines()
    assert sum(line.startswith("    2.13万元：") for line in lines) == 20
    assert lines[-1] == "    ……共 23 个"


def test_amounts_not_checked_are_listed_before_bare_digits() -> None:
    ledger = (entry("2020", status="unchecked"), entry("2.13万元", status="unchecked"))
    told = review_text(REVIEW.model_copy(update={"ledger": ledger}))
    assert told.index("    2.13万元：") < told.index("    2020：")


def test_a_sentence_that_the_text_words_otherwise_is_shown_as_the_text_has_it() -> None:
    torn = TEXT.replace("增长5.5%", "增长\n\n5.5%")
    start, end = span(torn, "5.5%")
    lines = review_text(make_review(torn, RATE.model_copy(update={"start": start, "end": end}))).splitlines()
    assert lines[2:4] == ["    5.5%，主要是人员经费增加。", "    ^^^^"]


def test_the_right_one_of_two_equal_sentences_is_underlined() -> None:
    first, second = SENTENCE.replace("。", "，甲。"), SENTENCE.replace("。", "，乙。")
    start = len(first) + second.index("5.5%")
    finding = RATE.model_copy(update={"start": start, "end": start + 4, "sentence": SENTENCE.removesuffix("。")})
    excerpt, marks = review_text(make_review(first + second, finding)).splitlines()[2:4]
    assert (excerpt[-1], marks.strip()) == ("加", "^^^^")
    assert "甲" not in excerpt


def test_a_finding_without_a_place_in_the_text_marks_its_quote_in_its_sentence() -> None:
    finding = GENERAL.model_copy(update={"sentence": "合计5.5%", "quote": "5.5%"})
    assert review_text(make_review(TEXT, finding)).splitlines()[2:4] == ["    合计5.5%", "        ^^^^"]


def test_control_signs_of_a_document_do_not_reach_the_terminal() -> None:
    finding = GENERAL.model_copy(update={"message": "\x1b]0;x\x07", "section": "一\x9b", "fix": "a\nb"})
    told = review_text(make_review("\x1b", finding).model_copy(update={"document": "a\x1b.txt"}))
    assert not any(sign < " " for sign in told.replace("\n", ""))
    assert "改为：a b" in told
