"""Forms beside the accounts: what they say was spent, against tables 3 and 5."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.figures.performance.telling import decimals_of, form_finding, name_form, show
from assistant.numerals.interval import Interval
from assistant.numerals.units import to_wan
from schemas.accounts import Accounts
from schemas.facts import Fact, FactSheet
from schemas.finding import Finding
from schemas.performance import Form, Scorecard

_UNIT = ("expenditure.total", "general.total", "fiscal.expenditure.total")
_TAIL = Decimal("0.01")
"""万元: what two roundings to two decimals may differ by."""

_PARTS = {"basic": ("expenditure.basic", "general.basic"), "project": ("expenditure.project", "general.project")}


def inspect_beside_accounts(cards: Sequence[Scorecard], sheet: FactSheet, accounts: Accounts) -> Iterator[Finding]:
    """Warnings where a form spends other amounts than the tables: the scope of a form may differ, so nothing is proved."""
    for card in cards:
        form = card.form
        if form.kind == "unit":
            yield from _differing(form, "executed", "执行数", form.executed, _UNIT, sheet)
            for name, label in (("basic", "基本支出总额"), ("project", "项目支出总额")):
                yield from _differing(form, name, label, getattr(form, name), _PARTS[name], sheet)
        if form.year and form.year != accounts.year:
            told = f"{name_form(form)}是{form.year}年度的，决算表是{accounts.year}年度的"
            yield form_finding(form.place, told, "warning", str(form.year), str(accounts.year))
    for card in cards:
        if card.form.kind == "project":
            yield from _of_account(card.form, accounts)
    yield from _too_much([card.form for card in cards if card.form.kind == "project"], sheet)


def _of_account(form: Form, accounts: Accounts) -> Iterator[Finding]:
    """A project called as an account is, against that account's 项目支出 in tables 3 and 5."""
    tables = [table for table in (accounts.expenditure, accounts.general) if table]
    lines = [(table, line) for table in tables for line in table.rows if line.label == form.bare_name]
    spent = [(table.money, cell) for table, line in lines if (cell := line.cells.get("project")) and cell.value is not None]
    amounts = {to_wan(cell.value, money): cell.place for money, cell in spent if cell.value is not None}
    if form.executed is None or not amounts or any(abs(amount - form.executed) <= _TAIL for amount in amounts):
        return
    told = f"{name_form(form)}的执行数与决算表中“{form.bare_name}”的项目支出不符"
    expected = next(iter(amounts))
    formula = f"{show(form.executed)} ≠ {show(expected)}"
    yield form_finding(form.cell("executed"), told, "warning", show(form.executed), show(expected), formula, tuple(amounts.values()))


def _differing(form: Form, name: str, label: str, value: Decimal | None, ids: Sequence[str], sheet: FactSheet) -> Iterator[Finding]:
    facts = [fact for fact_id in ids if (fact := sheet.facts.get(fact_id)) and fact.value is not None]
    if value is None or not facts or any(_same(value, fact) for fact in facts):
        return
    told = f"{name_form(form)}的{label}与决算表不符：{facts[0].label}"
    expected = show(facts[0].value)
    yield form_finding(form.cell(name), told, "warning", show(value), expected, f"{show(value)} ≠ {expected}", facts[0].places)


def _same(value: Decimal, fact: Fact) -> bool:
    stated = Interval.stated(value, decimals_of(value))
    return fact.value is not None and stated.overlaps(Interval.stated(fact.value, fact.decimals or decimals_of(fact.value)))


def _too_much(forms: Sequence[Form], sheet: FactSheet) -> Iterator[Finding]:
    """Projects that together spent more than 项目支出 of table 3."""
    whole = sheet.value("expenditure.project")
    spent = [form.executed for form in forms if form.executed is not None]
    if whole is None or not spent or sum(spent) <= whole + Decimal("0.005") * (len(spent) + 1):
        return
    formula = f"{' + '.join(show(value) for value in spent)} = {show(sum(spent, Decimal(0)))} > {show(whole)}"
    yield form_finding(forms[0].place, "各项目自评表的执行数之和大于决算表的项目支出", "warning", formula=formula)
