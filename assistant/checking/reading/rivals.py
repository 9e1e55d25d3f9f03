"""Rivals: what a comparison may speak of as well, besides the subject that was named last."""

import re
from itertools import islice, takewhile

from assistant.checking.reading.mentions import CHANGES
from assistant.checking.reading.naming import BALANCE, Naming
from assistant.checking.reading.roles import NEAR
from assistant.checking.reading.subjects import Subject

_TOTAL = re.compile(r"总体|整体|[合总共]计|总额|支出|收入")


class Rivals(Naming):
    """Finds the other subjects that the words of a comparison can mean: a list's opener, its other parts, their total."""

    def _rivals(self, at: int) -> tuple[Subject, ...]:
        """What a comparison behind the last of a list, or of a sentence with an item of its own, may speak of as well."""
        state = self.state
        if state.left is not None and state.versus == "prior":
            return (state.left,)
        if not self.mentions or self.mentions[-1].number.start < state.subject_end:
            return ()
        if not state.in_parts:
            return self._siblings(at)
        listed = state.opener is not None and state.opener != state.subject and state.levels
        return (state.opener,) if listed and state.opener else ()

    def _has_own_budget(self) -> bool:
        """Whether a budget was told of the subject since it was named, so that it is the one compared with it."""
        return any(mention.role == "budget" and mention.number.start >= self.state.subject_end for mention in self.mentions[-2:])

    def _siblings(self, at: int) -> tuple[Subject, ...]:
        """Behind amounts told in a row with no word for their total (基本支出5万元，项目支出3万元): the others, and the total.

        Behind amounts with changes of their own only words of a total (总体增加5万元) may tell of these.
        """
        begin, head, summed = self._part_begin(at), self.state.local or self.state.subject, self._tells_total(at)
        near = takewhile(lambda mention: summed or mention.role not in CHANGES, islice(reversed(self.mentions), NEAR))
        levels = [mention for mention in takewhile(lambda mention: mention.number.start >= begin, near) if mention.role == "level"]
        told = [mention.subject for mention in levels if mention.subject and (mention.sure or not levels[0].sure)]
        if not told or told[0] != head:
            return ()
        others = {subject.key: subject for subject in told if subject.key != told[0].key and not BALANCE.search(subject.key)}
        if others and self.default is not None and self.default.key != told[0].key:
            others.setdefault(self.default.key, self.default)
        return tuple(others.values())

    def _tells_total(self, at: int) -> bool:
        """Whether words of a total stand between the last number and a place."""
        return _TOTAL.search(self.text, self.mentions[-1].number.end, at) is not None

    def _part_begin(self, at: int) -> int:
        """Where the sentence at a place, or its part behind a semicolon, begins, if it names the subject; else the paragraph."""
        begin = max(self.text.rfind(mark, 0, at) for mark in "。；;！？") + 1
        return begin if begin < self.state.subject_end else 0
