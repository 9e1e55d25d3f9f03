"""Ruled tables of a PDF, cell by cell, over pages, as accounts."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.readers.manuscript import read_manuscript
from assistant.readers.own_tables import cell_spans, own_accounts, untold_tables
from assistant.readers.pdf.parse import parse_pdf
from schemas.accounts import TABLE_TITLES, Accounts, Table
from schemas.manuscript import Manuscript
from tests.readers.pdf.drawing import HEIGHT, LEFT, Page, draw, narrative, table, text, together

WIDTHS = (40, 30, 30, 120, 70, 70, 60)
Rows = list[list[str | None]]
HEADER: Rows = [["项目", None, None, None, "合计", "基本支出", "项目支出"], ["类", "款", "项", "科目名称", "", "", ""]]
ROWS: Rows = [
    ["208", "", "", "社会保障和就业支出", "1,945.80", "1,642.70", "303.10"],
    ["208", "01", "", "人力资源", "1,945.80", "1,642.70", "303.10"],
]
LAST: Rows = [
    ["208", "01", "01", "行政运行", "1,945.80", "1,642.70", "303.10"],
    ["合计", None, None, None, "1,945.80", "1,642.70", "303.10"],
]
TITLE = text((200, 100, "支出决算表"), (480, 130, "单位：万元"), size=10)


def read(*pages: Page) -> Manuscript:
    return parse_pdf("报告.pdf", draw(*pages))


def amounts(accounts: Accounts | None) -> dict[str, list[str]]:
    """Every amount as ``line column value``, by table."""
    assert accounts is not None
    tables = {kind: getattr(accounts, kind) for kind in TABLE_TITLES}
    return {kind: list(_stated(found)) for kind, found in tables.items() if found}


def _stated(found: Table) -> Iterator[str]:
    for line in found.lines:
        yield from (f"{line.key} {column} {cell.value}" for column, cell in line.cells.items() if cell.value is not None)


def test_a_table_on_two_pages_is_one_and_a_repeated_header_is_read_once() -> None:
    first = together(TITLE, table([*HEADER, *ROWS], WIDTHS, 160))
    for rest in (LAST, [*HEADER, *LAST]):
        accounts = own_accounts(read(narrative("2024年度决算说明"), first, table(rest, WIDTHS, 60)))
        assert amounts(accounts)["expenditure"] == [
            f"{key} {column} {value}"
            for key in ("total", "208", "20801", "2080101")
            for column, value in (("total", "1945.80"), ("basic", "1642.70"), ("project", "303.10"))
        ]


@pytest.mark.parametrize(
    ("below", "above", "widths", "left"),
    [
        ("", "2024年度支出决算表（续）", WIDTHS, LEFT),
        ("", "续表", WIDTHS, LEFT),
        ("注：本表反映部门本年度各项支出情况。", "", WIDTHS, LEFT),
        ("", "", (42, 33, 33, 114, 70, 70, 58), LEFT),
        ("", "", WIDTHS, LEFT + 10),
    ],
)
def test_the_rest_of_a_table_is_told_by_its_columns_whatever_stands_between(
    below: str, above: str, widths: tuple[int, ...], left: int
) -> None:
    first = together(TITLE, table([*HEADER, *ROWS], WIDTHS, 160), text((LEFT, 280, below), size=9))
    second = together(text((200, 40, above), size=10), table(LAST, widths, 80, left=left))
    accounts = own_accounts(read(narrative("2024年度决算说明"), first, second))
    assert len(amounts(accounts)["expenditure"]) == 12


def test_a_table_whose_rest_cannot_be_joined_is_named_as_not_read() -> None:
    first = together(TITLE, table([*HEADER, *ROWS], WIDTHS, 160))
    second = table([["2080101", "行政运行", "1,945.80", "1,642.70"]], (90, 160, 90, 90), 60)
    manuscript = read(narrative("2024年度决算说明"), first, second)
    assert own_accounts(manuscript) is None
    assert [finding.rule for finding in untold_tables(manuscript, None)] == ["unread_table"]


def test_a_column_with_amounts_and_no_heading_is_told() -> None:
    header: Rows = [["项目", None, None, None, "合计", "", "项目支出"], ["类", "款", "项", "科目名称", "", "", ""]]
    accounts = own_accounts(read(narrative("2024年度决算说明"), together(TITLE, table([*header, *ROWS, *LAST], WIDTHS, 160))))
    assert accounts is not None
    assert [(finding.rule, finding.places[0].cell) for finding in accounts.findings if finding.rule == "unknown_column"] == [
        ("unknown_column", "F3")
    ]


def test_a_number_beyond_the_edge_of_its_table_stays_whole() -> None:
    def page(canvas: Any) -> None:
        table([["项目", "决算数"], ["收入", "1,000.00"], ["支出", ""]], (100, 60), 160)(canvas)
        canvas.drawRightString(LEFT + 164, HEIGHT - 160 - 18 * 3 + 5, "303.15")

    manuscript = read(page)
    assert manuscript.tables[0].grid.rows[-1] == ("支出", "303.15")
    assert manuscript.text.count("303.15") == 1


def test_a_stamp_over_an_amount_makes_no_other_amount_of_it() -> None:
    stamp = text((LEFT + 282, 195, "20241"), size=14)
    accounts = own_accounts(read(narrative("2024年度决算说明"), together(TITLE, table([*HEADER, *ROWS, *LAST], WIDTHS, 160), stamp)))
    assert {stated.split(" ")[2] for stated in amounts(accounts)["expenditure"]} <= {"1945.80", "1642.70", "303.10"}


def test_letters_larger_than_their_row_are_no_part_of_the_cells() -> None:
    watermark = text((150, 170, "内部2024"), size=50)
    page = together(watermark, TITLE, table([*HEADER, *ROWS, *LAST], WIDTHS, 160))
    assert len(amounts(own_accounts(read(narrative("2024年度决算说明"), page)))["expenditure"]) == 12


def test_a_page_number_between_two_pages_does_not_part_their_table() -> None:
    number = text((290, 810, "5"), size=10)
    second = together(table(LAST, WIDTHS, 60), text((290, 810, "6"), size=10))
    manuscript = read(together(TITLE, table([*HEADER, *ROWS], WIDTHS, 160), number), second)
    assert len(manuscript.tables) == 1


def test_a_table_of_other_columns_is_another_one() -> None:
    manuscript = read(together(TITLE, table([*HEADER, *ROWS], WIDTHS, 160)), table([["名称", "备注"], ["甲", "乙"]], (100, 100), 60))
    assert [len(found.grid.rows) for found in manuscript.tables] == [6, 2]


def test_a_number_wider_than_its_cell_stays_whole_and_numbers_that_touch_stay_apart() -> None:
    rows = [["项目", "预算数", "决算数"], ["收入", "", "1,234,567.89"], ["支出", "187.19", "1187.19"]]
    grid = read(together(TITLE, table(rows, (80, 50, 36), 160))).tables[0].grid
    assert grid.rows[-2:] == (("收入", None, "1,234,567.89"), ("支出", "187.19", "1187.19"))


def test_an_amount_that_touches_the_code_in_the_next_cell_stays_apart() -> None:
    rows: Rows = [["编码", "名称", "决算数", "编码", "名称", "决算数"], ["301", "工资", "1,532.52", "302", "商品", "1,204.00"]]
    ruled = table([*rows, ["30101", "基本工资", "38,224.22", "", "办公费", "12.00"]], (40, 40, 50, 40, 40, 50), 160)
    close = text((LEFT + 130.5, 198, "30201"), size=9)
    assert read(together(TITLE, ruled, close)).tables[0].grid.rows[-1][2:4] == ("38,224.22", "30201")


def test_codes_in_narrow_columns_stay_apart() -> None:
    codes = text((LEFT + 1, 183.5, "208"), (LEFT + 16, 183.5, "05"), (LEFT + 26, 183.5, "01"), size=9)
    rows: Rows = [["类", "款", "项", "科目名称", "合计"], ["", "", "", "合计", "5.00"], ["", "", "", "行政运行", "5.00"]]
    grid = read(together(TITLE, table(rows, (15, 10, 10, 100, 60), 146), codes)).tables[0].grid
    assert grid.rows[-1] == ("208", "05", "01", "行政运行", "5.00")


def test_shading_behind_words_is_no_table() -> None:
    def shaded(canvas: Any) -> None:
        canvas.setFillGray(0.8)
        for left, top in ((88, 100), (188, 100), (88, 118), (188, 118)):
            canvas.rect(left, HEIGHT - top - 18, 100, 18, stroke=0, fill=1)
        canvas.setFillGray(0)

    page = together(shaded, text((90, 100, "待补充的内容"), (190, 100, "原因"), (90, 118, "本年支出"), (190, 118, "5万元"), size=12))
    assert read(page).tables == ()


def test_cells_lead_back_to_the_text_and_its_page() -> None:
    manuscript = read(narrative("2024年度决算说明"), together(TITLE, table([*HEADER, *ROWS, *LAST], WIDTHS, 160)))
    accounts, spans = own_accounts(manuscript), cell_spans(manuscript)
    assert accounts is not None
    assert accounts.expenditure is not None
    for line in accounts.expenditure.lines:
        for cell in line.cells.values():
            start, end = spans[cell.place]
            assert Decimal(manuscript.text[start:end].replace(",", "")) == cell.value
            assert manuscript.page(start) == 2


def test_a_frame_around_a_paragraph_is_no_table() -> None:
    assert read(table([["提示：本表以万元列示。"]], (300,), 200)).tables == ()


@pytest.fixture(scope="module")
def putuo(documents: Path) -> Manuscript:
    return read_manuscript(documents / "putuo-finance-2024.pdf")


def test_every_amount_of_the_nine_tables_of_a_published_document_is_read(putuo: Manuscript) -> None:
    typed = yaml.safe_load((Path(__file__).parent / "putuo-2024.yaml").read_text(encoding="utf-8"))
    accounts = own_accounts(putuo)
    assert accounts is not None
    assert all(getattr(accounts, kind) for kind in TABLE_TITLES)
    assert amounts(accounts) == typed
    assert accounts.findings == ()


def test_a_table_that_a_published_document_lacks_is_named(documents: Path) -> None:
    manuscript = read_manuscript(documents / "putuo-finance-2024-seeded.pdf")
    findings = list(untold_tables(manuscript, own_accounts(manuscript)))
    assert [(finding.rule, finding.severity, finding.expected) for finding in findings] == [("missing_table", "error", "支出决算表")]


def test_a_table_whose_title_stands_alone_is_named_as_not_read() -> None:
    names = ("收入决算表", "支出决算表", "收入支出决算总表")
    contents = text(*((88, 80 + 20 * number, name) for number, name in enumerate(names)), size=10)
    manuscript = read(together(contents, narrative("第一部分 概况", top=300)), together(TITLE, narrative("合计  1,945.80", top=200)))
    [finding] = untold_tables(manuscript, own_accounts(manuscript))
    assert (finding.rule, finding.severity, finding.quote) == ("unread_table", "warning", "支出决算表")
    assert manuscript.page(finding.start or 0) == 2
