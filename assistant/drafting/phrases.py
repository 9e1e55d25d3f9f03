"""Phrases: what a sentence template may ask for; every answer is a slot or a word that picks a wording."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from assistant.drafting.clauses import trim_clause
from assistant.drafting.reasons import Reasons, difference_of, direction, showing
from assistant.drafting.slots import Slots
from assistant.errors import InvalidWording
from assistant.numerals.render import render_count, render_money, render_percent
from assistant.numerals.rounding import round_half_up
from schemas.facts import Fact, FactSheet
from schemas.inputs import Inputs
from schemas.style import HouseStyle

DIFFERENCES = ("change", "change_rate", "budget_change", "budget_change_rate", "adjusted_budget_change", "adjusted_budget_change_rate")
"""Facts whose direction is told by a word, so that their size alone is shown."""


class Phrases:
    """The functions of a template, over one unit's facts, inputs and reasons.

    ``missing`` collects the labels of figures that a sentence needed and did not get.
    """

    def __init__(self, sheet: FactSheet, inputs: Inputs, reasons: Reasons, slots: Slots, style: HouseStyle) -> None:
        self._sheet, self._inputs, self._reasons, self._slots, self._style = sheet, inputs, reasons, slots, style
        self.missing: dict[str, None] = {}

    def functions(self) -> dict[str, Callable[..., Any]]:
        """What templates call, by name."""
        return {
            "money": self.money,
            "percent": self.percent,
            "count": self.count,
            "has": self.has,
            "amount": self.amount,
            "visible": self.visible,
            "moved": self.moved,
            "against": self.against,
            "because": self.because,
            "gap": self.gap,
            "text": self.text,
            "clause": self.clause,
        }

    def money(self, fact_id: str, nothing: bool = False) -> str:
        """The amount with 万元; ``nothing`` writes 0 where a table that was read has a blank.

        Where no table has a cell for it (the fact has no place), it is asked for all the same.
        """
        fact = self._fact(fact_id)
        value = Decimal(0) if fact.value is None and nothing and fact.places else fact.value
        return self._figure(fact, None if value is None else f"{render_money(self._size(fact_id, value), showing(value, self._style))}万元")

    def percent(self, fact_id: str) -> str:
        """The percentage with its sign."""
        fact = self._fact(fact_id)
        return self._figure(fact, None if fact.value is None else render_percent(self._size(fact_id, fact.value), self._style))

    def count(self, fact_id: str) -> str:
        """The number with its unit."""
        fact = self._fact(fact_id)
        return self._figure(fact, None if fact.value is None else f"{render_count(fact.value)}{fact.unit}")

    def has(self, fact_id: str) -> bool:
        """Whether the fact has a value."""
        return self._sheet.value(fact_id) is not None

    def amount(self, fact_id: str) -> bool:
        """Whether the fact has a value other than zero."""
        return bool(self._sheet.value(fact_id))

    def visible(self, fact_id: str) -> bool:
        """Whether a percentage is more than zero at the decimals shown."""
        value = self._sheet.value(fact_id)
        return value is not None and round_half_up(value, self._style.percent_decimals) != 0

    def moved(self, stem: str) -> str:
        """Which way a level went since last year: up, down, flat or unknown."""
        return direction(self._sheet.value(f"{stem}.change"), self._style)

    def against(self, stem: str, name: str = "") -> str:
        """Which way a level differs from its budget: up, down, flat or unknown."""
        return direction(self._sheet.value(f"{stem}.{name}budget_change"), self._style)

    def because(self, fact_id: str, lead: str, optional: bool = False) -> str:
        """The lead and the reason of a movement; nothing where there is no movement to explain.

        An ``optional`` reason is written if a person gave one, and not asked for otherwise.
        """
        fact = self._fact(difference_of(fact_id))
        way = direction(fact.value, self._style)
        if way in {"flat", "unknown"}:
            return ""
        reason = self._reasons.take(fact_id, optional)
        if reason is None and optional:
            return ""
        if reason is None:
            return lead + self._slots.hold_gap(f"{fact.label.removesuffix('增减')}{'增加' if way == 'up' else '减少'}的原因")
        return lead + self._slots.hold_reason(reason, fact_id)

    def gap(self, wanted: str) -> str:
        """A place for something that a person has to supply."""
        self.missing[wanted] = None
        return self._slots.hold_gap(wanted)

    def text(self, path: str) -> list[str]:
        """A person's words from the inputs, one entry a line."""
        return [self._slots.hold_text(line.strip()) for line in self._words(path).splitlines() if line.strip()]

    def clause(self, path: str) -> str:
        """A person's words for use within a sentence, as one line without a stop of their own; may be empty."""
        words = trim_clause(self._words(path))
        return self._slots.hold_text(words) if words else ""

    def _words(self, path: str) -> str:
        record, _, field = path.partition(".")
        return getattr(getattr(self._inputs, record), field) or ""

    def _fact(self, fact_id: str) -> Fact:
        fact = self._sheet.facts.get(fact_id)
        if fact is None:
            raise InvalidWording("prompts/sentences", f"句式中的指标“{fact_id}”不存在，或所在的表未提供")
        return fact

    def _size(self, fact_id: str, value: Decimal) -> Decimal:
        return abs(value) if fact_id.rpartition(".")[2] in DIFFERENCES else value

    def _figure(self, fact: Fact, shown: str | None) -> str:
        if shown is None:
            return self.gap(fact.label)
        return self._slots.hold_figure(shown, fact.id)
