"""Which unit each sheet of a workbook speaks of: the one that its tables name, else the one that its name or cover tells."""

import re
from collections.abc import Mapping, Sequence

from assistant.readers.accounts import draft_tables
from assistant.readers.identity import stated_units
from assistant.readers.preamble import read_cover
from assistant.readers.tables.build import Draft
from assistant.readers.texts import Sheet, comparison_text
from assistant.readers.titles import without_title

_SEPARATORS = re.compile(r"[-_—–·.,，、:;；|/\s()\[\]【】]+")
_NO_NAME = re.compile(
    r"表$|决算|预算|(?:收入|支出|收支|经费|拨款|基金|资本|明细)$|财政拨款|基金|国有资本|三公|公开|"
    r"^(?:上|本|去|前)?年度?数?$|年度$|^(?:续|附件|附表|封面|目录|说明|情况说明|备注|原|旧|新|修改后?|调整后?|备份|终稿|定稿|副本)"
)
"""Parts of sheets' names that are a table's, a year's or a version's, not a unit's."""


def name_sheets(sheets: Sequence[Sheet], drafts: Sequence[Sequence[Draft]]) -> tuple[str, ...]:
    """The unit of each sheet, spelt in one way; empty where none is named, or two are on one sheet."""
    stated = tuple(map(_stated, drafts))
    known = {comparison_text(names[0]): names[0] for names in reversed(stated) if len(names) == 1}
    own = [known[comparison_text(names[0])] if len(names) == 1 else "" for names in stated]
    parts = _parts_of(sheets, own)
    return tuple(
        unit or ("" if len(names) > 1 else _find_unit(sheet, known, parts, bool(of_sheet)))
        for sheet, of_sheet, names, unit in zip(sheets, drafts, stated, own, strict=True)
    )


def draft_sheets(sheets: Sequence[Sheet]) -> tuple[tuple[Draft, ...], ...]:
    """The tables of each sheet."""
    return tuple(map(draft_tables, sheets))


def _stated(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """The units that the tables of one sheet name, each once."""
    return tuple({comparison_text(unit.value): unit.value for unit in stated_units(drafts)}.values())


def _parts_of(sheets: Sequence[Sheet], own: Sequence[str]) -> dict[str, set[str]]:
    """The units of the sheets that have a part of their names in common, by this part."""
    parts: dict[str, set[str]] = {}
    for sheet, unit in zip(sheets, own, strict=True):
        if unit:
            parts.setdefault(_part(sheet), set()).add(unit)
    return parts


def _find_unit(sheet: Sheet, known: Mapping[str, str], parts: Mapping[str, set[str]], has_tables: bool) -> str:
    """The unit of a sheet whose tables name none: a known one, else, of a sheet with tables, what its name says beside the table's."""
    name, part = comparison_text(sheet.grid.sheet), _part(sheet)
    whole = max((unit for unit in known if unit in name), key=len, default="")
    if whole:
        return known[whole]
    if part:
        akin = parts.get(part) or {known[unit] for unit in known if part in unit}
        if akin:
            return next(iter(akin)) if len(akin) == 1 else ""
        return part if has_tables else ""
    cover = None if has_tables else read_cover(sheet).unit
    return known.get(comparison_text(cover.value), "") if cover else ""


def _part(sheet: Sheet) -> str:
    """What a sheet's name says beside table, number, year and version; empty if nothing."""
    bare = re.sub(r"(?:19|20)\d\d年?度?", " ", without_title(comparison_text(sheet.grid.sheet)))
    parts = (re.sub(r"^[A-Za-z\d]+|\d+$", "", part) for part in _SEPARATORS.split(bare))
    name = "".join(part for part in parts if not _NO_NAME.search(part))
    return name if len(re.findall(r"[\u4e00-\u9fff]", name)) > 1 else ""
