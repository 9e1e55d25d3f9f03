"""A unit with a fund and money of its own, whose totals, parts and earlier years all differ, as facts; and a review of a text about it."""

from collections.abc import Iterator
from decimal import Decimal

from schemas.facts import Fact
from schemas.review import Review
from tests.checking.texts import check, money, rate, sheet

_AMOUNTS = {
    "overall.total": "950.66",
    "income.total": "883.99",
    "income.fiscal": "844.13",
    "income.business": "34.25",
    "income.other": "5.61",
    "fiscal.total": "868.45",
    "fiscal.income.total": "844.13",
    "fiscal.income.general": "820.81",
    "fiscal.income.fund": "23.32",
    "fiscal.expenditure.total": "810.83",
    "fiscal.expenditure.general": "786.52",
    "fiscal.expenditure.fund": "24.30",
    "expenditure.total": "849.27",
    "expenditure.basic": "501.96",
    "expenditure.project": "347.31",
    "general.total": "786.52",
    "general.basic": "478.89",
    "general.project": "307.63",
    "fund.income": "23.32",
    "fund.total": "24.30",
    "fund.project": "24.30",
    "economic.personnel": "410.28",
    "economic.public": "68.62",
    "economic.30216": "1.10",
    "economic.30217": "2.75",
    "operating_cost.actual": "68.62",
    "procurement.total": "12.50",
    "three_public.total.actual": "8.86",
    "three_public.total.budget": "18.39",
    "three_public.abroad.actual": "5.42",
    "three_public.vehicles.actual": "0.00",
    "three_public.vehicle_operation.actual": "0.00",
    "three_public.reception.actual": "3.44",
}
_PRIOR = {
    "overall.total": "802.21",
    "expenditure.total": "704.31",
    "expenditure.basic": "490.10",
    "general.total": "660.12",
    "general.basic": "470.40",
    "economic.personnel": "403.75",
    "economic.public": "66.65",
    "operating_cost": "66.65",
    "three_public.total": "6.42",
    "three_public.abroad": "3.12",
    "three_public.reception": "3.30",
}


def _facts() -> Iterator[Fact]:
    """The amounts, and of those whose prior value is known the change and its rate."""
    yield from (money(name, value) for name, value in _AMOUNTS.items())
    for stem, prior in _PRIOR.items():
        level = stem if stem in _AMOUNTS else f"{stem}.actual"
        change = Decimal(_AMOUNTS[level]) - Decimal(prior)
        yield money(f"{stem}.prior", prior, year=2023)
        yield money(f"{stem}.change", str(change), f"{{{level}}} − {{{stem}.prior}}")
        yield rate(f"{stem}.change_rate", str(change / Decimal(prior) * 100), f"{{{stem}.change}} ÷ {{{stem}.prior}} × 100")


_COMPLETION = rate("three_public.total.completion", "48.18", "{three_public.total.actual} ÷ {three_public.total.budget} × 100")
FACTS = sheet(*_facts(), _COMPLETION)


def check_unit(text: str) -> Review:
    """The review of a text about the unit."""
    return check(f"2024年度部门决算情况说明\n{text}", FACTS)


def errors(text: str) -> list[str]:
    """What is stated wrongly in a text about the unit."""
    return [finding.stated for finding in check_unit(text).findings if finding.severity == "error"]
