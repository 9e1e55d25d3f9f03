"""A unit's accounts, from whatever holds its nine tables: a workbook, or a published document (.pdf, .docx and the like)."""

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from assistant.errors import NoTables
from assistant.readers.accounts import recognise_accounts
from assistant.readers.guard import is_pdf, read_bytes
from assistant.readers.manuscript import parse_manuscript
from assistant.readers.office import recognise_office
from assistant.readers.own_tables import own_accounts, untold_tables
from assistant.readers.remembering import remember
from assistant.readers.workbook import parse_document
from schemas.accounts import Accounts
from schemas.manuscript import Manuscript

_BEGINNING = 4000
_WORD_PART = b"word/document.xml"
_NAME = r"(?P<unit>[\u4e00-\u9fff（）()·]{3,40}?)"
_TITLES = (
    re.compile(rf"^(?:第.{{1,3}}部分)?{_NAME}20\d\d年度?(?:部门|单位)?决算", re.MULTILINE),
    re.compile(rf"^20\d\d年度?{_NAME}(?:部门|单位)决算", re.MULTILINE),
    re.compile(rf"^第一部分{_NAME}概况", re.MULTILINE),
    re.compile(rf"^{_NAME}\n20\d\d年度?(?:部门|单位)?决算", re.MULTILINE),
)


class UnitFile(NamedTuple):
    """What a file of a unit's nine tables holds: the accounts, and the document that prints them if it is one."""

    accounts: Accounts
    manuscript: Manuscript | None


def read_unit_accounts(path: Path) -> Accounts:
    """The accounts of ``read_unit_file``."""
    return read_unit_file(path).accounts


def read_unit_file(path: Path) -> UnitFile:
    """Read the nine tables of a workbook, or those that a document prints.

    ``unit`` is empty and ``year`` 0 where the file names none; a finding says so.

    Raises:
        UnreadableFile: The file cannot be read.
        NoTables: It holds none of the nine tables.
        ConflictingMaterial: Its tables speak of two units or two years.
    """
    data = read_bytes(path)
    if not is_document(data):
        return UnitFile(_workbook_accounts(path.name, data), None)
    manuscript = parse_manuscript(path.name, data)
    return UnitFile(document_accounts(manuscript), manuscript)


@remember
def _workbook_accounts(file: str, data: bytes) -> Accounts:
    return recognise_accounts(parse_document(file, data))


def document_accounts(manuscript: Manuscript) -> Accounts:
    """The accounts of a document with the unit that its titles name.

    Raises:
        NoTables: It prints none of the nine tables, or none that could be read.
    """
    accounts = own_accounts(manuscript)
    if accounts is None:
        raise NoTables(manuscript.file, "文档里没有读出决算公开九张表中的任何一张")
    findings = (*manuscript.findings, *accounts.findings, *untold_tables(manuscript, accounts))
    return accounts.model_copy(update={"unit": accounts.unit or _unit(manuscript.text[:_BEGINNING]), "findings": findings})


def is_document(data: bytes) -> bool:
    """Whether it is a document, not a workbook: PDF, Word, or what can be converted to Word."""
    return is_pdf(data) or bool(recognise_office(data)) or (data.startswith(b"PK\x03\x04") and _WORD_PART in data)


def _unit(beginning: str) -> str:
    """The unit that most of the titles name; empty if none does."""
    lines = re.sub(r"[^\S\n]+", "", beginning)
    names = Counter(match["unit"] for pattern in _TITLES for match in pattern.finditer(lines))
    return names.most_common(1)[0][0] if names else ""
