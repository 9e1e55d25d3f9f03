"""What a batch leaves in the end: a workbook with a row for each unit and the department's sum, and all files in one archive."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.export.batch_words import ROLLUP_STATE_NAMES, Link, link_files, tell_outcomes, tell_rollup, tell_state
from assistant.export.sheets import FONT, WRAPPED, cell_at, fit_page, row_height, save_workbook, set_widths, write_header, write_value
from assistant.readers.bundle import list_files
from schemas.batch import Outcome
from schemas.rollup import Rollup, RollupRow

_UNITS = {
    "单位": 26,
    "状态": 16,
    "错误": 7,
    "提醒": 7,
    "提示": 7,
    "未核对": 8,
    "待补充的原因": 36,
    "待补充的内容": 24,
    "说明": 36,
    "文件": 30,
    "复核结果": 16,
    "模型调用": 10,
    "模型用量": 10,
    "用时（秒）": 12,
}
_AMOUNTS = {"表": 36, "项目": 36, "栏": 22, "有数的单位": 12, "各单位汇总": 16}
_COMPARED = {"部门决算": 16, "差额": 14, "结果": 10, "说明": 48}
"""The columns with their widths in characters."""

_TROUBLE, _DOUBT = PatternFill("solid", start_color="F8CBAD"), PatternFill("solid", start_color="FFE699")
_STATES = {"failed": _TROUBLE, "quarantined": _TROUBLE, "cancelled": _DOUBT}
_ROLLUP_STATES = {"different": _TROUBLE, "not_in_department": _DOUBT, "not_in_units": _DOUBT}
"""Colours of the states that are not as they should be, in the columns that tell one."""

_LINK_FONT = Font(name="宋体", size=10, color="0563C1", underline="single")
_PLAIN, _AMOUNT, _LINKED = "汇总", "汇总金额", "汇总链接"
"""The named styles of text and counts, of amounts, of links."""

_HEADER_ROW = 2


class _State(NamedTuple):
    """A state in words, and the colour of its cell."""

    words: str
    fill: PatternFill | None


_Value = str | int | Decimal | None | Link | _State


def summary_xlsx(outcomes: Sequence[Outcome], rollup: Rollup | None = None, notes: Sequence[str] = ()) -> bytes:
    """The sheet 汇总, a row for each unit in the order given below ``notes``, and 汇总勾稽 where there is a roll-up.

    The workbook's place is the folder of the batch: its links lead to the files there. Text is never a formula; equal outcomes
    give equal bytes.
    """
    workbook = Workbook()
    _add_styles(workbook)
    units = workbook.worksheets[0]
    units.title = "汇总"
    _write(units, "；".join([tell_outcomes(outcomes, rollup), *notes]), _UNITS, map(_list_values, outcomes))
    if rollup:
        columns = _AMOUNTS if rollup.department is None else _AMOUNTS | _COMPARED
        _write(workbook.create_sheet("汇总勾稽"), tell_rollup(rollup), columns, (_list_amounts(row)[: len(columns)] for row in rollup.rows))
    return save_workbook(workbook)


def zip_outputs(out: Path) -> bytes:
    """All files below a folder in one .zip, with the folders they stand in."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        for file in list_files(out):
            archive.write(file, file.relative_to(out).as_posix())
    return packed.getvalue()


def _add_styles(workbook: Workbook) -> None:
    workbook.add_named_style(NamedStyle(_PLAIN, font=FONT, alignment=WRAPPED))
    workbook.add_named_style(NamedStyle(_AMOUNT, font=FONT, alignment=WRAPPED, number_format="#,##0.00####"))
    workbook.add_named_style(NamedStyle(_LINKED, font=_LINK_FONT, alignment=WRAPPED))


def _write(sheet: Worksheet, told: str, columns: dict[str, int], rows: Iterable[Sequence[_Value]]) -> None:
    """One line that tells the counts, headings that stay in sight with filters, and the rows."""
    write_value(cell_at(sheet, 1, 1), told)
    for column, name in enumerate(columns, start=1):
        write_header(cell_at(sheet, _HEADER_ROW, column), name)
    for number, row in enumerate(rows, start=_HEADER_ROW + 1):
        for column, value in enumerate(row, start=1):
            if value is not None and value != "":
                _write_cell(cell_at(sheet, number, column), value)
        texts = ((text, width) for value, width in zip(row, columns.values(), strict=True) if (text := _words(value)))
        sheet.row_dimensions[number].height = row_height(texts)
    set_widths(sheet, tuple(columns.values()))
    sheet.freeze_panes = f"B{_HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(len(columns))}{max(sheet.max_row, _HEADER_ROW + 1)}"
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    fit_page(sheet, lying=True)


def _write_cell(cell: Cell, value: str | int | Decimal | Link | _State) -> None:
    if isinstance(value, Link):
        cell.hyperlink = value.target
        write_value(cell, value.words, _LINKED)
    elif isinstance(value, _State):
        write_value(cell, value.words, _PLAIN)
        if value.fill:
            cell.fill = value.fill
    else:
        write_value(cell, value, _AMOUNT if isinstance(value, Decimal) else _PLAIN)


def _words(value: _Value) -> str:
    """What stands in a cell as text; numbers are short."""
    return value.words if isinstance(value, Link | _State) else value if isinstance(value, str) else ""


def _list_values(outcome: Outcome) -> Sequence[_Value]:
    """The cells of a unit's row, a column of ``_UNITS`` each."""
    links = link_files(outcome)
    return (
        links.folder or outcome.name,
        _State(tell_state(outcome), _STATES.get(outcome.state)),
        outcome.errors,
        outcome.warnings,
        outcome.hints,
        outcome.unchecked,
        "\n".join(outcome.wanted),
        "\n".join(outcome.missing),
        outcome.message,
        links.report,
        links.review,
        outcome.calls or None,
        outcome.tokens or None,
        outcome.seconds,
    )


def _list_amounts(row: RollupRow) -> Sequence[_Value]:
    """The cells of an amount's row, a column of ``_AMOUNTS`` and ``_COMPARED`` each."""
    state = _State(ROLLUP_STATE_NAMES[row.state], _ROLLUP_STATES.get(row.state)) if row.state else None
    return row.table, row.line, row.column, row.units, row.summed, row.stated, row.difference, state, row.note
