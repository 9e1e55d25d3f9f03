"""Text is cleaned for reading only: what was torn is joined, and every span leads back to the author's own characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checking.reading.cleaning import clean, is_heading, starts_heading


def paragraphs(text: str) -> list[str]:
    """The cleaned paragraphs of a text."""
    return [paragraph.text for paragraph in clean(text).paragraphs]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("2025 年 政 府 采 购 支出", ["2025年政府采购支出"]),
        ("支出１２３．４５万元，占５％", ["支出123.45万元，占5%"]),
        ("增长17.\n31%，主要是", ["增长17.31%，主要是"]),
        ("收、支总计1,945.\n  80 万\n元。", ["收、支总计1,945.80万元。"]),
        ("增加86.42万元。\n增长", ["增加86.42万元。", "增长"]),
        ("支出。\n\n\n收入\r\n合计", ["支出。", "收入合计"]),
        ("## 一、收入\n- 支出5万元\n> 结余", ["一、收入", "支出5万元", "结余"]),
        ("### 一、收入决算情况说明\n本年收入5万元", ["一、收入决算情况说明", "本年收入5万元"]),
        ("一、收入决算情况说明\n本年收入5万元", ["一、收入决算情况说明", "本年收入5万元"]),
        ("主要用于：\n在职人员工资。年初预算为5万元", ["主要用于：在职人员工资。年初预算为5万元"]),
        ("主要用于以下方面：\n1.教育支出5万元", ["主要用于以下方面：", "1.教育支出5万元"]),
        ("2.公务接待费全年预算为\n4.83万元，支出", ["2.公务接待费全年预算为4.83万元，支出"]),
        ("2.公务接待费支出决算\n数为5万元", ["2.公务接待费支出决算数为5万元"]),
        ("收入5万元\n1 .本年支出", ["收入5万元", "1.本年支出"]),
        ("收入5万元\n\u200b- 支出6万元", ["收入5万元", "支出6万元"]),
        ("支出5万元。\u200b\n收入6万元。", ["支出5万元。", "收入6万元。"]),
    ],
)
def test_lines_and_blanks_are_read_as_the_author_meant_them(text: str, cleaned: list[str]) -> None:
    assert paragraphs(text) == cleaned


@pytest.mark.parametrize("page", ["4", "- 4 -", "—12—", " 第 3 页 ", "第3页 共20页"])
def test_a_page_number_in_mid_sentence_is_set_apart(page: str) -> None:
    text = f"支出增长\n{page}\n17.31%，主要是"
    cleaned = clean(text)
    assert [paragraph.text for paragraph in cleaned.paragraphs] == ["支出增长17.31%，主要是"]
    assert [text[start:end].strip() for start, end in cleaned.page_numbers] == [page.strip()]


def test_tables_are_passed_over_and_rows_of_tabs_too() -> None:
    text = "支出5万元。\n| 项目 | 8 |\n教育\t支出\t9\n收入6万元。"
    start = text.index("|")
    assert [paragraph.text for paragraph in clean(text, [(start, text.index("教育"))]).paragraphs] == ["支出5万元。", "收入6万元。"]


@pytest.mark.parametrize("line", ["一、收入决算情况说明", "（二）支出决算结构情况", "第三部分2024年度决算情况说明", "3.公务接待费"])
def test_a_short_numbered_line_is_a_heading(line: str) -> None:
    assert is_heading(line)


@pytest.mark.parametrize("line", ["1.公务接待费5万元", "2.基本支出，占一半", "1.5万元", "13.", "收入决算情况", "1.教育（类）"])
def test_a_line_with_an_amount_a_pause_or_no_number_is_none(line: str) -> None:
    assert not is_heading(line)


def test_a_decimal_does_not_begin_an_item() -> None:
    assert not starts_heading("3.15万元")
    assert starts_heading("3.公务接待费")


CHARACTERS = st.text(alphabet="支出收入为增长。，：0123456789.,%万元 \n\t\u3000　－１２３％#*一二（）、", max_size=120)


@given(CHARACTERS)
def test_a_cleaned_character_is_the_authors_own_but_for_its_width(text: str) -> None:
    narrow = str.maketrans("１２３％", "123%")
    for paragraph in clean(text).paragraphs:
        assert len(paragraph.text) == len(paragraph.index)
        assert list(paragraph.index) == sorted(set(paragraph.index))
        assert paragraph.text == "".join(text[at] for at in paragraph.index).translate(narrow)
        start, end = paragraph.original(0, len(paragraph.text)) if paragraph.text else (0, 0)
        assert 0 <= start <= end <= len(text)
