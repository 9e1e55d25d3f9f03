"""年度不对。

查什么：与之比较的年度须是报告年度的上一年；“截至”的日期和标题中的年度须是报告年度。
为什么：以上年的文件为底稿，个别年份没有改。
错例：2024年度支出合计100万元。截至⟦2023年12月31日⟧，本单位共有车辆1辆。
正例：2024年度支出合计100万元。截至2024年12月31日，本单位共有车辆1辆。
依据：见于2024年的公开文件。
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.checking.binding import bind
from assistant.checking.book import Book
from assistant.checking.reading.mentions import EARLIER, Claim, Mention, Statement
from assistant.checking.reading.reader import SECTION_SUBJECTS
from schemas.finding import Finding
from schemas.number import Number

_COMPARED = re.compile(r"[与较比同和]$")
_BETWEEN_YEARS = re.compile(r"20\d\d年度?[与较比同和]$")
_AFTER_COMPARED = re.compile(
    r"度?(?:同期|同口径)?(?:的)?(?:收入|支出)?(?:决算)?(?:数|收入|支出)?(?:相比|比较|对比|各|均|分别|共|实际)*"
    r"(?:增|减|下降|上升|降低|提高|持平|零|无|没有|一致|相同|相等|未|[，,]|\d|$)"
)
_REASON = re.compile(r"原因|由于|因为")
OWN_SECTIONS = {*SECTION_SUBJECTS, "assets"}
_OPENS = re.compile(r"(?:^|[。；])(?:[一二三四五六七八九十\d（）()、.]{1,5})?[\u4e00-\u9fff（）]{0,30}$")
_CLAIM = re.compile(r"度?[^，。；\d]{0,40}?(?:总计|合计|收入|支出|经费|采购|结转|无|没有|决算)")
_NAMED = re.compile(r"(20\d\d)年")
_COMPARED_WRONG = "比较的年度不是上一年度"
_OWN_WRONG = "所述年度不是报告年度"
_EVALUATED = re.compile(r"组织对$")
_UNTIL = re.compile(r"截[至止](?:到)?$")


def find(book: Book) -> Iterator[Finding]:
    """Years that the report's own year does not allow."""
    year = book.facts.sheet.year if book.facts.sheet else book.reading.year
    if year is None:
        return
    for paragraph, date in book.reading.dates:
        if date.value is None or not 2000 <= date.value <= 2099:
            continue
        passage = book.reading.passages[paragraph]
        expected, told = _judge(passage.text, date, year, passage.paragraph.heading)
        severity: str | None = "error"
        if told == _COMPARED_WRONG and expected is not None:
            severity = _compared(book, paragraph, date, expected)
        elif expected is None and passage.section in OWN_SECTIONS and _states_own(passage.text, date):
            expected, told, severity = year, _OWN_WRONG, _own(book, paragraph, date, year)
        if severity and expected is not None and date.value != expected:
            right = date.text.replace(str(int(date.value)), str(expected), 1)
            span = (paragraph, date.start, date.end)
            yield book.finding("year", severity, span, told, stated=date.text, expected=right, replace=right, formula=f"报告年度为{year}年")


def _compared(book: Book, paragraph: int, date: Number, expected: int) -> str | None:
    """How surely a year compared with is wrong: its figures are those of a comparison with last year; None where they are others.

    What cannot be told is doubtful in the year before only, which last year's report compared with, and not beside last year.
    """
    if date.value is None or date.value > expected:
        return "error"
    claims = _compared_with(book, paragraph, date)
    figures = [claim for claim in claims if isinstance(claim, Mention) and claim.number.value]
    agreeing = [bond.agrees for figure in figures if (bond := bind(replace(figure, base=None), book.facts))]
    if agreeing:
        return "error" if all(agreeing) else "warning" if any(agreeing) else None
    doubtful = date.value == expected - 1 and not _beside_last_year(book, paragraph, claims)
    return "warning" if doubtful else None


