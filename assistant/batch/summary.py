"""What a batch leaves in the end: a workbook with a row for each unit and the department's sum, and all files in one archive."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from assistant.export.batch_words import (
    ROLLUP_STATE_NAMES,
    Link,
    count_decimals,
    is_doubtful,
    link_files,
    list_found,
    tell_outcomes,
    tell_rollup,
    tell_state,
)
from assistant.export.excerpts import cut_around
from assistant.export.row_book import Look, RowBook
from assistant.export.sheets import decimal_format, row_height
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

_TROUBLE, _DOUBT = "F8CBAD", "FFE699"
_STATES = {"failed": _TROUBLE, "quarantined": _TROUBLE, "cancelled": _DOUBT}
_ROLLUP_STATES = {"different": _TROUBLE, "not_in_department": _DOUBT, "not_in_units": _DOUBT}
"""Colours of the states that are not as they should be, in the columns that tell one."""

_FEW = 3
"""So many of the things wanted from a unit stand in its row; all stand on a sheet of their own."""


class _State(NamedTuple):
    """A state in words, and the colour of its cell."""

    words: str
    colour: str | None


class _Looks:
    """The looks of a workbook's cells: of text by the colour of its ground, of counts, of amounts, of links."""

    def __init__(self, book: RowBook, rollup: Rollup | None) -> None:
        amount = decimal_format(count_decimals(rollup)) if rollup else "General"
        self.texts = {colour: book.add_look(colour=colour, valign="top", text_wrap=True) for colour in (None, _TROUBLE, _DOUBT)}
        self.count = book.add_look(align="center", valign="top")
        self.amount = book.add_look(align="right", valign="top", indent=1, num_format=amount)
        self.link = book.add_look(valign="top", text_wrap=True, font_color="#0563C1", underline=1)

    def find(self, value: "_Value", decimal: Look) -> Look:
        """The look of a cell by what it holds; ``decimal`` is that of numbers that are no count."""
        if isinstance(value, str):
            return self.texts[None]
        if isinstance(value, Link):
            return self.link
        if isinstance(value, _State):
            return self.texts[value.colour]
        if isinstance(value, Decimal):
            return decimal
        return self.count if isinstance(value, int) else self.texts[None]


_Value = str | int | Decimal | None | Link | _State


def summary_xlsx(outcomes: Sequence[Outcome], rollup: Rollup | None = None, notes: Sequence[str] = (), lists: bool = True) -> bytes:
    """The sheet 汇总, a row for each unit in the order given below ``notes``; 汇总勾稽 and 待补充 where there is such a thing.

    Without ``lists``, 待补充, by far the longest, is left out.

    The workbook's place is the folder of the batch: its links lead to the files there. Text is never a formula; equal outcomes
    give equal bytes.
    """
    book = RowBook()
    looks = _Looks(book, rollup)
    told = [tell_outcomes(outcomes, rollup), *notes]
    _write(book, "汇总", told, _UNITS, map(_list_values, outcomes), looks, looks.count, printed=_PRINTED)
    if rollup:
        columns = _AMOUNTS if rollup.department is None else _AMOUNTS | _COMPARED
        rows = (_list_amounts(row)[: len(columns)] for row in rollup.rows)
        _write(book, "汇总勾稽", [tell_rollup(rollup)], columns, rows, looks, looks.amount)
    wanted = [row for outcome in outcomes for row in _list_wanted(outcome)]
    if wanted and lists:
        _write(book, "待补充", [f"共{len(wanted)}项待补充。"], _WANTED, wanted, looks, looks.count)
    return book.to_bytes()


def zip_outputs(out: Path) -> bytes:
    """All files below a folder in one .zip, with the folders they stand in."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        for file in list_files(out):
            archive.write(file, file.relative_to(out).as_posix())
    return packed.getvalue()


def _write(
    book: RowBook,
    title: str,
    told: Sequence[str],
    columns: dict[str, int],
    rows: Iterable[Sequence[_Value]],
    looks: _Looks,
    decimal: Look,
    printed: int | None = None,
) -> None:
    """What is told, each in a line across the sheet, headings that stay in sight with filters, and the rows.

    Only the first ``printed`` columns are printed, all where that is None.
    """
    across, widths = printed or len(columns), tuple(columns.values())
    sheet = book.add_sheet(title, columns, header=len(told))
    for number, line in enumerate(told):
        sheet.tell(number, line, widths[:across], looks.texts[None])
    for row in rows:
        values = [value.words if isinstance(value, _State) else value for value in row]
        sheet.add_row(values, [looks.find(value, decimal) for value in row], _find_height(row, widths))
    sheet.filter_columns(len(columns))
    sheet.print_columns(across)


def _find_height(row: Sequence[_Value], widths: Sequence[int]) -> int | None:
    """The height of a row with a text that may take several lines, which no character is wide enough for in half its column."""
    texts = [(text, width) for text, width in zip(map(_words, row), widths, strict=True) if 2 * len(text) > width - 2 or "\n" in text]
    return row_height(texts) if texts else None


def _words(value: _Value) -> str:
    """What stands in a cell as text; numbers are short."""
    return value if isinstance(value, str) else value.words if isinstance(value, Link | _State) else ""


def _list_values(outcome: Outcome) -> Sequence[_Value]:
    """The cells of a unit's row, a column of ``_UNITS`` each."""
    links = link_files(outcome)
    return (
        links.folder or outcome.name,
        outcome.unit,
        outcome.year or None,
        _State(tell_state(outcome), _STATES.get(outcome.state, _DOUBT if is_doubtful(outcome) else None)),
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
