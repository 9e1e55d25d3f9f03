"""Indicators of a form: what cannot be scored, scores against the form's own rule, reasons that are missing or too long."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.figures.performance.attainment import attain
from assistant.figures.performance.telling import form_finding, name_form, show, stated
from assistant.numerals.render import render_plain
from assistant.numerals.targets import read_target
from schemas.finding import Finding
from schemas.performance import Indicator, Scorecard, Scored

_FAILED = re.compile(r"^(?:未|没有|尚未|无法)(?:能)?(?:按期|及时|全部|完全)?(?:开展|完成|达成|达到|实现|实施|启动)")
_NAMING = 2
"""Characters of a band's name that tell it from the others (达成, 部分, 未达)."""

_VAGUE = re.compile(r"若干|适量|一定(?:数量|比例)?$|多[次个项份]$|^大量$|^少量$")


def find_gaps(card: Scorecard) -> Iterator[Finding]:
    """What keeps the indicators of a form, or its execution, from being scored."""
    form = card.form
    if form.budget is None or form.executed is None:
        missing = "和".join(word for word, value in (("预算数", form.budget), ("执行数", form.executed)) if value is None)
        yield form_finding(form.place, f"{name_form(form)}没有填写{missing}，执行率和总分无法计算", "error")
    yield from (finding for scored in card.scored for finding in _usable(card, scored))


def check_scores(card: Scorecard) -> Iterator[Finding]:
    """Scores filled in, against weights and rules."""
    yield from (finding for scored in card.scored for finding in _score(card, scored))


def check_reasons(card: Scorecard) -> Iterator[Finding]:
    """Targets that were missed or far passed without a word, and words that are too many."""
    yield from (finding for scored in card.scored for finding in _reason(card, scored))
    yield from _too_long(card)


def _usable(card: Scorecard, scored: Scored) -> Iterator[Finding]:
    """What keeps an indicator from being scored."""
    indicator = scored.indicator
    what = f"{name_form(card.form)}的“{indicator.name}”"
    if indicator.weight is None:
        yield form_finding(indicator.cell("weight"), f"{what}没有写明权重（分值），无法计分", "error")
    if not indicator.target:
        yield form_finding(indicator.cell("target"), f"{what}没有目标值", "error")
    elif _VAGUE.search(indicator.target) and not read_target(indicator.target):
        yield form_finding(indicator.cell("target"), f"{what}目标值“{indicator.target}”无法衡量，请改为数量或可以判断的说法", "warning")
    if not indicator.actual:
        yield form_finding(indicator.cell("actual"), f"{what}没有填写实际完成值", "error")
    elif scored.basis == "judged" and indicator.score is None and scored.score is None:
        counted = read_target(indicator.target) is not None
        why = f"目标值是“{indicator.target}”，实际完成值“{indicator.actual[:20]}”里没有可以对照的数量" if counted else "属于定性指标"
        yield form_finding(indicator.cell("score"), f"{what}{why}，请按分档填写得分", "warning")


def _score(card: Scorecard, scored: Scored) -> Iterator[Finding]:
    """A score filled in, against the weight and the rule."""
    indicator, given = scored.indicator, scored.indicator.score
    weight = indicator.weight
    if given is None or weight is None:
        return
    what, place = f"{name_form(card.form)}的“{indicator.name}”", indicator.cell("score")
    if stated(given).low > weight and card.scheme.capped:
        yield form_finding(place, f"{what}得分超过权重", "error", show(given), show(weight), f"{show(given)} > {show(weight)}")
        return
    if given < 0:
        yield form_finding(place, f"{what}得分是负数", "error", show(given))
        return
    found = attain(indicator)
    if scored.points is None or found is None:
        yield from _band(card, scored)
        return
    both = not found.bound and (found.may_be_reverse or found.actual > found.aim)
    ways = [False, True] if both else [found.bound == "most"]
    if any(found.points(weight, reverse, card.scheme.capped).overlaps(stated(given)) for reverse in ways):
        return
    more = given > scored.points
    judged = not more and (not scored.short or "满意" in indicator.name)
    told = f"{what}得分与计分原则不符，请核对扣分依据" if judged else f"{what}得分与目标值、实际完成值和权重不符"
    formula = f"{scored.formula} = {show(scored.points)}"
    yield form_finding(place, told, "warning" if judged else "error", show(given), show(scored.points), formula)


def _band(card: Scorecard, scored: Scored) -> Iterator[Finding]:
    """A judged score outside the band that the actual names (部分达成…), or that its repeating the target means."""
    indicator, given, weight = scored.indicator, scored.indicator.score, scored.indicator.weight
    if given is None or not weight:
        return
    what, place, share = f"{name_form(card.form)}的“{indicator.name}”", indicator.cell("score"), given / weight * 100
    attained = indicator.actual == indicator.target
    bands = card.scheme.bands
    band = bands[0] if attained else next((band for band in bands if indicator.actual.startswith(band.name[:_NAMING])), None)
    if band is not None and not band.low <= share <= band.high:
        told = f"{what}写“{indicator.actual[:20]}”，按分档应得权重的{show(band.high)}～{show(band.low)}%"
        expected = f"{show(weight * band.low / 100)}～{show(weight * band.high / 100)}"
        yield form_finding(place, told, "warning", show(given), expected, f"{show(given)} ÷ {show(weight)} = {share:.0f}%")
    elif band is None and given >= weight and _FAILED.search(indicator.actual):
        yield form_finding(place, f"{what}实际完成值写“{indicator.actual[:20]}”而得满分，请核对", "warning", show(given))


def _too_long(card: Scorecard) -> Iterator[Finding]:
    """Reasons and measures with more characters than the form itself, or else the scheme, allows."""
    form = card.form
    limit = form.longest_reason if form.longest_reason is not None else card.scheme.longest_reason
    if limit is None:
        return
    cells = [(f"“{row.name}”的{word}", words, row.cell(name)) for row in form.indicators for name, word, words in _own_words(row)]
    cells += [("偏差原因", form.reasons, form.cell("reasons")), ("改进措施", form.measures, form.cell("measures"))]
    for what, words, place in cells:
        length = len("".join(words.split()))
        if length > limit:
            yield form_finding(place, f"{name_form(form)}{what}：{length}字，超过{limit}字", "error", str(length), f"{limit}以内")


def _own_words(row: Indicator) -> tuple[tuple[str, str, str], ...]:
    return (("reason", "偏差原因", row.reason), ("measure", "改进措施", row.measure))


def _reason(card: Scorecard, scored: Scored) -> Iterator[Finding]:
    """A target that was missed or far passed without a word."""
    indicator, form = scored.indicator, card.form
    if scored.reason:
        return
    what, attained = f"{name_form(form)}的“{indicator.name}”", render_plain(scored.attained or Decimal(0), 1, False, False)
    if scored.short:
        told = {"positive": f"完成目标值的{attained}%", "reverse": "超过了目标值"}.get(scored.basis, "没有得满分")
        yield form_finding(indicator.cell("reason"), f"{what}{told}，没有说明偏差原因", "warning")
    elif scored.far_above:
        told = f"{what}实际完成值是目标值的{attained}%，高出{show(card.scheme.far_above)}%以上，请说明原因"
        yield form_finding(indicator.cell("reason"), told, "warning")
