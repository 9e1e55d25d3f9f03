"""完成率与预算数、决算数不符。

查什么：所写的完成率，与同处的决算数和预算数是否相符；年初预算与调整（全年）预算分开核对。
为什么：每个科目的完成率都要手工计算。
错例：年初预算为82.3万元，支出决算为83万元，完成年初预算的⟦100.1%⟧。
正例：年初预算为82.3万元，支出决算为83万元，完成年初预算的100.9%。
依据：83 ÷ 82.3 = 100.85%，见于2024年的公开文件。
"""

from collections.abc import Iterator

from assistant.checking.book import Book
from assistant.checking.quantities import bare_count
from assistant.checking.relations import Relation, plain_amount, quotient, written
from assistant.numerals.interval import Interval


def relate(book: Book) -> Iterator[Relation]:
    """A relation for every completion rate with an actual and a budget of the same kind."""
    for frame in book.frames.all:
        target = frame.slots.get("completion")
        level, budget = frame.get("level"), frame.get("budget")
        if target is None or level is None or budget is None or budget.start > target.start:
            continue
        if target.budget and budget.budget and target.budget != budget.budget:
            continue
        one, two = plain_amount(level), plain_amount(budget)
        if one is None or two is None or two[1] == 0:
            continue
        scale = bare_count(budget, level)
        expected = quotient(one[0], two[0] * Interval.exact(scale))
        if expected is None:
            continue
        point = one[1] / (two[1] * scale) * 100
        formula = f"{written(level)} ÷ {written(budget)} = {point:.3f}%"
        yield Relation("completion", target, (level, budget), expected, point, formula, "完成率与预算数、决算数不符")
