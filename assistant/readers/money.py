"""The unit of money of each table: its own, or that of the others where it names none."""

from collections.abc import Sequence
from typing import get_args

from assistant.readers.preamble import Stated
from assistant.readers.tables.build import Draft
from schemas.accounts import MoneyUnit
from schemas.finding import Finding
from schemas.place import Place

_UNITS: dict[str, MoneyUnit] = {unit: unit for unit in get_args(MoneyUnit)}


def settle_money(file: str, drafts: Sequence[Draft]) -> tuple[list[MoneyUnit | None], tuple[Finding, ...]]:
    """The unit of money of each table and findings on them; None where it is one that is not read, or cannot be known."""
    stated = [draft.preamble.money.value if draft.preamble.money else None for draft in drafts]
    known = [_UNITS[unit] for unit in stated if unit in _UNITS]
    moneys = [draft.preamble.money for draft in drafts if draft.preamble.money]
    findings = [_unsupported(money) for money in moneys if money.value not in _UNITS]
    if len(set(known)) > 1:
        findings.append(_mixed(file, moneys))
    common: MoneyUnit | None = None if len(set(known)) > 1 else next(iter(known), "万元")
    if not known and not all(stated):
        findings.append(_unstated(file))
    if common is None:
        findings += [_unknowable(draft) for draft, unit in zip(drafts, stated, strict=True) if unit is None]
    return [common if unit is None else _UNITS.get(unit) for unit in stated], tuple(findings)


def _mixed(file: str, moneys: Sequence[Stated[str]]) -> Finding:
    first = {money.value: money.place for money in reversed(moneys)}
    where = "，".join(f"「{place.sheet}」{place.cell}为{unit}" for unit, place in first.items())
    message = f"{file}：各表的金额单位不同（{where}），已分别按各表的单位换算，请核对"
    return Finding(rule="mixed_money", severity="warning", message=message, places=tuple(first.values()))


def _unstated(file: str) -> Finding:
    message = f"{file}：表中没有写明金额单位，按“万元”处理，请核对"
    return Finding(rule="no_money_unit", severity="warning", message=message, places=(Place(file=file),))


def _unknowable(draft: Draft) -> Finding:
    place = draft.region.sheet.grid.place(max(draft.region.row, 0), draft.region.column)
    message = f"{place}：没有写明金额单位，而其余各表有的以元、有的以万元为单位，本表未采用"
    return Finding(rule="no_money_unit", severity="error", message=message, places=(place,))


def _unsupported(money: Stated[str]) -> Finding:
    message = f"{money.place}：金额单位是“{money.value}”，只能读取元或万元的表，本表未采用"
    return Finding(rule="unsupported_money", severity="error", message=message, stated=money.value, places=(money.place,))
