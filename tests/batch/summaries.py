"""Outcomes and roll-ups for the tests of summaries."""

from decimal import Decimal

from assistant.figures.amounts import list_amounts
from assistant.figures.rollup import compare_sum
from assistant.figures.sums import Sum
from schemas.accounts import Accounts
from schemas.batch import Outcome
from schemas.rollup import Rollup
from tests.figures.examples import example_accounts, set_line

DONE = Outcome(
    key="a",
    name="甲处",
    state="done",
    errors=1,
    warnings=2,
    hints=3,
    unchecked=4,
    wanted=("本年支出合计减少86.42万元", "基本支出增加3万元"),
    missing=("人员情况",),
    outputs=("甲处/报告（复核）.docx", "甲处/报告.docx", "甲处/报告.md", "甲处/复核结果.html"),
    unit="江城市甲处",
    year=2024,
    seconds=Decimal("1.25"),
    repeated=True,
    calls=5,
    tokens=6789,
)
FAILED = Outcome(key="b", name="=1+1", state="failed", message="没有找到决算公开表")
QUARANTINED = Outcome(key="d", name="丙处", state="quarantined", message="两次使进程结束")
DRAFTED = Outcome(key="e", name="戊处", state="done", errors=2, outputs=("戊处/报告.docx",))
"""Nothing of it was reviewed."""

ODD = Outcome(key="c", name="乙 处#1（50%）&<b>", state="done", outputs=("乙 处#1（50%）&<b>/报告 #2 5%.docx",))


def make_rollup(department: Accounts | None = None, missing: int = 0) -> Rollup:
    """The roll-up of one example unit."""
    summed = Sum()
    summed.add(list_amounts(example_accounts("jianghan-2024")))
    return compare_sum(summed, department, missing)


def wrong_department() -> Accounts:
    """The example's own tables with another amount in one cell."""
    return set_line(example_accounts("jianghan-2024"), "expenditure", "2080101", "basic", "99.99")