def _claims(book: Book, paragraph: int) -> list[Claim]:
    told: tuple[Claim, ...] = (*book.reading.mentions, *book.reading.statements)
    return sorted((claim for claim in told if claim.paragraph == paragraph), key=_place)


def _compared_with(book: Book, paragraph: int, date: Number) -> list[Claim]:
    """What is told of a comparison with a year, up to the next year named."""
    later = (other.start for number, other in book.reading.dates if number == paragraph and other.start > date.start)
    end = min(later, default=len(book.reading.passages[paragraph].text))
    return [claim for claim in _claims(book, paragraph) if claim.base == date.value and date.start < _place(claim) < end]


def _beside_last_year(book: Book, paragraph: int, claims: list[Claim]) -> bool:
    """Whether the same thing is compared with last year in the same paragraph."""
    subject = claims[0].subject if claims else None
    if subject is None:
        return False
    others = (claim for claim in _claims(book, paragraph) if _tells_of_last_year(claim))
    return any(claim.subject and claim.subject.key == subject.key for claim in others)


def _place(claim: Claim) -> int:
    return claim.number.start if isinstance(claim, Mention) else claim.start


def _tells_of_last_year(claim: Claim) -> bool:
    """Whether a claim compares the report's year with the one before."""
    if isinstance(claim, Statement):
        return claim.versus == "prior" and claim.base is None
    return claim.role in EARLIER and claim.year is None and claim.base is None


def _states_own(text: str, date: Number) -> bool:
    """Whether a sentence begins with the year, not as one compared with, and goes on with the section's own claim."""
    before = text[: date.start]
    return bool(_OPENS.search(before) and not _COMPARED.search(before) and _CLAIM.match(text[date.end :]))


def _own(book: Book, paragraph: int, date: Number, year: int) -> str | None:
    """How surely a year spoken of is wrong: its figure is that of the report's year; None where it is another."""
    if date.value is None or date.value > year:
        return "error"
    last = date.value == year - 1
    mentions = (mention for mention in book.reading.mentions if mention.paragraph == paragraph and mention.number.start > date.start)
    first = next(mentions, None)
    if first is None:
        return "error" if last else "warning"
    now = bind(replace(first, year=None), book.facts)
    then = bind(replace(first, year=year - 1), book.facts) if last else None
    if now and (first.number.value or last):
        return "error" if now.agrees and not (then and then.agrees) else None
    return None if last or _names_year(book, paragraph, date, year) else "warning"


def _names_year(book: Book, paragraph: int, date: Number, year: int) -> bool:
    """Whether the report's year stands in the same sentence."""
    start, end = book.reading.sentence(paragraph, date.start)
    return any(number == paragraph and start <= other.start < end and other.value == year for number, other in book.reading.dates)


def _year_told(before: str, year: int) -> int:
    """The year that a sentence is on: the one before the report's where it is named first, and not to be compared with."""
    sentence = re.split("[。；]", before)[-1]
    named = _NAMED.search(sentence)
    last = named is not None and int(named[1]) == year - 1 and not _COMPARED.search(sentence[: named.start()])
    return year - 1 if last else year


def _judge(text: str, date: Number, year: int, heading: bool) -> tuple[int | None, str]:
    """The year that must stand there, if its place tells, and what is wrong otherwise."""
    before, after = text[: date.start], text[date.end :]
    if _BETWEEN_YEARS.search(before):
        return None, ""
    if _COMPARED.search(before) and _AFTER_COMPARED.match(after) and not _REASON.search(re.split("[。；]", before)[-1]):
        return _year_told(before, year) - 1, _COMPARED_WRONG
    if _EVALUATED.search(before):
        return year, _OWN_WRONG
    if _UNTIL.search(before) and "12月31日" in date.text:
        return year, "截至日期不是报告年度年末"
    if (heading or len(text) <= 60) and re.search(r"决算(?:情况说明|公开|表|报表)?$", after[:40]):
        return year, "标题中的年度不是报告年度"
    return None, ""
