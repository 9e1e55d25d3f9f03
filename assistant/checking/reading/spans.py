"""Spans: disjoint stretches of a text in order, asked whether they meet another."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

Span = tuple[int, int]


class Spans:
    """Disjoint spans; a question costs the logarithm of their number."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def meet(self, start: int, end: int) -> bool:
        """Whether some span shares a character with ``start``..``end``."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and start < self._spans[at][1]

    def hold(self, place: int) -> bool:
        """Whether ``place`` lies within a span, its ends left out."""
        at = bisect_left(self._starts, place) - 1
        return at >= 0 and place < self._spans[at][1]


def any_between(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the ordered ``places`` lies between ``start`` and ``end``, both left out."""
    return bisect_right(places, start) < bisect_left(places, end)
