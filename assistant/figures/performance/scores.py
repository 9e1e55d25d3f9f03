"""Scores: what every indicator of a form earns by its scheme, and the form as a whole.

A positive indicator (at least X) earns weight × B / A, a reverse one (at most X) weight × A / B, neither more than
the weight; the budget's execution earns weight × B / A of the adjusted budget (计分说明 printed on the forms, 财预〔2020〕10号).
What cannot be counted is judged by people: their score stands.
"""

from decimal import Decimal

from assistant.figures.performance.attainment import Attainment, attain
from assistant.figures.performance.reasons import reason_of
from assistant.numerals.render import render_count
from assistant.numerals.rounding import round_half_up
from schemas.performance import Basis, Form, Indicator, Scheme, Scorecard, Scored

HUNDRED = Decimal(100)


def score_form(form: Form, scheme: Scheme) -> Scorecard:
    """The scores of a form; the total is of the scores filled in, and of the computed ones where none is."""
    rate = form.executed / form.budget * HUNDRED if form.budget and form.executed is not None else None
    weight = form.rate_weight if form.rate_weight is not None else scheme.rate_weight
    rate_points = None if rate is None else round_half_up(min(rate, HUNDRED) * weight / HUNDRED, scheme.decimals)
    scored = tuple(_explained(form, score_indicator(indicator, scheme)) for indicator in form.indicators)
    rate_score = form.rate_score if form.rate_score is not None else rate_points
    scores = [rate_score, *(entry.score for entry in scored)]
    known = [score for score in scores if score is not None]
    total = sum(known, Decimal(0)) if len(known) == len(scores) else None
    return Scorecard(
        form=form,
        scheme=scheme,
        rate=rate,
        rate_points=rate_points,
        rate_score=rate_score,
        scored=scored,
        total=total,
        grade="" if total is None else scheme.grade(total),
    )


def _explained(form: Form, scored: Scored) -> Scored:
    """An indicator's score with the form's words on it."""
    indicator = scored.indicator
    reason = reason_of(form, form.reasons, indicator.name, indicator.reason)
    return scored.model_copy(update={"reason": reason, "measure": reason_of(form, form.measures, indicator.name, indicator.measure)})


def score_indicator(indicator: Indicator, scheme: Scheme) -> Scored:
    """What an indicator earns; judged where target or actual is no quantity, or may be several."""
    weight = indicator.weight
    found = attain(indicator)
    if weight is None or weight <= 0 or not indicator.actual:
        return Scored(indicator=indicator, basis="unusable", points=None, score=indicator.score)
    if found is None:
        return _judged(indicator, weight)
    basis = _basis(found, scheme)
    if basis == "reverse" and not found.actual:
        return Scored(
            indicator=indicator, basis=basis, points=weight, score=_or(indicator.score, weight), formula=f"{_show(weight)}（实际为0）"
        )
    ratio = found.aim / found.actual if basis == "reverse" else found.actual / found.aim
    exact = weight * ratio
    points = round_half_up(min(exact, weight) if scheme.capped else exact, scheme.decimals)
    shown = f"{found.aim_text} ÷ {found.actual_text}" if basis == "reverse" else f"{found.actual_text} ÷ {found.aim_text}"
    cap = f"，不超过{_show(weight)}" if exact > weight and scheme.capped else ""
    met = found.actual <= found.aim if basis == "reverse" else found.actual >= found.aim
    return Scored(
        indicator=indicator,
        basis=basis,
        points=points,
        score=_or(indicator.score, points),
        attained=ratio * HUNDRED,
        formula=f"{_show(weight)} × {shown}{cap}",
        short=not met,
        far_above=basis == "positive" and found.actual > found.aim * (HUNDRED + scheme.far_above) / HUNDRED,
    )


def _basis(found: Attainment, scheme: Scheme) -> Basis:
    if found.bound:
        return "reverse" if found.bound == "most" else "positive"
    return scheme.unsigned


def _judged(indicator: Indicator, weight: Decimal) -> Scored:
    """A score of people's; an actual in the very words of the target has attained it."""
    attained = "".join(indicator.actual.split()) == "".join(indicator.target.split())
    points = weight if attained and indicator.score is None else None
    score = _or(indicator.score, points)
    short = score is not None and score < weight
    formula = f"达成预期，{_show(weight)}" if points is not None else "定性或多项，按自评判断"
    return Scored(indicator=indicator, basis="judged", points=points, score=score, formula=formula, short=short)


def _or(given: Decimal | None, points: Decimal | None) -> Decimal | None:
    return given if given is not None else points


def _show(value: Decimal) -> str:
    return render_count(value.normalize()) if value == value.to_integral_value() else render_count(value)
