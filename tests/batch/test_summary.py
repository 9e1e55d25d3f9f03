"""The workbook that sums a batch up, and the archive of all its files."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from openpyxl import load_workbook

from assistant.batch.summary import summary_xlsx, zip_outputs
from schemas.batch import Outcome
from tests.batch.summaries import DONE, DRAFTED, FAILED, ODD, QUARANTINED, make_rollup, wrong_department


def open_sheets(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data)).worksheets


def test_a_row_tells_a_unit_and_text_is_never_a_formula() -> None:
    sheet, *_ = open_sheets(summary_xlsx([DONE, FAILED]))
    _, header, done, failed = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert dict(zip(header, done, strict=True)) == {
        "单位": "甲处",
        "表中的单位": "江城市甲处",
        "年度": 2024,
        "状态": "完成（此前已完成）",
        "错误": 1,
        "提醒": 2,
        "提示": 3,
        "未核对": 4,
        "待补充的原因": "本年支出合计减少86.42万元\n基本支出增加3万元",
        "待补充的内容": "人员情况",
        "说明": None,
        "文件": "报告.docx",
        "复核结果": "复核结果.html",
        "批注": "报告（复核）.docx",
        "模型调用": 5,
        "模型用量": 6789,
        "用时（秒）": 1.25,
    }
    assert failed[:8] == ["=1+1", None, None, "失败", None, None, None, None], "nothing was read"
    assert failed[10] == "没有找到决算公开表"
    assert (sheet["A4"].data_type, sheet["A4"].quotePrefix) == ("s", True)


def test_the_first_line_counts() -> None:
    sheet, *_ = open_sheets(summary_xlsx([DONE, FAILED, QUARANTINED]))
    assert sheet["A1"].value == (
        "共3个单位：完成1个，失败1个，隔离1个。错误1处，提醒2处，提示3处，未核对的数字4个（另有2个单位没有复核）。"
    )


def test_a_count_of_what_was_not_looked_for_is_blank_and_no_nought() -> None:
    """A report that was only drafted is not reviewed; a failed unit's documents may be; a unit that was not reached is not read."""
    reviewed = FAILED.model_copy(update={"errors": 1, "unchecked": 0, "outputs": ("乙处/复核结果.xlsx",)})
    cancelled = Outcome(key="", name="丁处", state="cancelled", outputs=("丁处/报告.docx",))
    sheet, *_ = open_sheets(summary_xlsx([DRAFTED, reviewed, cancelled]))
    assert [[cell.value for cell in row] for row in sheet["E3:H5"]] == [[2, 0, 0, None], [1, 0, 0, 0], [None] * 4]
    assert sheet["A1"].value.endswith("错误3处，提醒0处，提示0处，未核对的数字0个（另有2个单位没有复核）。")


def test_the_state_of_a_unit_with_errors_or_a_report_changed_since_its_review_is_coloured() -> None:
    settled = DONE.model_copy(update={"errors": 0})
    edited = settled.model_copy(update={"edited": ("报告.docx",)})
    sheet, *_ = open_sheets(summary_xlsx([settled, edited, DONE]))
    grounds = [sheet.cell(row, 4).fill.start_color.rgb for row in (3, 4, 5)]
    assert grounds[0] != grounds[1] == grounds[2]


def test_where_nothing_was_reviewed_the_first_line_says_so() -> None:
    sheet, *_ = open_sheets(summary_xlsx([DRAFTED, FAILED]))
    assert sheet["A1"].value.endswith("错误2处，提醒0处，提示0处，没有复核。")


def test_notes_stand_below_the_counts_each_in_a_line_across_the_sheet() -> None:
    sheet, *_ = open_sheets(summary_xlsx([DONE], notes=("一、没有部门表。", "二、乙处没有汇入。")))
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == ["一、没有部门表。", "二、乙处没有汇入。", "单位"]
    assert str(sheet.merged_cells) == "A1:N1 A2:N2 A3:N3"


def test_of_much_that_is_wanted_three_stand_in_the_row_and_all_on_a_sheet_of_their_own() -> None:
    wanted = tuple(f"支出增加{number}万元" for number in range(40))
    sheet, whole = open_sheets(summary_xlsx([DONE.model_copy(update={"wanted": wanted})]))
    assert sheet["I3"].value == "支出增加0万元\n支出增加1万元\n支出增加2万元\n…等 40 项"
    assert sheet.row_dimensions[3].height < 100
    rows = [tuple(cell.value for cell in row) for row in whole.iter_rows(min_row=2)]
    assert rows == [("单位", "类别", "内容"), *(("甲处", "原因", text) for text in wanted), ("甲处", "内容", "人员情况")]


def test_all_amounts_are_shown_with_as_many_decimals() -> None:
    _, sheet, *_ = open_sheets(summary_xlsx([DONE], make_rollup(wrong_department())))
    assert {cell.number_format for cell in sheet["E"][2:]} == {"#,##0.00"}


