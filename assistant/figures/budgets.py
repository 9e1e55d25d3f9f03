"""Budgets of 一般公共预算 by account: what was given, and totals that follow from it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from schemas.finding import Finding
from schemas.inputs import Budget

TOTAL = "合计"
Version = Literal["initial", "adjusted"]


def resolve_budgets(budgets: Iterable[Budget], codes: Iterable[str], version: Version) -> dict[str, Decimal]:
    """Budgets in 万元 by account code and ``合计``, for the accounts of the table and of the inputs.

    A class, section or total that was not given is the sum of its children, if all of those are known.
    """
    given = {row.code: value for row in budgets if (value := getattr(row, version)) is not None}
    known = dict(given)
    accounts = {code for code in [*given, *codes] if code != TOTAL}
    for code in sorted(accounts | _parents(accounts), key=len, reverse=True):
        _add_sum(known, code, [child for child in accounts | _parents(accounts) if _is_child(child, code)])
    _add_sum(known, TOTAL, [code for code in accounts | _parents(accounts) if len(code) == 3])
    return known


def check_budgets(budgets: Iterable[Budget]) -> list[Finding]:
    """A finding for each given parent whose given children do not add up to it.

    Children that are less than their parent are no error where some may not have been given; where a
    row is there but left blank, they are not compared at all.
    """
    rows = list(budgets)
    findings = []
    for version, word in (("initial", "年初预算数"), ("adjusted", "调整预算数")):
        given = {row.code: value for row in rows if (value := getattr(row, version)) is not None}
        blank = [row.code for row in rows if row.code not in given]
        for parent, value in given.items():
            parts = {code: given[code] for code in sorted(given) if _is_nearest(code, parent, given)}
            total = sum(parts.values(), Decimal(0))
            open_ended = any(_below(code, parent) and not any(_below(code, part) or _below(part, code) for part in parts) for code in blank)
            short = total < value
            if parts and abs(total - value) > _tail(len(parts)) and not (short and open_ended):
                findings.append(_mismatch(parent, word, value, parts, short))
    return findings


def _mismatch(parent: str, word: str, value: Decimal, parts: dict[str, Decimal], short: bool) -> Finding:
    total = sum(parts.values(), Decimal(0))
    hint = "，请核实下级科目是否填全" if short else ""
    return Finding(
        rule="budget_sum",
        severity="warning" if short else "error",
        message=f"补充资料中“{parent}”的{word}与其下级科目之和不符{hint}",
        stated=f"{value:,}",
        expected=f"{total:,}",
        formula=f"{' + '.join(f'{part:,}' for part in parts.values())} = {total:,} ≠ {value:,}",
    )


def _tail(parts: int) -> Decimal:
    """The largest tail that rounding ``parts`` amounts and their sum to 0.01 can leave."""
    return (parts + 1) * Decimal("0.005")


def _below(code: str, parent: str) -> bool:
    return code != parent and code != TOTAL and (parent == TOTAL or code.startswith(parent))


def _is_nearest(code: str, parent: str, given: Iterable[str]) -> bool:
    """Whether a code is given below ``parent`` with nothing given between them."""
    return _below(code, parent) and not any(_below(code, other) and _below(other, parent) for other in given)


def _is_child(code: str, parent: str) -> bool:
    return len(code) == len(parent) + 2 and code.startswith(parent)


def _parents(accounts: set[str]) -> set[str]:
    return {code[:length] for code in accounts for length in (3, 5) if len(code) > length}


def _add_sum(known: dict[str, Decimal], parent: str, children: list[str]) -> None:
    if parent not in known and children and all(child in known for child in children):
        known[parent] = sum((known[child] for child in children), Decimal(0))
