"""Reviews as a workbook: an overview with one row a document, all findings, all numbers with what became of each."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.errors import UnwritableOutput
from assistant.export.excerpts import cut_around, one_line
from assistant.export.review_words import ROLE_NAMES, SEVERITY_NAMES, STATUS_NAMES, count_severities, count_states
from assistant.export.sheets import WRAPPED, cell_at, fit_page, save_workbook, set_widths, write_header, write_value
from assistant.export.text import display_width
from assistant.numerals.rounding import round_half_up
from schemas.review import Review

_OVERVIEW = {
    "文件": 36,
    "疑点": 8,
    **dict.fromkeys(SEVERITY_NAMES.values(), 8),
    "数字": 8,
    **dict.fromkeys(STATUS_NAMES.values(), 12),
    "已核实": 10,
    "已核实（%）": 12,
}
_FINDINGS = {
    "文件": 24,
    "级别": 8,
    "章节": 24,
    "页": 6,
    "原句": 48,
    "疑点处": 18,
    "说明": 40,
    "现为": 16,
    "应为": 16,
    "算式": 32,
    "改为": 48,
    "由此引起": 32,
    "依据": 28,
    "规则": 20,
    "起": 9,
    "止": 9,
}
_LEDGER = {
    "文件": 24,
    "数字": 16,
    "状态": 12,
    "类别": 12,
    "所指": 30,
    "年度": 8,
    "指标编号": 36,
    "上下文": 56,
    "起": 9,
    "止": 9,
}
"""The columns of each sheet with their widths in characters."""

_FILLS = {
    "错误": PatternFill("solid", start_color="F8CBAD"),
    "提醒": PatternFill("solid", start_color="FFE699"),
    "提示": PatternFill("solid", start_color="DDEBF7"),
    "不符": PatternFill("solid", start_color="F8CBAD"),
    "未核对": PatternFill("solid", start_color="FFE699"),
}
_COLOURED = ("级别", "状态")
"""Columns that tell a severity or a state, and the colours of their cells."""

_WRAPPED = ("章节", "原句", "疑点处", "说明", "算式", "改为", "由此引起", "依据")
"""Columns of long texts."""

_LINE, _HIGHEST = 15, 409
"""Points of a line of text, and of the highest row that Excel knows."""

_MOST_ROWS = 1_048_576
_CONTEXT = 56
_SURROUNDINGS = 60
"""Characters on either side of a number from which its context is cut."""

_Value = str | int | Decimal | None


def review_xlsx(reviews: Sequence[Review]) -> bytes:
    """The sheets 汇总, 疑点, 数字台账; text is never a formula. Equal reviews give equal bytes.

    Raises:
        UnwritableOutput: There are more numbers than a sheet of Excel has rows.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _write(workbook.create_sheet("汇总"), _OVERVIEW, map(_overview, reviews))
    _write(workbook.create_sheet("疑点"), _FINDINGS, (row for review in reviews for row in _findings(review)))
    _write(workbook.create_sheet("数字台账"), _LEDGER, (row for review in reviews for row in _ledger(review)))
    return save_workbook(workbook)


def _write(sheet: Worksheet, columns: dict[str, int], rows: Iterable[Sequence[_Value]]) -> None:
    """Headings that stay in sight with filters, rows below them, long texts on several lines, severities and states coloured."""
    coloured = [column for column, name in enumerate(columns) if name in _COLOURED]
    wrapped = {column: width for column, (name, width) in enumerate(columns.items()) if name in _WRAPPED}
    for column, name in enumerate(columns, start=1):
        write_header(cell_at(sheet, 1, column), name)
    for number, row in enumerate(rows, start=2):
        if number > _MOST_ROWS:
            raise UnwritableOutput(sheet.title, f"超过 Excel 一张工作表的 {_MOST_ROWS} 行，请分批核对")
        for column, value in enumerate(row, start=1):
            cell = cell_at(sheet, number, column)
            write_value(cell, value)
            if wrapped:
                cell.alignment = WRAPPED
        if wrapped:
            lines = max(_count_lines(str(row[column] or ""), width) for column, width in wrapped.items())
            sheet.row_dimensions[number].height = min(lines * _LINE, _HIGHEST)
        for column in coloured:
            if fill := _FILLS.get(str(row[column])):
                cell_at(sheet, number, column + 1).fill = fill
    set_widths(sheet, tuple(columns.values()))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(sheet.max_row, 2)}"
    sheet.print_title_rows = "1:1"
    fit_page(sheet, lying=True)


def _count_lines(text: str, width: int) -> int:
    return sum(max(1, ceil(display_width(line) / (width - 2))) for line in text.split("\n"))


def _overview(review: Review) -> Sequence[_Value]:
    coverage = review.coverage
    claims = coverage.numbers - coverage.exempt
    share = round_half_up(Decimal(coverage.verified) * 100 / claims, 1) if claims else None
    counts = (*count_severities(review.findings).values(), coverage.numbers, *count_states(coverage).values())
    return (review.document, len(review.findings), *counts, coverage.verified, share)


def _findings(review: Review) -> Iterable[Sequence[_Value]]:
    for finding in review.findings:
        yield (
            review.document,
            SEVERITY_NAMES[finding.severity],
            finding.section,
            finding.page,
            one_line(finding.sentence),
            finding.quote,
            finding.message,
            finding.stated,
            finding.expected,
            finding.formula,
            one_line(finding.fix),
            "\n".join(finding.consequences),
            "\n".join(str(place) for place in finding.places),
            finding.rule,
            finding.start,
            finding.end,
        )


def _ledger(review: Review) -> Iterable[Sequence[_Value]]:
    for entry in review.ledger:
        first = max(0, entry.start - _SURROUNDINGS)
        around = review.text[first : entry.end + _SURROUNDINGS]
        yield (
            review.document,
            entry.text,
            STATUS_NAMES[entry.status],
            ROLE_NAMES[entry.role],
            entry.subject,
            entry.year,
            entry.fact,
            cut_around(around, entry.start - first, entry.end - first, _CONTEXT).text,
            entry.start,
            entry.end,
        )
