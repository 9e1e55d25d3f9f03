"""The reader: a manuscript's text becomes paragraphs with sections, mentions, statements and years."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from assistant.checking.reading.cleaning import Cleaned, Paragraph, clean
from assistant.checking.reading.cues import Cue, find_cues
from assistant.checking.reading.mentions import EXEMPT, Claim, Mention, Statement
from assistant.checking.reading.sections import is_item, section_kind
from assistant.checking.reading.sources import tell_sources
from assistant.checking.reading.spans import Spans
from assistant.checking.reading.subjects import AccountNames, Subject, find_subjects, subject_of
from assistant.checking.reading.walker import Walker
from assistant.numerals.scan import find_numbers
from schemas.manuscript import Manuscript
from schemas.number import Number

SECTION_SUBJECTS = {
    "overall": "overall.total",
    "income": "income.total",
    "expenditure": "expenditure.total",
    "fiscal": "fiscal.total",
    "grants": "fiscal.expenditure.total/general.total",
    "general": "general.total",
    "basic": "general.basic",
    "all_basic": "general.basic/expenditure.basic",
    "operating": "operating_cost",
    "procurement": "procurement.total",
    "three_public": "three_public.total",
    "fund": "fund.total",
    "capital": "capital.total",
}
"""What a section speaks of where a sentence names nothing."""

WHOLE_SECTIONS = {"general", "basic", "all_basic", "three_public", "performance", "fund", "capital", "fiscal", "grants"}
"""Sections whose subsections speak of the same thing, whatever their headings say."""

_LONGEST = 1000
"""Characters of a sentence that are shown on either side of a place."""
_SENTENCE_END = re.compile(r"[。！？!?]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its section: the kind, and the heading above it as printed.

    ``in_tables`` marks the part of a report that holds its tables, whatever their text became.
    """

    paragraph: Paragraph
    section: str
    heading: str
    in_tables: bool = False

    @property
    def text(self) -> str:
        """Its cleaned text."""
        return self.paragraph.text


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as understood. ``exempt`` are spans of dates, codes, ordinals and the like; ``subjects`` those named, by paragraph.

    ``rows`` are spans of tab-separated rows outside the manuscript's tables, which are not read.
    """

    text: str
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    dates: tuple[tuple[int, Number], ...]
    exempt: tuple[tuple[int, int, Number | None], ...]
    subjects: dict[int, list[tuple[int, int, Subject]]]
    rows: tuple[tuple[int, int], ...]
    year: int | None

    def original(self, paragraph: int, start: int, end: int) -> tuple[int, int]:
        """The author's span of a paragraph's span."""
        return self.passages[paragraph].paragraph.original(start, end)

    def sentence(self, paragraph: int, at: int) -> tuple[int, int]:
        """The paragraph span of the sentence around a place, cut where it is unbearably long."""
        text = self.passages[paragraph].text
        first, last = max(0, at - _LONGEST), min(len(text), at + _LONGEST)
        start = max((match.end() for match in _SENTENCE_END.finditer(text, first, at)), default=first)
        end = _SENTENCE_END.search(text, at, last)
        return start, end.end() if end else last


def read(manuscript: Manuscript, names: AccountNames) -> Reading:
    """Read a manuscript; its tables are passed over."""
    cleaned = clean(manuscript.text, [(table.start, table.end) for table in manuscript.tables])
    passages = tuple(_passages(cleaned))
    notes = _Notes(names, [(start, end, None) for start, end in cleaned.page_numbers])
    for number, passage in enumerate(passages):
        if number and passage.heading != passages[number - 1].heading:
            notes.before = None
        _read_passage(notes, number, passage)
    _mark_lists_of_hundred(notes.mentions, passages)
    _mark_two_budgets(notes.mentions)
    year = _year(passages, notes.dates)
    _leave_own_years_out(notes, year)
    return Reading(
        manuscript.text,
        passages,
        tuple(notes.mentions),
        tuple(notes.statements),
        tuple(notes.dates),
        tuple(notes.exempt),
        notes.subjects,
        cleaned.rows,
        year,
    )


def _leave_own_years_out(notes: "_Notes", year: int | None) -> None:
    """What speaks of the report's year, or compares with the year before it, names no other; without a year the latest told is its own."""
    claims: tuple[Claim, ...] = (*notes.mentions, *notes.statements)
    told = [mention.year for mention in notes.mentions if mention.year] + [claim.base + 1 for claim in claims if claim.base]
    own = year or max(told, default=None)
    last = own - 1 if own else None
    for mention in notes.mentions:
        mention.year = None if mention.year == own else mention.year
    for claim in claims:
        claim.base = None if claim.base == last else claim.base


