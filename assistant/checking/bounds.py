"""Bounds: a total was last year at least what a part of it was, so it may be known to have gone down.

Receipts and expenditures of a year balance only with what was carried over: 总计 = 本年支出 + 年末结转和结余,
so that no year's total is less than that year's expenditure or income (the tables' identities).
"""

from collections.abc import Iterator

from assistant.checking.book import Book
from assistant.checking.quantities import signed, stated
from assistant.checking.reading.mentions import Mention
from assistant.checking.relations import written
from assistant.numerals.interval import Interval

_WITHIN = {
    "fiscal.total": ("general.total", "fiscal.expenditure.total", "fiscal.income.total"),
    "overall.total": ("expenditure.total", "income.total", "fiscal.total", "general.total"),
}


def bound_change(book: Book, stem: str) -> Iterator[tuple[Interval, str]]:
    """The most that a total can have grown by since last year, with how that is known, where it can only have gone down."""
    total = book.facts.interval(stem) or _level(book, stem)
    for part in _WITHIN.get(stem, ()) if total else ():
        level = book.facts.interval(part) or _level(book, part)
        change = _change(book, part)
        moved = signed(change) if change else None
        if total is None or level is None or change is None or moved is None:
            continue
        before = level - moved
        if total.high < before.low:
            name = change.subject.text if change.subject and change.subject.text else "其中一项"
            direction = "减少" if change.sign < 0 else "增加"
            yield total - before, f"文中{name}{direction}{written(change)}，上年的总额不会少于它上年的数"


def _level(book: Book, key: str) -> Interval | None:
    return next((stated(frame.slots["level"]) for frame in book.frames.of_key(key) if "level" in frame.slots), None)


def _change(book: Book, key: str) -> Mention | None:
    """The first change of a subject since last year that the text states as an amount."""
    changes = (change for frame in book.frames.of_key(key) if (change := frame.slots.get("change")) and change.base is None)
    return next((change for change in changes if change.sign and not change.others and change.number.kind == "money"), None)
