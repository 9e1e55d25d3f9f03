"""A file as a document: grids of cells, whatever the file is called."""

from pathlib import Path

from assistant.errors import UnreadableFile
from assistant.readers.biff import inspect_xls
from assistant.readers.guard import read_bytes, recognise
from assistant.readers.html import read_html
from assistant.readers.package import find_valueless_cells, open_package
from assistant.readers.remembering import remember
from assistant.readers.spreadsheet import read_grids
from schemas.document import Document


def read_document(path: Path) -> Document:
    """Read a workbook (.xlsx, .xls, or HTML saved as .xls), recognised by its content.

    Raises:
        UnreadableFile: The file is absent, empty, locked, damaged, too large, or no workbook.
    """
    return parse_document(path.name, read_bytes(path))


@remember
def parse_document(file: str, data: bytes) -> Document:
    """The bytes of a workbook as a document; ``file`` is the name that places show.

    Raises:
        UnreadableFile: As for ``read_document``.
    """
    content = recognise(file, data)
    if content == "html":
        return Document(file=file, kind="html", grids=read_html(file, data))
    if content == "ole":
        findings = inspect_xls(file, data)
        return Document(file=file, kind="xls", grids=read_grids(file, data), findings=findings)
    if content == "text":
        raise UnreadableFile(file, "是纯文本文件，不是工作簿")
    sheets = open_package(file, data)
    findings = tuple(finding for sheet in sheets for finding in find_valueless_cells(file, sheet))
    return Document(file=file, kind="xlsx", grids=read_grids(file, data), findings=findings)
