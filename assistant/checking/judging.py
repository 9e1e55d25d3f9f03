"""Judging: relations and bonds become one finding for each root cause, and a state for each number.

A number that contradicts its fact is a cause. Where no facts decide, the number that takes part in the
most broken relations and the fewest kept ones is the cause; between equals the computed one (a rate, a
share) before the amounts. What is broken only because of a cause is listed under it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.checking.binding import Bond, bind
from assistant.checking.book import Book
from assistant.checking.quantities import middle, show
from assistant.checking.reading.mentions import Mention
from assistant.checking.relations import Relation
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

ROLE_RULES = {
    "level": "text_table",
    "prior": "text_table",
    "budget": "text_table",
    "change": "change_amount",
    "budget_change": "change_amount",
    "change_rate": "change_rate",
    "budget_change_rate": "change_rate",
    "share": "share",
    "completion": "completion",
}
"""The rule under which a number that contradicts its fact is reported."""


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
        bond = bind(mention, book.facts, book.reading.year)
        if bond:
            verdicts.bonds[mention] = bond
    listed = list(relations)
    broken = [relation for relation in listed if not relation.holds]
    kept = [relation for relation in listed if relation.holds]
    _judge_bonds(book, verdicts, broken)
    _judge_relations(book, verdicts, broken, kept)
    _settle(verdicts, kept, book)
    return verdicts


def _judge_bonds(book: Book, verdicts: Verdicts, broken: list[Relation]) -> None:
    for mention, bond in verdicts.bonds.items():
        if bond.agrees:
            verdicts.states[mention] = "matched"
            if _is_tail(mention, bond):
                verdicts.findings.append(_against_fact(book, mention, bond, "hint", ()))
        elif bond.sure or any(_concerns(relation, mention) for relation in broken):
            consequences = _take(broken, mention)
            verdicts.states[mention] = "mismatch"
            verdicts.findings.append(_against_fact(book, mention, bond, "error", consequences))


def _judge_relations(book: Book, verdicts: Verdicts, broken: list[Relation], kept: list[Relation]) -> None:
    while broken:
        known = next((relation.target for relation in broken if relation.blames_target), None)
        cause = known or min(
            {mention for relation in broken for mention in (relation.target, *relation.sources)},
            key=lambda mention: _suspicion(mention, verdicts, broken, kept),
        )
        relation = next((entry for entry in broken if entry.target is cause), None) or next(entry for entry in broken if _concerns(entry, cause))
        if verdicts.states.get(relation.target) == "matched" and all(verdicts.states.get(source) == "matched" for source in relation.sources):
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
        if relation.is_tail and not all(verdicts.states.get(mention) == "matched" for mention in (relation.target, *relation.sources)):
            if relation.rule not in {"repeat", "parts"} and verdicts.states.get(relation.target) != "mismatch":
                verdicts.findings.append(_tail(book, relation))


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


def _span(mention: Mention) -> tuple[int, int, int]:
    return mention.paragraph, mention.number.start, mention.number.end


def _against_fact(book: Book, mention: Mention, bond: Bond, severity: str, consequences: tuple[str, ...]) -> Finding:
    value = bond.fact.value or Decimal(0)
    expected = show(abs(value) if mention.sign else value, mention.number)
    told = "与表相差为四舍五入尾差" if severity == "hint" else "与表不符"
    return book.finding(
        "rounding_tail" if severity == "hint" else ROLE_RULES.get(mention.role, "text_table"),
        severity,
        _span(mention),
        f"{bond.fact.label}{told}",
        stated=mention.number.text,
        expected=expected,
        formula=_explain(book, bond),
        places=bond.fact.places,
        replace=expected,
        consequences=consequences,
    )


def _explain(book: Book, bond: Bond) -> str:
    """The fact's formula with its numbers."""
    text = bond.fact.formula or ""
    for fact_id in (part.split("}")[0] for part in text.split("{")[1:]):
        value = book.facts.value(fact_id)
        text = text.replace(f"{{{fact_id}}}", "0" if value is None else f"{value.normalize():,f}")
    value = bond.fact.value
    if not text or value is None:
        return f"{bond.fact.label} = {value.normalize():,f}{bond.fact.unit}" if value is not None else ""
    return f"{text} = {round_half_up(value, 3).normalize():,f}{bond.fact.unit}"


def _broken(book: Book, cause: Mention, relation: Relation, consequences: tuple[str, ...]) -> Finding:
    is_target = relation.target is cause
    return book.finding(
        relation.rule,
        "error",
        _span(cause),
        relation.message,
        stated=cause.number.text,
        expected=relation.expected_text() if is_target else "",
        formula=relation.formula if is_target else f"{relation.formula}，而所写为{relation.target.number.text}",
        replace=relation.expected_text() if is_target else "",
        consequences=consequences,
    )


def _tail(book: Book, relation: Relation) -> Finding:
    return book.finding(
        "rounding_tail",
        "hint",
        _span(relation.target),
        "按所写的数计算略有出入，属四舍五入尾差",
        stated=relation.target.number.text,
        expected=relation.expected_text(),
        formula=relation.formula,
    )
