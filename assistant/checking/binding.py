"""Binding: a mention to the fact it states, by subject, role and year, never by a value that occurs somewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.checking.facts import Facts
from assistant.checking.inclusion import included
from assistant.checking.quantities import comparable_unit, size, stated
from assistant.checking.reading.mentions import EARLIER, Mention
from assistant.checking.reading.subjects import Subject
from assistant.checking.wholes import wholes
from assistant.numerals.interval import Interval
from schemas.facts import Fact

VAGUE_SECTIONS = {"performance", "terms", ""}
"""Sections whose words may speak of other things than the tables: agreement counts there, contradiction does not."""

ONE_BUDGET = "three_public."
"""How stems begin whose table has one column for the budget, be it the initial or the adjusted one."""


@dataclass(frozen=True, slots=True)
class Bond:
    """A mention and the fact it must agree with. ``sure`` tells that no other reading of its words exists.

    ``within`` tells that of the fact only the bounds are known: a number outside them is wrong, one inside not proved.
    """

    fact: Fact
    interval: Interval
    agrees: bool
    sure: bool
    within: bool = False


def bind(mention: Mention, facts: Facts) -> Bond | None:
    """The bond of a mention, None where it states no fact that is known.

    A blank cell of a table that was read states nothing, so an amount in the text contradicts it. Of
    several facts that the words can mean, one that agrees is taken; else the likeliest, or none where the
    words mean one of a few things and no table has that one, nor where of two budgets the
    table has one. Of another year than last no table tells.
    """
    if mention.base is not None:
        return None
    if mention.year is not None:
        return _of_last_year(mention, facts)
    if mention.role == "share":
        bonds = list(_share_bonds(mention, facts))
    else:
        bonds = [bond for fact_id in dict.fromkeys(_fact_ids(mention, facts)) if (bond := _bond(mention, fact_id, facts))]
    agreeing = min((bond for bond in bonds if bond.agrees), key=lambda bond: bond.within, default=None)
    other = bind(replace(mention, role=mention.instead, instead=None), facts) if mention.instead and not agreeing else None
    if agreeing or (other and other.agrees):
        return None if agreeing and agreeing.within else agreeing or other
    if not bonds or (mention.of_two_budgets and bonds[0].fact.id.startswith(ONE_BUDGET)):
        return None
    vague = mention.section in VAGUE_SECTIONS and not bonds[0].fact.id.startswith(("performance.", "evaluation."))
    exhausted = _exhausted(mention, bonds, facts)
    if not exhausted and mention.subject and mention.subject.either:
        return None
    told = other is not None or mention.instead is None
    sure = bonds[0].sure and exhausted and told and not vague
    return replace(next((bond for bond in bonds if bond.within), bonds[0]), sure=sure)


def _exhausted(mention: Mention, bonds: list[Bond], facts: Facts) -> bool:
    """Whether every reading of a mention's words was compared, so that it is wrong where all of them disagree."""
    subject = mention.subject
    if mention.role == "share":
        return not mention.others and all(_settled(entry, facts) for entry in (subject, mention.whole))
    known = len(_known(subject, facts)) if subject and subject.either else 1
    return len(bonds) == known + len(mention.others)


def _settled(subject: Subject | None, facts: Facts) -> bool:
    """Whether no fact but those of its stems can be meant by a subject."""
    return subject is None or subject.either or len(_known(subject, facts)) == 1


def _known(subject: Subject, facts: Facts) -> list[str]:
    """The stems of which there are facts, or might be though no table has them."""
    return [stem for stem in subject.stems if included(stem) or any(map(facts.get, level_ids(stem)))]


def _of_last_year(mention: Mention, facts: Facts) -> Bond | None:
    """The bond of a level of the year before; None where it is this year's, and its year the one that is wrong."""
    if facts.sheet is None or mention.year != facts.sheet.year - 1 or mention.role != "level" or not mention.sure:
        return None
    prior = bind(replace(mention, year=None, role="prior"), facts)
    if prior is None or prior.agrees:
        return prior
    now = bind(replace(mention, year=None), facts)
    return None if now and now.agrees else prior


