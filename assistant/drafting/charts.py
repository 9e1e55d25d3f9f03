"""Charts of a report, from facts: a level of two years as columns, the parts of a total as a pie."""

from assistant.drafting.outlines import ChartPlan
from assistant.numerals.rounding import round_half_up
from schemas.facts import FactSheet
from schemas.narrative import Chart, Series


def plan_chart(plan: ChartPlan, number: int, sheet: FactSheet) -> Chart | None:
    """The chart of a plan, numbered; None where the facts for it are not known."""
    caption = f"图{number}：{plan.caption}"
    if plan.compare:
        now, before = sheet.facts.get(plan.compare), sheet.value(f"{plan.compare}.prior")
        if now is None or now.value is None or before is None:
            return None
        values = (round_half_up(before, 2), round_half_up(now.value, 2))
        years = (f"{sheet.year - 1}年度", f"{sheet.year}年度")
        series = (Series(name=now.label, values=values),)
        return Chart(shape=plan.shape, caption=caption, unit="万元", categories=years, series=series)
    parts = [fact for fact_id in plan.parts if (fact := sheet.facts.get(fact_id)) and fact.value]
    if not parts:
        return None
    amounts = tuple(round_half_up(fact.value, 2) for fact in parts if fact.value is not None)
    names = tuple(fact.label for fact in parts)
    return Chart(shape=plan.shape, caption=caption, unit="万元", categories=names, series=(Series(name=plan.caption, values=amounts),))
