"""The accounts that a document's own tables state, and which of its nine tables are missing or were not read."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.errors import ConflictingMaterial, NoTables
from assistant.readers.accounts import recognise_accounts
from assistant.readers.preamble import read_year
from assistant.readers.texts import comparison_text
from assistant.readers.titles import Title, identify_title
from schemas.accounts import TABLE_TITLES, Accounts, TableKind
from schemas.document import Document, Grid
from schemas.finding import Finding
from schemas.manuscript import Manuscript, ManuscriptTable
from schemas.place import Place

_ASIDE = {"missing_table", "unknown_table", "no_unit", "no_year", "two_candidates"}
"""Findings on a workbook that mean nothing in a document, which may print other tables, or only some of the nine."""

_BEGINNING = 3000

_MOST = 5
"""A document that holds so many of the nine tables ought to publish them all."""

_CONTENTS = 3
"""Titles on so many lines one below the other are a table of contents."""

_LINE = re.compile(r"[^\r\n]+")


def own_accounts(manuscript: Manuscript) -> Accounts | None:
    """The accounts that a document's own tables state; None where it holds none of the nine.

    Where its tables speak of several units or years, those of the commonest are taken, and a finding
    says so. A table of which a part is missing is not taken. A place in the accounts leads back to the text by ``cell_spans``.
    """
    grids = [table.grid for table in manuscript.tables if _is_titled(table) and not table.is_cut]
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


def untold_tables(manuscript: Manuscript, accounts: Accounts | None) -> Iterator[Finding]:
    """For each of the nine tables that was not read: that its title stands there and nothing more is known, or that it is missing.

    A table is missing only from a document that publishes most of the nine.
    """
    absent: list[TableKind] = [kind for kind in TABLE_TITLES if accounts is None or getattr(accounts, kind) is None]
    told = {named.kind for finding in manuscript.findings if (named := identify_title(comparison_text(finding.quote)))}
    printed = _titles(manuscript) if absent else {}
    for kind in (kind for kind in absent if kind not in told):
        if kind in printed:
            yield _unread(manuscript, TABLE_TITLES[kind], *printed[kind])
        elif len(TABLE_TITLES) - len(absent) >= _MOST:
            message = f"{manuscript.file}：缺少“{TABLE_TITLES[kind]}”；九张表应全部公开，没有数据的也应列出空表"
            place = Place(file=manuscript.file)
            yield Finding(rule="missing_table", severity="error", message=message, expected=TABLE_TITLES[kind], places=(place,))


def _unread(manuscript: Manuscript, title: str, start: int, end: int) -> Finding:
    message = f"{manuscript.file}：文中的“{title}”没有读出，未用作核对依据，也没有核对"
    place, quote = Place(file=manuscript.file), manuscript.text[start:end]
    return Finding(rule="unread_table", severity="warning", message=message, places=(place,), start=start, end=end, quote=quote)


def _titles(manuscript: Manuscript) -> dict[TableKind, tuple[int, int]]:
    """Where the titles of tables stand on lines of their own, those of a table of contents left out; the last of each."""
    lines = [(match, identify_title(comparison_text(match[0]))) for match in _LINE.finditer(manuscript.text) if match[0].strip()]
    found: dict[TableKind, tuple[int, int]] = {}
    for number, (match, title) in enumerate(lines):
        around = (_stretch(lines, number, step) for step in (-1, 1))
        if title and sum(around) + 1 < _CONTENTS:
            found[title.kind] = match.span()
    return found


def _stretch(lines: Sequence[tuple[re.Match[str], Title | None]], number: int, step: int) -> int:
    """How many lines with titles follow a line without a break."""
    count = 0
    while 0 <= number + step * (count + 1) < len(lines) and lines[number + step * (count + 1)][1]:
        count += 1
    return count


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
