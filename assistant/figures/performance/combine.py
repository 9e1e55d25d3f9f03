"""Combining: the forms of several projects as one, as the notes on the forms prescribe.

Absolute quantities are added up, relative ones weighted by money; quantities first, then scores. Judged scores are
weighted by money (定量指标完成数汇总原则、定性指标计分原则, printed on the forms).
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.figures.performance.attainment import Attainment, attain
from assistant.numerals.render import render_count, render_plain
from assistant.numerals.rounding import round_half_up
from assistant.numerals.targets import read_target
from schemas.performance import Form, Indicator

_RELATIVE = frozenset({"percent", "score"})
_MEAN = re.compile(r"均|单价|单位成本")
"""Names of means, which do not add up either."""


def combine_forms(forms: Sequence[Form], name: str) -> Form:
    """One form of several: indicators of one name and group become one, in the order in which they first appear.

    Raises:
        ValueError: There is no form, or money does not weight them since no budget is known.
    """
    money = [form.budget or Decimal(0) for form in forms]
    if not sum(money):
        raise ValueError("no form, or none with a budget")
    groups: dict[tuple[str, str, str], list[tuple[Indicator, Decimal]]] = {}
    for form, share in zip(forms, money, strict=True):
        for indicator in form.indicators:
            groups.setdefault((indicator.level1, indicator.level2, indicator.name), []).append((indicator, share))
    first = forms[0]
    return Form(
        kind="project",
        name=name,
        unit=first.unit,
        year=first.year,
        budget=sum(money, Decimal(0)),
        executed=sum((form.executed or Decimal(0) for form in forms), Decimal(0)),
        rate_weight=first.rate_weight,
        indicators=tuple(_one(entries) for entries in groups.values()),
        reasons="\n".join(form.reasons for form in forms if form.reasons),
        measures="\n".join(form.measures for form in forms if form.measures),
        place=first.place,
    )


def _one(entries: Sequence[tuple[Indicator, Decimal]]) -> Indicator:
    """Several rows of one indicator as one.

    Rows without a common quantity, or with a target of nothing, keep the first's words and a weighted score.
    """
    first = entries[0][0]
    if len(entries) == 1:
        return first
    found = [attain(indicator) for indicator, _ in entries]
    reached = [entry for entry in found if entry is not None]
    target = read_target(first.target)
    if target is None or not target.number.value or len(reached) < len(found):
        return first.model_copy(update={"score": _weighted_score(entries)})
    relative = target.number.kind in _RELATIVE or bool(_MEAN.search(first.name))
    money = [share for _, share in entries]
    suffix = first.target[target.number.digits_end :]
    aim, actual = (_merge(reached, part, money, relative) for part in ("aim", "actual"))
    unit = target.number.text[target.number.digits_end - target.number.start :]
    factor = reached[0].aim / target.number.value
    written = first.target[: target.number.start] + _show(aim / factor) + suffix
    return first.model_copy(update={"target": written, "actual": _show(actual / factor) + unit, "score": None})


def _merge(found: Sequence[Attainment], part: str, money: Sequence[Decimal], relative: bool) -> Decimal:
    values: list[Decimal] = [getattr(entry, part) for entry in found]
    if not relative:
        return sum(values, Decimal(0))
    return sum((value * share for value, share in zip(values, money, strict=True)), Decimal(0)) / sum(money)


def _weighted_score(entries: Sequence[tuple[Indicator, Decimal]]) -> Decimal | None:
    scores = [indicator.score for indicator, _ in entries]
    money = [share for _, share in entries]
    if None in scores or not sum(money):
        return None
    added = sum((score * share for score, share in zip(scores, money, strict=True) if score is not None), Decimal(0))
    return round_half_up(added / sum(money), 2)


def _show(value: Decimal) -> str:
    return render_count(value) if value == value.to_integral_value() else render_plain(value, 2, False, False)
