"""占比与部分、总体不符。

查什么：所写的占比，与它的部分和总体是否相符；总体是“占”字后写明的那一项，没有写明的，是本节或所列清单的总额。一组占比恰好合计100%的，可能为凑足100%调整过，允许差最后一位的一个单位。
为什么：占比多是手工计算，总额可能写在很前面。
错例：一般公共预算财政拨款支出2,940.05万元，主要用于以下方面：一般公共服务（类）支出2,106.66万元，占一般公共预算财政拨款支出的⟦72.73%⟧。
正例：一般公共预算财政拨款支出2,940.05万元，主要用于以下方面：一般公共服务（类）支出2,106.66万元，占一般公共预算财政拨款支出的71.65%。
依据：2,106.66 ÷ 2,940.05 = 71.654%，见于2024年的公开文件。
"""

from collections.abc import Iterator

from assistant.checking.binding import nudged
from assistant.checking.book import Book
from assistant.checking.quantities import comparable
from assistant.checking.reading.mentions import Mention
from assistant.checking.relations import Relation, plain_amount, quotient, written


def relate(book: Book) -> Iterator[Relation]:
    """A relation for every share whose part and whole are stated."""
    for frame in book.frames.all:
        target = frame.slots.get("share")
        part = frame.get("level")
        if target is None or part is None or part.start > target.start:
            continue
        tried = [relation for whole in book.frames.totals(target) if (relation := _relation(target, part, whole))]
        known = (relation for relation in tried if relation.sources[1].subject and relation.sources[1].subject.stem)
        fitting = next((relation for relation in tried if relation.holds), None) or next(known, None)
        if fitting:
            yield fitting


def _relation(target: Mention, part: Mention, whole: Mention) -> Relation | None:
    """That the share is the part's of this whole; None where they cannot be compared."""
    one, two = plain_amount(part), plain_amount(whole)
    if whole is part or one is None or two is None or not comparable(part.number, whole.number):
        return None
    expected = quotient(one[0], two[0])
    if expected is None:
        return None
    point = one[1] / two[1] * 100
    formula = f"{written(part)} ÷ {written(whole)} = {point:.3f}%"
    return Relation("share", target, (part, whole), nudged(target, expected), point, formula, "占比与部分、总体不符")
