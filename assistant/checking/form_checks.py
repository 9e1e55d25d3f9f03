"""Form checks: a 绩效自评表 held against itself, row by row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.checking.reading.form_rows import Indicator
from assistant.checking.reading.forms import BudgetRow, Form
from assistant.checking.relations import quotient
from assistant.checking.scoring import Reading, list_comparable, list_readings
from assistant.numerals.interval import Interval, total
from assistant.numerals.render import render_plain
from schemas.finding import Finding, Severity
from schemas.number import Number

RULE = "self_evaluation"
FULL = Decimal(100)

_SCORING_NOTE = re.compile(r"权\s*重\s*[*×xX✕]\s*B\s*/\s*A")


@dataclass(frozen=True, slots=True)
class Check:
    """A claim that was held against others: the ``numbers`` that agree, or the finding on the one that is ``wrong``.

    The spans of both are of the author's text.
    """

    numbers: tuple[Number, ...]
    wrong: Number | None = None
    finding: Finding | None = None
    expected: Decimal | None = None


def check_form(text: str, form: Form) -> Iterator[Check]:
    """The checks that a form allows; what cannot be decided gives none."""
    noted = bool(_SCORING_NOTE.search(text))
    rows = [check for row in form.rows.indicators if (check := _check_row(text, form, row, noted))]
    scored = [*(_check_execution(text, form, form.budget) if form.budget else ()), *rows]
    yield from scored
    corrected = {check.wrong.start: check.expected for check in scored if check.wrong and check.expected is not None}
    yield from _check_total(text, form, corrected)


def form_finding(text: str, form: Form, start: int, number: Number, told: str, **more: object) -> Finding:
    """A finding on a number of a form, in the row that begins at ``start``; an error unless ``severity`` says else."""
    row = text[start : number.end]
    expected = more.get("expected", "")
    fields: dict[str, object] = {
        "rule": RULE,
        "severity": "error",
        "message": told,
        "stated": number.text,
        "start": number.start,
        "end": number.end,
        "quote": text[number.start : number.end],
        "section": form.title,
        "sentence": row,
        "fix": f"{text[start : number.start]}{expected}" if expected else "",
        **more,
    }
    return Finding.model_validate(fields)


def show_like(value: Decimal, like: Number, decimals: int) -> str:
    """A value as the author would have written it in the place of ``like``."""
    return render_plain(value, decimals, False, "," in like.text) + like.text[like.digits_end - like.start :]


def stated_interval(number: Number) -> Interval:
    """What a number as written stands for, in its own unit."""
    return Interval.stated(number.value or Decimal(0), number.decimals)


def _check_execution(text: str, form: Form, row: BudgetRow) -> Iterator[Check]:
    """执行率 = B ÷ A, and 得分 = 权重 × 执行率 where the form says so; the rate as it was rounded counts as well."""
    rate = quotient(stated_interval(row.executed), stated_interval(row.budget))
    if rate is None or not row.budget.value or row.executed.value is None:
        return
    point = row.executed.value / row.budget.value * 100
    division = f"{row.executed.value} ÷ {row.budget.value}"
    if rate.overlaps(stated_interval(row.rate)):
        yield Check((row.budget, row.executed, row.rate))
    else:
        expected = show_like(point, row.rate, max(row.rate.decimals, 1))
        told, formula = "预算执行率与预算数、执行数不符", f"{division} = {point:.3f}%"
        yield Check((), row.rate, form_finding(text, form, row.start, row.rate, told, expected=expected, formula=formula))
    if row.weight is not None and row.by_rate:
        yield _check_points(text, form, row, rate, row.weight, f"{row.weight} × {division}", min(point, FULL) * row.weight / 100)


def _check_points(text: str, form: Form, row: BudgetRow, rate: Interval, weight: Decimal, product: str, point: Decimal) -> Check:
    share = Interval.exact(weight / 100)
    allowed = [_capped(entry * share, weight) for entry in (rate, stated_interval(row.rate))]
    if any(entry.overlaps(stated_interval(row.score)) for entry in allowed):
        return Check((row.score, row.rate))
    expected = show_like(point, row.score, max(row.score.decimals, 2))
    told, formula = "预算执行得分与执行率不符", f"{product} = {point:.3f}"
    finding = form_finding(text, form, row.start, row.score, told, expected=expected, formula=formula)
    return Check((), row.score, finding, point)


def _check_row(text: str, form: Form, row: Indicator, noted: bool) -> Check | None:
    """An indicator's score against every reading of its target and actual; None where nothing follows from them."""
    weight, score = row.weight.value, stated_interval(row.score)
    if weight is None or row.score.value is None:
        return None
    if score.low > weight:
        finding = form_finding(text, form, row.start, row.score, f"“{row.name}”得分超过权重", formula=f"{row.score.value} > {weight}")
        return Check((), row.score, finding)
    readings = list_readings(row)
    explaining = next((reading for reading in readings if reading.points.overlaps(score)), None)
    if explaining and row.target:
        return Check((row.target, explaining.actual, row.score))
    if not readings or row.vague:
        return None
    return _doubt(text, form, row, readings, noted)


