"""A review for programs: the contract of ``juesuan check``."""

import json

from assistant.export.review_json import review_json, review_line
from tests.export.review_sample import RATE, REVIEW, SENTENCE, TEXT


def test_a_line_is_the_object_of_the_contract() -> None:
    line = review_line(REVIEW)
    parsed = json.loads(line)
    assert list(parsed) == ["document", "coverage", "findings", "ledger"]
    assert parsed["coverage"] == {
        "numbers": 6, "matched": 2, "derived": 1, "consistent": 0, "mismatch": 1, "unchecked": 1, "exempt": 1, "verified": 3,
    }  # fmt: skip
    assert parsed["findings"][0] == {
        "rule": "percent_change",
        "severity": "error",
        "start": TEXT.index("5.5%"),
        "end": TEXT.index("5.5%") + 4,
        "page": 9,
        "section": "四、财政拨款收入支出决算总体情况",
        "quote": "5.5%",
        "sentence": SENTENCE,
        "stated": "5.5%",
        "expected": "5.4%",
        "message": "增长率与增减额、上年数不符",
        "formula": "86.42 ÷ (1,673.00 − 86.42) = 5.447%",
        "fix": SENTENCE.replace("5.5%", "5.4%"),
        "places": ["决算.xlsx「表4」C30"],
        "consequences": ["第五部分“增长5.5%”"],
    }
    assert parsed["findings"][1]["start"] is None
    assert parsed["ledger"][2] == {
        "start": TEXT.index("5.5%"),
        "end": TEXT.index("5.5%") + 4,
        "text": "5.5%",
        "role": "change_rate",
        "subject": "财政拨款收、支总计",
        "year": 2020,
        "status": "mismatch",
        "fact": "fiscal.grand_total.change_rate",
    }
    assert "财政拨款" in line


def test_the_long_form_adds_the_text_that_spans_index() -> None:
    parsed = json.loads(review_json(REVIEW))
    assert parsed.pop("text") == TEXT
    assert parsed == json.loads(review_line(REVIEW))


def test_a_line_is_one_line_for_every_reader_of_lines() -> None:
    quote = "甲\x85乙\u2028丙\u2029丁\n戊\x0b\x1c"
    line = review_line(REVIEW.model_copy(update={"findings": (RATE.model_copy(update={"quote": quote}),)}))
    assert line.splitlines(keepends=True) == [line]
    assert json.loads(line)["findings"][0]["quote"] == quote
