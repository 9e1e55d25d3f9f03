"""各部分之和与总额不符。

What: parts that are known to make up a total (基本＋项目＋…, 人员＋公用, 货物＋工程＋服务, the income lines, the
classes of a list, the three parts of 三公) against the total stated before them.
Why: one amount was updated and the others were not.
Wrong: 基本支出⟦1,642.7万元⟧，其中：人员经费1,407.13万元，公用经费245.57万元。
Right: 基本支出1,642.7万元，其中：人员经费1,407.13万元，公用经费235.57万元。
Source: the identities of the tables (FIELD.md). A list may leave parts out, so a sum that is too small
counts only where the stated shares show the list to be whole, or where all usual parts are named.
"""

from collections.abc import Iterator
from decimal import Decimal

from assistant.checking.book import Book
from assistant.checking.frames import Frame
from assistant.checking.quantities import comparable, middle, stated
from assistant.checking.reading.mentions import Mention
from assistant.checking.relations import Relation, written
from assistant.numerals.interval import total

HUNDRED = Decimal(100)
GROUPS: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("income.total", tuple(f"income.{key}" for key in ("fiscal", "superior", "business", "operating", "affiliated", "other")), 0),
    ("expenditure.total", tuple(f"expenditure.{key}" for key in ("basic", "project", "remitted", "operating", "subsidy")), 2),
    ("general.total", ("general.basic", "general.project"), 2),
    ("general.basic", ("economic.personnel", "economic.public"), 2),
    ("three_public.total", ("three_public.abroad", "three_public.vehicles", "three_public.reception"), 3),
    ("three_public.vehicles", ("three_public.vehicle_purchase", "three_public.vehicle_operation"), 2),
    ("procurement.total", ("procurement.goods", "procurement.works", "procurement.services"), 2),
)
"""A total, its parts, and how many parts must be named for the list to be whole (0: only by shares)."""


def relate(book: Book) -> Iterator[Relation]:
    """A relation for every total whose list of parts is whole, or whose parts are more than it."""
    for frame in book.frames.all:
        if "level" not in frame.slots:
            continue
        for whole, keys, enough in GROUPS:
            if frame.key == whole:
                parts = [part for key in keys if (part := _after(book, frame, key))]
                yield from _sum(frame.slots["level"], parts, (enough > 0 and len(parts) >= enough) or _whole_by_shares(parts))
        if frame.key == "general.total":
            classes = _classes(book, frame)
            yield from _sum(frame.slots["level"], classes, _whole_by_shares(classes))


def _after(book: Book, frame: Frame, key: str) -> Frame | None:
    """The first frame of a part that states an amount after the total, under the same heading."""
    start = frame.slots["level"].start
    return next((other for other in book.frames.of_key(key) if _follows(other, frame.heading, start)), None)


def _follows(frame: Frame, heading: str, start: int) -> bool:
    return frame.heading == heading and "level" in frame.slots and frame.slots["level"].start > start


def _classes(book: Book, frame: Frame) -> list[Frame]:
    """The accounts listed below the total, each with a share of it."""
    start = frame.slots["level"].start
    return [
        other
        for other in book.frames.all
        if other.key.startswith(("function.", "path:", "account:"))
        and _follows(other, frame.heading, start)
        and "share" in other.slots
        and other.slots["share"].whole is None
    ]


def _whole_by_shares(parts: list[Frame]) -> bool:
    """Whether the stated shares of the parts add up to 100."""
    shares = [value for part in parts if "share" in part.slots and (value := middle(part.slots["share"])) is not None]
    return len(shares) == len(parts) and abs(sum(shares, Decimal(0)) - HUNDRED) <= Decimal("0.5")


def _sum(target: Mention, parts: list[Frame], whole: bool) -> Iterator[Relation]:
    levels = [part.slots["level"] for part in parts]
    intervals = [interval for level in levels if (interval := stated(level)) is not None]
    own = stated(target)
    if own is None or len(levels) < 2 or len(intervals) != len(levels) or not all(comparable(level.number, target.number) for level in levels):
        return
    expected = total(intervals)
    point = sum((value for level in levels if (value := middle(level)) is not None), Decimal(0))
    if whole or expected.overlaps(own) or expected.low > own.high:
        formula = f"{' + '.join(written(level) for level in levels)} = {point:,}"
        yield Relation("parts", target, tuple(levels), expected, point, formula, "各部分之和与总额不符")
