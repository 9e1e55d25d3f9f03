"""Every number of Chinese text is found, with its span in the author's own characters."""

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.numerals.render import render_plain
from assistant.numerals.rounding import round_half_up
from assistant.numerals.scan import find_numbers
from schemas.number import Number

CASES = Path(__file__).with_name("cases_of_kind.txt").read_text(encoding="utf-8").splitlines()
SENTENCES = [line for line in CASES if line and not line.startswith("#")]
MARK = re.compile(r"⟦\w+:([^⟧]*)⟧")
DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "documents"
ALPHABET = "0123456789０９,，.．。、-－—()（）〔〕%‰年月日万亿元个百分点人次项第一二三十零〇两 \n\t\u3000Aa图表"


def only(text: str) -> Number:
    (number,) = find_numbers(text)
    return number


def document(name: str) -> str:
    path = DOCUMENTS / name
    if not path.exists():
        pytest.skip(f"the shared documents are not beside the project: {name}")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_exactly_the_marked_numbers_are_found_with_their_kinds(sentence: str) -> None:
    shown = MARK.sub(r"\1", sentence)
    text = shown.translate({ord("⏎"): "\n", ord("→"): "\t", ord("␣"): "\u3000"})
    found, at = "", 0
    for number in find_numbers(text):
        found += f"{shown[at : number.start]}⟦{number.kind}:{shown[number.start : number.end]}⟧"
        at = number.end
    assert found + shown[at:] == sentence


@pytest.mark.parametrize(
    ("text", "value", "decimals", "unit", "numeral"),
    [
        ("1, 945. 80万元", "1945.80", 2, "万元", "1, 945. 80"),
        ("17.\n31%", "17.31", 2, "%", "17.\n31"),
        ("86.42 万\n\n元", "86.42", 2, "万元", "86.42"),
        ("１，２３０．５０万元", "1230.50", 2, "万元", "１，２３０．５０"),
        ("0.00％", "0", 2, "%", "0.00"),
        ("-5.2%", "-5.2", 1, "%", "-5.2"),
        ("2.5亿元", "2.5", 1, "亿元", "2.5"),
        ("24 万", "24", 0, "万", "24"),
        ("1.3万人", "1.3", 1, "万人", "1.3"),
        ("29.4 万余人", "29.4", 1, "万人", "29.4"),
        ("8289 余人次", "8289", 0, "人次", "8289"),
        ("2台（套）", "2", 0, "台（套）", "2"),
        ("0.12‰", "0.12", 2, "‰", "0.12"),
        ("2.5 个百分点", "2.5", 1, "个百分点", "2.5"),
        ("三百二十万元", "320", 0, "万元", "三百二十"),
        ("三万五千元", "35000", 0, "元", "三万五千"),
        ("一亿二千万元", "12000", 0, "万元", "一亿二千"),
        ("一千二百人", "1200", 0, "人", "一千二百"),
        ("百分之五点三", "5.3", 1, "%", "百分之五点三"),
        ("千分之二", "2", 0, "‰", "千分之二"),
        ("2024年度", "2024", 0, "", "2024年度"),
        ("二〇二四年", "2024", 0, "", "二〇二四年"),
    ],
)
def test_value_decimals_unit_and_end_of_the_numeral(text: str, value: str, decimals: int, unit: str, numeral: str) -> None:
    number = only(text)
    assert (number.value, number.decimals, number.unit) == (Decimal(value), decimals, unit)
    assert (number.text, text[number.start : number.digits_end]) == (text, numeral)


@pytest.mark.parametrize("text", ["12月31日", "8：20", "财库〔2021〕108号", "13812345678", "三分之二", "9" * 50])
def test_what_has_no_exact_value_has_none(text: str) -> None:
    assert only(text).value is None


@given(st.text(ALPHABET, max_size=60))
def test_spans_slice_back_are_ordered_and_disjoint(text: str) -> None:
    numbers = find_numbers(text)
    assert all(text[number.start : number.end] == number.text for number in numbers)
    assert all(number.start < number.digits_end <= number.end for number in numbers)
    assert all(left.end <= right.start for left, right in pairwise(numbers))


@given(st.text(ALPHABET, max_size=60))
def test_no_digit_is_left_out(text: str) -> None:
    numbers = find_numbers(text)
    digits = [index for index, character in enumerate(text) if character.isdigit()]
    assert all(any(number.start <= index < number.end for number in numbers) for index in digits)


@given(st.decimals(-(10**12), 10**12, places=4), st.integers(0, 4), st.booleans(), st.booleans())
def test_a_rendered_amount_is_found_again_with_its_value(value: Decimal, decimals: int, zeros: bool, commas: bool) -> None:
    text = render_plain(value, decimals, zeros, commas) + "万元"
    number = only(f"支出{text}。")
    assert (number.text, number.kind, number.value) == (text, "money", round_half_up(value, decimals))


@pytest.mark.parametrize("name", ["jianghan-2024.txt", "wuchang-2020.txt"])
def test_spans_of_a_whole_document_slice_back_in_order(name: str) -> None:
    text = document(name)
    numbers = find_numbers(text)
    assert all(text[number.start : number.end] == number.text for number in numbers)
    assert all(left.end <= right.start for left, right in pairwise(numbers))


@pytest.mark.parametrize(
    ("name", "numeral", "kind", "value"),
    [
        ("jianghan-2024.txt", "192. 36 万元", "money", "192.36"),
        ("jianghan-2024.txt", "9. 9%", "percent", "9.9"),
        ("jianghan-2024.txt", "1,\t642. 70", "plain", "1642.70"),
        ("jianghan-2024.txt", "2024 年 12 月 31 日", "date", "2024"),
        ("wuchang-2020.txt", "86.42 万\n\n元", "money", "86.42"),
        ("wuchang-2020.txt", "2020 年\n\n2 月 25 日", "date", "2020"),
        ("wuchang-2020.txt", "29.4 万余人", "count", "29.4"),
        ("wuchang-2020.txt", "8：20", "time", None),
        ("wuchang-2020.txt", "2080109", "code", None),
    ],
)
def test_tricky_places_of_real_documents(name: str, numeral: str, kind: str, value: str | None) -> None:
    found = {(number.text, number.kind, number.value) for number in find_numbers(document(name))}
    assert (numeral, kind, Decimal(value) if value else None) in found


@pytest.mark.parametrize("piece", ["1 ", "111,", "1. ", "1" + " " * 50, "一万", "一百分之", "（1", "点一", "0.00,000"])
def test_a_long_text_made_only_of_one_piece_is_read_in_order_and_slices_back(piece: str) -> None:
    """What four times the text costs, ``benchmarks.check_speed`` prints."""
    text = piece * 16_000
    numbers = find_numbers(text)
    assert all(text[number.start : number.end] == number.text for number in numbers)
    assert all(one.end <= other.start for one, other in pairwise(numbers))
