"""各部分之和与总额不符。

查什么：基本支出与项目支出、人员经费与公用经费、货物工程服务、各项收入、所列各类、“三公”三项等部分之和，与前面写明的总额是否相符。
为什么：改了一个数，其余的没有跟着改。
错例：政府采购支出总额⟦9.9万元⟧，其中：政府采购货物支出1.16万元、政府采购服务支出7.74万元。
正例：政府采购支出总额8.9万元，其中：政府采购货物支出1.16万元、政府采购服务支出7.74万元。
依据：决算表的勾稽关系。清单可能没有列全，和数偏小时，只有写全了常见各项、或所写占比合计为100%的，才算不符。
"""

from collections.abc import Iterator
from decimal import Decimal

from assistant.checking.book import Book
from assistant.checking.frames import Frame
from assistant.checking.quantities import comparable, middle, stated
from assistant.checking.reading.mentions import Mention
from assistant.checking.relations import Relation, plain_amount, written
from assistant.numerals.interval import total

HUNDRED = Decimal(100)
ALL_BASIC = ("expenditure.basic", "expenditure.basic|general.basic", "general.basic/expenditure.basic")
"""Keys of 基本支出 that is, or may be, of all money."""
GROUPS: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("income.total", tuple(f"income.{key}" for key in ("fiscal", "superior", "business", "operating", "affiliated", "other")), 0),
    ("overall.total", ("income.total", "overall.use_surplus", "overall.opening"), 3),
    ("overall.total", ("expenditure.total", "overall.surplus_distribution", "overall.closing"), 3),
    ("expenditure.total", tuple(f"expenditure.{key}" for key in ("basic", "project", "remitted", "operating", "subsidy")), 2),
    ("general.total", ("general.basic", "general.project"), 2),
    ("general.basic", ("economic.personnel", "economic.public"), 2),
    *((whole, ("economic.personnel/all_basic.personnel", "economic.public/all_basic.public"), 2) for whole in ALL_BASIC),
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
        if frame.key == "fund.closing":
            yield from _balance(book, frame)
        for whole, keys, enough in GROUPS:
            if frame.key == whole:
                parts = [part for key in keys if (part := _after(book, frame, key))]
                yield from _sum(frame.slots["level"], parts, (enough > 0 and len(parts) >= enough) or _whole_by_shares(parts))
        if frame.key == "general.total":
            classes = _classes(book, frame)
            yield from _sum(frame.slots["level"], classes, _whole_by_shares(classes))
    yield from _budgets(book)


def _budgets(book: Book) -> Iterator[Relation]:
    """The initial budget of 一般公共预算 and those of the items below it, where they add up; items with no spending may be left out."""
    for frame in book.frames.of_key("general.total"):
        target = frame.slots.get("budget")
        if target is None:
            continue
        listed = (other.slots.get("budget") for other in book.frames.all if other.key.startswith(_ITEMS) and other.heading == frame.heading)
        items = [item for item in listed if item and item.start > target.start and item.budget == target.budget]
        amounts = [amount for item in items if (amount := plain_amount(item))]
        own = stated(target)
        if own is None or len(items) < 2 or len(amounts) < len(items):
            continue
        expected, point = total(amount[0] for amount in amounts), sum((amount[1] for amount in amounts), Decimal(0))
        if expected.overlaps(own):
            formula = f"{' + '.join(map(written, items))} = {point:,}"
            yield Relation("parts", target, tuple(items), expected, point, formula, "各项预算之和与总额不符")


_ITEMS = ("function.", "path:", "account:")


def _balance(book: Book, frame: Frame) -> Iterator[Relation]:
    """What is left of a fund: its opening balance and income less its expenditure, where one sentence names all four."""
    closing = frame.slots["level"]
    levels = [book.frames.level_before(key, closing) for key in ("fund.opening", "fund.income", "fund.total")]
    sources = tuple(level for level in levels if level and (level.paragraph, level.sentence) == (closing.paragraph, closing.sentence))
    amounts = [amount for source in sources if (amount := plain_amount(source))]
    if len(amounts) < 3:
        return
    opening, income, spent = amounts
    point = opening[1] + income[1] - spent[1]
    formula = f"{written(sources[0])} + {written(sources[1])} − {written(sources[2])} = {point:,}"
    yield Relation("parts", closing, sources, opening[0] + income[0] - spent[0], point, formula, "年末结余与收支不符")


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
        if other.key.startswith(_ITEMS)
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
    if (
        own is None
        or len(levels) < 2
        or len(intervals) != len(levels)
        or not all(comparable(level.number, target.number) for level in levels)
    ):
        return
    expected = total(intervals)
    point = sum((value for level in levels if (value := middle(level)) is not None), Decimal(0))
    if whole or expected.overlaps(own) or expected.low > own.high:
        formula = f"{' + '.join(written(level) for level in levels)} = {point:,}"
        yield Relation("parts", target, tuple(levels), expected, point, formula, "各部分之和与总额不符")
