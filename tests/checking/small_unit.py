"""A small unit's facts, made by hand: levels of two years, and the budgets of 三公."""

from decimal import Decimal

from schemas.facts import Fact
from tests.checking.texts import check, money, serious, sheet

OVERALL = "一、收入支出决算总体情况说明\n"
SPENDING = "三、支出决算情况说明\n"
BASIC = "六、一般公共预算财政拨款基本支出决算情况说明\n"
FUND = "八、政府性基金预算财政拨款收入支出决算情况说明\n"
THREE = "九、财政拨款“三公”经费支出决算情况说明\n"
THREE_AND_MORE = "九、“三公”经费、会议费、培训费支出决算情况说明\n"
OPERATING = "十、机关运行经费支出情况说明\n"


def _two_years(stem: str, now: str, prior: str) -> list[Fact]:
    change = money(f"{stem}.change", str(Decimal(now) - Decimal(prior)), f"{{{stem}}} − {{{stem}.prior}}")
    return [money(stem, now), money(f"{stem}.prior", prior), change]


def _three_public(line: str, now: str, budget: str, prior: str) -> list[Fact]:
    stem = f"three_public.{line}"
    values = {"change": ("prior", prior), "budget_change": ("budget", budget)}
    changes = [
        money(f"{stem}.{name}", str(Decimal(now) - Decimal(value)), f"{{{stem}.actual}} − {{{stem}.{base}}}")
        for name, (base, value) in values.items()
    ]
    return [money(f"{stem}.actual", now), money(f"{stem}.budget", budget), money(f"{stem}.prior", prior), *changes]


UNIT = sheet(
    *_three_public("total", "8.86", "18.39", "6.42"),
    *_three_public("abroad", "5.42", "14.95", "2.87"),
    *_three_public("vehicle_operation", "0", "0", "0"),
    *_three_public("reception", "3.44", "3.44", "3.55"),
    *_two_years("overall.total", "950.66", "770.98"),
    *_two_years("expenditure.total", "849.27", "704.31"),
    *_two_years("expenditure.basic", "501.96", "536.85"),
    *_two_years("expenditure.project", "347.31", "167.46"),
    *_two_years("general.basic", "478.90", "509.26"),
    *_two_years("operating_cost", "68.62", "70.00"),
    *_two_years("fund.total", "62.75", "61.45"),
    *_two_years("fund.income", "63.00", "61.00"),
    *_two_years("fund.closing", "0.88", "0.63"),
    money("fund.opening", "0.63"),
    money("economic.personnel", "410.28"),
    money("economic.public", "68.62"),
)


def wrong_words(text: str) -> list[str]:
    """What is found wrong in a text of the unit, as it is stated there."""
    return [finding.stated for finding in serious(check(f"2024年度决算情况说明\n{text}", UNIT))]
