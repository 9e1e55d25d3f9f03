"""Accounts as a report lists them: classes, items, economic lines, named with slots."""

from collections.abc import Callable, Iterable

from assistant.drafting.clauses import trim_clause
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


class AccountBook:
    """The accounts of a unit under their names, as its tables and inputs know them.

    ``gap`` stands in for the name of an account that neither knows.
    """

    def __init__(self, accounts: Accounts, inputs: Inputs, slots: Slots, gap: Callable[[str], str]) -> None:
        self._inputs, self._slots, self._gap = inputs, slots, gap
        tables = (accounts.income, accounts.expenditure, accounts.capital, accounts.fund, accounts.general)
        rows = [line for table in tables if table for line in table.rows]
        self._names = CLASS_NAMES | {row.code: row.name for row in inputs.budgets if row.name} | {line.key: line.label for line in rows}
        purposes = {row.code: trim_clause(row.purpose or "", "主要用于", "用于") for row in inputs.budgets}
        self._purposes = {code: purpose for code, purpose in purposes.items() if purpose}

    def list(self, table: ByFunction | None, prefix: str, level: str) -> list[AccountEntry]:
        """The accounts at a level (类, 款, 项) that the table or, for 一般公共预算, a budget names."""
        codes = {line.key for line in (table.rows if table else ()) if _spent(line)}
        if prefix == "function":
            codes |= {row.code for row in self._inputs.budgets if row.code.isdigit() and row.initial}
        return [self._entry(code, f"{prefix}.{code}") for code in _at_level(codes, LEVELS[level])]

    def _entry(self, code: str, stem: str) -> AccountEntry:
        words = [("（类）", code[:3]), ("（款）", code[:5]), ("（项）", code[:7])][: (len(code) - 1) // 2]
        label = self._names.get(code, f"科目{code}")
        explanation = explain_account(code, label, self._inputs.terms)
        return AccountEntry(
            stem=stem,
            label=label,
            name=self._name(code),
            short=self._slots.hold_text(label.removesuffix("支出")) if code in self._names else self._name(code),
            title="".join(self._name(part) + word for word, part in words),
            purpose=self._slots.hold_text(self._purposes[code]) if code in self._purposes else None,
            explanation=self._slots.hold_text(explanation.rstrip("。")) if explanation else None,
        )

    def _name(self, code: str) -> str:
        return self._slots.hold_text(self._names[code]) if code in self._names else self._gap(f"科目{code}的名称")


def list_economic(table: Basic | None, personnel: bool, slots: Slots) -> list[str]:
    """The names of the 款 of 人员经费 or of 公用经费 that carry an amount."""
    lines = table.rows if table else ()
    return [
        slots.hold_text(line.label)
        for line in lines
        if len(line.key) == 5 and (line.key[:3] in {"301", "303"}) is personnel and line.cells["amount"].value
    ]


def list_terms(sheet: FactSheet, inputs: Inputs, slots: Slots) -> list[dict[str, str]]:
    """The terms to explain: just those that the report states something of."""
    own = {term.name.strip(): term.text for term in inputs.terms}
    return [
        {"name": entry.name, "text": slots.hold_text(own[entry.name]) if entry.name in own else entry.text}
        for entry in load_terms().terms
        if not entry.when or any(sheet.value(fact_id) for fact_id in entry.when)
    ]


def _spent(line: Line) -> bool:
    return any(cell.value for cell in line.cells.values())


def _at_level(codes: Iterable[str], length: int) -> list[str]:
    return sorted({code[:length] for code in codes if len(code) >= length})
