"""Old and foreign word processor files (.doc, .wps, .rtf, .odt) as .docx, by LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from assistant.errors import UnreadableFile
from assistant.readers.guard import OLE

TIME_LIMIT = 90.0
"""Seconds; a report takes three, the first start of LibreOffice some more."""

_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"


def recognise_office(data: bytes) -> str:
    """What word processor file it is that LibreOffice can convert; empty if it is none."""
    if data.startswith(b"{\\rtf"):
        return "RTF 文档"
    if data.startswith(OLE) and "WordDocument".encode("utf-16-le") in data:
        return "旧格式的 Word 文档（.doc、.wps）"
    return "OpenDocument 文档（.odt）" if data.startswith(b"PK\x03\x04") and _OPEN_DOCUMENT in data[:200] else ""


def convert_to_word(file: str, data: bytes, time_limit: float = TIME_LIMIT) -> bytes:
    """The file as .docx; LibreOffice gets a profile of its own, so that several can run, and an open one is left alone.

    Raises:
        UnreadableFile: LibreOffice is not installed, does not end in time, or cannot read the file.
    """
    kind = recognise_office(data)
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnreadableFile(file, f"是{kind}，请在 Word 或 WPS 中另存为 .docx（装有 LibreOffice 的电脑可以直接读取）")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document"
        source.write_bytes(data)
        profile = (Path(folder) / "profile").as_uri()
        options = ("--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder)
        try:
            subprocess.run(
                [program, f"-env:UserInstallation={profile}", *options, str(source)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=time_limit,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise UnreadableFile(file, f"是{kind}，LibreOffice 在 {time_limit:.0f} 秒内没有转换完，未读取") from None
        converted = source.with_suffix(".docx")
        if not converted.exists():
            raise UnreadableFile(file, f"是{kind}，LibreOffice 无法转换，文件可能已损坏")
        return converted.read_bytes()
