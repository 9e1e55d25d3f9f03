"""Facts as text, in a place's house style."""

from decimal import Decimal

import pytest

from assistant.figures.texts import show_facts
from schemas.facts import Fact, FactSheet, FactUnit
from schemas.style import HouseStyle

WUHAN = HouseStyle()
SHANGHAI = HouseStyle(money_commas=False, percent_decimals=2, percent_trailing_zeros=True)


@pytest.mark.parametrize(
    ("value", "unit", "style", "text"),
    [
        ("1945.80", "万元", WUHAN, "1,945.8万元"),
        ("1945.80", "万元", SHANGHAI, "1945.8万元"),
        ("-333.714", "万元", WUHAN, "-333.71万元"),
        ("-0.004", "万元", WUHAN, "0万元"),
        ("14.6396", "%", WUHAN, "14.6%"),
        ("14.6396", "%", SHANGHAI, "14.64%"),
        ("100", "%", WUHAN, "100%"),
        ("100", "%", SHANGHAI, "100.00%"),
        ("12000", "人次", WUHAN, "12000人次"),
        ("99.43", "分", SHANGHAI, "99.43分"),
        (None, "%", WUHAN, ""),
    ],
)
def test_a_fact_is_shown_with_its_unit(value: str | None, unit: FactUnit, style: HouseStyle, text: str) -> None:
    fact = Fact(id="a", label="甲", value=None if value is None else Decimal(value), unit=unit, year=2024)
    assert show_facts(FactSheet(unit="示范处", year=2024, facts={"a": fact}), style) == {"a": text}
