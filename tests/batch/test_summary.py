"""The workbook that sums a batch up, and the archive of all its files."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

from assistant.batch.summary import summary_xlsx, zip_outputs
from schemas.batch import Outcome

DONE = Outcome(
    key="a",
    name="甲处",
    state="done",
    errors=1,
    warnings=2,
    hints=3,
    unchecked=4,
    wanted=("本年支出合计减少86.42万元", "基本支出增加3万元"),
    missing=("人员情况",),
    outputs=("甲处/报告.docx", "甲处/报告.md"),
    seconds=Decimal("1.25"),
    repeated=True,
)
FAILED = Outcome(key="b", name="=1+1", state="failed", message="没有找到决算公开表")


def test_a_row_tells_a_unit_and_text_is_never_a_formula() -> None:
    (sheet,) = load_workbook(io.BytesIO(summary_xlsx([DONE, FAILED]))).worksheets
    header, done, failed = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert dict(zip(header, done, strict=True)) == {
        "单位": "甲处",
        "状态": "完成（此前已完成）",
        "错误": 1,
        "提醒": 2,
        "提示": 3,
        "未核对": 4,
        "待补充的原因": "本年支出合计减少86.42万元\n基本支出增加3万元",
        "待补充的内容": "人员情况",
        "说明": None,
        "文件": "甲处/报告.docx\n甲处/报告.md",
        "用时（秒）": 1.25,
    }
    assert failed[:3] == ["=1+1", "失败", 0]
    assert failed[8] == "没有找到决算公开表"
    assert sheet["A3"].data_type == "s"


def test_the_state_is_coloured_where_something_is_left_to_do() -> None:
    (sheet,) = load_workbook(io.BytesIO(summary_xlsx([DONE, FAILED]))).worksheets
    assert [sheet.cell(row, 2).fill.fill_type for row in (2, 3)] == [None, "solid"]


def test_equal_outcomes_give_equal_bytes_and_none_a_sheet_of_headings() -> None:
    assert summary_xlsx([DONE]) == summary_xlsx([DONE])
    (sheet,) = load_workbook(io.BytesIO(summary_xlsx([]))).worksheets
    assert sheet.max_row == 1


def test_all_files_are_packed_with_their_folders(tmp_path: Path) -> None:
    for name in ("甲处/报告.docx", "乙处/报告.docx", "汇总.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / ".juesuan-0.tmp").write_bytes(b"x")
    with zipfile.ZipFile(io.BytesIO(zip_outputs(tmp_path))) as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == {
            name: name for name in ("乙处/报告.docx", "汇总.xlsx", "甲处/报告.docx")
        }
