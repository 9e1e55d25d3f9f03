"""Facts of self-evaluation: what every form was given, spent and scored, each with its formula and its cell."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.figures.performance.telling import decimals_of
from schemas.facts import Fact, FactUnit
from schemas.inputs import Inputs
from schemas.performance import Scorecard, Scored
from schemas.place import Place


def performance_facts(cards: Sequence[Scorecard], inputs: Inputs, year: int) -> Iterator[Fact]:
    """The facts of forms; ids begin with ``evaluation.unit`` for the unit's, ``evaluation.<n>`` for the n-th project's.

    The number and money of the evaluated projects (``performance.projects``, ``performance.amount``) are those of
    the inputs where a person gave them.
    """
    projects = [card for card in cards if card.form.kind == "project"]
    stems = {id(card): f"evaluation.{number}" for number, card in enumerate(projects, start=1)}
    for card in cards:
        yield from _of_form(card, stems.get(id(card), "evaluation.unit"), year)
    if projects and inputs.performance.projects is None:
        places = tuple(card.form.place for card in projects)
        yield Fact(
            id="performance.projects", label="开展绩效自评的项目数", value=Decimal(len(projects)), unit="个", year=year, places=places
        )
    if projects and inputs.performance.amount is None and all(card.form.executed is not None for card in projects):
        amount = sum((card.form.executed or Decimal(0) for card in projects), Decimal(0))
        formula = " + ".join(f"{{{stems[id(card)]}.actual}}" for card in projects)
        yield Fact(id="performance.amount", label="开展绩效自评的项目资金", value=amount, unit="万元", year=year, formula=formula)


def _of_form(card: Scorecard, stem: str, year: int) -> Iterator[Fact]:
    form = card.form
    name = "整体支出" if form.kind == "unit" else form.bare_name

    def fact(key: str, label: str, value: Decimal | None, unit: FactUnit, place: str, formula: str | None = None) -> Fact:
        decimals = decimals_of(value) if value is not None and formula is None else None
        places = (form.cell(place),) if value is not None else ()
        return Fact(
            id=f"{stem}.{key}", label=f"{name}{label}", value=value, unit=unit, year=year, formula=formula, places=places, decimals=decimals
        )

    if form.initial is not None:
        yield fact("budget", "年初预算数", form.initial, "万元", "initial")
    yield fact("adjusted", "全年预算数", form.budget, "万元", "budget")
    yield fact("actual", "执行数", form.executed, "万元", "executed")
    yield fact("adjusted_completion", "预算执行率", card.rate, "%", "rate", f"{{{stem}.actual}} ÷ {{{stem}.adjusted}} × 100")
    yield fact("rate_score", "预算执行得分", card.rate_score, "分", "rate_score")
    for number, scored in enumerate(card.scored, start=1):
        yield from _of_indicator(scored, f"{stem}.{number}", name, year)
    parts = " + ".join(f"{{{stem}.{part}score}}" for part in ("rate_", *(f"{number}." for number in range(1, len(card.scored) + 1))))
    total = form.total if form.total is not None else card.total
    whole = fact("score", "自评得分", total, "分", "total", parts if total is not None else None)
    yield whole.model_copy(update={"decimals": decimals_of(total)}) if total is not None else whole


def _of_indicator(scored: Scored, stem: str, name: str, year: int) -> Iterator[Fact]:
    indicator = scored.indicator
    label = f"{name}“{indicator.name}”"
    by_rule = indicator.score is None and scored.points is not None
    places: tuple[Place, ...] = (indicator.cell("score"),) if scored.score is not None else ()
    yield Fact(
        id=f"{stem}.score",
        label=f"{label}得分",
        value=scored.score,
        unit="分",
        year=year,
        formula=scored.formula if by_rule else None,
        places=places,
        decimals=decimals_of(scored.score) if scored.score is not None else None,
    )
    if scored.attained is not None and scored.basis == "positive":
        yield Fact(
            id=f"{stem}.attained",
            label=f"{label}完成目标值的比例",
            value=scored.attained,
            unit="%",
            year=year,
            formula=scored.formula.partition(" × ")[2].partition("，")[0] + " × 100",
            places=(indicator.cell("actual"),),
        )
