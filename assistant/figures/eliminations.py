"""Eliminations (抵销): what units of one department pay one another, which the department's own tables leave out.

上级补助收入 of one unit is 对附属单位补助支出 of another, 附属单位上缴收入 is 上缴上级支出; totals that hold them shrink by as much.
"""

from assistant.figures.amounts import EXPENDITURE_LINES, INCOME_LINES, SHORT_TITLES, WHOLE, AmountName
from assistant.figures.levels import EXPENDITURE_COLUMNS, INCOME_COLUMNS

_OVERALL, _INCOME, _EXPENDITURE = (SHORT_TITLES[kind] for kind in ("overall", "income", "expenditure"))
_RECEIVED = (INCOME_COLUMNS["superior"], INCOME_COLUMNS["affiliated"])
_PAID = (EXPENDITURE_COLUMNS["subsidy"], EXPENDITURE_COLUMNS["remitted"])
_PARTNERS = dict(zip(_RECEIVED, _PAID, strict=True)) | dict(zip(_PAID, _RECEIVED, strict=True))


def name_inner(name: AmountName) -> str:
    """What an inner amount is called: 上级补助收入."""
    return name.column or name.line


def list_inner(name: AmountName) -> tuple[AmountName, ...]:
    """The inner amounts that an amount holds: itself alone where it is one, none where it holds none."""
    if name_inner(name) in _PARTNERS:
        return (name,)
    if name.table == _INCOME and name.column == INCOME_COLUMNS["total"]:
        return tuple(AmountName(_INCOME, name.line, column) for column in _RECEIVED)
    if name.table == _EXPENDITURE and name.column == EXPENDITURE_COLUMNS["total"]:
        return tuple(AmountName(_EXPENDITURE, name.line, column) for column in _PAID)
    if name.table != _OVERALL:
        return ()
    if name.line in {INCOME_LINES["total"], INCOME_LINES["grand_total"]}:
        return tuple(AmountName(_OVERALL, line) for line in _RECEIVED)
    if name.line in {EXPENDITURE_LINES["total"], EXPENDITURE_LINES["grand_total"]}:
        return tuple(AmountName(_EXPENDITURE, WHOLE, column) for column in _PAID)
    return tuple(AmountName(_EXPENDITURE, name.line, column) for column in _PAID) if name.line.isdigit() else ()


def list_partners(inner: AmountName) -> tuple[AmountName, AmountName]:
    """The totals of both ends of an inner amount: of what was received and of what was paid, its own end first."""
    words, partner = name_inner(inner), _PARTNERS[name_inner(inner)]
    own = inner if inner.table == _OVERALL else AmountName(inner.table, WHOLE, words)
    return own, AmountName(_EXPENDITURE if partner in _PAID else _INCOME, WHOLE, partner)
