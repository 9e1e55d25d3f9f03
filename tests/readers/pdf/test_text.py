"""The text of a PDF: lines joined to paragraphs, what pages repeat left out, every character traced to its page."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.readers.pdf.parse import parse_pdf
from tests.readers.pdf.drawing import Page, draw, leaning, narrative, text, together, turned

FIRST = ("本单位2024年度收入支出总计1,945.80万元，其中本年收", "入1,941.61万元，比上年减少333.71万元，下降的幅度是", "14.6%。")
"""Lines of 26 characters and a last one; the second breaks before a number that did not fit."""


def read(*pages: Page) -> str:
    return parse_pdf("报告.pdf", draw(*pages)).text


def test_lines_that_the_margin_broke_are_one_paragraph_and_an_indent_begins_another() -> None:
    lines = (*FIRST, "第二段由缩进开始，这一行写到右边距为止，后面还有一", "行。")
    assert read(narrative(*lines, indents=(0, 3))) == "".join(FIRST) + "\n" + "".join(lines[3:])


def test_a_page_break_within_a_sentence_leaves_no_page_number_in_it() -> None:
    first = together(narrative(*FIRST[:2], indents=(0,)), text((290, 800, "— 7 —"), size=10))
    second = together(narrative(FIRST[2]), text((290, 800, "— 8 —"), size=10))
    assert read(first, second) == "".join(FIRST)


def test_bare_page_numbers_below_the_text_are_left_out_and_numbers_within_it_are_not() -> None:
    pages = [together(narrative(*FIRST, "12"), text((290, 810, str(number)), size=10)) for number in (1, 2)]
    assert read(*pages).count("12") == 2
    assert not read(*pages).endswith("2\n2")


def test_a_header_that_pages_repeat_is_left_out() -> None:
    pages = [together(text((200, 40, "某单位2024年度决算公开"), size=10), narrative(f"第{n}段文字。", indents=(0,))) for n in "一二三"]
    assert read(*pages) == "第一段文字。\n第二段文字。\n第三段文字。"


@pytest.mark.parametrize("form", ["- {} -", "第{}页", "第 {} 页 共 25 页", "{}/25", "{} of 25", "Page {}", "P{}", "—{}"])
def test_page_numbers_of_every_form_are_left_out_of_a_sentence(form: str) -> None:
    first, second = (text((290, 800, form.format(number)), size=10) for number in (7, 8))
    assert read(together(narrative(*FIRST[:2], indents=(0,)), first), together(narrative(FIRST[2]), second)) == "".join(FIRST)


def test_sentences_and_headings_at_the_top_of_pages_that_differ_in_their_numbers_stay() -> None:
    for line in ("{}.政府采购支出情况", "支出决算为{}00.00万元。"):
        lines = [line.format(number) for number in (1, 2, 3, 4)]
        assert read(*(narrative(head, top=50, indents=(0,)) for head in lines)).split("\n") == lines


def test_a_number_that_ends_a_sentence_at_the_foot_of_a_page_is_no_page_number() -> None:
    assert read(narrative(*FIRST[:2], "17", top=710, indents=(0,))) == "".join((*FIRST[:2], "17"))


def test_items_with_numbers_in_brackets_or_circles_stay_lines_of_their_own() -> None:
    for numbers in (("（1）", "（2）"), ("①", "②")):
        lines = [f"{number}卫生健康支出年初预算为一百万元，支出决算为一百万。" for number in numbers]
        assert read(narrative(*lines)).split("\n") == lines


def test_headings_stay_lines_of_their_own() -> None:
    lines = ("一、收入支出决算总体情况说明", *FIRST, "二、收入决算情况说明", "（一）总体情况")
    assert read(narrative(*lines, indents=(1,))).split("\n") == [lines[0], "".join(FIRST), *lines[4:]]


def test_lines_are_read_from_the_top_whatever_their_order_in_the_file() -> None:
    assert read(text((88, 300, "第二行。"), (120, 100, "第一行。"), (88, 500, "第三行。"))) == "第一行。\n第二行。\n第三行。"


def test_parts_of_one_line_that_the_file_keeps_apart_are_one_line() -> None:
    assert read(text((88, 100, "收入支出决算总"), (88, 200, "单位：万元"), (200, 100, "表"))) == "收入支出决算总表\n单位：万元"


def test_text_made_bold_by_printing_it_twice_is_read_once() -> None:
    assert read(together(text((88, 100, "决算情况说明")), text((88.4, 100.2, "决算情况说明")))) == "决算情况说明"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_rotated_page_is_read_as_it_is_displayed(rotation: int) -> None:
    pages = [together(narrative(*FIRST, indents=(0,)), text((290, 810, "3"), size=10))] * 2
    assert parse_pdf("", draw(*pages, rotation=rotation)).text == read(*pages)


@pytest.mark.parametrize("degrees", [0, 30, 45, 90])
def test_a_watermark_is_no_part_of_the_sentences_it_crosses(degrees: int) -> None:
    watermark = turned(text((150, 200, "内部资料2023"), size=60), degrees, 150, 300)
    assert "".join(FIRST) in read(together(watermark, narrative(*FIRST, top=180, indents=(0,))))


def test_italics_are_read_as_any_text() -> None:
    assert read(leaning(narrative(*FIRST, indents=(0,)))) == "".join(FIRST)


def test_text_along_the_margin_is_no_part_of_the_lines() -> None:
    margin = turned(text((60, 300, "2024年度部门决算公开12"), size=9), 90, 60, 300)
    assert read(together(margin, narrative(*FIRST, indents=(0,)))) == "".join(FIRST)


def test_raised_and_lowered_characters_stay_in_their_line() -> None:
    def sentence(canvas: Any) -> None:
        left = 88.0
        for words, size, height in (("面积100m", 16, 700), ("2", 8, 708), ("，排放CO", 16, 700), ("2", 8, 696), ("增加。", 16, 700)):
            canvas.setFont("STSong-Light", size)
            canvas.drawString(left, height, words)
            left += canvas.stringWidth(words, "STSong-Light", size)

    assert read(sentence) == "面积100m2，排放CO2增加。"


def test_digits_of_another_size_are_another_number() -> None:
    assert read(together(text((88, 100, "10")), text((104, 97, "12"), size=8))) == "10 12"


def test_small_digits_that_repeat_are_all_read() -> None:
    assert read(text((88, 100, "305,554.79和1,111,222.00"), size=5)) == "305,554.79和1,111,222.00"


def test_fonts_of_other_heights_stand_in_one_line() -> None:
    def mixed(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(88, 700, "科目")
        canvas.setFont("Times-Roman", 15)
        canvas.drawString(112, 700, "2100401")
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(166, 700, "的名称")

    assert read(mixed) == "科目2100401的名称"


def test_spaced_characters_keep_a_blank_and_columns_are_parted_by_a_tab() -> None:
    assert read(text((88, 100, "目"), (120, 100, "录"), (300, 100, "单位：万元"))) == "目 录\t单位：万元"


@given(st.lists(st.text("收入支出决算0123456789.，。", min_size=1, max_size=26), min_size=1, max_size=12))
def test_every_printed_character_is_in_the_text_once_and_leads_back_to_its_page(lines: list[str]) -> None:
    pages = [narrative(*lines[:6]), *([narrative(*lines[6:])] if lines[6:] else [])]
    manuscript = parse_pdf("", draw(*pages))
    printed = [manuscript.text[run.start : run.end] for run in manuscript.printed]
    assert sorted("".join(printed)) == sorted("".join(lines))
    assert [run.page for run in manuscript.printed] == sorted(run.page for run in manuscript.printed)
    assert manuscript.page(0) == 1
    assert manuscript.page(len(manuscript.text) - 1) == len(pages)
