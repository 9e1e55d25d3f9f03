"""Telling facts: an amount, its change, its share and its source as short sentences, each with the facts it states."""

from decimal import Decimal
from typing import NamedTuple

from assistant.desks.desk import Desk
from assistant.desks.sources import level_of
from assistant.drafting.reasons import difference_of, showing
from assistant.numerals.render import render_money, render_percent
from schemas.facts import Fact


class Told(NamedTuple):
    """A sentence and the ids of the facts it states."""

    text: str
    facts: tuple[str, ...] = ()


def tell_level(desk: Desk, stem: str) -> Told:
    """The amount of a stem: 本年收入合计1,945.8万元."""
    fact = level_of(stem, desk.sheet)
    if fact is None:
        return Told("")
    value = desk.texts[fact]
    return Told(f"{label_of(desk, stem)}{f' {value}' if value else '在表中为空'}", (fact,) if value else ())


def tell_change(desk: Desk, stem: str) -> Told:
    """How an amount moved since last year: 比上年减少201.44万元，下降9.4%（上年2,147.24万元）."""
    change, rate, prior = (_fact(desk, f"{stem}.{last}") for last in ("change", "change_rate", "prior"))
    if change is None or change.value is None:
        return Told("没有上年数，无法比较")
    prior_text = f"（上年 {desk.texts[prior.id]}）" if prior and prior.value is not None else ""
    stated = [change.id, *([prior.id] if prior_text and prior else [])]
    if not change.value:
        return Told(f"与上年持平{prior_text}", tuple(stated))
    text = f"比上年{'增加' if change.value > 0 else '减少'} {_money(desk, change.value)}万元"
    if rate is not None and rate.value is not None:
        text += f"，{'增长' if rate.value > 0 else '下降'} {render_percent(abs(rate.value), desk.narrative.style)}"
        stated.append(rate.id)
    return Told(text + prior_text, tuple(stated))


def tell_completion(desk: Desk, stem: str) -> Told:
    """How much of its budget was carried out."""
    completion, budget, moved = (_fact(desk, f"{stem}.{last}") for last in ("completion", "budget", "budget_change"))
    if completion is None or completion.value is None or budget is None:
        return Told("没有预算数，算不出完成率")
    text = f"预算数 {desk.texts[budget.id]}，完成预算的 {desk.texts[completion.id]}"
    if moved is None or not moved.value:
        return Told(text, (budget.id, completion.id))
    return Told(
        f"{text}，决算数比预算数{'多' if moved.value > 0 else '少'} {_money(desk, moved.value)}万元", (budget.id, completion.id, moved.id)
    )


def tell_share(desk: Desk, share: Fact) -> Told:
    """A share: 项目支出占本年支出合计比例 15.6%."""
    return Told(
        f"{share.label} {desk.texts[share.id]}" if share.value is not None else f"{share.label}算不出（总额为空或为零）", (share.id,)
    )


def tell_movement(desk: Desk, fact: str) -> str:
    """What a reason explains, by name, direction and size: 本年支出合计比上年减少333.71万元."""
    moved = desk.sheet.facts.get(difference_of(fact))
    if moved is None or moved.value is None:
        return moved.label if moved else fact
    return f"{moved.label.removesuffix('增减')}{'增加' if moved.value > 0 else '减少'}{_money(desk, moved.value)}万元"


def label_of(desk: Desk, stem: str) -> str:
    """What a stem is called."""
    fact = level_of(stem, desk.sheet)
    return desk.sheet.facts[fact].label if fact else stem


def _fact(desk: Desk, fact_id: str) -> Fact | None:
    return desk.sheet.facts.get(fact_id)


def _money(desk: Desk, value: Decimal) -> str:
    return render_money(abs(value), showing(value, desk.narrative.style))
