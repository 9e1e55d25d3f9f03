"""What a batch leaves in the end: a workbook with a row for each unit and the department's sum, and all files in one archive."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.export.batch_words import (
    ROLLUP_STATE_NAMES,
    Link,
    count_decimals,
    link_files,
    list_found,
    tell_outcomes,
    tell_rollup,
    tell_state,
)
from assistant.export.excerpts import cut_around
from assistant.export.sheets import (
    FONT,
    cell_at,
    decimal_format,
    fit_page,
    row_height,
    save_workbook,
    set_widths,
    write_header,
    write_value,
)
from assistant.readers.bundle import list_files
from schemas.batch import Outcome
from schemas.rollup import Rollup, RollupRow

_UNITS = {
    "单位": 18,
    "表中的单位": 20,
    "年度": 7,
    "状态": 19,
    "错误": 7,
    "提醒": 7,
    "提示": 7,
    "未核对": 8,
    "待补充的原因": 30,
    "待补充的内容": 18,
    "说明": 26,
    "文件": 22,
    "复核结果": 15,
    "批注": 22,
    "模型调用": 10,
    "模型用量": 10,
    "用时（秒）": 11,
}
_PRINTED = list(_UNITS).index("批注") + 1
"""So many columns of the units are printed: what the computer did is for the screen."""

_WANTED = {"单位": 26, "类别": 10, "内容": 100}
_AMOUNTS = {"表": 36, "项目": 36, "栏": 22, "有数的单位": 12, "各单位汇总": 16}
_COMPARED = {"部门决算": 16, "差额": 14, "结果": 10, "说明": 48}
"""The columns with their widths in characters."""

_TROUBLE, _DOUBT = PatternFill("solid", start_color="F8CBAD"), PatternFill("solid", start_color="FFE699")
_STATES = {"failed": _TROUBLE, "quarantined": _TROUBLE, "cancelled": _DOUBT}
_ROLLUP_STATES = {"different": _TROUBLE, "not_in_department": _DOUBT, "not_in_units": _DOUBT}
"""Colours of the states that are not as they should be, in the columns that tell one."""

_LINK_FONT = Font(name="宋体", size=10, color="0563C1", underline="single")
_PLAIN, _COUNT, _AMOUNT, _LINKED = "汇总", "汇总个数", "汇总金额", "汇总链接"
"""The named styles of text, of counts, of amounts, of links."""

_TOP = Alignment(vertical="top", wrap_text=True)

_FEW = 3
"""So many of the things wanted from a unit stand in its row; all stand on a sheet of their own."""


class _State(NamedTuple):
    """A state in words, and the colour of its cell."""

    words: str
    fill: PatternFill | None


_Value = str | int | Decimal | None | Link | _State


def summary_xlsx(outcomes: Sequence[Outcome], rollup: Rollup | None = None, notes: Sequence[str] = ()) -> bytes:
    """The sheet 汇总, a row for each unit in the order given below ``notes``; 汇总勾稽 and 待补充 where there is such a thing.

    The workbook's place is the folder of the batch: its links lead to the files there. Text is never a formula; equal outcomes
    give equal bytes.
    """
    workbook = Workbook()
    _add_styles(workbook, rollup)
    units = workbook.worksheets[0]
    units.title = "汇总"
    _write(units, [tell_outcomes(outcomes, rollup), *notes], _UNITS, map(_list_values, outcomes), printed=_PRINTED)
    if rollup:
        columns = _AMOUNTS if rollup.department is None else _AMOUNTS | _COMPARED
        rows = (_list_amounts(row)[: len(columns)] for row in rollup.rows)
        _write(workbook.create_sheet("汇总勾稽"), [tell_rollup(rollup)], columns, rows)
    wanted = [row for outcome in outcomes for row in _list_wanted(outcome)]
    if wanted:
        _write(workbook.create_sheet("待补充"), [f"共{len(wanted)}项待补充。"], _WANTED, wanted)
    return save_workbook(workbook)


def zip_outputs(out: Path) -> bytes:
    """All files below a folder in one .zip, with the folders they stand in."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        for file in list_files(out):
            archive.write(file, file.relative_to(out).as_posix())
    return packed.getvalue()


