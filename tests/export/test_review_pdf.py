"""A reviewed PDF: a copy with its findings as annotations at their places, otherwise the same pages."""

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from assistant.errors import UnwritableOutput
from assistant.export.review_pdf import Quad, review_pdf
from assistant.readers.pdf.parse import parse_pdf
from schemas.finding import Finding
from schemas.review import Coverage, Review
from tests.readers.pdf.drawing import HEIGHT, LEFT, SIZE, draw, narrative

LINES = ("本单位2024年度收入支出总计1,945.80万元，其中本年收", "入1,941.61万元，比上年减少333.71万元，下降的幅度是")
SOURCE = draw(narrative(*LINES, indents=(0,)), narrative("第二页的文字。"))


def review(*findings: Finding) -> Review:
    manuscript = parse_pdf("报告.pdf", SOURCE)
    return Review(document="报告.pdf", text=manuscript.text, coverage=Coverage(), findings=findings, ledger=(), printed=manuscript.printed)


def finding(quote: str, page: int = 1) -> Finding:
    start = parse_pdf("", SOURCE).text.index(quote)
    message = f"“{quote}”与表不符"
    return Finding(rule="text_table", severity="error", message=message, start=start, end=start + len(quote), page=page, expected="1万元")


def annotations(data: bytes) -> list[tuple[int, int, str, Quad]]:
    """Page, kind, words and box of every annotation."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(data), start=1):
        for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
            annotation, rect = pdfium.FPDFPage_GetAnnot(page, index), pdfium.FS_RECTF()
            pdfium.FPDFAnnot_GetRect(annotation, rect)
            size = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
            buffer = (pdfium.FPDF_WCHAR * (size // 2))()
            pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
            box = Quad(rect.left, rect.bottom, rect.right, rect.top)
            found.append((number, pdfium.FPDFAnnot_GetSubtype(annotation), bytes(buffer).decode("utf-16-le").rstrip("\0"), box))
    return found


def test_a_finding_is_highlighted_where_it_stands_with_its_words() -> None:
    [(page, kind, words, box)] = annotations(review_pdf(SOURCE, review(finding("333.71万元"))))
    assert (page, kind) == (1, pdfium.FPDF_ANNOT_HIGHLIGHT)
    assert words == "【错误】“333.71万元”与表不符\n应为 1万元"
    second = HEIGHT - 80 - 28
    assert second - 2 * SIZE < box.bottom < box.top < second + SIZE / 2
    assert LEFT + 10 * SIZE < box.left < box.right < LEFT + 20 * SIZE


def test_a_place_over_two_lines_is_one_annotation_around_both() -> None:
    [(_, _, _, box)] = annotations(review_pdf(SOURCE, review(finding("本年收入1,941.61万元"))))
    assert box.top - box.bottom > 28


def test_what_has_no_place_is_a_note_on_its_page() -> None:
    notes = (Finding(rule="missing_table", severity="error", message="缺表"), Finding(rule="x", severity="hint", message="图", page=2))
    found = annotations(review_pdf(SOURCE, review(*notes)))
    assert [(page, kind, words) for page, kind, words, _ in found] == [
        (1, pdfium.FPDF_ANNOT_TEXT, "【错误】缺表"),
        (2, pdfium.FPDF_ANNOT_TEXT, "【提示】图"),
    ]


def test_the_copy_reads_as_the_original() -> None:
    assert parse_pdf("", review_pdf(SOURCE, review(finding("333.71万元")))).text == parse_pdf("", SOURCE).text


@pytest.mark.parametrize("data", [b"%PDF-1.7", draw(narrative("一页"))])
def test_a_file_that_is_no_longer_the_one_reviewed_is_refused(data: bytes) -> None:
    with pytest.raises(UnwritableOutput, match=r"^报告\.pdf：.*请重新核对$"):
        review_pdf(data, review(finding("333.71万元")))
