"""增减百分比与增减额、基数不符。

查什么：所写的增减百分比，与增减额以及它的基数（上年数，或预算数）是否相符。
为什么：百分比多是手工计算，基数容易取错，或沿用了上年的数。
错例：财政拨款支出1,673万元，与上年相比增加86.42万元，增长⟦5.5%⟧。
正例：财政拨款支出1,673万元，与上年相比增加86.42万元，增长5.4%。
依据：86.42 ÷ (1,673 − 86.42) = 5.447%，见于2020年的公开文件。
"""

from collections.abc import Iterator

from assistant.checking.book import Book
from assistant.checking.frames import Frame, same_budget
from assistant.checking.quantities import alike
from assistant.checking.reading.mentions import Mention
from assistant.checking.relations import Relation, amount, quotient, written


def relate(book: Book) -> Iterator[Relation]:
    """A relation for every stated rate whose base and change are stated too; opposite directions are told by their own rule."""
    for frame in (*book.frames.all, *book.frames.rivals):
        for rate, change, base in (("change_rate", "change", "prior"), ("budget_change_rate", "budget_change", "budget")):
            if rate in frame.slots:
                relation = _rate(frame, rate, change, base)
                if relation:
                    yield relation


def _like(mention: Mention | None, other: Mention | None) -> Mention | None:
    """A mention, None where it is another kind of quantity than the other one (20批次 beside 减少0.50万元)."""
    return None if mention is not None and other is not None and not alike(mention, other) else mention


def _rate(frame: Frame, rate: str, change: str, base: str) -> Relation | None:
    target = frame.slots[rate]  # type: ignore[index]
    level, moved = frame.get("level"), frame.get(change)  # type: ignore[arg-type]
    before = _like(frame.base_of(target, base), moved)
    level = _like(level, moved or before)
    if moved is not None and base == "budget" and not same_budget(moved, target):
        moved = None
    if moved is not None and moved.sign * target.sign < 0:
        return None
    one, two, three = amount(level), amount(moved), amount(before)
    if three is not None and before is not None:
        if two is not None and moved is not None:
            part, value, text, sources = two[0], two[1], written(moved), (moved, before)
        elif one is not None and level is not None:
            part, value, text, sources = one[0] - three[0], one[1] - three[1], f"({written(level)} − {written(before)})", (level, before)
        else:
            return None
        whole, base_value, base_text = three[0], three[1], written(before)
    elif one is not None and two is not None and level is not None and moved is not None:
        part, value, text, sources = two[0], two[1], written(moved), (level, moved)
        whole, base_value = one[0] - two[0], one[1] - two[1]
        base_text = f"({written(level)} {'−' if two[1] >= 0 else '+'} {written(moved)})"
    else:
        return None
    expected = quotient(part, whole)
    if expected is None or base_value == 0:
        return None
    point = value / base_value * 100
    formula = f"{text} ÷ {base_text} = {abs(point):.3f}%"
    return Relation("change_rate", target, sources, expected, point, formula, "增减百分比与增减额、基数不符")
