"""Finished documents: their own characters in any encoding, and the accounts that their own tables state."""

import codecs
from decimal import Decimal
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UnreadableFile
from assistant.readers.accounts import read_accounts
from assistant.readers.manuscript import parse_manuscript, read_manuscript
from assistant.readers.own_tables import cell_spans, own_accounts
from assistant.readers.workbook import read_document
from schemas.accounts import Accounts
from schemas.document import Grid, Scalar
from schemas.place import Place
from tests.conftest import ROOT
from tests.readers.word_files import p, package, tbl

SENTENCE = "2024年度收、支总计1,945.8万元。\r\n与2023年度相比，各减少333.71万元，下降14.6%。\n"
TRADITIONAL = "2024年度預算單位收入支出決算總計1,945.8萬元，與上年相比增長。"
EXAMPLES = [ROOT / "examples" / name / "tables.xlsx" for name in ("jianghan-2024", "wuchang-2020")]


def read(data: bytes, file: str = "报告.txt") -> str:
    return parse_manuscript(file, data).text


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("gb18030", b""),
        ("gb18030", b"\x84\x31\x95\x33"),
        ("gbk", b""),
    ],
)
@pytest.mark.parametrize("text", [SENTENCE, TRADITIONAL, "支出"])
def test_an_encoding_is_told_by_the_bytes_and_line_ends_are_kept(text: str, encoding: str, mark: bytes) -> None:
    assert read(mark + text.encode(encoding)) == text


@given(st.text(st.characters(codec="utf-8"), min_size=1).map(lambda text: f"支出{text}" * 3))
def test_characters_are_the_authors_own(text: str) -> None:
    """Control characters among them: no offset may shift."""
    if sum(character < " " and character not in "\t\n\x0b\x0c\r" for character in text) * 20 < len(text):
        assert read(text.encode()) == text


BIG5 = "單位：臺北市政府，本年度支出決算數較預算數減少，主要係撙節開支所致。".encode("big5")
NO_TEXT = "不是文本文件（也可能是没有 BOM 的 UTF-16），请另存为 UTF-8 文本"
HALF = codecs.BOM_UTF16_LE + "支\n出".encode("utf-16-le") + b"\x01"
UNREADABLE: dict[str, tuple[bytes, str]] = {
    "empty": ("　\n \ufeff\n".encode(), "文档里没有文字"),
    "a mark alone": (codecs.BOM_UTF16_LE, "文档里没有文字"),
    "binary": (bytes(range(256)) * 20, NO_TEXT),
    "UTF-16 without its mark": (("支出1,945.80" * 9).encode("utf-16-le"), NO_TEXT),
    "two encodings": (
        f"{SENTENCE}".encode() + SENTENCE.encode("gb18030"),
        "混有不同的编码（第 3 行起不是 UTF-8），请统一后另存为 UTF-8 文本",
    ),
    "a broken byte": ("支出\n1\xff".encode("latin-1", "ignore") + "支出".encode("gbk") + b"\xff\n", "第 2 行有不能解读的字符"),
    "half a UTF-16": (HALF, "按文件开头的标记应是 UTF-16-LE 编码，但第 2 行有不能解读的字符"),
    "another encoding": (BIG5, "文字编码无法识别（不是 UTF-8、UTF-16 或 GB18030 的中文），请另存为 UTF-8 文本"),
    "page": ("<!DOCTYPE html><html><p>支出</p></html>".encode(), "是网页，请在 Word 中打开后另存为 .docx"),
    "picture": (b"\x89PNG\r\n\x1a\n...", "是图片（PNG），只能读取 .docx、.pdf、.txt、.md 文档"),
    "long": (b"1" * (50 * 1024 * 1024 + 1), "文本超过 50 MB，未读取"),
}