def _share_bonds(mention: Mention, facts: Facts) -> Iterator[Bond]:
    """The share recomputed from the facts of its part and of every whole it can have."""
    own = stated(mention)
    subject = mention.subject
    stems = tuple(dict.fromkeys(stem for whole in wholes(mention) for stem in whole.stems))
    for part in _present(subject.stems if subject else (), facts):
        for whole in _present(stems, facts):
            upper, lower = facts.interval(part.id), facts.interval(whole.id)
            if own is None or not whole.value or upper is None or lower is None or part.id == whole.id:
                continue
            if mention.number.kind not in {"percent", "plain"} or lower.contains(Decimal(0)):
                continue
            interval = upper / lower * Interval.exact(Decimal(100))
            interval = nudged(mention, interval)
            fact = share(part, part.id.removesuffix(".actual"), whole)
            yield Bond(fact, interval, own.overlaps(interval), mention.sure, part.value is None)


def nudged(share: Mention, expected: Interval) -> Interval:
    """What a share may state: where its list adds up to 100, one unit of its last decimal more or less, to make it so."""
    if not share.of_hundred:
        return expected
    slack = Decimal(1).scaleb(-share.number.decimals)
    return Interval(expected.low - slack, expected.high + slack)


def _present(stems: tuple[str, ...], facts: Facts) -> Iterator[Fact]:
    for stem in stems:
        yield from (fact for fact_id in level_ids(stem) if (fact := facts.get(fact_id)))


def share(part: Fact, stem: str, whole: Fact) -> Fact:
    """The share of one fact in another, as a fact."""
    value = part.value / whole.value * 100 if part.value is not None and whole.value else None
    formula = f"{{{part.id}}} ÷ {{{whole.id}}} × 100"
    label = f"{part.label}占{whole.label}比例"
    return Fact(id=f"{stem}.share", label=label, value=value, unit="%", year=part.year, formula=formula, places=part.places + whole.places)


def level_ids(stem: str) -> tuple[str, str]:
    """The ids under which a stem's own level may stand."""
    return f"{stem}.actual", stem


def _fact_ids(mention: Mention, facts: Facts) -> Iterator[str]:
    subjects = [subject for subject in (mention.subject, *mention.others) if subject]
    for stem in (stem for subject in subjects for stem in subject.stems):
        if mention.role == "level":
            yield from (fact_id for fact_id in level_ids(stem) if facts.get(fact_id))
        elif mention.role in {"budget", "completion", "budget_change", "budget_change_rate"}:
            yield from _budget_ids(mention, stem, facts)
        elif mention.role in EARLIER or mention.role == "score":
            yield f"{stem}.{mention.role}"


def _budget_ids(mention: Mention, stem: str, facts: Facts) -> Iterator[str]:
    names = {"budget": ("budget", "adjusted"), "completion": ("completion", "adjusted_completion")}
    first, second = names.get(mention.role, (mention.role, f"adjusted_{mention.role}"))
    own = stem.startswith(ONE_BUDGET)
    if mention.budget != "adjusted" or own:
        yield f"{stem}.{first}"
    if mention.budget != "initial" and not own:
        yield f"{stem}.{second}"


def _bond(mention: Mention, fact_id: str, facts: Facts) -> Bond | None:
    fact, interval, own = facts.get(fact_id), facts.interval(fact_id), stated(mention)
    if fact is None or own is None or not comparable_unit(mention.number, fact.unit):
        return None
    if interval is None and mention.role in {"level", "budget"} and fact.decimals is not None:
        interval = Interval.exact(Decimal(0))
    if interval is None:
        return None
    if mention.role in {"change", "change_rate", "budget_change", "budget_change_rate"}:
        interval = size(interval)
    return Bond(fact, interval, own.overlaps(interval), mention.sure, fact.value is None and facts.interval(fact_id) is not None)
