"""Judging: relations and bonds become one finding for each root cause, and a state for each number.

A number that contradicts its fact is a cause. Where no facts decide, the number that takes part in the
most broken relations and the fewest kept ones is the cause; between equals the computed one (a rate, a
share) before the amounts. What is broken only because of a cause is listed under it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.checking.binding import Bond, bind
from assistant.checking.book import Book
from assistant.checking.quantities import middle
from assistant.checking.reading.mentions import Mention
from assistant.checking.relations import Relation
from assistant.checking.rules import rounding_tail, text_table
from assistant.numerals.rounding import round_half_up
from schemas.finding import Finding
from schemas.review import Status

BLAME = {
    "change_rate": 0,
    "budget_change_rate": 0,
    "completion": 1,
    "share": 2,
    "change": 3,
    "budget_change": 3,
    "prior": 4,
    "budget": 5,
    "level": 6,
}
"""The order in which numbers are suspected where nothing else decides."""


@dataclass(slots=True)
class Verdicts:
    """What became of the mentions: bonds, states, findings."""

    bonds: dict[Mention, Bond] = field(default_factory=dict)
    states: dict[Mention, Status] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def judge(book: Book, relations: Iterable[Relation]) -> Verdicts:
    """Bind every mention, weigh the relations, and report the causes."""
    verdicts = Verdicts()
    for mention in book.reading.mentions:
        bond = bind(mention, book.facts)
        if bond:
            verdicts.bonds[mention] = bond
    listed = list(relations)
    kept = [relation for relation in listed if relation.holds]
    broken = _broken_in_every_reading(listed, kept)
    _judge_bonds(book, verdicts, broken)
    _judge_relations(book, verdicts, broken, kept)
    _settle(verdicts, kept, book)
    return verdicts


def _broken_in_every_reading(listed: list[Relation], kept: list[Relation]) -> list[Relation]:
    """The relations that fail; where words leave open what a number is about, all its readings must, and one stands for them."""
    tried = Counter((relation.rule, relation.target) for relation in listed)
    held = {(relation.rule, relation.target) for relation in kept}
    holding = set(kept)
    broken = [relation for relation in listed if relation not in holding]
    failed = {(relation.rule, relation.target): relation for relation in reversed(broken) if _readings(relation) > 1}
    sure = [relation for relation in broken if _readings(relation) == 1]
    return sure + [relation for key, relation in failed.items() if key not in held and tried[key] >= _readings(relation)]


def _readings(relation: Relation) -> int:
    """How many readings the words of a relation's target have."""
    return 1 + len(relation.target.others) + (relation.target.instead is not None)


def _judge_bonds(book: Book, verdicts: Verdicts, broken: list[Relation]) -> None:
    for mention, bond in verdicts.bonds.items():
        if bond.agrees:
            verdicts.states[mention] = "matched"
            if _is_tail(mention, bond):
                verdicts.findings.append(text_table.report(book, mention, bond, "hint", ()))
        elif bond.sure or any(_concerns(relation, mention) for relation in broken):
            consequences = _take(broken, mention)
            verdicts.states[mention] = "mismatch"
            verdicts.findings.append(text_table.report(book, mention, bond, "error", consequences))


def _judge_relations(book: Book, verdicts: Verdicts, broken: list[Relation], kept: list[Relation]) -> None:
    while broken:
        known = next((relation.target for relation in broken if relation.blames_target), None)
        cause = known or min(
            {mention for relation in broken for mention in (relation.target, *relation.sources)},
            key=lambda mention: _suspicion(mention, verdicts, broken, kept),
        )
        relation = next((entry for entry in broken if entry.target is cause), None) or next(
            entry for entry in broken if _concerns(entry, cause)
        )
        if verdicts.states.get(relation.target) == "matched" and all(
            verdicts.states.get(source) == "matched" for source in relation.sources
        ):
            broken.remove(relation)
            continue
        broken.remove(relation)
        consequences = _take(broken, cause)
        verdicts.states[cause] = "mismatch"
        verdicts.findings.append(_broken(book, cause, relation, consequences))


def _suspicion(mention: Mention, verdicts: Verdicts, broken: list[Relation], kept: list[Relation]) -> tuple[int, int, int, bool, int]:
    """Smaller is more suspect."""
    is_target = any(relation.target is mention for relation in broken)
    proved = verdicts.states.get(mention) == "matched"
    fails = sum(_concerns(relation, mention) for relation in broken)
    holds = sum(_concerns(relation, mention) for relation in kept)
    return proved, holds - fails, BLAME.get(mention.role, 9), not is_target, -mention.start


def _settle(verdicts: Verdicts, kept: list[Relation], book: Book) -> None:
    """A number whose relations hold is derived where the others are matched, else consistent."""
    for _ in range(2):
        for relation in kept:
            members = (relation.target, *relation.sources)
            proved = {mention for mention in members if verdicts.states.get(mention) in {"matched", "derived"}}
            for mention in members:
                if mention not in verdicts.states or verdicts.states[mention] == "consistent":
                    others = [other for other in members if other is not mention]
                    verdicts.states[mention] = "derived" if all(other in proved for other in others) else "consistent"
    for relation in kept:
        settled = all(verdicts.states.get(mention) == "matched" for mention in (relation.target, *relation.sources))
        reported = verdicts.states.get(relation.target) == "mismatch" or relation.rule in {"repeat", "parts"}
        if not settled and not reported and relation.is_tail:
            verdicts.findings.append(rounding_tail.report(book, relation))


def _concerns(relation: Relation, mention: Mention) -> bool:
    return relation.target is mention or any(source is mention for source in relation.sources)


def _take(broken: list[Relation], cause: Mention) -> tuple[str, ...]:
    """Remove the relations that a cause explains; each as a line."""
    explained = [relation for relation in broken if _concerns(relation, cause)]
    for relation in explained:
        broken.remove(relation)
    return tuple(f"{relation.message}：{relation.formula}" for relation in explained if relation.target is not cause)


def _is_tail(mention: Mention, bond: Bond) -> bool:
    value, number = middle(mention), mention.number
    if value is None or bond.fact.value is None or not number.value:
        return False
    unit = value / number.value
    return round_half_up(abs(bond.fact.value) / abs(unit), number.decimals) != abs(number.value)


def _broken(book: Book, cause: Mention, relation: Relation, consequences: tuple[str, ...]) -> Finding:
    is_target = relation.target is cause
    return book.finding(
        relation.rule,
        "error",
        text_table.span(cause),
        relation.message,
        stated=cause.number.text,
        expected=relation.expected_text() if is_target else "",
        formula=relation.formula if is_target else f"{relation.formula}，而所写为{relation.target.number.text}",
        replace=relation.expected_text() if is_target else "",
        consequences=consequences,
    )
