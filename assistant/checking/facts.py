"""Facts as intervals: what a fact may be, given the decimals that its sources state."""

import re
from collections.abc import Mapping
from decimal import Decimal

from assistant.checking.inclusion import line_bounds, line_fact
from assistant.numerals.interval import Interval
from schemas.facts import Fact, FactSheet

_FORMULA = re.compile(r"\{([^}]+)\}|([−÷×+])|(\d+(?:\.\d+)?)")


class Facts:
    """The facts of a unit for a check, or none; every value comes with its interval."""

    def __init__(self, sheet: FactSheet | None) -> None:
        self.sheet = sheet
        self._facts: Mapping[str, Fact] = sheet.facts if sheet else {}
        self._intervals: dict[str, Interval | None] = {}

    def get(self, fact_id: str) -> Fact | None:
        """The fact of this id, or a line that no table has."""
        return self._facts.get(fact_id) or line_fact(fact_id, self._facts.get)

    def value(self, fact_id: str) -> Decimal | None:
        """Its value, None where it is blank or unknown."""
        fact = self.get(fact_id)
        return fact.value if fact else None

    def interval(self, fact_id: str) -> Interval | None:
        """Its interval; None where it has no value."""
        if fact_id not in self._intervals:
            self._intervals[fact_id] = self._compute(fact_id)
        return self._intervals[fact_id]

    def _compute(self, fact_id: str) -> Interval | None:
        fact = self.get(fact_id)
        if fact is not None and fact_id not in self._facts:
            return self.interval(fact.id) if fact.id != fact_id else line_bounds(fact_id, self.interval)
        if fact is None or fact.value is None:
            return None
        if fact.decimals is not None:
            return Interval.stated(fact.value, fact.decimals)
        if fact.formula is None:
            return Interval.exact(fact.value)
        try:
            return self._evaluate(fact.formula)
        except ZeroDivisionError:
            return Interval.exact(fact.value)

    def _evaluate(self, formula: str) -> Interval:
        """The formula over intervals; operators of one line are applied from left to right."""
        result: Interval | None = None
        operator = "+"
        for name, sign, number in _FORMULA.findall(formula):
            if sign:
                operator = sign
                continue
            operand = Interval.exact(Decimal(number)) if number else self.interval(name) or Interval.exact(Decimal(0))
            if result is None:
                result = operand
            elif operator == "−":
                result = result - operand
            elif operator == "÷":
                result = result / operand
            else:
                result = result * operand if operator == "×" else result + operand
        return result if result is not None else Interval.exact(Decimal(0))
