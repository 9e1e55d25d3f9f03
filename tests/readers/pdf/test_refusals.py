"""PDF files that cannot be read, each refused in one line and within its limits."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from assistant.errors import UnreadableFile
from assistant.readers.manuscript import parse_manuscript, read_manuscript
from assistant.readers.pdf import parse
from assistant.readers.pdf.characters import Character, PageContent
from assistant.readers.pdf.geometry import Box
from assistant.readers.pdf.legible import is_garbled
from assistant.readers.pdf.parse import parse_pdf
from assistant.readers.pdf.reading import read_pdf
from tests.readers.pdf.drawing import draw, narrative, picture, table, together, turned

TEXT = narrative("2024年度收入支出总计1,945.80万元，与上年相比减少333.71万元，下降14.6%。")


def empty() -> bytes:
    data = io.BytesIO()
    pypdfium2.PdfDocument.new().save(data)
    return data.getvalue()


def image() -> bytes:
    data = io.BytesIO()
    Image.new("L", (60, 85), 200).save(data, "JPEG")
    return data.getvalue()


REFUSED = {
    "locked": (draw(TEXT, password="secret"), "有打开密码，请先取消密码再使用"),
    "truncated": (draw(TEXT)[:300], "PDF 已损坏或不完整，无法读取"),
    "only its mark": (b"%PDF-1.7 ...", "PDF 已损坏或不完整，无法读取"),
    "no page": (empty(), "PDF 没有一页"),
    "blank": (draw(narrative()), "文档里没有文字"),
    "long": (draw(*[narrative()] * (parse.MAX_PAGES + 1)), "有 301 页，超过 300 页，不像一份决算公开文件，未读取"),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=list(REFUSED))
def test_what_cannot_be_read_is_told_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        parse_manuscript("报告.pdf", data)
    assert str(caught.value) == f"报告.pdf：{message}"


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "is_installed", lambda: False)


@pytest.mark.usefixtures("without_ocr")
@pytest.mark.parametrize(
    ("data", "counts"),
    [(draw(picture(image()), picture(image())), "2 页中有 2 页"), (draw(TEXT, *[picture(image())] * 3), "4 页中有 3 页")],
)
def test_a_scan_is_refused_with_the_way_to_read_it(data: bytes, counts: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        parse_pdf("报告.pdf", data)
    told = f'报告.pdf：是扫描件（{counts}是图片，没有文字），未核对；安装识别组件后可以读取：pip install "juesuan[ocr]"'
    assert str(caught.value) == told


def test_an_image_named_as_a_pdf_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(image())
    with pytest.raises(UnreadableFile, match="是图片（JPEG）"):
        read_manuscript(path)


@pytest.mark.usefixtures("without_ocr")
def test_a_page_that_is_an_image_among_others_is_named_as_unchecked() -> None:
    manuscript = parse_pdf("报告.pdf", draw(TEXT, picture(image()), TEXT))
    assert [(finding.rule, finding.severity, finding.page) for finding in manuscript.findings] == [("unread_page", "warning", 2)]


def test_a_page_whose_text_stands_sideways_is_named_as_unchecked() -> None:
    sideways = turned(narrative("2024年度收入支出总计100.00万元。"), 90, 300, 400)
    manuscript = parse_pdf("报告.pdf", draw(narrative("决算情况说明"), sideways))
    assert [(finding.rule, finding.severity, finding.page) for finding in manuscript.findings] == [("unread_page", "warning", 2)]


def test_a_page_of_countless_lines_is_named_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "MAX_RULINGS", 20)
    ruled = table([["收入", "支出"], ["1", "2"]] * 9, (90, 90), 200)
    manuscript = parse_pdf("报告.pdf", draw(together(TEXT, ruled)))
    assert [(finding.rule, finding.page) for finding in manuscript.findings] == [("unread_table", 1)]
    assert manuscript.text.startswith("2024年度收入支出总计")


def test_reading_ends_at_its_time_limit() -> None:
    with pytest.raises(UnreadableFile, match="0 秒内没有读完，已停止，未读取"):
        read_pdf("报告.pdf", draw(TEXT), time_limit=0.01)


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("2024年度收入支出总计减少，主要原因是人员减少。" * 20, False),
        ("他在山上看见一个人，问他从哪里来，那人说是到城里去的。" * 20, False),
        ("".join(map(chr, range(0xE000, 0xE100))), True),
        ("".join(map(chr, range(0x6E00, 0x7000))), True),
        ("支出\ufffd\ufffd\ufffd1,2", True),
        ("", False),
    ],
)
def test_fonts_that_give_no_text_are_told_from_text(text: str, garbled: bool) -> None:
    characters = tuple(Character(character, Box(0, 0, 1, 1), number, 0, 1) for number, character in enumerate(text))
    assert is_garbled([PageContent(1, 595, 842, characters, 0, 0)]) is garbled
