"""What a batch leaves in the end: a workbook with a row for each unit, and all files in one archive."""

import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from assistant.export.sheets import WRAPPED, cell_at, fit_page, save_workbook, set_widths, write_header, write_value
from assistant.readers.bundle import list_files
from schemas.batch import Outcome, State

STATE_NAMES: dict[State, str] = {
    "waiting": "等待",
    "running": "进行中",
    "done": "完成",
    "failed": "失败",
    "quarantined": "隔离",
    "cancelled": "已取消",
}

_COLUMNS = {
    "单位": 30,
    "状态": 10,
    "错误": 8,
    "提醒": 8,
    "提示": 8,
    "未核对": 10,
    "待补充的原因": 44,
    "待补充的内容": 36,
    "说明": 44,
    "文件": 48,
    "用时（秒）": 10,
}
"""The columns with their widths in characters."""

_FILLS: dict[State, PatternFill] = {
    "failed": PatternFill("solid", start_color="F8CBAD"),
    "quarantined": PatternFill("solid", start_color="F8CBAD"),
    "cancelled": PatternFill("solid", start_color="FFE699"),
}
_REPEATED = "（此前已完成）"


def summary_xlsx(outcomes: Sequence[Outcome]) -> bytes:
    """The sheet 汇总: a row for each unit, in the order given; text is never a formula. Equal outcomes give equal bytes."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "汇总"
    for column, name in enumerate(_COLUMNS, start=1):
        write_header(cell_at(sheet, 1, column), name)
    for number, outcome in enumerate(outcomes, start=2):
        for column, value in enumerate(_list_values(outcome), start=1):
            cell = cell_at(sheet, number, column)
            write_value(cell, value)
            cell.alignment = WRAPPED
        if fill := _FILLS.get(outcome.state):
            cell_at(sheet, number, list(_COLUMNS).index("状态") + 1).fill = fill
    set_widths(sheet, tuple(_COLUMNS.values()))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{max(sheet.max_row, 2)}"
    sheet.print_title_rows = "1:1"
    fit_page(sheet, lying=True)
    return save_workbook(workbook)


def zip_outputs(out: Path) -> bytes:
    """All files below a folder in one .zip, with the folders they stand in."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        for file in list_files(out):
            archive.write(file, file.relative_to(out).as_posix())
    return packed.getvalue()


def _list_values(outcome: Outcome) -> tuple[str | int | Decimal, ...]:
    """The cells of a unit's row, a column of ``_COLUMNS`` each."""
    return (
        outcome.name,
        STATE_NAMES[outcome.state] + _REPEATED * outcome.repeated,
        outcome.errors,
        outcome.warnings,
        outcome.hints,
        outcome.unchecked,
        "\n".join(outcome.wanted),
        "\n".join(outcome.missing),
        outcome.message,
        "\n".join(outcome.outputs),
        outcome.seconds,
    )
