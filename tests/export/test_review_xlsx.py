"""Reviews as a workbook, read back with openpyxl."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from assistant.errors import UnwritableOutput
from assistant.export.review_xlsx import review_xlsx
from schemas.finding import Finding
from tests.export.review_sample import GENERAL, RATE, REVIEW, TEXT, entry, make_review

RULES = {"percent_change": "增减百分比与增减额、基数不符"}


@pytest.fixture(scope="module")
def workbook() -> Workbook:
    """The sample and an empty review, opened."""
    held = REVIEW.model_copy(update={"against": "所给的决算表 表.xlsx"})
    return load_workbook(io.BytesIO(review_xlsx([held, make_review("")], RULES)))


def rows(workbook: Workbook, name: str) -> list[dict[object, object]]:
    """The rows of a sheet below its headings, by heading."""
    header, *lines = workbook[name].iter_rows(values_only=True)
    return [dict(zip(header, line, strict=True)) for line in lines]


def test_the_overview_has_a_row_a_document_with_every_count(workbook: Workbook) -> None:
    first, second = rows(workbook, "汇总")
    assert list(first.values()) == ["报告.txt", 2, 1, 1, 0, 6, 2, 1, 0, 1, 1, 1, 3, 60, "对照：所给的决算表 表.xlsx"]
    assert (second["文件"], second["数字"], second["已核实（%）"]) == ("报告.docx", 0, None)


def test_a_document_without_a_number_to_check_says_so_in_the_overview() -> None:
    book = load_workbook(io.BytesIO(review_xlsx([make_review("没有数字")], RULES)))
    assert rows(book, "汇总")[0]["说明"] == "文中没有可核对的数字"


def test_findings_have_their_place_words_and_proof(workbook: Workbook) -> None:
    rate, general = rows(workbook, "疑点")
    assert (rate["级别"], rate["现为"], rate["应为"], rate["页"]) == ("错误", "5.5%", "5.4%", 9)
    assert (rate["依据"], rate["由此引起"]) == ("决算.xlsx「表4」C30", "第五部分“增长5.5%”")
    assert (rate["疑点处"], rate["起"], rate["止"]) == ("5.5%", TEXT.index("5.5%"), TEXT.index("5.5%") + 4)
    assert (rate["规则"], rate["规则编号"]) == ("增减百分比与增减额、基数不符", "percent_change")
    assert (general["级别"], general["起"]) == ("提醒", None)


def test_what_programs_need_stands_behind_what_is_printed(workbook: Workbook) -> None:
    areas = {sheet.title: sheet.print_area for sheet in workbook.worksheets}
    assert areas == {"汇总": "", "疑点": "'疑点'!$A$1:$K$3", "数字台账": "'数字台账'!$A$1:$G$5"}
    assert workbook["疑点"].page_setup.orientation == "landscape"


def test_a_long_name_of_a_document_is_not_cut_in_the_ledger() -> None:
    name = "2024年度江城市示范社会保险管理处单位决算公开.docx"
    sheet = load_workbook(io.BytesIO(review_xlsx([REVIEW.model_copy(update={"document": name})], RULES)))["数字台账"]
    assert sheet.column_dimensions["A"].width > 50


def test_the_ledger_has_every_number_with_its_state_in_words(workbook: Workbook) -> None:
    ledger = rows(workbook, "数字台账")
    assert [(row["数字"], row["状态"], row["类别"]) for row in ledger] == [
        ("2020年度", "无需核对", "日期"),
        ("1,673.00万元", "与表相符", "金额"),
        ("5.5%", "不符", "增减率"),
        ("2.13万元", "未核对", "金额"),
    ]
    assert "增长5.5%，主要" in str(ledger[2]["上下文"])


def test_headings_stay_in_sight_and_filter_and_severities_have_colours(workbook: Workbook) -> None:
    assert [sheet.freeze_panes for sheet in workbook.worksheets] == ["B2"] * 3
    assert [sheet.auto_filter.ref for sheet in workbook.worksheets] == ["A1:O3", "A1:Q3", "A1:J5"]
    colours = [workbook["疑点"].cell(row, 2).fill.start_color.rgb for row in (2, 3)]
    assert len({*colours, "00000000"}) == 3


def test_no_text_of_a_document_becomes_a_formula_or_an_error_value() -> None:
    texts = {"message": "@SUM(1)", "stated": "=1+1", "expected": "#N/A", "sentence": '=HYPERLINK("x")', "quote": "-1+1"}
    finding = Finding.model_validate({"rule": "r", "severity": "error", **texts})
    review = REVIEW.model_copy(update={"document": "=cmd.txt", "findings": (finding,), "ledger": (entry("5.5%", subject="+1"),)})
    book = load_workbook(io.BytesIO(review_xlsx([review], RULES)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "+", "-", "@")))


def test_text_in_the_markup_of_the_writer_stays_text_and_control_characters_are_left_out() -> None:
    review = REVIEW.model_copy(update={"ledger": (entry("5.5%", subject="<r>&</r>"), entry("5.5%", subject="a\x00b"))})
    subjects = [row["所指"] for row in rows(load_workbook(io.BytesIO(review_xlsx([review], RULES))), "数字台账")]
    assert [str(subject).rstrip() for subject in subjects] == ["<r>&</r>", "ab"]


def test_a_row_is_as_high_as_its_longest_text() -> None:
    book = load_workbook(io.BytesIO(review_xlsx([make_review(TEXT, RATE, GENERAL)], RULES)))
    sheet = book["疑点"]
    high, low = (sheet.row_dimensions[row].height or sheet.sheet_format.defaultRowHeight for row in (2, 3))
    assert high > low


def test_equal_reviews_give_equal_bytes() -> None:
    assert review_xlsx([REVIEW], RULES) == review_xlsx([REVIEW], RULES)


def test_more_rows_than_a_sheet_has_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.export.review_xlsx.MOST_ROWS", 4)
    with pytest.raises(UnwritableOutput, match="数字台账：超过"):
        review_xlsx([REVIEW], RULES)