def _add_styles(workbook: Workbook, rollup: Rollup | None) -> None:
    amount = decimal_format(count_decimals(rollup)) if rollup else "General"
    workbook.add_named_style(NamedStyle(_PLAIN, font=FONT, alignment=_TOP))
    workbook.add_named_style(NamedStyle(_COUNT, font=FONT, alignment=Alignment(horizontal="center", vertical="top")))
    right = Alignment(horizontal="right", vertical="top", indent=1)
    workbook.add_named_style(NamedStyle(_AMOUNT, font=FONT, alignment=right, number_format=amount))
    workbook.add_named_style(NamedStyle(_LINKED, font=_LINK_FONT, alignment=_TOP))


def _write(
    sheet: Worksheet, told: Sequence[str], columns: dict[str, int], rows: Iterable[Sequence[_Value]], printed: int | None = None
) -> None:
    """What is told, each in a line across the sheet, headings that stay in sight with filters, and the rows.

    Only the first ``printed`` columns are printed, all where that is None.
    """
    header, across = len(told) + 1, printed or len(columns)
    for number, line in enumerate(told, start=1):
        write_value(cell_at(sheet, number, 1), line, _PLAIN)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=across)
        sheet.row_dimensions[number].height = row_height([(line, sum(list(columns.values())[:across]))])
    for column, name in enumerate(columns, start=1):
        write_header(cell_at(sheet, header, column), name)
    for number, row in enumerate(rows, start=header + 1):
        for column, value in enumerate(row, start=1):
            if value is not None and value != "":
                _write_cell(cell_at(sheet, number, column), value, _AMOUNT if printed is None else _COUNT)
        texts = ((text, width) for value, width in zip(row, columns.values(), strict=True) if (text := _words(value)))
        sheet.row_dimensions[number].height = row_height(texts)
    set_widths(sheet, tuple(columns.values()))
    sheet.freeze_panes = f"B{header + 1}"
    sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(columns))}{max(sheet.max_row, header + 1)}"
    sheet.print_title_rows = f"{header}:{header}"
    sheet.print_area = f"A1:{get_column_letter(across)}{max(sheet.max_row, header)}"
    fit_page(sheet, lying=True)


def _write_cell(cell: Cell, value: str | int | Decimal | Link | _State, numbers: str) -> None:
    if isinstance(value, Link):
        cell.hyperlink = value.target
        write_value(cell, value.words, _LINKED)
    elif isinstance(value, _State):
        write_value(cell, value.words, _PLAIN)
        if value.fill:
            cell.fill = value.fill
    else:
        write_value(cell, value, _PLAIN if isinstance(value, str) else numbers if isinstance(value, Decimal) else _COUNT)


def _words(value: _Value) -> str:
    """What stands in a cell as text; numbers are short."""
    return value.words if isinstance(value, Link | _State) else value if isinstance(value, str) else ""


def _list_values(outcome: Outcome) -> Sequence[_Value]:
    """The cells of a unit's row, a column of ``_UNITS`` each."""
    links = link_files(outcome)
    return (
        links.folder or outcome.name,
        outcome.unit,
        outcome.year or None,
        _State(tell_state(outcome), _STATES.get(outcome.state, _DOUBT if outcome.errors else None)),
        *list_found(outcome),
        _tell_few(outcome.wanted),
        _tell_few(outcome.missing),
        outcome.message,
        _shorten(links.report, _UNITS["文件"]),
        _shorten(links.review, _UNITS["复核结果"]),
        _shorten(links.commented, _UNITS["批注"]),
        outcome.calls or None,
        outcome.tokens or None,
        outcome.seconds,
    )


def _shorten(link: Link | None, width: int) -> Link | None:
    """A link whose words stay in their column: some programs do not break a link into lines."""
    return link and Link(cut_around(link.words, 0, 0, width).text, link.target)


def _tell_few(wanted: Sequence[str]) -> str:
    """The first of what is wanted, a line each, and how many there are."""
    return "\n".join((*wanted[:_FEW], f"…等 {len(wanted)} 项") if len(wanted) > _FEW else wanted)


def _list_wanted(outcome: Outcome) -> Iterator[Sequence[_Value]]:
    """The rows of what a unit has still to give, a column of ``_WANTED`` each."""
    for kind, wanted in (("原因", outcome.wanted), ("内容", outcome.missing)):
        yield from ((outcome.name, kind, text) for text in wanted)


def _list_amounts(row: RollupRow) -> Sequence[_Value]:
    """The cells of an amount's row, a column of ``_AMOUNTS`` and ``_COMPARED`` each."""
    state = _State(ROLLUP_STATE_NAMES[row.state], _ROLLUP_STATES.get(row.state)) if row.state else None
    return row.table, row.line, row.column, row.units, row.summed, row.stated, row.difference, state, row.note
