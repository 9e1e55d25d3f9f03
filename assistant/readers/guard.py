"""What a file is, told by its content, and the limits on what is read at all."""

import codecs
import re
from pathlib import Path
from typing import Literal

from assistant.errors import UnreadableFile

MAX_FILE_BYTES = 100 * 1024 * 1024
"""A workbook of nine tables has some 100 kB; 100 MB on disk is no such workbook."""

Content = Literal["zip", "ole", "html", "text"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片（PNG）"),
    (b"\xff\xd8\xff", "图片（JPEG）"),
    (b"GIF8", "图片（GIF）"),
    (b"BM", "图片（BMP）"),
    (b"II*\x00", "图片（TIFF）"),
    (b"MM\x00*", "图片（TIFF）"),
    (b"{\\rtf", "RTF 文档"),
    (b"Rar!", "压缩包（RAR）"),
    (b"7z\xbc\xaf", "压缩包（7z）"),
    (b"\x1f\x8b", "压缩包（gzip）"),
)
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "工作簿有打开密码，请先取消密码再使用"),
    ("WordDocument", "是 Word 文档，不是工作簿"),
    ("PowerPoint Document", "是 PowerPoint 演示文稿，不是工作簿"),
)
_HTML = re.compile(r"<\s*(?:!doctype\s+html|html|head|meta|body|style|table)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)


def read_bytes(path: Path, wanted: str = "决算表") -> bytes:
    """The content of a file; ``wanted`` is what a person is told that a file of this size cannot be.

    Raises:
        UnreadableFile: There is no such file, it is a folder, empty, too large, or may not be read.
    """
    shown = path.name or str(path)
    try:
        if path.is_dir():
            raise UnreadableFile(shown, "是文件夹，不是文件")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise UnreadableFile(shown, f"文件超过 {MAX_FILE_BYTES // 1024 // 1024} MB，不像{wanted}，未读取")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(shown, "没有这个文件") from None
    except OSError as error:
        raise UnreadableFile(shown, f"无法打开（{error.strerror}）") from error
    if not data.strip(b"\x00\r\n\t "):
        raise UnreadableFile(shown, "是空文件")
    return data


def recognise(file: str, data: bytes) -> Content:
    """What the content is: a zip package, an OLE file, an HTML page or plain text.

    Raises:
        UnreadableFile: It is recognisably something else, or a workbook with a password.
    """
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return "zip"
    if data.startswith(OLE):
        _refuse_foreign_ole(file, data)
        return "ole"
    foreign = recognise_foreign(data)
    if foreign:
        raise UnreadableFile(file, f"{foreign}，不是工作簿")
    text = decode(data[:8192])
    if text is None:
        raise UnreadableFile(file, "不是工作簿，也认不出是什么文件")
    return _recognise_text(file, text)


def is_pdf(data: bytes) -> bool:
    """Whether it is a PDF; other bytes may stand before its mark (ISO 32000-1, annex H)."""
    return b"%PDF-" in data[:1024]


def recognise_foreign(data: bytes) -> str:
    """What a file of another kind is, as said of it (是 PDF 文件); empty if its first bytes are of no such kind."""
    name = next((name for magic, name in _FOREIGN if data.startswith(magic)), "")
    return name and ("是 " if name[0].isascii() else "是") + name


def decode(data: bytes, declared: bool = True) -> str | None:
    """Bytes as text: by byte order mark, declared charset, then UTF-8 or GB18030; None if it is no text.

    A chunk may end within a character; NUL and other control characters mean that it is no text.
    """
    for encoding in _encodings(data, declared):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(data)
        except (UnicodeDecodeError, LookupError):
            continue
        if not re.search(r"[\x00-\x08\x0e-\x1a]", text):
            return text
    return None


def _encodings(data: bytes, declared: bool) -> tuple[str, ...]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    if data[1:2] == b"\x00" and data[:1] == b"<":
        return ("utf-16-le",)
    match = _CHARSET.search(data[:4096]) if declared else None
    named = (_python_charset(match[1].decode("ascii")),) if match else ()
    return ("utf-8-sig", *named, "gb18030")


def _python_charset(name: str) -> str:
    """GB2312 and GBK pages hold characters of GB18030, which contains both."""
    return "gb18030" if name.lower() in {"gb2312", "gbk", "gb_2312-80", "x-gbk"} else name


def _refuse_foreign_ole(file: str, data: bytes) -> None:
    for stream, message in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            raise UnreadableFile(file, message)


def _recognise_text(file: str, text: str) -> Content:
    head = text.lstrip("\ufeff \t\r\n")[:4096]
    if head[:13].lower() == "mime-version:" or "multipart/related" in head:
        raise UnreadableFile(file, "是网页存档（MHTML），请在 Excel 中打开后另存为 .xlsx")
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and "<Workbook" in head:
        raise UnreadableFile(file, "是 XML 表格 2003，请在 Excel 中打开后另存为 .xlsx")
    return "html" if head.startswith("<") and _HTML.search(head) else "text"
