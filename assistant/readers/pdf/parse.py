"""A PDF's bytes as a manuscript, within the process that reads it."""

import io
import re
from collections.abc import Sequence

import pypdfium2

from assistant.errors import UnreadableFile
from assistant.readers.pdf.characters import PageContent, read_page
from assistant.readers.pdf.layout import lay_out
from assistant.readers.pdf.legible import is_garbled, is_scan, is_scanned
from assistant.readers.pdf.recognition import Progress, RecognisedPage, is_installed, recognise_pages
from assistant.readers.pdf.ruled import RuledTable, read_tables
from schemas.finding import Finding
from schemas.manuscript import Manuscript
from schemas.place import Place

MAX_PAGES = 300
MAX_RULINGS = 6000
"""On one page; the densest table of a real report has some 400 lines."""

_LEAST_RULINGS = 4
_FAULTS = (
    (r"[Pp]assword|[Ss]ecurity", "有打开密码，请先取消密码再使用"),
    (r"Success", "PDF 没有一页"),
    (r"", "PDF 已损坏或不完整，无法读取"),
)
"""What the library's reasons for not opening a file mean; it calls a file without pages no failure, and does not open it."""


def parse_pdf(file: str, data: bytes, progress: Progress = lambda done, total: None) -> Manuscript:
    """The manuscript that a PDF holds; ``progress`` is told of scanned pages, which take long.

    Raises:
        UnreadableFile: It is locked, damaged, without pages or text, too long, a scan, or its fonts give no text.
    """
    document = _open(file, data)
    pages = [read_page(document, index) for index in range(len(document))]
    document.close()
    scanned = [page.number for page in pages if is_scanned(page)]
    recognised: dict[int, RecognisedPage] = {}
    if scanned and is_installed():
        recognised = recognise_pages(data, scanned, progress)
        pages = [recognised[page.number].page if page.number in recognised else page for page in pages]
    elif is_scan(pages):
        told = f"是扫描件（{len(pages)} 页中有 {len(scanned)} 页是图片，没有文字），未核对"
        raise UnreadableFile(file, f'{told}；安装识别组件后可以读取：pip install "juesuan[ocr]"')
    if not any(page.characters for page in pages):
        turned = any(page.turned for page in pages)
        raise UnreadableFile(file, "文字是横着排的，未核对；请把页面转正后重新导出" if turned else "文档里没有文字")
    if is_garbled(pages):
        raise UnreadableFile(file, "字体没有对应的文字，读出来是乱码，未核对；请用原来的 Word 文档，或重新导出 PDF")
    tables, findings = _tables(file, data, pages)
    tables += [table for page in recognised.values() for table in page.tables]
    laid_out = lay_out(file, pages, tables)
    findings += [_unread_page(file, number, "是图片，没有文字") for number in scanned if number not in recognised]
    findings += [_unread_page(file, page.number, "的文字是横着排的，没有读取") for page in pages if page.turned > len(page.characters)]
    if recognised:
        findings.append(_recognised(file, scanned))
    return Manuscript(
        file=file,
        kind="pdf",
        text=laid_out.text,
        tables=laid_out.tables,
        printed=laid_out.runs,
        recognised=tuple(recognised),
        findings=tuple(findings),
    )


def _open(file: str, data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        told = next(message for pattern, message in _FAULTS if re.search(pattern, str(error)))
        raise UnreadableFile(file, told) from error
    if pages > MAX_PAGES:
        raise UnreadableFile(file, f"有 {pages} 页，超过 {MAX_PAGES} 页，不像一份决算公开文件，未读取")
    return document


def _tables(file: str, data: bytes, pages: Sequence[PageContent]) -> tuple[list[RuledTable], list[Finding]]:
    """The ruled tables of the pages that have rulings; the library for them is loaded only where there are any."""
    ruled = [page for page in pages if page.rulings >= _LEAST_RULINGS]
    if not ruled:
        return [], []
    import pdfplumber

    tables: list[RuledTable] = []
    findings: list[Finding] = []
    with pdfplumber.open(io.BytesIO(data)) as opened:
        for page in ruled:
            if page.rulings > MAX_RULINGS:
                findings.append(_unread_tables(file, page))
                continue
            source = opened.pages[page.number - 1]
            tables += read_tables(source, page.characters)
            source.close()
    return tables, findings


def _unread_tables(file: str, page: PageContent) -> Finding:
    message = f"{file}：第{page.number}页有 {page.rulings:,} 条线，其中的表没有读取，也没有核对"
    return Finding(rule="unread_table", severity="warning", message=message, places=(Place(file=file),), page=page.number)


def _recognised(file: str, numbers: Sequence[int]) -> Finding:
    message = f"{file}：有 {len(numbers)} 页由图片识别，字和数可能认错，这些页上的疑点只作提醒，请对照原件"
    return Finding(rule="recognised_page", severity="warning", message=message, places=(Place(file=file),), page=numbers[0])


def _unread_page(file: str, number: int, why: str) -> Finding:
    message = f"{file}：第{number}页{why}，未核对"
    return Finding(rule="unread_page", severity="warning", message=message, places=(Place(file=file),), page=number)
