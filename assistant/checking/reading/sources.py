"""Sources: money named as the source of a part is that part's, not all that there is of it.

项目支出…，其中：财政拨款支出331.93万元 tells what of the projects appropriations paid; 事业收入安排23.07万元 what was spent of an income.
"""

import re

from assistant.checking.reading.subjects import Subject, subject_of

_KINDS = {
    "general": {"general.total", "fiscal.income.general"},
    "fund": {"fund.total", "fund.income", "fiscal.expenditure.fund", "fiscal.income.fund"},
    "capital": {"capital.total", "capital.income", "fiscal.expenditure.capital", "fiscal.income.capital"},
    "fiscal": {"fiscal.expenditure.total", "fiscal.income.total", "income.fiscal"},
    "other": {"income.business", "income.superior", "income.operating", "income.affiliated", "income.other"},
}
"""The stems of each source of money."""
_INCOMES = re.compile(r"(?:fiscal\.|fund\.|capital\.)?income\b")
_TOTALS = re.compile(
    r"(?:overall|income|expenditure|fiscal|general)\.total$|(?:fiscal\.)?income\.|fiscal\.expenditure\.|(?:fund|capital)\."
)
"""Stems of what the whole of a source can be a part of."""
_BY_KIND = {
    f"{room}.{line}": {**{kind: f"{kind}.{line}" for kind in ("general", "fund", "capital")}, "fiscal": f"general.{line}|fund.{line}"}
    for room in ("expenditure", "general")
    for line in ("basic", "project")
}
_BY_LINE = {
    f"economic.{line}": {"general": f"economic.{line}", "fiscal": f"economic.{line}|all_basic.{line}"} for line in ("personnel", "public")
}
_PARTS = _BY_KIND | _BY_LINE
"""The stems of the part of a thing that a source paid, by the thing's own and the source."""
_LISTS = re.compile(r"其中|包括|包含|(?<![不（(])含(?![）)])")
_SPENT = re.compile(r"安排|支出(?=为?\d)")
_OF_ALL = ("财政拨款", "本年财政拨款")
"""How words begin that may mean all appropriations, though their chapter is of 一般公共预算."""
_SHARE = re.compile(r"占(?:了|到|全部|全年)?$")


def tell_sources(text: str, named: list[tuple[int, int, Subject]]) -> list[tuple[int, int, Subject]]:
    """The subjects of a paragraph, those that are the source of another one's money as that one's."""
    told = []
    for number, (start, end, subject) in enumerate(named):
        kind = _kind(subject)
        whole = _whole(text, start, named[:number]) if kind else None
        spent = kind and _INCOMES.match(subject.stem or "") and _SPENT.match(text, end)
        if kind and whole and not any(_TOTALS.match(stem) for stem in whole.stems):
            subject = subject_of(subject.text, _part(whole, kind))
        elif spent:
            subject = subject_of(subject.text, "")
        elif subject.stems == ("general.total",) and subject.text.startswith(_OF_ALL) and _lists_a_fund(text, end, named[number + 1 :]):
            subject = subject_of(subject.text, "fiscal.expenditure.total/general.total")
        told.append((start, end, subject))
    return told


def _lists_a_fund(text: str, at: int, after: list[tuple[int, int, Subject]]) -> bool:
    """Whether the parts listed behind a place in its sentence include money of a fund or of capital."""
    stop = text.find("。", at)
    opened = _LISTS.search(text, at, stop if stop >= 0 else len(text))
    return opened is not None and any(
        _kind(subject) in {"fund", "capital"} for start, _, subject in after if opened.start() < start and (start < stop or stop < 0)
    )


def _kind(subject: Subject) -> str:
    """Which source of money a subject is, if it is one."""
    return next((kind for kind, stems in _KINDS.items() if subject.stem in stems), "")


def _part(whole: Subject, kind: str) -> str:
    """The stems of what a source paid of a thing; none where no table tells."""
    if kind == "fiscal" and (whole.stem or "").startswith("three_public."):
        return whole.stem or ""
    return next((parts[kind] for stem in whole.stems if kind in (parts := _PARTS.get(stem, {}))), "")


def _whole(text: str, at: int, before: list[tuple[int, int, Subject]]) -> Subject | None:
    """The subject whose parts are listed at a place: the last that an amount follows before the words that open the list."""
    begin = text.rfind("。", 0, at) + 1
    opened = [match.start() for match in _LISTS.finditer(text, begin, at) if not _is_closed(text[match.end() : at])]
    if not opened:
        return None
    wholes = [(end, subject) for start, end, subject in before if end <= opened[-1] and not _SHARE.search(text, max(0, start - 3), start)]
    if not wholes or not re.search(r"\d", text[wholes[-1][0] : opened[-1]]):
        return None
    return wholes[-1][1]


def _is_closed(words: str) -> bool:
    """Whether a bracket that was open before some words is closed within them."""
    return len(re.findall("[）)]", words)) > len(re.findall("[（(]", words))
