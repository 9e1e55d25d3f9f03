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
    weight = rate_weight(form, scheme)
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


def rate_weight(form: Form, scheme: Scheme) -> Decimal:
    """The weight of the budget's execution: the form's, nothing where it is one of the indicators, else the scheme's."""
    if form.rate_weight is not None:
        return form.rate_weight
    among = any("预算执行" in indicator.name and "率" in indicator.name for indicator in form.indicators)
    return Decimal(0) if among else scheme.rate_weight


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
    basis = _basis(found, scheme, indicator)
    if not found.aim or (basis == "reverse" and not found.actual):
        return _of_nothing(found, indicator, weight)
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


def _of_nothing(found: Attainment, indicator: Indicator, weight: Decimal) -> Scored:
    """A target of nothing (0起), or nothing of what was not to be exceeded: all of the weight, or none of it."""
    met = found.bound == "least" or not found.actual
    points = weight if met else Decimal(0)
    told = (
        f"{_show(weight)}（目标值{found.aim_text}，实际{found.actual_text}）"
        if met
        else f"0（目标值{found.aim_text}，实际{found.actual_text}）"
    )
    return Scored(indicator=indicator, basis="reverse", points=points, score=_or(indicator.score, points), formula=told, short=not met)


def _basis(found: Attainment, scheme: Scheme, indicator: Indicator) -> Basis:
    """How an indicator is scored; one without a bound by the scheme, but as the score filled in shows where less may be better."""
    if found.bound:
        return "reverse" if found.bound == "most" else "positive"
    if found.may_be_reverse and found.aim and indicator.score is not None and indicator.weight is not None:
        fits = {reverse: found.points(indicator.weight, reverse).contains(indicator.score) for reverse in (False, True)}
        if fits[True] and not fits[False]:
            return "reverse"
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
