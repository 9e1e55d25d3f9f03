"""Derived facts: change, change rate, share and completion, with the formula each was computed by.

A blank cell of a table that was read takes part as nothing (it adds no amount); a figure that is not
known at all leaves the derived fact without a value. On a zero base there is no change rate, on a
zero budget no completion (FIELD.md: 无可比性); nor is there one on a negative base, where its sign would lie.
"""

from collections.abc import Iterator
from decimal import Decimal

from schemas.facts import Fact
from schemas.place import Place

HUNDRED = Decimal(100)
ZERO = Decimal(0)


def quotient_percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """``part`` in % of ``whole``; None where either is unknown or the whole is not above zero."""
    if part is None or whole is None or whole <= 0:
        return None
    return part / whole * HUNDRED


def compare(fact: Fact, stem: str, prior: Fact, *, known: bool, prior_known: bool) -> Iterator[Fact]:
    """The prior value, the change and the change rate of a level.

    ``known`` and ``prior_known`` say whether this year's and last year's material cover the level, so
    that a blank there means nothing was received or spent; otherwise it leaves the change unknown.
    """
    now = ZERO if fact.value is None and known else fact.value
    before = ZERO if prior.value is None and prior_known else prior.value
    change = None if now is None or before is None else now - before
    places = fact.places + prior.places
    yield prior
    yield Fact(
        id=f"{stem}.change",
        label=f"{fact.label}比上年增减",
        value=change,
        unit=fact.unit,
        year=fact.year,
        formula=f"{{{fact.id}}} − {{{prior.id}}}",
        places=places,
    )
    yield Fact(
        id=f"{stem}.change_rate",
        label=f"{fact.label}比上年增减比例",
        value=quotient_percent(change, prior.value),
        unit="%",
        year=fact.year,
        formula=f"{{{stem}.change}} ÷ {{{prior.id}}} × 100",
        places=places,
    )


def complete(fact: Fact, stem: str, budget: Fact, name: str = "", *, known: bool) -> Iterator[Fact]:
    """The difference from a budget and the completion rate; ``name`` tells a second budget's facts apart.

    ``known`` says whether ``fact`` is of a table that was read, so that a blank one spent nothing.
    """
    prefix = f"{stem}.{name}_" if name else f"{stem}."
    word = budget.label.removeprefix(fact.label.removesuffix("支出决算数").removesuffix("决算数"))
    spent = ZERO if fact.value is None and known else fact.value
    difference = None if budget.value is None or spent is None else spent - budget.value
    places = fact.places + budget.places
    yield Fact(
        id=f"{prefix}budget_change",
        label=f"{fact.label}比{word}增减",
        value=difference,
        unit="万元",
        year=fact.year,
        formula=f"{{{fact.id}}} − {{{budget.id}}}",
        places=places,
    )
    yield Fact(
        id=f"{prefix}budget_change_rate",
        label=f"{fact.label}比{word}增减比例",
        value=quotient_percent(difference, budget.value),
        unit="%",
        year=fact.year,
        formula=f"{{{prefix}budget_change}} ÷ {{{budget.id}}} × 100",
        places=places,
    )
    yield Fact(
        id=f"{prefix}completion",
        label=f"{fact.label}完成{word}比例",
        value=quotient_percent(spent, budget.value),
        unit="%",
        year=fact.year,
        formula=f"{{{fact.id}}} ÷ {{{budget.id}}} × 100",
        places=places,
    )


def share(part: Fact, stem: str, whole: Fact) -> Fact:
    """The share of a part in its total."""
    return Fact(
        id=f"{stem}.share",
        label=f"{part.label}占{whole.label}比例",
        value=quotient_percent(part.value, whole.value),
        unit="%",
        year=part.year,
        formula=f"{{{part.id}}} ÷ {{{whole.id}}} × 100",
        places=part.places + whole.places,
    )


def known_prior(fact: Fact, stem: str, value: Decimal | None, places: tuple[Place, ...], decimals: int | None = None) -> Fact:
    """Last year's figure of a level, as a fact of the year before."""
    year = fact.year - 1
    label = f"{year}年度{fact.label}"
    return Fact(id=f"{stem}.prior", label=label, value=value, unit=fact.unit, year=year, places=places, decimals=decimals)
