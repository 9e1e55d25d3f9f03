"""Reconcile: hold the tables against the identities; each that fails is a finding with its proof.

Amounts are intervals: a table that shows two decimals of 万元 may be off by 0.005 in every cell, so a
sum of n parts may be off by (n + 1)·0.005. Only a gap that no such rounding explains is an error.
"""

from collections.abc import Iterable
from decimal import Decimal

from assistant.figures.identities import Identity, Term, list_identities
from assistant.numerals.interval import Interval, total
from assistant.numerals.units import to_wan
from schemas.accounts import Accounts, Cell, MoneyUnit, Table
from schemas.finding import Finding

TEN_THOUSAND = Decimal(10_000)


def reconcile(accounts: Accounts, prior: Accounts | None = None) -> list[Finding]:
    """Findings of all identities: ``error`` where broken, ``hint`` for a rounding tail.

    With last year's accounts, balances carried forward are compared too; a difference there is a
    warning, since opening balances may be adjusted with approval.
    """
    findings = [finding for identity in list_identities(accounts) if (finding := judge(identity))]
    if prior:
        findings += [finding for finding in map(_soften, map(judge, _carried(accounts, prior))) if finding]
    return findings


def tell_empty(accounts: Accounts) -> tuple[Finding, ...]:
    """That no table holds any amount, a warning: there is nothing to reconcile."""
    if any(cell.value is not None for table in accounts.tables for line in table.lines for cell in line.cells.values()):
        return ()
    return (Finding(rule="no_amounts", severity="warning", message="九张表都没有填写金额，没有可核对的内容"),)


def judge(identity: Identity) -> Finding | None:
    """None where both sides are equal or wholly blank; otherwise a hint or an error."""
    terms = (identity.left, *identity.right)
    if all(_value(term) is None for term in terms):
        return None
    money: MoneyUnit = "元" if all(term.table.money == "元" for term in terms) else "万元"
    left, right = _exact(identity.left, money), sum((_exact(term, money) for term in identity.right), Decimal(0))
    if left == right:
        return None
    within = _interval(identity.left, money).overlaps(total(_interval(term, money) for term in identity.right))
    stated = sum(_value(term) is not None for term in identity.right)
    sides = f"{left:,} ≠ {_side(identity.right, money)}" + (f" = {right:,}" if stated > 1 else "")
    return Finding(
        rule="rounding_tail" if within else "identity",
        severity="hint" if within else "error",
        message=f"{_titles(terms)}：{identity.name}" + ("，相差为四舍五入尾差" if within else f"，不符，相差{abs(left - right):,}{money}"),
        stated=f"{left:,}",
        expected=f"{right:,}",
        formula=f"{identity.left.name} {sides}",
        places=tuple(term.cell.place for term in terms if term.cell is not None and (term is identity.left or term.cell.value is not None)),
    )


def _carried(accounts: Accounts, prior: Accounts) -> Iterable[Identity]:
    pairs: list[tuple[str, Table | None, Cell | None, Table | None, Cell | None]] = []
    if accounts.overall and prior.overall:
        opening, closing = accounts.overall.income_cell("opening"), prior.overall.expenditure_cell("closing")
        pairs.append(("年初结转和结余", accounts.overall, opening, prior.overall, closing))
    if accounts.fiscal and prior.fiscal:
        opening, closing = accounts.fiscal.income_cell("opening"), prior.fiscal.expenditure_cell("closing", "total")
        pairs.append(("年初财政拨款结转和结余", accounts.fiscal, opening, prior.fiscal, closing))
    for name, table, cell, earlier, before in pairs:
        if table and earlier:
            yield Identity(f"{name}＝上年年末数", Term(name, cell, table), (Term(f"上年年末{name.removeprefix('年初')}", before, earlier),))


def _soften(finding: Finding | None) -> Finding | None:
    if finding is None or finding.severity == "hint":
        return finding
    message = f"{finding.message}；如经批准调整年初数，请核实"
    return finding.model_copy(update={"rule": "carried_forward", "severity": "warning", "message": message})


def _value(term: Term) -> Decimal | None:
    return term.cell.value if term.cell is not None else None


def _exact(term: Term, money: MoneyUnit) -> Decimal:
    value = _value(term)
    if value is None:
        return Decimal(0)
    return term.sign * (value if term.table.money == money else to_wan(value, term.table.money))


def _interval(term: Term, money: MoneyUnit) -> Interval:
    value = _value(term)
    if value is None:
        return Interval.exact(Decimal(0))
    stated = Interval.stated(value, term.table.decimals)
    if term.table.money != money:
        stated = stated / Interval.exact(TEN_THOUSAND)
    return stated if term.sign > 0 else -stated


def _side(terms: Iterable[Term], money: MoneyUnit) -> str:
    """The terms that state an amount as a sum; a negative amount behind an operator stands in brackets."""
    shown = [(term.sign, term.sign * _exact(term, money)) for term in terms if _value(term) is not None]
    if not shown:
        return "0"
    first_sign, first = shown[0]
    text = f"−{_operand(first)}" if first_sign < 0 else f"{first:,}"
    return text + "".join(f" {'+' if sign > 0 else '−'} {_operand(value)}" for sign, value in shown[1:])


def _operand(value: Decimal) -> str:
    return f"{value:,}" if value >= 0 else f"({value:,})"


def _titles(terms: Iterable[Term]) -> str:
    return "与".join(dict.fromkeys(f"《{term.table.title}》" for term in terms))