def _doubt(text: str, form: Form, row: Indicator, readings: list[Reading], noted: bool) -> Check:
    """The finding on a score that no reading explains, with the nearest of them."""
    weight, score = row.weight.value or Decimal(0), row.score.value or Decimal(0)
    nearest = min((reading for reading in readings if reading.direct), key=lambda reading: abs(reading.point - score))
    actual, aim = _written(nearest.actual), _written(row.target) if row.target else ""
    ratio = f"{aim} ÷ {actual}" if nearest.reverse else f"{actual} ÷ {aim}"
    cap = f"，不超过{weight}" if nearest.point == weight else ""
    severity = _severity(row, readings, noted)
    told = f"“{row.name}”得分与目标值、实际完成值和权重不符" if severity == "error" else f"“{row.name}”得分与计分原则不符，请核对扣分依据"
    expected = show_like(nearest.point, row.score, max(row.score.decimals, 2))
    formula = f"{weight} × {ratio} = {nearest.point.quantize(Decimal('0.001')).normalize():f}{cap}"
    finding = form_finding(text, form, row.start, row.score, told, severity=severity, expected=expected, formula=formula)
    return Check((), row.score, finding, nearest.point)


def _severity(row: Indicator, readings: list[Reading], noted: bool) -> Severity:
    """An error where the form's own rule decides; a warning where people may have judged.

    They may where the form prints no rule of scoring, where the actual tells of other things besides, where a
    target was met or passed and still fewer points were given, and of satisfaction fewer points as well.
    """
    weight, score = row.weight.value or Decimal(0), row.score.value or Decimal(0)
    more = score > max(reading.point for reading in readings)
    met = all(reading.is_full(weight) for reading in readings if reading.direct and reading.reverse == (row.bound == "most"))
    judged = len(list_comparable(row)) < len(row.actual) or (not more and (met or "满意" in row.name))
    return "warning" if judged or not noted else "error"


def _check_total(text: str, form: Form, corrected: dict[int, Decimal]) -> Iterator[Check]:
    """总分 = Σ得分 and Σ权重 = 100, where every row was read. A total that fits the corrected scores is right."""
    budget, rows = form.budget, form.rows.indicators
    if not form.rows.complete or budget is None or budget.weight is None or form.total is None or form.total.value is None:
        return
    weights = budget.weight + sum((row.weight.value or Decimal(0) for row in rows), Decimal(0))
    if weights != FULL:
        if FULL - weights not in {label.value for label in form.rows.labels}:
            told = f"各项权重合计{weights.normalize():f}分，不是100分"
            yield Check((), None, form_finding(text, form, form.total.start, form.total, told, severity="warning"))
        return
    scores = (budget.score, *(row.score for row in rows))
    decimals = max(number.decimals for number in (*scores, form.total))
    stated = stated_interval(form.total)
    expected = total(_summand(number, decimals) for number in scores)
    right = total(
        Interval.stated(corrected[number.start], decimals) if number.start in corrected else _summand(number, decimals) for number in scores
    )
    if stated.overlaps(expected):
        yield Check((form.total, *scores, *(row.weight for row in rows)))
    elif not stated.overlaps(right):
        point = sum((number.value or Decimal(0) for number in scores), Decimal(0))
        formula = f"{' + '.join(str(number.value) for number in scores)} = {point}"
        shown = show_like(point, form.total, decimals)
        told = "总分不等于各项得分之和"
        finding = form_finding(text, form, form.total.start, form.total, told, expected=shown, formula=formula)
        yield Check((), form.total, finding)


def _summand(number: Number, decimals: int) -> Interval:
    """A score as a part of a sum: one with decimals may have lost those behind the last that the form writes."""
    value = number.value or Decimal(0)
    return Interval.stated(value, decimals) if number.decimals else Interval.exact(value)


def _capped(points: Interval, weight: Decimal) -> Interval:
    return Interval(min(points.low, weight), min(points.high, weight))


def _written(number: Number) -> str:
    return "".join(number.text.split())
