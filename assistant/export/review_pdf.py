"""A review on a PDF: a copy with a highlight and a note at the place of each finding, otherwise the document as it was."""

import ctypes
import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from assistant.errors import UnwritableOutput
from assistant.export.review_words import SEVERITY_NAMES, tell_finding
from schemas.finding import Finding, Severity
from schemas.manuscript import PrintedRun
from schemas.review import Review

COLOURS: dict[Severity, tuple[int, int, int]] = {"error": (255, 120, 110), "warning": (255, 205, 80), "hint": (150, 200, 255)}
_NOTE = 20.0
"""Points: the side of the sign of a note that has no place in the text."""

_SAME_LINE = 0.5


class Quad(NamedTuple):
    """A stretch of a line in the page's own coordinates (origin below)."""

    left: float
    bottom: float
    right: float
    top: float


def review_pdf(source: bytes, review: Review) -> bytes:
    """The reviewed PDF with its findings as annotations; one without a place is a note in the corner of its page, or of the first.

    Args:
        source: The .pdf that was reviewed.
        review: Its review, with the runs of its characters.

    Raises:
        UnwritableOutput: The source cannot be opened, or has not the pages that were reviewed.
    """
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        raise UnwritableOutput(review.document, "PDF 已不能打开，没有写出批注；请重新核对") from error
    if any(run.page > len(document) for run in review.printed):
        raise UnwritableOutput(review.document, "页数与核对时不一致，没有写出批注；请重新核对")
    for number, page in enumerate(document, start=1):
        findings = [finding for finding in review.findings if (finding.page or 1) == number]
        if findings:
            _annotate(page, number, findings, review.printed)
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def _annotate(page: Any, number: int, findings: Sequence[Finding], printed: Sequence[PrintedRun]) -> None:
    text = page.get_textpage()
    corner = 0
    for finding in findings:
        quads = list(find_quads(text, number, finding, printed))
        if quads:
            _highlight(page, finding, quads)
        else:
            _note(page, finding, corner)
            corner += 1
    text.close()


def find_quads(text: Any, page: int, finding: Finding, printed: Sequence[PrintedRun]) -> Iterator[Quad]:
    """The boxes around a finding's characters on a page, one for each line."""
    line: Quad | None = None
    for box in _boxes(text, page, finding, printed):
        if line is not None and abs(box.bottom - line.bottom) < _SAME_LINE * (line.top - line.bottom) and box.left >= line.left:
            line = Quad(line.left, min(line.bottom, box.bottom), max(line.right, box.right), max(line.top, box.top))
            continue
        if line is not None:
            yield line
        line = box
    if line is not None:
        yield line


def _boxes(text: Any, page: int, finding: Finding, printed: Sequence[PrintedRun]) -> Iterator[Quad]:
    if finding.start is None or finding.end is None:
        return
    rect = pdfium.FS_RECTF()
    for run in printed:
        if run.page != page or run.end <= finding.start or run.start >= finding.end:
            continue
        for at in range(max(run.start, finding.start), min(run.end, finding.end)):
            if pdfium.FPDFText_GetLooseCharBox(text, run.first + at - run.start, rect):
                yield Quad(rect.left, rect.bottom, rect.right, rect.top)


def _highlight(page: Any, finding: Finding, quads: Sequence[Quad]) -> None:
    annotation = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_HIGHLIGHT)
    for quad in quads:
        points = pdfium.FS_QUADPOINTSF(quad.left, quad.top, quad.right, quad.top, quad.left, quad.bottom, quad.right, quad.bottom)
        pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, points)
    lefts, bottoms, rights, tops = zip(*quads, strict=True)
    _finish(annotation, finding, Quad(min(lefts), min(bottoms), max(rights), max(tops)))


def _note(page: Any, finding: Finding, number: int) -> None:
    left, _, _, top = page.get_mediabox()
    annotation = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_TEXT)
    upper = top - _NOTE * (1 + 1.5 * number)
    _finish(annotation, finding, Quad(left + _NOTE, upper - _NOTE, left + 2 * _NOTE, upper))


def _finish(annotation: Any, finding: Finding, box: Quad) -> None:
    """Colour, place, words and author of an annotation."""
    pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, *COLOURS[finding.severity], 255)
    pdfium.FPDFAnnot_SetRect(annotation, pdfium.FS_RECTF(box.left, box.top, box.right, box.bottom))
    for key, value in ((b"Contents", "\n".join(tell_finding(finding))), (b"T", f"决算复核·{SEVERITY_NAMES[finding.severity]}")):
        wide = (value + "\0").encode("utf-16-le")
        pdfium.FPDFAnnot_SetStringValue(annotation, key, ctypes.cast(ctypes.c_char_p(wide), pdfium.FPDF_WIDESTRING))
    pdfium.FPDFPage_CloseAnnot(annotation)
