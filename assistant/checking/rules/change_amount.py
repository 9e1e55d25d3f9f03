"""增减额与本年数、上年数（或预算数）之差不符。

查什么：所写的增减额，与同处写明的本年数、上年数（或预算数）之差是否相符。
为什么：减法多是手工计算，容易丢位，或错取了另一行的上年数。
错例：本年收入合计1,134万元，较上年1,174万元减少⟦50万元⟧。
正例：本年收入合计1,134万元，较上年1,174万元减少40万元。
依据：各地说明中常把上年数写在句中，三个数须相符。
"""

from collections.abc import Iterator

from assistant.checking.book import Book
from assistant.checking.relations import Relation, amount, written


def relate(book: Book) -> Iterator[Relation]:
    """A relation for every stated change whose level and base are stated too; a wrong direction is told by its own rule."""
    for frame in (*book.frames.all, *book.frames.rivals):
        for change, base in (("change", "prior"), ("budget_change", "budget")):
            target = frame.slots.get(change)  # type: ignore[call-overload]
            if target is None:
                continue
            level, before = frame.get("level"), frame.base_of(target, base)
            one, two = amount(level), amount(before)
            if one is None or two is None or level is None or before is None:
                continue
            point = one[1] - two[1]
            if point * target.sign < 0:
                continue
            formula = f"{written(level)} − {written(before)} = {point:,}"
            yield Relation("change_amount", target, (level, before), one[0] - two[0], point, formula, "增减额与两数之差不符")
