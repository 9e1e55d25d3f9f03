"""HTML saved under a workbook's name."""

from decimal import Decimal

import pytest

from assistant.errors import UnreadableFile
from assistant.readers.workbook import parse_document

SPANS = "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"


def page(body: str, charset: str = "") -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<html><head>{meta}</head><body>{body}</body></html>"


def test_merged_cells_keep_their_value_top_left() -> None:
    grid = parse_document("a.xls", page(SPANS).encode()).grids[0]
    assert grid.rows == (("甲", "乙", None), (None, "丙", "丁"))
    assert grid.place(1, 2).cell == "C2"


@pytest.mark.parametrize(
    ("charset", "encoding"), [("", "utf-8"), ("", "utf-8-sig"), ("", "gb18030"), ("gb2312", "gb18030"), ("", "utf-16"), ("utf-8", "utf-8")]
)
def test_encoding_is_declared_or_found(charset: str, encoding: str) -> None:
    document = parse_document("a.xls", page(SPANS, charset).encode(encoding))
    assert document.kind == "html"
    assert document.grids[0].rows[0][:2] == ("甲", "乙")


def test_every_innermost_table_is_a_grid() -> None:
    """A table that only lays out others is none."""
    nested = f"<table><tr><td>{SPANS}</td><td><table><caption>收入决算表</caption><tr><td>戊</td></tr></table></td></tr></table>"
    grids = parse_document("a.xls", page(nested).encode()).grids
    assert [grid.sheet for grid in grids] == ["表格1", "收入决算表"]


def test_number_behind_what_is_shown_is_preferred() -> None:
    """Excel's own HTML keeps the exact number in x:num and shows it rounded."""
    document = parse_document("a.xls", page('<table><tr><td x:num="1945.805">1,945.81</td><td>1<br>2</td></tr></table>').encode())
    assert document.grids[0].rows == ((Decimal("1945.805"), "1\n2"),)


def test_span_that_would_fill_the_memory_is_cut() -> None:
    document = parse_document("a.xls", page('<table><tr><td colspan="99999999">甲</td><td rowspan=x>乙</td></tr></table>').encode())
    assert len(document.grids[0].rows[0]) == 1001


def test_table_of_too_many_cells_is_refused() -> None:
    rows = "<tr><td rowspan=1000 colspan=1000>甲</td></tr>"
    with pytest.raises(UnreadableFile, match=r"^a\.xls：第 1 个表格超过 500000 个单元格，未读取$"):
        parse_document("a.xls", page(f"<table>{rows}</table>").encode())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html><body><p>没有</p></body></html>", "a.xls：是网页，里面没有表格"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related\n", "a.xls：是网页存档（MHTML），请在 Excel 中打开后另存为 .xlsx"),
        (
            '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "a.xls：是 XML 表格 2003，请在 Excel 中打开后另存为 .xlsx",
        ),
    ],
)
def test_pages_that_cannot_be_read(text: str, message: str) -> None:
    with pytest.raises(UnreadableFile) as error:
        parse_document("a.xls", text.encode())
    assert str(error.value) == message
