"""A workbook as accounts: its nine tables, typed, with the unit and year they speak of."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import NoTables
from assistant.readers.candidates import Candidate, choose_table
from assistant.readers.identity import settle_unit, settle_year
from assistant.readers.money import settle_money
from assistant.readers.regions import Region, find_regions, region_named_by_sheet
from assistant.readers.tables.build import Draft, build_table, draft_table
from assistant.readers.texts import Sheet, index_sheet
from assistant.readers.unknown import find_unknown_tables
from assistant.readers.workbook import read_document
from schemas.accounts import TABLE_TITLES, Accounts
from schemas.document import Document
from schemas.finding import Finding
from schemas.place import Place


def read_accounts(path: Path) -> Accounts:
    """Read the tables of one workbook.

    ``unit`` is empty and ``year`` 0 where the workbook names none; a finding says so.

    Raises:
        UnreadableFile: The file cannot be read as a workbook.
        NoTables: It holds none of the nine tables.
        ConflictingMaterial: Its tables speak of two units or two years.
    """
    return recognise_accounts(read_document(path))


def recognise_accounts(document: Document) -> Accounts:
    """The accounts that a document's grids state.

    Raises:
        NoTables: It holds none of the nine tables.
        ConflictingMaterial: Its tables speak of two units or two years.
    """
    sheets = tuple(index_sheet(grid) for grid in document.grids)
    drafts = tuple(map(draft_tables, sheets))
    found = _prefer_visible([draft for of_sheet in drafts for draft in of_sheet])
    if not found:
        raise NoTables(document.file, "没有找到决算公开九张表中的任何一张（按表的标题查找）")
    covers = tuple(sheet for sheet in sheets if not sheet.grid.hidden)
    unit, unit_findings = settle_unit(document.file, found, covers)
    year, year_findings = settle_year(document.file, found, covers)
    candidates, money_findings = _build_tables(document.file, found)
    tables, table_findings = _choose_tables(document.file, candidates)
    findings = (
        *_relevant(document, found),
        *unit_findings,
        *year_findings,
        *money_findings,
        *table_findings,
        *(finding for sheet, of_sheet in zip(sheets, drafts, strict=True) if not of_sheet for finding in find_unknown_tables(sheet)),
    )
    return Accounts(unit=unit, year=year, files=(document.file,), findings=findings, **tables)


def draft_tables(sheet: Sheet) -> tuple[Draft, ...]:
    """The tables of a sheet by their titles; by the sheet's name only where no title leads to a table."""
    drafts = _draft(find_regions(sheet))
    if drafts:
        return drafts
    region = region_named_by_sheet(sheet)
    return _draft([region]) if region else ()


def _draft(regions: Iterable[Region]) -> tuple[Draft, ...]:
    return tuple(draft for region in regions if (draft := draft_table(region)))


def _prefer_visible(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Without the tables of hidden sheets that are also on a visible one: what is hidden there is of no concern."""
    visible = {draft.region.title.kind for draft in drafts if not draft.region.sheet.grid.hidden}
    return tuple(draft for draft in drafts if not draft.region.sheet.grid.hidden or draft.region.title.kind not in visible)


def _relevant(document: Document, found: Sequence[Draft]) -> tuple[Finding, ...]:
    """The document's findings but for those on hidden sheets that are not used."""
    used = {draft.region.sheet.grid.sheet for draft in found}
    unused = {grid.sheet for grid in document.grids if grid.hidden} - used
    return tuple(finding for finding in document.findings if not any(place.sheet in unused for place in finding.places))


def _build_tables(file: str, drafts: Sequence[Draft]) -> tuple[tuple[Candidate, ...], tuple[Finding, ...]]:
    moneys, findings = settle_money(file, drafts)
    candidates = []
    for draft, money in zip(drafts, moneys, strict=True):
        if money is not None:
            table, troubles = build_table(draft, money)
            candidates.append(Candidate(draft.region.title.kind, table, draft.region.sheet.grid.hidden, troubles))
    return tuple(candidates), findings


def _choose_tables(file: str, candidates: Sequence[Candidate]) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    tables: dict[str, Any] = {}
    findings: list[Finding] = []
    for kind, title in TABLE_TITLES.items():
        rivals = [candidate for candidate in candidates if candidate.kind == kind]
        chosen, troubles = choose_table(rivals)
        findings += troubles
        if chosen:
            tables[kind] = chosen.table
            findings += chosen.findings
        elif not rivals:
            message = f"{file}：没有找到“{title}”，与它有关的内容将略去"
            findings.append(Finding(rule="missing_table", severity="warning", message=message, places=(Place(file=file),)))
    return tables, tuple(findings)
