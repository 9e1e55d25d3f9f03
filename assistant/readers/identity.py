"""Which unit and year a workbook speaks of, and that all its tables speak of the same."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from assistant.errors import ConflictingMaterial
from assistant.readers.preamble import Preamble, Stated, read_cover
from assistant.readers.tables.build import Draft
from assistant.readers.texts import Sheet, comparison_text
from schemas.finding import Finding
from schemas.place import Place

T = TypeVar("T", str, int)


def settle_unit(file: str, drafts: Sequence[Draft], sheets: Sequence[Sheet]) -> tuple[str, tuple[Finding, ...]]:
    """The unit that tables or else a cover name; empty, with a finding, where none does.

    Raises:
        ConflictingMaterial: Two tables name two units.
    """
    stated = stated_units(drafts)
    _require_one(file, "单位", stated)
    if not stated:
        stated = [preamble.unit for preamble in map(read_cover, sheets) if preamble.unit]
    if stated:
        return stated[0].value, ()
    message = f"{file}：表中没有写明单位名称，请在补充资料“单位概况”中填写"
    return "", (Finding(rule="no_unit", severity="warning", message=message, places=(Place(file=file),)),)


def settle_year(file: str, drafts: Sequence[Draft], sheets: Sequence[Sheet]) -> tuple[int, tuple[Finding, ...]]:
    """The year that tables, else a cover, else the file's name state; 0, with a finding, where none does.

    Raises:
        ConflictingMaterial: Two tables are of two years.
    """
    stated = [preamble.year for preamble in _preambles(drafts) if preamble.year]
    _require_one(file, "年度", stated)
    if not stated:
        stated = [preamble.year for preamble in map(read_cover, sheets) if preamble.year]
    if stated:
        return stated[0].value, ()
    named = re.search(r"(?<!\d)(20\d\d)(?!\d)", file)
    year = int(named[1]) if named else 0
    taken = f"按文件名取 {year} 年，请核对" if year else "请在补充资料“单位概况”中填写"
    message = f"{file}：表中没有写明年度，{taken}"
    return year, (Finding(rule="no_year", severity="warning", message=message, places=(Place(file=file),)),)


def stated_units(drafts: Iterable[Draft]) -> list[Stated[str]]:
    """The units that tables name, each where it is named."""
    return [preamble.unit for preamble in _preambles(drafts) if preamble.unit]


def _preambles(drafts: Iterable[Draft]) -> list[Preamble]:
    return [draft.preamble for draft in drafts]


def _require_one(file: str, what: str, stated: Sequence[Stated[T]]) -> None:
    for other in stated[1:]:
        if comparison_text(str(other.value)) != comparison_text(str(stated[0].value)):
            first, second = (f"{_cell(item.place)}是“{item.value}”" for item in (stated[0], other))
            raise ConflictingMaterial(file, f"各表的{what}不一致：{first}，{second}")


def _cell(place: Place) -> str:
    return f"「{place.sheet}」{place.cell}"
