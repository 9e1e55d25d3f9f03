"""Which of the nine tables a title names, whatever stands before and after it.

Titles differ by year and place: jianghan-2024 and wuchang-2020 (Wuhan), putuo-finance-2024 (Shanghai);
the number beside a title says nothing (the table of “三公” is 07 in 2020 and 09 in 2024).
"""

import re
from dataclasses import dataclass

from schemas.accounts import TableKind

_BOTH = r"(?:收入支出|收入、支出|收支|收、支)"
_CORES: tuple[tuple[TableKind, str], ...] = (
    ("three_public", r"(?:一般公共预算|公共预算)?(?:财政拨款)?三公经费.{0,12}决算.{0,4}表"),
    ("fiscal", rf"财政拨款{_BOTH}决算(?:总|总体情况)表"),
    ("fund", rf"政府性基金(?:预算)?(?:财政拨款)?(?:{_BOTH}|支出)决算(?:情况)?表"),
    ("capital", rf"国有资本经营(?:预算)?(?:财政拨款)?(?:{_BOTH}|支出)决算(?:情况)?表"),
    ("basic", r"(?:一般公共预算财政拨款|一般公共预算|公共预算财政拨款|财政拨款)基本支出决算(?:明细|情况)?表"),
    ("general", r"(?:一般公共预算财政拨款|一般公共预算|公共预算财政拨款|公共财政拨款|财政拨款)支出决算(?:情况)?表"),
    ("overall", rf"(?:{_BOTH}决算总表|决算{_BOTH}总表)"),
    ("income", r"收入决算(?:总|情况)?表"),
    ("expenditure", r"支出决算(?:总|情况)?表"),
)
_TITLES = tuple((kind, re.compile(rf"(?P<before>.*?)(?P<core>{core})")) for kind, core in _CORES)
_OTHER_BEFORE = re.compile(r"(?:项目|基本|财政拨款|经费|预算|基金|资本|经营|收入|机构|信息|明细|采购|非税|补助|专户|[、及和:，。])$")
"""Words before a title that make it another table's: 项目支出决算表, 财政专户管理资金收入支出决算表 …"""

_QUOTES = re.compile(r"[“”‘’\"'\uff02\uff07「」『』《》〝〞]")
_AFTER = re.compile(r"[(\[【][^()\[\]【】]{0,14}[)\]】]$|公开\d{1,2}表$|[-—]\d+$")
_NUMBER = re.compile(r"公开\d{1,2}表|附?表\d{1,2}")
_LEADING = re.compile(
    r"^(?:附[件表]?\d*[:.、-]|附?表[一二三四五六七八九十\d]{1,2}[:.、-]?|公开\d{1,2}表|"
    r"[一二三四五六七八九十\d]{1,3}[、.．]|[A-Za-z]{1,4}\d{0,2}[-_.]?\d{0,2})"
)
"""What may stand before a title: 附件1：, 表3, 公开01表, 一、, and the codes of sheets (GK01, Z01_1)."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title read: the table it names, what stands before that name (unit, year), its printed number."""

    kind: TableKind
    before: str
    number: str


def identify_title(text: str) -> Title | None:
    """Which table a text (in comparison form) names; None if it is no title of the nine.

    A title marked 续 continues a table and is none of its own.
    """
    if "表" not in text or len(text) > 90:
        return None
    bare = _strip_after(_QUOTES.sub("", text))
    if bare is None:
        return None
    bare = _LEADING.sub("", bare)
    for kind, pattern in _TITLES:
        match = pattern.fullmatch(bare)
        if match and not _OTHER_BEFORE.search(match["before"]):
            return Title(kind, match["before"], find_number(text))
    return None


def looks_like_title(text: str) -> bool:
    """Whether a text is the title of some table, one of the nine or another."""
    bare = _strip_after(_QUOTES.sub("", text))
    return bare is not None and 3 < len(bare) <= 40 and bare.endswith("表") and not re.search(r"[:，。；]|^注|^公开|本表|附表\d*$", bare)


def find_number(text: str) -> str:
    """The number printed with a table: 公开01表 or 表1; empty if none."""
    match = _NUMBER.search(text)
    return match[0] if match else ""


def without_number(title: str) -> str:
    """A printed title without the （表1） behind it."""
    bare = re.sub(r"[（(](?:公开)?表?\d{1,2}表?[）)]$|公开\d{1,2}表$", "", title)
    return bare or title


def without_title(text: str) -> str:
    """A text (in comparison form) without the first title of one of the nine tables in it, and without its number."""
    bare = _QUOTES.sub("", text)
    core = next((match for _, core in _CORES if (match := re.search(core, bare))), None)
    return _NUMBER.sub("", f"{bare[: core.start()]} {bare[core.end() :]}" if core else bare)


def _strip_after(text: str) -> str | None:
    """The text without （表1）, (公开01表) and the like behind it; None where that says 续."""
    while match := _AFTER.search(text):
        if "续" in match[0]:
            return None
        text = text[: match.start()]
    return text
