"""Topics: which facts a person's sentence speaks of, in the words of the tables or in those people use among themselves."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from assistant.checking.reading.subjects import AccountNames, find_subjects
from assistant.desks.desk import Desk
from assistant.desks.sources import level_of

_SECTIONS = ("", "income", "expenditure", "fiscal", "general", "fund", "capital", "three_public", "performance")
_SPOKEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("财政拨款", ("fiscal.total", "fiscal.income.general", "income.fiscal", "general.total")),
    ("基金", ("fund.total", "fund.income")),
    ("三公", ("three_public.total",)),
    ("公车|公务用车|车辆费|用车费?", ("three_public.vehicles", "three_public.vehicle_operation", "assets.vehicles")),
    ("接待费?|招待费?", ("three_public.reception",)),
    ("出国费?", ("three_public.abroad",)),
    ("人员经费|人员费用|人头费|工资", ("economic.personnel",)),
    ("公用经费|公用支出|办公经费", ("economic.public",)),
    ("运行经费", ("operating_cost",)),
    ("采购", ("procurement.total",)),
    ("收支|总计", ("overall.total",)),
    ("公积金", ("function.2210201",)),
    ("结转|结余", ("overall.closing",)),
    ("收入", ("income.total",)),
    ("支出|花费|开支", ("expenditure.total", "general.total")),
)
"""Words that people say for short, each with the stems it may mean, the likeliest first."""

_CODE = re.compile(r"(?<!\d)\d{3,7}(?!\d|[.,，]?\d|万|元|%)")
_RUN = re.compile(
    r"(?:(?!超|增加|减少|增长|下降|上升|完成|预算|多少|占|比|为什么|原因|主要|因为|的|是|了|和|与|没|少|多)[\u4e00-\u9fff]){4,}"
)
_SHORT = re.compile("|".join(f"(?P<s{number}>{words})" for number, (words, _) in enumerate(_SPOKEN)))


class Topic(NamedTuple):
    """Words of a sentence and the stems of facts that they may mean."""

    start: int
    end: int
    words: str
    stems: tuple[str, ...]


def find_topics(sentence: str, desk: Desk) -> list[Topic]:
    """The topics of a sentence in its order; each means at least one fact that the unit has."""
    names = _names(desk)
    found: dict[tuple[int, int], dict[str, None]] = {}
    for section in _SECTIONS:
        for start, end, subject in find_subjects(sentence, section, names):
            stems = dict.fromkeys(stem for stem in subject.stems if level_of(stem, desk.sheet))
            found.setdefault((start, end), {}).update(stems)
    for start, end, stem in (*_by_code(sentence, desk), *_in_short(sentence, desk)):
        if not _overlaps(start, end, found):
            found[start, end] = {stem: None}
    for match in _SHORT.finditer(sentence):
        if not _overlaps(match.start(), match.end(), found) and not _continues(match, found):
            number = int((match.lastgroup or "s0")[1:])
            found[match.span()] = {stem: None for stem in _SPOKEN[number][1] if level_of(stem, desk.sheet)}
    topics = [Topic(start, end, sentence[start:end], tuple(stems)) for (start, end), stems in found.items() if stems]
    return sorted(_widest(topics))


def _by_code(sentence: str, desk: Desk) -> Iterator[tuple[int, int, str]]:
    """Accounts called by their code."""
    for match in _CODE.finditer(sentence):
        if level_of(f"function.{match[0]}", desk.sheet):
            yield match.start(), match.end(), f"function.{match[0]}"


def _in_short(sentence: str, desk: Desk) -> Iterator[tuple[int, int, str]]:
    """Accounts whose names people shorten: 机关养老保险缴费 for 机关事业单位基本养老保险缴费支出, if it can be only one."""
    accounts = desk.draft.material.accounts
    names = {row.key: row.label for table in (accounts.general, accounts.expenditure) if table for row in table.rows if len(row.key) == 7}
    for match in _RUN.finditer(sentence):
        codes = [code for code, name in names.items() if _is_short_for(match[0], name)]
        if len(codes) == 1 and level_of(f"function.{codes[0]}", desk.sheet):
            yield match.start(), match.end(), f"function.{codes[0]}"


def _is_short_for(words: str, name: str) -> bool:
    """Whether words are a name with characters left out, and begin as it does."""
    rest = iter(name)
    return words[0] == name[0] and all(character in rest for character in words)


def _overlaps(start: int, end: int, found: Iterable[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in found)


def _continues(match: re.Match[str], found: Iterable[tuple[int, int]]) -> bool:
    """Whether a short word only closes the name before it (住房公积金支出)."""
    return match[0] in {"支出", "收入", "经费"} and any(end == match.start() for _, end in found)


def _names(desk: Desk) -> AccountNames:
    accounts = desk.draft.material.accounts
    tables = (accounts.general, accounts.expenditure, accounts.income, accounts.fund, accounts.capital)
    return AccountNames((row.key, row.label) for table in tables if table for row in table.rows)


def _widest(topics: list[Topic]) -> Iterator[Topic]:
    """The topics that lie within no other."""
    for topic in topics:
        if not any(other != topic and other.start <= topic.start and topic.end <= other.end for other in topics):
            yield topic