def _mark_lists_of_hundred(mentions: list[Mention], passages: tuple[Passage, ...]) -> None:
    """Mark the shares that follow one another under a heading and add up to 100 exactly."""
    shares = (mention for mention in mentions if mention.role == "share" and mention.number.value is not None)
    for _, group in groupby(shares, key=lambda mention: passages[mention.paragraph].heading):
        listed = list(group)
        for first in range(len(listed)):
            total = Decimal(0)
            for last, mention in enumerate(listed[first : first + _LONGEST_LIST], start=first + 1):
                total += mention.number.value or 0
                if total == _HUNDRED and last - first > 1:
                    for share in listed[first:last]:
                        share.of_hundred = True


def _mark_two_budgets(mentions: list[Mention]) -> None:
    """Mark what speaks of one of two budgets of a subject that a paragraph tells apart."""
    kinds: dict[tuple[int, str], set[str]] = {}
    told = [(mention, (mention.paragraph, mention.subject.key)) for mention in mentions if mention.subject and mention.budget]
    for mention, place in told:
        kinds.setdefault(place, set()).add(mention.budget)
    for mention, place in told:
        mention.of_two_budgets = len(kinds[place]) > 1


_HUNDRED = Decimal(100)
_LONGEST_LIST = 30


@dataclass(slots=True)
class _Notes:
    """What was read so far. ``topic`` is the item that the next paragraph details, ``before`` what the last one was about."""

    names: AccountNames
    exempt: list[tuple[int, int, Number | None]]
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    dates: list[tuple[int, Number]] = field(default_factory=list)
    subjects: dict[int, list[tuple[int, int, Subject]]] = field(default_factory=dict)
    topic: Subject | None = None
    before: Subject | None = None


def _read_passage(notes: _Notes, number: int, passage: Passage) -> None:
    text = passage.text
    found = tuple(_without_periods(text, find_numbers(text)))
    exempt = [entry for entry in found if entry.kind in EXEMPT]
    notes.exempt += [(*passage.paragraph.original(entry.start, entry.end), entry) for entry in exempt]
    notes.dates += [(number, entry) for entry in exempt if entry.kind == "date"]
    if passage.in_tables or _is_form(text, len(found)):
        notes.mentions += _unread(passage, number, found)
        return
    named = [] if passage.paragraph.heading else tell_sources(text, find_subjects(text, passage.section, notes.names))
    notes.subjects[number] = named
    if len(found) == len(exempt) and not _SPEAKS.search(text):
        notes.topic = notes.before = _item(text, named)
        return
    topic = notes.topic or (notes.before if _CONTINUES.match(text) else None)
    default = SECTION_SUBJECTS.get(passage.section)
    walker = Walker(text, passage.section, number, subject_of("", default) if default else None, topic)
    walker.walk(named, _free(find_cues(text), found), found)
    thresholds = _thresholds(passage, found)
    spared = {start for start, _, _ in thresholds}
    for mention in walker.mentions:
        mention.start, mention.end = passage.paragraph.original(mention.number.start, mention.number.end)
    notes.exempt += thresholds
    notes.mentions += [mention for mention in walker.mentions if mention.start not in spared]
    notes.statements += walker.statements
    notes.topic, notes.before = None, walker.topic


def _without_periods(text: str, numbers: tuple[Number, ...]) -> Iterator[Number]:
    """The numbers, a count of years that only tells which years are meant (近三年, 连续三年, 较前三年平均数) as a time."""
    for number in numbers:
        is_period = (number.kind, number.unit) == ("count", "年") and text.endswith(_PERIODS, 0, number.start)
        yield number._replace(kind="time") if is_period else number


def _item(text: str, named: list[tuple[int, int, Subject]]) -> Subject | None:
    """What an item without numbers is about: the last subject of its first sentence."""
    if not text.startswith(_ITEMS):
        return None
    end = _ITEM_END.search(text)
    return next((subject for start, _, subject in reversed(named) if end is None or start < end.start()), None)


def _thresholds(passage: Passage, found: tuple[Number, ...]) -> list[tuple[int, int, Number | None]]:
    """Numbers that only say what kind of thing is meant (单价100万元以上设备), or bound a band of scores (80%～50%（含50%）): no claims."""
    bands = Spans(match.span() for match in _BAND.finditer(passage.text)) if "含" in passage.text else None
    return [
        (*passage.paragraph.original(entry.start, entry.end), entry)
        for entry in found
        if (entry.kind == "money" and passage.text.endswith(_THRESHOLDS, 0, entry.start))
        or (bands is not None and entry.kind in {"percent", "plain"} and bands.meet(entry.start, entry.end))
    ]


