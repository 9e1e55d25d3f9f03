"""Binding: a mention to the fact it states, by subject, role and year, never by a value that occurs somewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.checking.facts import Facts
from assistant.checking.quantities import comparable_unit, stated
from assistant.checking.reading.mentions import Mention
from assistant.numerals.interval import Interval
from schemas.facts import Fact

DERIVED = {"prior", "change", "change_rate", "budget_change", "budget_change_rate", "share", "completion", "budget"}
VAGUE_SECTIONS = {"performance", "terms", ""}
"""Sections whose words may speak of other things than the tables: agreement counts there, contradiction does not."""


@dataclass(frozen=True, slots=True)
class Bond:
    """A mention and the fact it must agree with. ``sure`` tells that no other reading of its words exists."""

    fact: Fact
    interval: Interval
    agrees: bool
    sure: bool


def bind(mention: Mention, facts: Facts, year: int | None) -> Bond | None:
    """The bond of a mention, None where it states no fact that is known.

    A blank cell of a table that was read states nothing, so an amount in the text contradicts it. Of
    several facts that the words can mean, one that agrees is taken; else the likeliest.
    """
    bonds = [bond for fact_id in dict.fromkeys(_fact_ids(mention, facts)) if (bond := _bond(mention, fact_id, facts))]
    if not bonds:
        return None
    agreeing = next((bond for bond in bonds if bond.agrees), None)
    if agreeing:
        return agreeing
    sure = bonds[0].sure and len(bonds) == 1 and mention.section not in VAGUE_SECTIONS and not mention.others
    return Bond(bonds[0].fact, bonds[0].interval, False, sure)


def level_ids(stem: str) -> tuple[str, str]:
    """The ids under which a stem's own level may stand."""
    return f"{stem}.actual", stem


def _fact_ids(mention: Mention, facts: Facts) -> Iterator[str]:
    subjects = [subject for subject in (mention.subject, *mention.others) if subject]
    for stem in (stem for subject in subjects for stem in subject.stems):
        if mention.role == "level":
            yield from (fact_id for fact_id in level_ids(stem) if facts.get(fact_id))
        elif mention.role == "share":
            yield from _share_ids(mention, stem, facts)
        elif mention.role in {"budget", "completion", "budget_change", "budget_change_rate"}:
            yield from _budget_ids(mention, stem, facts)
        elif mention.role in DERIVED:
            yield f"{stem}.{mention.role}"


def _share_ids(mention: Mention, stem: str, facts: Facts) -> Iterator[str]:
    """The share's own fact, if its whole is the one the words name."""
    fact = facts.get(f"{stem}.share")
    whole = mention.whole
    if fact is None or fact.formula is None:
        return
    named = mention.whole_text.strip("的比例重为约：:")
    if whole is None and named:
        return
    if whole is None or any(f"{{{fact_id}}}" in fact.formula for other in whole.stems for fact_id in level_ids(other)):
        yield fact.id


def _budget_ids(mention: Mention, stem: str, facts: Facts) -> Iterator[str]:
    names = {"budget": ("budget", "adjusted"), "completion": ("completion", "adjusted_completion")}
    first, second = names.get(mention.role, (mention.role, f"adjusted_{mention.role}"))
    own = stem.startswith("three_public.")
    if mention.budget != "adjusted" or own:
        yield f"{stem}.{first}"
    if mention.budget != "initial" and not own:
        yield f"{stem}.{second}"


def _bond(mention: Mention, fact_id: str, facts: Facts) -> Bond | None:
    fact, interval, own = facts.get(fact_id), facts.interval(fact_id), stated(mention)
    if fact is None or own is None or not comparable_unit(mention.number, fact.unit):
        return None
    if interval is None and mention.role == "level" and fact.places:
        interval = Interval.exact(Decimal(0))
    if interval is None:
        return None
    if mention.sign and interval.high < 0:
        interval = -interval
    return Bond(fact, interval, own.overlaps(interval), mention.sure)
