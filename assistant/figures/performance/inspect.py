"""Inspect forms of self-evaluation by themselves and beside one another: rates, sums, grades, words copied from form to form."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from assistant.figures.performance.indicators import check_reasons, check_scores, find_gaps
from assistant.figures.performance.scores import HUNDRED, rate_weight
from assistant.figures.performance.telling import decimals_of, form_finding, name_form, show, stated
from assistant.numerals.interval import Interval, total
from assistant.numerals.render import render_plain
from assistant.numerals.rounding import round_half_up
from schemas.finding import Finding
from schemas.performance import Form, Scorecard

_LEAST_COPIED = 20
"""Characters: shorter words may well be the same in two forms."""


def inspect_forms(cards: Sequence[Scorecard]) -> list[Finding]:
    """Findings on forms: what keeps them from being scored, scores and sums that are wrong, words that are missing or copied."""
    gaps = [finding for card in cards for finding in find_gaps(card)]
    return [*gaps, *(finding for card in cards for finding in inspect_scores(card)), *inspect_words(cards)]


def inspect_scores(card: Scorecard) -> Iterator[Finding]:
    """Findings on the numbers of a form."""
    yield from _execution(card)
    yield from check_scores(card)
    yield from _weights(card)
    yield from _total(card)


def inspect_words(cards: Sequence[Scorecard]) -> list[Finding]:
    """Findings on the reasons and measures of forms."""
    return [*(finding for card in cards for finding in check_reasons(card)), *_copies(cards)]


def _execution(card: Scorecard) -> Iterator[Finding]:
    """执行率 = B ÷ A and its score; a parts' sum of the unit's expenditure."""
    form, name = card.form, name_form(card.form)
    if form.budget is not None and not form.budget and form.executed:
        yield form_finding(form.cell("budget"), f"{name}：预算数为0而有执行数，没有执行率可言，请核对调整预算数", "warning")
    if card.rate is not None and card.rate > HUNDRED:
        formula = f"{show(form.executed)} ÷ {show(form.budget)} = {card.rate:.3f}%"
        yield form_finding(form.cell("executed"), f"{name}：执行数大于全年预算数，请核对预算数是否含调整和结转", "warning", formula=formula)
    if card.rate is not None and form.rate is not None and not stated(form.rate).contains(round_half_up(card.rate, decimals_of(form.rate))):
        told, formula = f"{name}：执行率与预算数、执行数不符", f"{show(form.executed)} ÷ {show(form.budget)} = {card.rate:.3f}%"
        yield form_finding(form.cell("rate"), told, "error", f"{show(form.rate)}%", f"{render_plain(card.rate, 2, False, False)}%", formula)
    if form.rate_score is not None and card.rate_points is not None:
        weight = rate_weight(form, card.scheme)
        allowed = [Interval.exact(min(card.rate or Decimal(0), HUNDRED) * weight / HUNDRED)]
        if form.rate is not None:
            allowed.append(stated(min(form.rate, HUNDRED)) * Interval.exact(weight / HUNDRED))
        if not any(entry.overlaps(stated(form.rate_score)) for entry in allowed):
            formula = f"{show(weight)} × {render_plain(card.rate or Decimal(0), 2, False, False)}% = {show(card.rate_points)}"
            told = f"{name}：预算执行得分与执行率不符"
            yield form_finding(form.cell("rate_score"), told, "error", show(form.rate_score), show(card.rate_points), formula)
    if form.basic is not None and form.project is not None and form.executed is not None:
        added = form.basic + form.project
        if abs(added - form.executed) > Decimal("0.015"):
            formula = f"{show(form.basic)} + {show(form.project)} = {show(added)} ≠ {show(form.executed)}"
            yield form_finding(form.cell("executed"), f"{name}：基本支出与项目支出之和不等于执行数，请核对口径", "warning", formula=formula)


def _weights(card: Scorecard) -> Iterator[Finding]:
    form = card.form
    weights = [scored.indicator.weight for scored in card.scored]
    if None in weights:
        return
    executing = rate_weight(form, card.scheme)
    added = sum((weight for weight in weights if weight is not None), executing)
    if added != card.scheme.full:
        formula = f"{show(executing)}（预算执行） + {show(added - executing)}（指标） = {show(added)}"
        told = f"{name_form(form)}：权重合计{show(added)}分，不是{show(card.scheme.full)}分"
        yield form_finding(form.place, told, "error", show(added), show(card.scheme.full), formula)


def _total(card: Scorecard) -> Iterator[Finding]:
    form = card.form
    if card.total is None:
        return
    if form.total is not None:
        scores = [score for score in (card.rate_score, *(entry.score for entry in card.scored)) if score is not None]
        decimals = max(decimals_of(score) for score in (*scores, form.total))
        added = total(_part(score, decimals) for score in scores)
        if not added.overlaps(_part(form.total, decimals)):
            formula = f"{' + '.join(show(score) for score in scores)} = {show(card.total)}"
            yield form_finding(
                form.cell("total"), f"{name_form(form)}：总分不等于各项得分之和", "error", show(form.total), show(card.total), formula
            )
            return
    if form.grade and card.grade and form.grade[:1] != card.grade[:1] and {form.grade, card.grade} != {"中", "合格"}:
        told = f"{name_form(form)}：{show(form.total if form.total is not None else card.total)}分的等级与计分办法不符"
        yield form_finding(form.cell("grade"), told, "error", form.grade, card.grade)


def _part(score: Decimal, decimals: int) -> Interval:
    """A score as a part of a sum: one with decimals may have lost those behind the last that the form writes."""
    return Interval.stated(score, decimals) if decimals_of(score) else Interval.exact(score)


def _copies(cards: Sequence[Scorecard]) -> Iterator[Finding]:
    """The same long words in the forms of two projects."""
    projects = [card.form for card in cards if card.form.kind == "project"]
    for one, other in combinations(projects, 2):
        same = [what for what, words, others in _words(one, other) if len(words) >= _LEAST_COPIED and words == others]
        if same:
            told = f"{name_form(other)}的{'、'.join(same)}与{name_form(one)}一字不差，请核对是否照抄"
            yield form_finding(other.place, told, "warning", places=(one.place,))


def _words(one: Form, other: Form) -> Iterable[tuple[str, str, str]]:
    return (("偏差原因", one.reasons, other.reasons), ("改进措施", one.measures, other.measures))
