"""Telling: how findings on forms of self-evaluation are worded and where they point."""

from decimal import Decimal

from assistant.numerals.interval import Interval
from assistant.numerals.render import render_count
from schemas.finding import Finding, Severity
from schemas.performance import Form
from schemas.place import Place

RULE = "performance_form"


def form_finding(
    place: Place,
    told: str,
    severity: Severity,
    stated: str = "",
    expected: str = "",
    formula: str = "",
    places: tuple[Place, ...] = (),
) -> Finding:
    """A finding at a cell of a form, ``places`` beside it."""
    return Finding(rule=RULE, severity=severity, message=told, stated=stated, expected=expected, formula=formula, places=(place, *places))


def name_form(form: Form) -> str:
    """A form as it is called."""
    return "整体自评表" if form.kind == "unit" else f"“{form.name}”自评表"


def stated(value: Decimal) -> Interval:
    """What a score or rate as filled in stands for."""
    return Interval.stated(value, decimals_of(value))


def decimals_of(value: Decimal) -> int:
    """The decimals that a number is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def show(value: Decimal | None) -> str:
    """A number as short as it is exact."""
    return "" if value is None else render_count(value)
