"""A finished document as a manuscript: its text and its tables."""

from collections.abc import Callable
from pathlib import Path

from assistant.errors import UnreadableFile
from assistant.readers.guard import OLE, is_pdf, read_bytes, recognise_foreign
from assistant.readers.office import convert_to_word, recognise_office
from assistant.readers.pdf.reading import read_pdf
from assistant.readers.text_file import decode_text
from assistant.readers.text_tables import find_text_tables
from assistant.readers.word import read_word
from assistant.readers.word_parts import WORKBOOK
from schemas.manuscript import Manuscript

_MARKDOWN = {".md", ".markdown"}
_NO_TEXTS = {
    ".pdf": "PDF",
    **dict.fromkeys((".docx", ".doc", ".wps"), "Word 文档"),
    ".rtf": "RTF 文档",
    ".odt": "OpenDocument 文档",
}
"""What a file of these names should be, that a plain text is not."""

_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "文档有打开密码，请先取消密码再使用"),
    ("Workbook", WORKBOOK),
)


Progress = Callable[[int, int], None]


def read_manuscript(path: Path, progress: Progress | None = None) -> Manuscript:
    """Read a document (.docx, .pdf, .txt, .md; others by LibreOffice), recognised by its content.

    Its name says only whether a text is .md, or should be no plain text (.pdf).

    Raises:
        UnreadableFile: The file is absent, empty, without text, locked, damaged, too large, no such document, or not what its name says.
    """
    return parse_manuscript(path.name, read_bytes(path, "决算情况说明"), progress)


def parse_manuscript(file: str, data: bytes, progress: Progress | None = None) -> Manuscript:
    """The bytes of a document as a manuscript; ``file`` is the name that places show, ``progress`` is told of scanned pages.

    Raises:
        UnreadableFile: As for ``read_manuscript``.
    """
    if recognise_office(data):
        data = convert_to_word(file, data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        text, tables = read_word(file, data)
        return Manuscript(file=file, kind="docx", text=text, tables=tables)
    if is_pdf(data):
        return read_pdf(file, data, progress=progress)
    _refuse_foreign(file, data)
    text = decode_text(file, data)
    suffix = Path(file).suffix.lower()
    if suffix in _NO_TEXTS:
        raise UnreadableFile(file, f"是纯文本文件，不是 {_NO_TEXTS[suffix]}；如果要复核的就是这份文本，请把扩展名改为 .txt")
    tables, findings = find_text_tables(file, text)
    return Manuscript(file=file, kind="md" if suffix in _MARKDOWN else "txt", text=text, tables=tables, findings=findings)


def _refuse_foreign(file: str, data: bytes) -> None:
    foreign = recognise_foreign(data)
    if foreign:
        raise UnreadableFile(file, f"{foreign}，只能读取 .docx、.pdf、.txt、.md 文档")
    if data.startswith(OLE):
        known = (message for stream, message in _OLE_STREAMS if stream.encode("utf-16-le") in data)
        raise UnreadableFile(file, next(known, "不是能读取的文档（.docx、.pdf、.txt、.md）"))
