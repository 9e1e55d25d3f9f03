"""占比与部分、总体不符。

What: a share against its part and its whole: the whole named after 占, else the total of the list or of
the section.
Why: shares are computed by hand, and the total may stand ten items earlier. Where all shares of a list
were nudged so that they add up to 100, a share may be off by one unit of its last decimal.
Wrong: 支出2,940.05万元，主要用于：一般公共服务支出（类）2,106.66万元，占⟦71.73%⟧。
Right: 支出2,940.05万元，主要用于：一般公共服务支出（类）2,106.66万元，占71.65%。
Source: 2,106.66 ÷ 2,940.05 = 71.654%; seen in a published report of 2024.
"""

from collections.abc import Iterator
from decimal import Decimal

from assistant.checking.book import Book
from assistant.checking.quantities import comparable
from assistant.checking.reading.mentions import Mention
from assistant.checking.relations import Relation, plain_amount, quotient, written
from assistant.numerals.interval import Interval


def relate(book: Book) -> Iterator[Relation]:
    """A relation for every share whose part and whole are stated."""
    for frame in book.frames.all:
        target = frame.slots.get("share")
        part = frame.get("level")
        if target is None or part is None or part.start > target.start:
            continue
        whole = _whole(book, target)
        one, two = plain_amount(part), plain_amount(whole)
        if whole is None or whole is part or one is None or two is None or not comparable(part.number, whole.number):
            continue
        expected = quotient(one[0], two[0])
        if expected is None or two[1] == 0:
            continue
        point = one[1] / two[1] * 100
        formula = f"{written(part)} ÷ {written(whole)} = {point:.3f}%"
        yield Relation("share", target, (part, whole), _nudged(target, expected), point, formula, "占比与部分、总体不符")


def _whole(book: Book, target: Mention) -> Mention | None:
    if target.whole is not None:
        return next((level for stem in (target.whole.key, *target.whole.stems) if (level := book.frames.level_before(stem, target))), None)
    named = target.whole_text.strip("的比例重为约了：:")
    return book.frames.list_total(target) if not named else None


def _nudged(target: Mention, expected: Interval) -> Interval:
    """A share of a list may be one unit of its last decimal off, where the author made the list add up to 100."""
    if not target.in_parts and target.whole is not None:
        return expected
    unit = Decimal(1).scaleb(-target.number.decimals) / 2
    return Interval(expected.low - unit, expected.high + unit)
