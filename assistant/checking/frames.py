"""Frames: the mentions about one subject, so that they can be held against each other."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assistant.checking.quantities import same_value
from assistant.checking.reading.mentions import EARLIER, Mention
from assistant.checking.reading.reader import Reading
from assistant.checking.wholes import wholes
from schemas.review import Role


@dataclass(slots=True, eq=False)
class Frame:
    """The mentions of one subject that belong together, one a role; ``earlier`` is the frame before it."""

    key: str
    section: str
    heading: str
    slots: dict[Role, Mention] = field(default_factory=dict)
    earlier: "Frame | None" = None

    @property
    def base(self) -> int | None:
        """The year that its comparisons are made with, None for last year."""
        return next((mention.base for role, mention in self.slots.items() if role in EARLIER), None)

    def get(self, role: Role) -> Mention | None:
        """The mention of a role: this frame's, or that of an earlier one under the same heading, with the same year compared."""
        frame: Frame | None = self
        while frame is not None and frame.heading == self.heading:
            if role in frame.slots and (role not in EARLIER or frame.base == self.base):
                return frame.slots[role]
            frame = frame.earlier
        return None

    def base_of(self, mention: Mention, base: str) -> Mention | None:
        """The value that a change is measured from: the budget that it speaks of, or last year's."""
        return self.budget_of(mention) if base == "budget" else self.get("prior")

    def budget_of(self, mention: Mention) -> Mention | None:
        """The budget that a mention speaks of, by its kind; None where of two in its sentence it may be either."""
        told: dict[str, Mention] = {}
        frame: Frame | None = self
        while frame is not None and frame.heading == self.heading:
            budget = frame.slots.get("budget")
            if budget is not None and (budget.paragraph, budget.sentence) != (mention.paragraph, mention.sentence):
                break
            if budget is not None:
                told.setdefault(budget.budget, budget)
            frame = frame.earlier
        if len(told) > 1:
            return told.get(mention.budget)
        latest = self.get("budget")
        return latest if latest is not None and same_budget(mention, latest) else None


def same_budget(one: Mention, other: Mention) -> bool:
    """Whether two mentions can speak of one budget; of which kind it is need not be said."""
    return not one.budget or not other.budget or one.budget == other.budget


_AGAINST_BUDGET = {"budget_change", "budget_change_rate"}


class Frames:
    """All frames of a reading, and the levels of each subject in the order of the text.

    ``rivals`` are the frames of comparisons that may be about another subject, or with another base, as if they were.
    """

    def __init__(self, reading: Reading) -> None:
        self.all: list[Frame] = []
        self.rivals: list[Frame] = []
        self._rival_of: dict[str, Frame] = {}
        self._by_key: dict[str, list[Frame]] = {}
        self._levels: dict[str, list[Mention]] = {}
        self._current: dict[tuple[str, str], Frame] = {}
        for mention in reading.mentions:
            if mention.subject is not None and mention.year is None and mention.role not in {"other", "score"}:
                heading = reading.passages[mention.paragraph].heading
                self._add(mention, mention.subject.key, heading)
                for other in mention.others if mention.role != "level" else ():
                    self._add_rival(mention, mention.role, other.key, heading)
                if mention.instead:
                    self._add_rival(mention, mention.instead, mention.subject.key, heading)

    def of_key(self, key: str) -> list[Frame]:
        """The frames of a subject in the order of the text."""
        return self._by_key.get(key, [])

    def level_before(self, key: str, mention: Mention) -> Mention | None:
        """The last level of a subject stated before a mention, in its section if there is one there."""
        levels = self._levels.get(key, [])
        before = levels[: bisect_left(levels, mention.start, key=lambda level: level.start)]
        here = (level for level in reversed(before) if level.section == mention.section)
        return next(here, before[-1] if before else None)

    def totals(self, share: Mention) -> Iterator[Mention]:
        """The levels of what a share can be a share of, the likeliest first; one that its sentence does not name is in its section."""
        for whole in wholes(share):
            here = share.whole is None and whole not in share.lists
            found = (level for stem in (whole.key, *whole.stems) if (level := self.level_before(stem, share)))
            levels = [level for level in found if not here or level.section == share.section]
            yield from levels if whole.either else levels[:1]

    def _add(self, mention: Mention, key: str, heading: str) -> None:
        place = (heading, key)
        frame = self._current.get(place)
        taken = frame.slots.get(mention.role) if frame else None
        again = taken is not None and not (mention.role == "level" and same_value(taken, mention))
        if frame is None or again or any(_of_another_base(mention, other) for other in frame.slots.values()):
            frame = self._open(place, mention, frame)
        frame.slots[mention.role] = mention
        if mention.role == "level":
            self._levels.setdefault(key, []).append(mention)

    def _add_rival(self, mention: Mention, role: Role, key: str, heading: str) -> None:
        """A comparison in its other reading: beside what is said of that subject before, and of this one in the same sentence."""
        last = self._rival_of.get(key)
        fits = last is not None and role not in last.slots and last.base == mention.base
        if last is None or not fits or not dict(_of_sentence(last.slots.items(), mention)):
            last = Frame(key, mention.section, heading, earlier=self._current.get((heading, key)))
            self.rivals.append(last)
            self._rival_of[key] = last
        last.slots[role] = mention

    def _open(self, place: tuple[str, str], mention: Mention, earlier: Frame | None) -> Frame:
        """A new frame; what the same sentence said before goes with it."""
        frame = Frame(place[1], mention.section, place[0], earlier=earlier)
        if earlier is not None:
            said = _of_sentence(earlier.slots.items(), mention)
            frame.slots = {role: other for role, other in said if not _of_another_base(mention, other)}
        self._current[place] = frame
        self.all.append(frame)
        self._by_key.setdefault(frame.key, []).append(frame)
        return frame


def _of_sentence(slots: Iterable[tuple[Role, Mention]], mention: Mention) -> Iterable[tuple[Role, Mention]]:
    for role, other in slots:
        if other.paragraph == mention.paragraph and other.sentence == mention.sentence and role != mention.role:
            yield role, other


def _of_another_base(mention: Mention, other: Mention) -> bool:
    """Whether two comparisons are with budgets of two kinds, or with two years (比年初预算增加…，比调整预算减少…)."""
    roles = {mention.role, other.role}
    return (roles <= _AGAINST_BUDGET and not same_budget(mention, other)) or (roles <= EARLIER and mention.base != other.base)
