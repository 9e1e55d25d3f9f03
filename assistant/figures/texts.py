"""Facts as text: each value as a report writes it, unit included."""

from assistant.numerals.render import render_count, render_money, render_percent
from schemas.facts import Fact, FactSheet
from schemas.style import HouseStyle


def show_facts(sheet: FactSheet, style: HouseStyle) -> dict[str, str]:
    """The text of every fact by id; a fact without a value shows as an empty text."""
    return {fact_id: _show(fact, style) for fact_id, fact in sheet.facts.items()}


def _show(fact: Fact, style: HouseStyle) -> str:
    if fact.value is None:
        return ""
    if fact.unit == "万元":
        return f"{render_money(fact.value, style)}万元"
    return render_percent(fact.value, style) if fact.unit == "%" else f"{render_count(fact.value)}{fact.unit}"