def test_links_lead_to_the_folder_the_first_report_and_the_review_beside_the_summary() -> None:
    sheet, *_ = open_sheets(summary_xlsx([DONE, ODD, FAILED]))
    links = {cell.coordinate: cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert {place: unquote(target) for place, target in links.items()} == {
        "A3": "甲处/",
        "L3": "甲处/报告.docx",
        "M3": "甲处/复核结果.html",
        "N3": "甲处/报告（复核）.docx",
        "A4": f"{ODD.name}/",
        "L4": ODD.outputs[0],
    }
    assert not [target for target in links.values() if not target.isascii() or set(" #<>") & set(target)]


def test_a_link_longer_than_excel_takes_is_written_as_its_words() -> None:
    name = "处" * 300
    sheet, *_ = open_sheets(summary_xlsx([ODD.model_copy(update={"name": name, "outputs": (f"{name}/报告.docx",)})]))
    assert [(sheet[place].value, sheet[place].hyperlink) for place in ("A3", "L3")] == [(name, None), ("报告.docx", None)]


def test_a_document_that_was_only_checked_is_led_to_and_a_unit_without_files_is_not() -> None:
    checked = Outcome(key="a", name="甲处", state="done", outputs=("甲处/复核结果.xlsx", "甲处/报告（复核）.pdf"))
    sheet, *_ = open_sheets(summary_xlsx([checked, FAILED]))
    assert [sheet.cell(3, 14).value, sheet.cell(4, 14).value, sheet.cell(4, 1).hyperlink] == ["报告（复核）.pdf", None, None]


def test_the_state_is_coloured_where_something_is_left_to_do() -> None:
    sheet, *_ = open_sheets(summary_xlsx([DONE, FAILED, QUARANTINED, ODD]))
    colours = {sheet.cell(row, 4).fill.fill_type and sheet.cell(row, 4).fill.start_color.rgb for row in (3, 4, 5, 6)}
    assert colours == {"FFFFE699", "FFF8CBAD", None}


def test_the_second_sheet_compares_the_sum_with_the_department() -> None:
    _, sheet, *_ = open_sheets(summary_xlsx([DONE], make_rollup(wrong_department(), missing=2)))
    told, header, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert told[0].startswith("汇总1个单位，另有2个没有汇入，共180个金额（万元）。与")
    assert told[0].endswith("：一致179个，尾差0个，抵销0个，不一致1个，部门表缺0个，单位表缺0个。")
    (different,) = [dict(zip(header, row, strict=True)) for row in rows if "不一致" in row]
    assert (different["表"], different["项目"], different["栏"], different["有数的单位"]) == (
        "支出决算表",
        "2080101 行政运行",
        "基本支出",
        1,
    )
    assert different["部门决算"] == 99.99
    assert round(different["差额"], 2) == round(different["各单位汇总"] - 99.99, 2)
    coloured = [row[7].value for row in sheet.iter_rows(min_row=3) if row[7].fill.fill_type]
    assert (sheet.title, coloured) == ("汇总勾稽", ["不一致"])


def test_without_a_department_the_second_sheet_has_the_sums_alone() -> None:
    _, sheet, *_ = open_sheets(summary_xlsx([DONE], make_rollup()))
    assert [cell.value for cell in sheet[2]] == ["表", "项目", "栏", "有数的单位", "各单位汇总"]
    assert sheet.max_row == 182


def test_equal_outcomes_give_equal_bytes_and_none_a_sheet_of_headings() -> None:
    rollup = make_rollup(wrong_department())
    assert summary_xlsx([DONE, ODD], rollup) == summary_xlsx([DONE, ODD], rollup)
    sheet, *_ = open_sheets(summary_xlsx([]))
    assert sheet.max_row == 2


def test_of_three_thousand_units_each_has_its_row_in_the_order_given() -> None:
    outcomes = [DONE.model_copy(update={"name": f"第{number}处", "seconds": Decimal(number)}) for number in range(3000)]
    sheet, *_ = open_sheets(summary_xlsx(outcomes))
    assert [(row[0].value, row[-1].value) for row in sheet.iter_rows(min_row=3)] == [(f"第{number}处", number) for number in range(3000)]
    assert sheet.auto_filter.ref == "A2:Q3002"


def test_all_files_are_packed_with_their_folders(tmp_path: Path) -> None:
    for name in ("甲处/报告.docx", "乙处/报告.docx", "汇总.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / ".juesuan-0.tmp").write_bytes(b"x")
    with zipfile.ZipFile(io.BytesIO(zip_outputs(tmp_path))) as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == {
            name: name for name in ("乙处/报告.docx", "汇总.xlsx", "甲处/报告.docx")
        }


def test_a_unit_that_an_earlier_batch_quarantined_is_coloured_like_one_of_this(tmp_path: Path) -> None:
    sheet, *_ = open_sheets(summary_xlsx([QUARANTINED, QUARANTINED.model_copy(update={"repeated": True})]))
    first, again = sheet["D3"], sheet["D4"]
    assert (first.value, again.value) == ("隔离", "隔离（此前已隔离）")
    assert first.fill.start_color.rgb == again.fill.start_color.rgb == "FFF8CBAD"