_PERCENT = r"\d+(?:\.\d+)?%"
_BAND = re.compile(rf"\d+(?:\.\d+)?%?[-–—~～至](?:{_PERCENT})(?:[（(]含{_PERCENT}[）)]|(?=合理确定|[)）]))")
_THRESHOLDS = ("单价", "单台价值", "单位价值", "单件", "单台")
_PERIODS = ("前", "近", "过去", "连续", "较", "比")
_ITEMS = tuple("0123456789（(")
_ITEM_END = re.compile(r"[。：]|用于")
_CONTINUES = re.compile(r"(?:支出)?决算|(?:与|较|比)?(?:年初|全年|调整)?预算")
"""How a paragraph begins that goes on about the item of the one before it."""
_SPEAKS = re.compile(r"大于|小于|等于|持平|高于|低于|一致|相同")


_PART = re.compile(r"第.{1,3}部分")
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、")
_SUBSECTION = re.compile(r"[（(][一二三四五六七八九十][)）]")
_OPENING = re.compile(rf"{_SUBSECTION.pattern}(?:20\d\d年度?)?[^\d，。；：、,;:]{{0,60}}")
_NUMBERED = re.compile(r"\d|[（(]\d")
_TABLES_PART = re.compile(r"决算(?:公开)?(?:报)?表")
_WORDS_PART = re.compile(r"情况说明|说明")


def _is_form(text: str, numbers: int) -> bool:
    """Whether a paragraph is a form or table that lost its shape: many numbers, hardly a sentence."""
    return numbers >= 6 and (len(_PAUSE.findall(text)) * 3 < numbers or bool(_FORM.search(text)))


_FORM = re.compile(r"一级指标|年初目标值|实际完成值|栏次|(?<!出)行次(?!数)|科目编码")
_PAUSE = re.compile(r"[，。；、;]|,(?!\d{3}(?!\d))")


def _unread(passage: Passage, number: int, found: tuple[Number, ...]) -> list[Mention]:
    return [
        Mention(entry, *passage.paragraph.original(entry.start, entry.end), "other", None, passage.section, number, 0, sure=False)
        for entry in found
        if entry.kind not in EXEMPT
    ]


def _passages(cleaned: Cleaned) -> list[Passage]:
    section, heading, parent, tables = "", "", "", False
    passages = []
    for number, paragraph in enumerate(cleaned.paragraphs):
        text = paragraph.text
        part = _PART.match(text)
        if part:
            after = cleaned.paragraphs[number + 1].text if number + 1 < len(cleaned.paragraphs) else ""
            tables = bool(_TABLES_PART.search(text + after[:40])) and not _WORDS_PART.search(text + after[:40])
        if paragraph.heading or _SUBSECTION.match(text):
            kind = section_kind(text[:60] if paragraph.heading else _opening(text))
            upper = _SECTION.match(text) is not None
            if part:
                section = parent = "terms" if kind == "terms" else ("other" if kind == "other" else "")
            elif upper:
                section = parent = kind or ""
            elif kind and parent not in WHOLE_SECTIONS and not is_item(kind, parent):
                section = kind
            if not heading or (paragraph.heading and not _NUMBERED.match(text)):
                heading = text
        passages.append(Passage(paragraph, section, heading, tables))
    return passages


def _opening(text: str) -> str:
    """The words that a numbered paragraph opens with, before it states or lists anything."""
    opening = _OPENING.match(text)
    return opening[0] if opening else ""


def _free(cues: list[Cue], found: tuple[Number, ...]) -> list[Cue]:
    """Cues that do not lie inside a number; a year within a comparison is part of the cue."""
    numbers = Spans((number.start, number.end) for number in found if number.kind not in EXEMPT)
    return [cue for cue in cues if not numbers.meet(cue.start, cue.end)]


_IN_SERIES = {"、", "和", "至", "到", "-", "—"}


def _year(passages: tuple[Passage, ...], dates: list[tuple[int, Number]]) -> int | None:
    """The year a report is about: the one most often followed by 年度 and a word of accounts."""
    counts: Counter[int] = Counter()
    for number, date in dates:
        text = passages[number].text
        before, after = text[max(0, date.start - 1) : date.start], text[date.end : date.end + 30]
        apart = before not in {"与", "比", "较"} | _IN_SERIES and after[:1] not in _IN_SERIES
        if date.value is not None and apart and re.match(r"[^，。]{0,30}?(?:决算|总计|合计|支出|收入)", after):
            counts[int(date.value)] += 1
    return counts.most_common(1)[0][0] if counts else None
