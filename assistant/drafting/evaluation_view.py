"""Self-evaluation as a report tells it: each form with what it attained, where it fell short or far passed, and why."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from assistant.drafting.clauses import trim_clause
from assistant.drafting.reasons import LEADS
from assistant.drafting.slots import Slots
from assistant.numerals.targets import read_target
from schemas.frozen import Frozen
from schemas.performance import Form, Scorecard, Scored

_REASON_LEADS = (*LEADS, "目标未完成原因：", "偏差原因：")


class Outcome(Frozen):
    """An indicator for a template: the stem of its facts, its name, target and actual as slots.

    ``way`` is ``reached``, ``short``, ``far`` (far above its target) or ``judged`` (reached by people's judgement);
    ``counted`` tells that it has a percentage of its target, ``plain`` that its actual is a quantity and nothing else.
    """

    stem: str
    name: str
    target: str
    actual: str
    way: str
    counted: bool
    plain: bool


class Group(Frozen):
    """The outcomes under one 一级指标, named without 指标."""

    name: str
    outcomes: tuple[Outcome, ...]


class Problem(Frozen):
    """Outcomes that deviate for one reason, a slot."""

    outcomes: tuple[Outcome, ...]
    reason: str


class FormView(Frozen):
    """A form for a template; all but ``stem`` are slots, or made of slots."""

    stem: str
    name: str
    grade: str
    groups: tuple[Group, ...]
    problems: tuple[Problem, ...]
    measures: tuple[str, ...]


def view_forms(cards: Sequence[Scorecard], slots: Slots, gap: Callable[[str], str]) -> tuple[FormView | None, tuple[FormView, ...]]:
    """The form of the unit, if there is one, and those of its projects; ``gap`` asks for a reason that nobody gave."""
    unit = next((card for card in cards if card.form.kind == "unit"), None)
    projects = [card for card in cards if card.form.kind == "project"]
    viewer = _Viewer(slots, gap)
    return (
        viewer.view(unit, "evaluation.unit") if unit else None,
        tuple(viewer.view(card, f"evaluation.{number}") for number, card in enumerate(projects, start=1)),
    )


class _Viewer:
    """Turns forms into what templates read."""

    def __init__(self, slots: Slots, gap: Callable[[str], str]) -> None:
        self._slots, self._gap = slots, gap

    def view(self, card: Scorecard, stem: str) -> FormView:
        """One form, whose facts are named after ``stem``."""
        names = Counter(scored.indicator.name for scored in card.scored)
        entries = [
            (scored, self._outcome(scored, f"{stem}.{number}", repeated=names[scored.indicator.name] > 1))
            for number, scored in enumerate(card.scored, start=1)
        ]
        fit = [(scored, outcome) for scored, outcome in entries if outcome.way != "short"]
        deviating = [(scored, outcome) for scored, outcome in entries if outcome.way in {"short", "far"}]
        return FormView(
            stem=stem,
            name=self._slots.hold_text(card.form.bare_name),
            grade=self._slots.hold_text(card.grade) if card.grade else self._gap(f"{self._whose(card.form)}的评价等级"),
            groups=tuple(
                Group(name=self._slots.hold_text(name.removesuffix("指标")), outcomes=tuple(outcome for _, outcome in members))
                for name, members in groupby(fit, key=lambda entry: entry[0].indicator.level1)
            ),
            problems=tuple(self._problems(card, deviating)),
            measures=tuple(self._measures(card, deviating)),
        )

    def _outcome(self, scored: Scored, stem: str, repeated: bool) -> Outcome:
        """An indicator; one whose name others of the form have too is told with its 二级指标."""
        indicator = scored.indicator
        actual = read_target(indicator.actual)
        way = "short" if scored.short else "far" if scored.far_above else "judged" if scored.basis == "judged" else "reached"
        return Outcome(
            stem=stem,
            name=self._slots.hold_text(f"{indicator.level2}：{indicator.name}" if repeated and indicator.level2 else indicator.name),
            target=self._slots.hold_text(indicator.target) if indicator.target else self._gap(f"“{indicator.name}”的目标值"),
            actual=self._slots.hold_text(indicator.actual) if indicator.actual else self._gap(f"“{indicator.name}”的实际完成值"),
            way=way,
            counted=scored.basis == "positive" and scored.attained is not None,
            plain=actual is not None and actual.end == len(indicator.actual),
        )

    def _problems(self, card: Scorecard, deviating: Sequence[tuple[Scored, Outcome]]) -> Iterator[Problem]:
        """What deviates, that of one reason together; each that has none asks for its own."""
        for reason, members in _by_words((_trimmed(scored.reason), scored, outcome) for scored, outcome in deviating):
            outcomes = tuple(outcome for _, outcome in members)
            if reason:
                yield Problem(outcomes=outcomes, reason=self._slots.hold_reason(reason, f"{outcomes[0].stem}.score"))
                continue
            for scored, outcome in members:
                wanted = f"{self._whose(card.form)}“{scored.indicator.name}”偏差的原因"
                yield Problem(outcomes=(outcome,), reason=self._gap(wanted))

    def _measures(self, card: Scorecard, deviating: Sequence[tuple[Scored, Outcome]]) -> Iterator[str]:
        for measure, members in _by_words((_trimmed(scored.measure), scored, outcome) for scored, outcome in deviating):
            if measure:
                yield self._slots.hold_note(measure)
            elif any(scored.short for scored, _ in members):
                names = "、".join(f"“{scored.indicator.name}”" for scored, _ in members if scored.short)
                yield self._gap(f"{self._whose(card.form)}{names}的改进措施")

    @staticmethod
    def _whose(form: Form) -> str:
        return "整体" if form.kind == "unit" else f"{form.bare_name}项目"


def _by_words(entries: Iterable[tuple[str, Scored, Outcome]]) -> Iterator[tuple[str, list[tuple[Scored, Outcome]]]]:
    """Entries by their words, in the order in which these first come."""
    found: dict[str, list[tuple[Scored, Outcome]]] = {}
    for words, scored, outcome in entries:
        found.setdefault(words, []).append((scored, outcome))
    yield from found.items()


def _trimmed(text: str) -> str:
    return trim_clause(text, *_REASON_LEADS)
