"""Reviews as a workbook: an overview with one row a document, all findings, all numbers with what became of each."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from assistant.errors import UnwritableOutput
from assistant.export.excerpts import Measured, one_line
from assistant.export.review_words import NOTHING_TO_CHECK, ROLE_NAMES, SEVERITY_NAMES, STATUS_NAMES, count_severities, count_states
from assistant.export.row_book import MOST_ROWS, RowBook, Value
from assistant.export.sheets import row_height
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
    "说明": 44,
}
_FINDINGS = {
    "文件": 18,
    "级别": 7,
    "章节": 18,
    "页": 6,
    "原句": 36,
    "疑点处": 13,
    "说明": 32,
    "现为": 13,
    "应为": 13,
    "算式": 26,
    "改为": 36,
    "由此引起": 32,
    "依据": 28,
    "规则": 32,
    "规则编号": 18,
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
    "上下文": 60,
    "指标编号": 40,
    "起": 9,
    "止": 9,
}
"""The columns of each sheet with their widths in characters."""

_LAST_PRINTED = {"疑点": "改为", "数字台账": "上下文"}
"""The last column that is printed: what stands behind it is for the screen."""

_LONGEST_NAME = 64
"""So wide is the column of the documents' names in the ledger at most, where no row takes a second line."""

_COLOURS = {"错误": "F8CBAD", "提醒": "FFE699", "提示": "DDEBF7", "不符": "F8CBAD", "未核对": "FFE699"}
_COLOURED = ("级别", "状态")
"""The colours of severities and states, and the columns that tell them."""

_WRAPPED = ("文件", "章节", "原句", "疑点处", "说明", "算式", "改为", "由此引起", "依据", "规则", "规则编号")
"""Columns of long texts."""

_CONTEXT = 56
"""Columns of a terminal that a number takes with what stands around it."""


def review_xlsx(reviews: Sequence[Review], rules: Mapping[str, str]) -> bytes:
    """The sheets 汇总, 疑点, 数字台账; text is never a formula. ``rules`` are their titles. Equal reviews give equal bytes.

    Raises:
        UnwritableOutput: There are more numbers than a sheet of Excel has rows.
    """
    book = RowBook()
    name = max((display_width(review.document) + 2 for review in reviews), default=0)
    ledger = _LEDGER | {"文件": min(max(name, _LEDGER["文件"]), _LONGEST_NAME)}
    _write(book, "汇总", _OVERVIEW, map(_overview, reviews))
    _write(book, "疑点", _FINDINGS, (row for review in reviews for row in _findings(review, rules)))
    _write(book, "数字台账", ledger, (row for review in reviews for row in _ledger(review)), wrapped=())
    return book.to_bytes()


def _write(book: RowBook, title: str, columns: dict[str, int], rows: Iterable[Sequence[Value]], wrapped: Sequence[str] = _WRAPPED) -> None:
    """Rows below headings with filters, long texts on several lines, severities and states coloured."""
    coloured = [name in _COLOURED for name in columns]
    texts = {column: width for column, (name, width) in enumerate(columns.items()) if name in wrapped}
    looks = {colour: book.add_look(bool(texts), colour) for colour in (None, *_COLOURS.values())}
    sheet = book.add_sheet(title, columns)
    for number, row in enumerate(rows, start=2):
        if number > MOST_ROWS:
            raise UnwritableOutput(title, f"超过 Excel 一张工作表的 {MOST_ROWS} 行，请分批核对")
        colours = [_COLOURS.get(str(value)) if told else None for value, told in zip(row, coloured, strict=True)]
        height = row_height((str(row[column] or ""), width) for column, width in texts.items()) if texts else None
        sheet.add_row(row, [looks[colour] for colour in colours], height)
    sheet.filter_columns(len(columns))
    if title in _LAST_PRINTED:
        sheet.print_columns(list(columns).index(_LAST_PRINTED[title]) + 1)


def _overview(review: Review) -> Sequence[Value]:
    coverage = review.coverage
    claims = coverage.numbers - coverage.exempt
    share = round_half_up(Decimal(coverage.verified) * 100 / claims, 1) if claims else None
    nothing = NOTHING_TO_CHECK if review.text and not claims else ""
    told = "；".join(filter(None, (nothing, f"对照：{review.against}" if review.against else "")))
    counts = (*count_severities(review.findings).values(), coverage.numbers, *count_states(coverage).values())
    return (review.document, len(review.findings), *counts, coverage.verified, share, told)


def _findings(review: Review, rules: Mapping[str, str]) -> Iterable[Sequence[Value]]:
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
            rules.get(finding.rule, ""),
            finding.rule,
            finding.start,
            finding.end,
        )


def _ledger(review: Review) -> Iterable[Sequence[Value]]:
    text = Measured(review.text)
    for entry in review.ledger:
        yield (
            review.document,
            entry.text,
            STATUS_NAMES[entry.status],
            ROLE_NAMES[entry.role],
            entry.subject,
            entry.year,
            text.cut(entry.start, entry.end, _CONTEXT).text,
            entry.fact,
            entry.start,
            entry.end,
        )
