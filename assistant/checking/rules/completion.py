"""完成率与预算数、决算数不符。

查什么：所写的完成率，与同处的决算数和预算数是否相符；年初预算与调整（全年）预算分开核对。
为什么：每个科目的完成率都要手工计算。
错例：年初预算为82.3万元，支出决算为83万元，完成年初预算的⟦100.1%⟧。
正例：年初预算为82.3万元，支出决算为83万元，完成年初预算的100.9%。
依据：83 ÷ 82.3 = 100.85%，见于2024年的公开文件。
"""

from collections.abc import Iterator

from assistant.checking.book import Book
from assistant.checking.frames import Frame
from assistant.checking.quantities import alike, bare_count
from assistant.checking.reading.mentions import Mention
from assistant.checking.relations import Relation, amount, plain_amount, quotient, written
from assistant.numerals.interval import Interval


def relate(book: Book) -> Iterator[Relation]:
    """A relation for every completion rate with an actual and a budget of the same kind."""
    for frame in book.frames.all:
        target = frame.slots.get("completion")
        level = frame.get("level")
        if target is None or level is None:
            continue
        budget = frame.budget_of(target)
        if budget is None or (budget.start > target.start and not _in_sentence(budget, target)):
            yield from _from_change(frame, target, level)
            continue
        one, two = plain_amount(level), plain_amount(budget)
        scale = bare_count(budget, level)
        if one is None or two is None or two[1] == 0 or (scale == 1 and not alike(level, budget)):
            continue
        expected = quotient(one[0], two[0] * Interval.exact(scale))
        if expected is None:
            continue
        point = one[1] / (two[1] * scale) * 100
        formula = f"{written(level)} ÷ {written(budget)} = {point:.3f}%"
        yield Relation("completion", target, (level, budget), expected, point, formula, "完成率与预算数、决算数不符")


def _in_sentence(one: Mention, other: Mention) -> bool:
    return one.paragraph == other.paragraph and one.sentence == other.sentence and one.budget == other.budget


def _from_change(frame: Frame, target: Mention, level: Mention) -> Iterator[Relation]:
    """A completion rate beside the actual and its difference from a budget that is not stated."""
    moved = frame.slots.get("budget_change")
    one, two = plain_amount(level), amount(moved)
    if one is None or two is None or moved is None or moved.instead or not moved.sign or not _in_sentence(moved, target):
        return
    expected = quotient(one[0], one[0] - two[0])
    base = one[1] - two[1]
    if expected is not None and base:
        point = one[1] / base * 100
        formula = f"{written(level)} ÷ ({written(level)} {'−' if moved.sign > 0 else '+'} {written(moved)}) = {point:.3f}%"
        yield Relation("completion", target, (level, moved), expected, point, formula, "完成率与预算数、决算数不符")
