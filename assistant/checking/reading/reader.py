"""The reader: a manuscript's text becomes paragraphs with sections, mentions, statements and years."""

import re
from collections import Counter
from dataclasses import dataclass

from assistant.checking.reading.cleaning import Cleaned, Paragraph, clean
from assistant.checking.reading.cues import find_cues
from assistant.checking.reading.mentions import EXEMPT, Mention, Statement, Walker
from assistant.checking.reading.subjects import AccountNames, Subject, find_subjects, section_kind
from assistant.numerals.scan import find_numbers
from schemas.manuscript import Manuscript
from schemas.number import Number

SECTION_SUBJECTS = {
    "overall": "overall.total",
    "income": "income.total",
    "expenditure": "expenditure.total",
    "fiscal": "fiscal.total",
    "general": "general.total",
    "basic": "general.basic",
    "operating": "operating_cost",
    "procurement": "procurement.total",
    "three_public": "three_public.total",
    "fund": "fund.total",
    "capital": "capital.total",
}
"""What a section speaks of where a sentence names nothing."""

WHOLE_SECTIONS = {"general", "basic", "three_public", "performance", "fund", "capital", "fiscal"}
"""Sections whose subsections speak of the same thing, whatever their headings say."""

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
    """A text as understood. ``exempt`` are spans of dates, codes, ordinals and the like; ``subjects`` those named, by paragraph."""

    text: str
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    dates: tuple[tuple[int, Number], ...]
    exempt: tuple[tuple[int, int, Number | None], ...]
    subjects: dict[int, list[tuple[int, int, Subject]]]
    year: int | None

    def original(self, paragraph: int, start: int, end: int) -> tuple[int, int]:
        """The author's span of a paragraph's span."""
        return self.passages[paragraph].paragraph.original(start, end)

    def sentence(self, paragraph: int, at: int) -> tuple[int, int]:
        """The paragraph span of the sentence around a place."""
        text = self.passages[paragraph].text
        start = max((match.end() for match in _SENTENCE_END.finditer(text, 0, at)), default=0)
        end = _SENTENCE_END.search(text, at)
        return start, end.end() if end else len(text)


def read(manuscript: Manuscript, names: AccountNames) -> Reading:
    """Read a manuscript; its tables are passed over."""
    cleaned = clean(manuscript.text, [(table.start, table.end) for table in manuscript.tables])
    passages = tuple(_passages(cleaned))
    mentions: list[Mention] = []
    statements: list[Statement] = []
    dates: list[tuple[int, Number]] = []
    exempt: list[tuple[int, int, Number | None]] = [(start, end, None) for start, end in cleaned.page_numbers]
    subjects: dict[int, list[tuple[int, int, Subject]]] = {}
    topic: Subject | None = None
    for number, passage in enumerate(passages):
        found = find_numbers(passage.text)
        for entry in found:
            if entry.kind in EXEMPT:
                exempt.append((*passage.paragraph.original(entry.start, entry.end), entry))
                if entry.kind == "date":
                    dates.append((number, entry))
        if passage.in_tables or _is_form(passage.text, len(found)):
            mentions += _unread(passage, number, found)
            continue
        subjects[number] = [] if passage.paragraph.heading else find_subjects(passage.text, passage.section, names)
        if len(found) == sum(entry.kind in EXEMPT for entry in found) and not _SPEAKS.search(passage.text):
            topic = subjects[number][-1][2] if subjects[number] and passage.text.startswith(_ITEMS) else None
            continue
        default = SECTION_SUBJECTS.get(passage.section)
        exempt += _thresholds(passage, found)
        walker = Walker(passage.text, passage.section, number, Subject("", (default,), default) if default else None, topic)
        walker.walk(subjects[number], _free(find_cues(passage.text), found), found)
        spared = {start for start, _, _ in exempt}
        for mention in walker.mentions:
            mention.start, mention.end = passage.paragraph.original(mention.number.start, mention.number.end)
        mentions += [mention for mention in walker.mentions if mention.start not in spared]
        statements += walker.statements
        topic = None
    return Reading(
        manuscript.text, passages, tuple(mentions), tuple(statements), tuple(dates), tuple(exempt), subjects, _year(passages, dates)
    )


def _thresholds(passage: Passage, found: tuple[Number, ...]) -> list[tuple[int, int, Number | None]]:
    """Amounts that only say what kind of thing is meant (单价100万元以上设备): no claim of the unit's."""
    return [
        (*passage.paragraph.original(entry.start, entry.end), entry)
        for entry in found
        if entry.kind == "money" and passage.text[: entry.start].endswith(_THRESHOLDS)
    ]


_THRESHOLDS = ("单价", "单台价值", "单位价值", "单件", "单台")
_ITEMS = tuple("0123456789（(")
_SPEAKS = re.compile(r"大于|小于|等于|持平|高于|低于|一致|相同")


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
        if re.match(r"第.{1,3}部分", text):
            after = cleaned.paragraphs[number + 1].text if number + 1 < len(cleaned.paragraphs) else ""
            tables = bool(_TABLES_PART.search(text + after[:40])) and not _WORDS_PART.search(text + after[:40])
        if paragraph.heading or re.match(r"[（(][一二三四五六七八九十][)）]", text):
            kind = section_kind(text[:60])
            upper = bool(re.match(r"[一二三四五六七八九十]{1,3}、", text))
            if re.match(r"第.{1,3}部分", text):
                section = parent = "terms" if kind == "terms" else ("other" if kind == "other" else "")
            elif upper:
                section = parent = kind or ""
            elif kind and parent not in WHOLE_SECTIONS:
                section = kind
            elif parent == "":
                section = kind or section
            heading = text if upper or not heading or text.startswith("第") else heading
            heading = text if paragraph.heading and not re.match(r"\d|[（(]\d", text) else heading
        passages.append(Passage(paragraph, section, heading, tables))
    return passages


def _free(cues: list, found: tuple[Number, ...]) -> list:  # type: ignore[type-arg]
    """Cues that do not lie inside a number; a year within a comparison is part of the cue."""
    spans = [(number.start, number.end) for number in found if number.kind not in EXEMPT]
    return [cue for cue in cues if not any(start < cue.end and cue.start < end for start, end in spans)]


def _year(passages: tuple[Passage, ...], dates: list[tuple[int, Number]]) -> int | None:
    """The year a report is about: the one most often followed by 年度 and a word of accounts."""
    counts: Counter[int] = Counter()
    for number, date in dates:
        text = passages[number].text
        before, after = text[max(0, date.start - 1) : date.start], text[date.end : date.end + 30]
        if date.value is not None and before not in {"与", "比", "较"} and re.match(r"[^，。]{0,30}?(?:决算|总计|合计|支出|收入)", after):
            counts[int(date.value)] += 1
    return counts.most_common(1)[0][0] if counts else None
