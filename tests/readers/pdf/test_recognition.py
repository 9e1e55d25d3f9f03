"""Scanned pages read by OCR: turned, blurred, and still the same text and tables; every finding on them only a warning."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from assistant.readers.manuscript import parse_manuscript
from assistant.readers.own_tables import own_accounts
from assistant.readers.pdf.parse import parse_pdf
from assistant.readers.pdf.recognition import is_installed
from assistant.reviewing import Sources, check_document
from schemas.manuscript import Manuscript
from tests.readers.pdf.drawing import draw, narrative, picture, together
from tests.readers.pdf.drawing import table as ruled
from tests.readers.pdf.drawing import text as words

pytestmark = pytest.mark.skipif(not is_installed(), reason='OCR is not installed: pip install "juesuan[ocr]"')
LINES = ("本单位2024年度收入支出总计1,945.80万元，其中本年收", "入1,941.61万元，比上年减少333.71万元，下降的幅度是", "14.6%。")
ROWS: list[list[str | None]] = [
    ["科目编码", None, None, "科目名称", "合计", "基本支出", "项目支出"],
    ["类", "款", "项", "合计", "1,945.80", "1,642.70", "303.10"],
    ["208", "", "", "社会保障和就业支出", "1,945.80", "1,642.70", "303.10"],
]
REPORT = (
    narrative("2024年度决算情况说明", *LINES, indents=(1,)),
    together(words((200, 100, "支出决算表"), (430, 130, "单位：万元"), size=11), ruled(ROWS, (40, 30, 30, 120, 70, 70, 60), 160, size=10)),
)


def scan(data: bytes, degrees: float = 0.5) -> bytes:
    """The pages of a PDF as images: rendered, turned, compressed."""
    pages = []
    for page in pypdfium2.PdfDocument(data):
        image = page.render(scale=200 / 72).to_pil().convert("L").rotate(degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)
        target = io.BytesIO()
        image.save(target, "JPEG", quality=75)
        pages.append(picture(target.getvalue()))
    return draw(*pages)


@pytest.fixture(scope="module")
def scanned() -> Manuscript:
    return parse_manuscript("报告.pdf", scan(draw(*REPORT)))


def test_a_scan_has_the_text_of_its_original(scanned: Manuscript) -> None:
    original = parse_pdf("报告.pdf", draw(*REPORT)).text
    assert "".join(scanned.text.split()) == "".join(original.split())


def test_a_scan_has_the_tables_of_its_original(scanned: Manuscript) -> None:
    accounts = own_accounts(scanned)
    assert accounts is not None
    assert accounts.expenditure is not None
    stated = {line.key: [str(cell.value) for cell in line.cells.values() if cell.value] for line in accounts.expenditure.lines}
    assert stated == {key: ["1945.80", "1642.70", "303.10"] for key in ("total", "208")}


def test_it_is_told_which_pages_were_read_from_images(scanned: Manuscript) -> None:
    assert scanned.recognised == (1, 2)
    assert [(finding.rule, finding.severity) for finding in scanned.findings] == [("recognised_page", "warning")]


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[int, int]] = []
    parse_manuscript("报告.pdf", scan(draw(*REPORT)), lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_what_contradicts_a_scanned_table_is_a_warning_not_an_error(tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    claim = narrative("2024年度决算情况说明", "三、支出决算情况说明", "2024年度支出合计1,954.80万元。", indents=(2,))
    path.write_bytes(scan(draw(claim, REPORT[1])))
    wrong = [finding for finding in check_document(path, Sources()).findings if finding.rule == "text_table"]
    assert [(finding.stated, finding.expected, finding.severity) for finding in wrong] == [("1,954.80万元", "1,945.8万元", "warning")]
    assert "由图片识别，请对照原件" in wrong[0].message


def test_a_blank_page_of_a_scan_is_read_as_one() -> None:
    manuscript = parse_pdf("扫描.pdf", scan(draw(narrative("2024年度决算情况说明", *LINES, indents=(1,)), lambda canvas: None)))
    assert "1,945.80" in manuscript.text
    assert manuscript.recognised == (1, 2)
