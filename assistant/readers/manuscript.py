"""A finished document as a manuscript, and the accounts that its own tables state."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import ConflictingMaterial, NoTables, UnreadableFile
from assistant.readers.accounts import recognise_accounts
from assistant.readers.guard import OLE, read_bytes, recognise_foreign
from assistant.readers.preamble import read_year
from assistant.readers.text_file import decode_text
from assistant.readers.text_tables import find_text_tables
from assistant.readers.texts import comparison_text
from assistant.readers.titles import identify_title
from assistant.readers.word import read_word
from schemas.accounts import Accounts
from schemas.document import Document, Grid
from schemas.finding import Finding
from schemas.manuscript import Manuscript, ManuscriptTable
from schemas.place import Place

_MARKDOWN = {".md", ".markdown"}
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "文档有打开密码，请先取消密码再使用"),
    ("WordDocument", "是旧格式的 Word 文档（.doc），请在 Word 中另存为 .docx"),
    ("Workbook", "是工作簿，不是文档"),
)
_ASIDE = {"missing_table", "unknown_table", "no_unit", "no_year", "two_candidates"}
"""Findings on a workbook that mean nothing in a document, which may print other tables, or only some of the nine."""

_BEGINNING = 3000


def read_manuscript(path: Path) -> Manuscript:
    """Read a document (.docx, .txt or .md), recognised by its content; only .md is told by its name.

    Raises:
        UnreadableFile: The file is absent, empty, without text, locked, damaged, too large, or no such document.
    """
    return parse_manuscript(path.name, read_bytes(path, "决算情况说明"))


def parse_manuscript(file: str, data: bytes) -> Manuscript:
    """The bytes of a document as a manuscript; ``file`` is the name that places show.

    Raises:
        UnreadableFile: As for ``read_manuscript``.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        text, tables = read_word(file, data)
        return Manuscript(file=file, kind="docx", text=text, tables=tables)
    _refuse_foreign(file, data)
    text = decode_text(file, data)
    tables, findings = find_text_tables(file, text)
    marked = Path(file).suffix.lower() in _MARKDOWN
    return Manuscript(file=file, kind="md" if marked else "txt", text=text, tables=tables, findings=findings)


def own_accounts(manuscript: Manuscript) -> Accounts | None:
    """The accounts that a document's own tables state; None where it holds none of the nine.

    Where its tables speak of several units or years, those of the commonest are taken, and a finding
    says so. A place in the accounts leads back to the text by ``cell_spans``.
    """
    grids = [table.grid for table in manuscript.tables if _is_titled(table)]
    try:
        accounts = recognise_accounts(_document(manuscript, grids))
    except NoTables:
        return None
    except ConflictingMaterial as error:
        agreeing = _agreeing_accounts(manuscript, grids)
        if agreeing is None:
            return None
        conflict = Finding(rule="conflicting_tables", severity="warning", message=str(error), places=(Place(file=manuscript.file),))
        accounts = agreeing.model_copy(update={"findings": (conflict, *agreeing.findings)})
    findings = tuple(finding for finding in accounts.findings if finding.rule not in _ASIDE)
    year = accounts.year or read_year(comparison_text(manuscript.text[:_BEGINNING])) or 0
    return accounts.model_copy(update={"findings": findings, "year": year})


def cell_spans(manuscript: Manuscript) -> dict[Place, tuple[int, int]]:
    """Where in the text each cell stands that a place of ``own_accounts`` can name; a blank cell stands nowhere."""
    return {table.grid.place(cell.row, cell.column): (cell.start, cell.end) for table in manuscript.tables for cell in table.cells}


def _refuse_foreign(file: str, data: bytes) -> None:
    foreign = recognise_foreign(data)
    if foreign:
        raise UnreadableFile(file, f"{foreign}，只能读取 .docx、.txt、.md 文档")
    if data.startswith(OLE):
        known = (message for stream, message in _OLE_STREAMS if stream.encode("utf-16-le") in data)
        raise UnreadableFile(file, next(known, "不是能读取的文档（.docx、.txt、.md）"))


def _is_titled(table: ManuscriptTable) -> bool:
    """Whether one of the nine tables' titles stands in a row of its own."""
    return any(
        identify_title(comparison_text(cell))
        for row in table.grid.rows
        for cell in row
        if isinstance(cell, str) and "表" in cell and len(cell) < 200
    )


def _document(manuscript: Manuscript, grids: Sequence[Grid]) -> Document:
    return Document(file=manuscript.file, kind=manuscript.kind, grids=tuple(grids))


def _agreeing_accounts(manuscript: Manuscript, grids: Sequence[Grid]) -> Accounts | None:
    """The accounts of the tables that name the unit and year that most of them name."""
    alone = {index: accounts for index, grid in enumerate(grids) if (accounts := _read_alone(manuscript, grid))}
    units = Counter(comparison_text(accounts.unit) for accounts in alone.values() if accounts.unit)
    years = Counter(accounts.year for accounts in alone.values() if accounts.year)
    unit, year = (counts.most_common(1)[0][0] if counts else None for counts in (units, years))
    kept = [
        grids[index] for index, accounts in alone.items() if comparison_text(accounts.unit) in {"", unit} and accounts.year in {0, year}
    ]
    try:
        return recognise_accounts(_document(manuscript, kept))
    except (ConflictingMaterial, NoTables):
        return None


def _read_alone(manuscript: Manuscript, grid: Grid) -> Accounts | None:
    try:
        return recognise_accounts(_document(manuscript, [grid]))
    except (ConflictingMaterial, NoTables):
        return None
