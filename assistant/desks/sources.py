"""Sources: which fact is the amount of a stem, and where a fact of a desk comes from, in words."""

import re

from assistant.desks.desk import Desk
from schemas.facts import Fact, FactSheet

_LEVELS = ("", ".actual", ".total", ".points", ".score")
_NAMED = re.compile(r"\{([^}]+)\}")


def level_of(stem: str, sheet: FactSheet) -> str | None:
    """The fact that is the amount of a stem: ``function.208`` is ``function.208.actual``."""
    return next((f"{stem}{last}" for last in _LEVELS if f"{stem}{last}" in sheet.facts), None)


def stem_of(fact: str, sheet: FactSheet) -> str:
    """The stem of any fact: ``income.total`` of ``income.total.change_rate``, ``three_public.total`` of ``three_public.total.actual``."""
    parts = fact.split(".")
    stems = (".".join(parts[:length]) for length in range(1, len(parts) + 1))
    return next((stem for stem in stems if level_of(stem, sheet) and f"{stem}.total" not in sheet.facts), fact)


def tell_source(desk: Desk, fact_id: str) -> str:
    """Where a fact comes from: its formula with its numbers, and its cells."""
    fact = desk.sheet.facts[fact_id]
    value = desk.texts[fact_id] or "空"
    formula = f"＝ {spell_formula(desk, fact)}" if fact.formula else ""
    places = "、".join(str(place) for place in fact.places)
    return f"{fact.label} {value}{f' {formula}' if formula else ''}{f'（{places}）' if places else ''}"


def spell_formula(desk: Desk, fact: Fact) -> str:
    """A formula with labels and values in place of ids: 项目支出 303.1万元 ÷ 本年支出合计 1,945.8万元 × 100."""
    facts, texts = desk.sheet.facts, desk.texts
    return _NAMED.sub(lambda match: f"{facts[match[1]].label} {texts[match[1]] or '空'}", fact.formula or "")