@pytest.mark.parametrize(("data", "message"), UNREADABLE.values(), ids=list(UNREADABLE))
def test_what_is_no_text_is_told_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(data)
    assert str(caught.value).startswith(f"报告.txt：{message}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("suffix", "name"), [("pdf", "PDF"), ("docx", "Word 文档"), ("DOC", "Word 文档"), ("rtf", "RTF 文档")])
def test_a_plain_text_that_is_named_otherwise_is_refused(suffix: str, name: str) -> None:
    with pytest.raises(UnreadableFile, match=f"报告.{suffix}：是纯文本文件，不是 {name}"):
        parse_manuscript(f"报告.{suffix}", "支出5万元。".encode())


def test_files_of_another_kind_are_told_by_their_content(tmp_path: Path) -> None:
    samples = Path(__file__).parent / "samples"
    told = {
        tmp_path / "无.txt": "没有这个文件",
        tmp_path: "是文件夹，不是文件",
        samples / "encrypted.xlsx": "文档有打开密码，请先取消密码再使用",
        samples / "wuhan-2024.xls": "是工作簿，不是文档",
        EXAMPLES[0]: "是工作簿，不是文档",
    }
    for path, message in told.items():
        with pytest.raises(UnreadableFile, match=message):
            read_manuscript(path)


def test_a_long_text_is_read(tmp_path: Path) -> None:
    """10 MB, some of it a line without end: the time it takes must not grow with the square of it."""
    path = tmp_path / "长.txt"
    text = SENTENCE * 80_000 + " " * 1_000_000 + "|" * 300_000 + "\t1" * 300_000 + "支出决算表\n项目\n合计 1\n" * 10_000
    path.write_text(text, encoding="utf-8", newline="")
    assert path.stat().st_size > 9_000_000
    manuscript = read_manuscript(path)
    assert manuscript.text == text


def word_of(grids: tuple[Grid, ...]) -> bytes:
    """A Word file of a workbook: the lines above each table as paragraphs, the rest as a table."""
    parts = [p("第二部分 决算表")]
    for grid in grids:
        top = next(index for index, row in enumerate(grid.rows) if any("单位：" in _text(cell) for cell in row)) + 1
        parts += [p(escape(" ".join(_text(cell) for cell in row if cell is not None))) for row in grid.rows[:top]]
        parts.append(tbl(*[[escape(_text(cell)) for cell in row] for row in grid.rows[top:]]))
        parts.append(p("注：本表反映本单位的情况。"))
    return package("".join(parts))


def _text(cell: Scalar) -> str:
    """A cell as Word shows it: amounts with commas, codes without."""
    if isinstance(cell, Decimal):
        return f"{cell:f}" if cell == cell.to_integral_value() else f"{cell:,f}"
    return cell or ""


def amounts(accounts: Accounts) -> list[tuple[str, str, str, Decimal]]:
    return [
        (table.title, line.key, column, cell.value)
        for table in accounts.tables
        for line in table.lines
        for column, cell in line.cells.items()
        if cell.value is not None
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_tables_of_a_word_file_state_what_its_workbook_states(example: Path) -> None:
    manuscript = parse_manuscript("公开.docx", word_of(read_document(example).grids))
    accounts, expected = own_accounts(manuscript), read_accounts(example)
    assert accounts is not None
    assert sorted(amounts(accounts)) == sorted(amounts(expected))
    assert len(amounts(accounts)) > 170
    assert (accounts.unit, accounts.year, accounts.findings) == (expected.unit, expected.year, ())
    cell = accounts.expenditure.cell("2080109", "project") if accounts.expenditure else None
    assert cell is not None
    assert (cell.place.file, cell.place.sheet) == ("公开.docx", "第3个表")
    span = cell_spans(manuscript).get(cell.place)
    assert span is not None
    assert Decimal(manuscript.text[slice(*span)]) == cell.value


HEADER = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
GENERAL = [HEADER, ["", "合计", "30", "20", "10"], ["208", "社会保障和就业支出", "30", "20", "10"]]
THREE = [["预算数", "", "", "决算数", "", ""], ["合计", "因公出国（境）费", "公务接待费"] * 2, ["2", "1", "1", "1", "", "1"]]


def general(title: str, unit: str) -> str:
    return p(title) + p(f"单位：{unit} 单位：万元") + tbl(*GENERAL)


def test_a_document_without_any_of_the_nine_tables_has_no_accounts() -> None:
    assert own_accounts(parse_manuscript("报告.txt", SENTENCE.encode())) is None
    assert own_accounts(parse_manuscript("报告.docx", package(p("重点工作情况") + tbl(["序号", "金额"], ["1", "2.5"])))) is None


def test_of_tables_that_disagree_the_commonest_year_is_taken_and_told() -> None:
    """A title whose year was not brought up to date must not stop the check."""
    body = general("2024年度一般公共预算财政拨款支出决算表", "某中心")
    body += p("2024年度国有资本经营预算财政拨款支出决算表") + tbl(HEADER, ["", "合计", "", "", ""])
    body += p("2023年度财政拨款“三公”经费支出决算表") + tbl(*THREE)
    accounts = own_accounts(parse_manuscript("公开.docx", package(body)))
    assert accounts is not None
    assert (accounts.year, accounts.general is not None, accounts.capital is not None, accounts.three_public) == (2024, True, True, None)
    assert [(finding.rule, finding.severity) for finding in accounts.findings] == [("conflicting_tables", "warning")]
    assert "2023" in accounts.findings[0].message


def test_a_year_that_no_table_states_is_that_of_the_document() -> None:
    body = p("某中心2024年度部门决算公开") + p("说明。") + general("一般公共预算财政拨款支出决算表", "某中心")
    accounts = own_accounts(parse_manuscript("公开.docx", package(body)))
    assert accounts is not None
    assert (accounts.unit, accounts.year, accounts.findings) == ("某中心", 2024, ())


def test_a_place_outside_the_tables_has_no_span() -> None:
    manuscript = parse_manuscript("公开.docx", package(general("一般公共预算财政拨款支出决算表", "某中心")))
    assert cell_spans(manuscript).get(Place(file="公开.docx", sheet="第1个表", cell="C4")) is not None
    assert cell_spans(manuscript).get(Place(file="公开.docx", sheet="第2个表", cell="C4")) is None
    assert cell_spans(manuscript).get(Place(file="公开.docx", sheet="第1个表", cell="Z99")) is None
    assert cell_spans(manuscript).get(Place(file="公开.docx", sheet="第1个表")) is None


MARKDOWN = """# 公开

**2024年度财政拨款“三公”经费支出决算表**

公开09表　单位：某中心　单位：万元

| 预算数/合计 | 预算数/因公出国（境）费 | 预算数/公务接待费 | 决算数/合计 | 决算数/因公出国（境）费 | 决算数/公务接待费 |
| ---: | ---: | ---: | ---: | ---: | ---: |
| 2 | 1 | 1 | 1\\.5 |  | 1\\.5 |

注：甲\\|乙。
"""


def test_a_table_in_markdown_is_read_below_its_headings() -> None:
    manuscript = parse_manuscript("公开.md", MARKDOWN.encode())
    assert manuscript.kind == "md"
    accounts = own_accounts(manuscript)
    assert accounts is not None
    assert accounts.three_public is not None
    cell = accounts.three_public.cell("reception", "actual")
    assert cell is not None
    assert cell.value == Decimal("1.5")
    span = cell_spans(manuscript).get(cell.place)
    assert span is not None
    assert manuscript.text[slice(*span)] == "1\\.5"
    assert (accounts.unit, accounts.year, accounts.three_public.number) == ("某中心", 2024, "公开09表")
