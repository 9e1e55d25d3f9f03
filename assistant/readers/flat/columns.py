"""To which columns the amounts of a line belong, where blanks were lost: settled by sums, never guessed."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from assistant.readers.flat.tokens import HALF_CENT

Amounts = Sequence[Decimal]
"""A line's amounts from left to right, without blanks and without its total."""

Columns = tuple[int, ...]
"""For each of a line's amounts the number of its column, increasing."""

_MOST_STEPS = 4_000
_MOST_CHILDREN = 200


def place_amounts(parent: dict[int, Decimal], children: Sequence[Amounts], known: Sequence[Columns | None]) -> tuple[Columns, ...] | None:
    """The columns of the children's amounts such that each column adds up to the parent's; None unless there is exactly one way.

    ``known`` gives the columns of a child where they are certain. Only columns in which the parent
    has an amount come into question.
    """
    options = [
        [fixed] if fixed is not None else list(combinations(sorted(parent), len(amounts)))
        for amounts, fixed in zip(children, known, strict=True)
    ]
    if len(children) > _MOST_CHILDREN:
        return None
    search = _Search(parent, children, options)
    search.run(0, dict.fromkeys(parent, Decimal(0)), ())
    return search.found[0] if len(search.found) == 1 and search.steps <= _MOST_STEPS else None


class _Search:
    """A search through the ways to place amounts, given up after too many steps or at a second way that adds up."""

    def __init__(self, parent: dict[int, Decimal], children: Sequence[Amounts], options: Sequence[Sequence[Columns]]) -> None:
        self.parent, self.children, self.options = parent, children, options
        self.tail = (len(children) + 1) * HALF_CENT
        self.may_prune = all(amount >= 0 for amounts in children for amount in amounts)
        self.found: list[tuple[Columns, ...]] = []
        self.steps = 0

    def run(self, index: int, sums: dict[int, Decimal], chosen: tuple[Columns, ...]) -> None:
        self.steps += 1
        if len(self.found) > 1 or self.steps > _MOST_STEPS:
            return
        if index == len(self.children):
            if all(abs(self.parent[column] - sums[column]) <= self.tail for column in self.parent):
                self.found.append(chosen)
            return
        for columns in self.options[index]:
            added = dict(sums)
            for column, amount in zip(columns, self.children[index], strict=True):
                added[column] = added.get(column, Decimal(0)) + amount
            if set(added) == set(self.parent) and not (self.may_prune and self.exceeds(added)):
                self.run(index + 1, added, (*chosen, columns))

    def exceeds(self, sums: dict[int, Decimal]) -> bool:
        return any(sums[column] > self.parent[column] + self.tail for column in self.parent)
