"""Accounts as a report lists them: classes, items, economic lines, named with slots."""

from collections.abc import Iterable

from assistant.drafting.slots import Slots
from assistant.drafting.terms import explain_account, load_terms
from schemas.accounts import CLASS_NAMES, Accounts, Basic, ByFunction, Line
from schemas.facts import FactSheet
from schemas.frozen import Frozen
from schemas.inputs import Inputs

LEVELS = {"类": 3, "款": 5, "项": 7}


class AccountEntry(Frozen):
    """An account for a template: its fact stem, its name, its full name down from the class.

    All but ``stem`` and ``label`` are slots.
    """

    stem: str
    label: str
    name: str
    short: str
    title: str
    purpose: str | None = None
    explanation: str | None = None


def list_accounts(table: ByFunction | None, prefix: str, level: str, inputs: Inputs, slots: Slots) -> list[AccountEntry]:
    """The accounts at a level (类, 款, 项) that the table or, for 一般公共预算, a budget names."""
    names = dict(CLASS_NAMES) | {row.code: row.name for row in inputs.budgets if row.name}
    names |= {line.key: line.label for line in (table.rows if table else ())}
    codes = {line.key for line in (table.rows if table else ()) if _spent(line)}
    if prefix == "function":
        codes |= {row.code for row in inputs.budgets if row.code.isdigit() and row.initial is not None}
    purposes = {row.code: row.purpose for row in inputs.budgets if row.purpose}
    return [_entry(code, f"{prefix}.{code}", names, purposes, inputs, slots) for code in _at_level(codes, LEVELS[level])]


def list_economic(table: Basic | None, personnel: bool, slots: Slots) -> list[str]:
    """The names of the 款 of 人员经费 or of 公用经费 that carry an amount."""
    lines = table.rows if table else ()
    return [
        slots.hold_text(line.label)
        for line in lines
        if len(line.key) == 5 and (line.key[:3] in {"301", "303"}) is personnel and line.cells["amount"].value
    ]


def list_terms(sheet: FactSheet, accounts: Accounts, inputs: Inputs, slots: Slots) -> tuple[list[dict[str, str]], list[AccountEntry]]:
    """The terms and the items to explain: just those that the report states something of."""
    own = {term.name.strip(): term.text for term in inputs.terms}
    terms = [
        {"name": entry.name, "text": slots.hold_text(own[entry.name]) if entry.name in own else entry.text}
        for entry in load_terms().terms
        if not entry.when or any(sheet.value(fact_id) for fact_id in entry.when)
    ]
    return terms, list_accounts(accounts.expenditure or accounts.general, "expenditure.function", "项", inputs, slots)


def _spent(line: Line) -> bool:
    return any(cell.value for cell in line.cells.values())


def _at_level(codes: Iterable[str], length: int) -> list[str]:
    return sorted({code[:length] for code in codes if len(code) >= length})


def _entry(code: str, stem: str, names: dict[str, str], purposes: dict[str, str], inputs: Inputs, slots: Slots) -> AccountEntry:
    name = names.get(code, code)
    words = [("（类）", code[:3]), ("（款）", code[:5]), ("（项）", code[:7])][: (len(code) - 1) // 2]
    title = "".join(slots.hold_text(names.get(part, part)) + word for word, part in words)
    explanation = explain_account(code, name, inputs.terms)
    return AccountEntry(
        stem=stem,
        label=name,
        name=slots.hold_text(name),
        short=slots.hold_text(name.removesuffix("支出")),
        title=title,
        purpose=slots.hold_text(purposes[code].strip().rstrip("。")) if code in purposes else None,
        explanation=slots.hold_text(explanation.rstrip("。")) if explanation else None,
    )
