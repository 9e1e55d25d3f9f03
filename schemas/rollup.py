"""A roll-up (汇总勾稽): what the amounts of many units add up to, held against the department's own tables."""

from decimal import Decimal
from typing import Literal

from schemas.finding import Finding
from schemas.frozen import Frozen

RollupState = Literal["equal", "tail", "eliminated", "different", "not_in_department", "not_in_units"]
"""``tail`` differs by no more than rounding, ``eliminated`` by what the units paid one another."""

Rejection = Literal["unreadable", "other_year"]
"""Why the department's tables, though given, are not compared with the sums."""


class RollupRow(Frozen):
    """One amount: its table's usual title, line and column, the sum of the ``units`` that state it, what the department states.

    Amounts are in 万元; ``summed`` is None where no unit states the amount, ``stated`` where the department does not.
    ``difference`` is the sum less the department's amount. ``state`` is None where there is no department to compare with.
    """

    table: str
    line: str
    column: str
    units: int
    summed: Decimal | None
    stated: Decimal | None = None
    difference: Decimal | None = None
    state: RollupState | None = None
    note: str = ""


class Rollup(Frozen):
    """The rows in the order of the nine tables, for ``units`` units; ``missing`` more are not in the sum.

    ``department`` is what the department's tables call it, empty where they do not, None where nothing was compared with
    them: none were given, or ``rejected`` says why not.
    """

    units: int
    missing: int
    department: str | None
    rows: tuple[RollupRow, ...]
    findings: tuple[Finding, ...] = ()
    rejected: Rejection | None = None
