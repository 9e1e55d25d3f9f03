"""What the summaries of a batch have in common: the Chinese words for states, the counts in one line, the links to files."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from assistant.export.review_words import count_severities
from schemas.batch import Outcome, State
from schemas.rollup import Rejection, Rollup, RollupState

STATE_NAMES: dict[State, str] = {
    "waiting": "等待",
    "running": "进行中",
    "done": "完成",
    "failed": "失败",
    "quarantined": "隔离",
    "cancelled": "已取消",
}
ROLLUP_STATE_NAMES: dict[RollupState, str] = {
    "equal": "一致",
    "tail": "尾差",
    "eliminated": "抵销",
    "different": "不一致",
    "not_in_department": "部门表缺",
    "not_in_units": "单位表缺",
}
_REJECTIONS: dict[Rejection, str] = {
    "unreadable": "给出的部门决算表不能使用，没有比较",
    "other_year": "给出的部门决算表不是这个年度的，没有比较",
}

_COMMENTED = ("（复核）.docx", "（复核）.pdf")
"""How the names of documents end that have comments on them."""


class Link(NamedTuple):
    """A link relative to the folder of the batch: its words, and its target percent-encoded."""

    words: str
    target: str


class Links(NamedTuple):
    """Where a unit's files are: its folder, the first report, the page of its review, the first document with comments on it."""

    folder: Link | None
    report: Link | None
    review: Link | None
    commented: Link | None


def tell_state(outcome: Outcome) -> str:
    """The state of a unit, and whether an earlier batch brought it about."""
    return STATE_NAMES[outcome.state] + f"（此前已{STATE_NAMES[outcome.state]}）" * outcome.repeated


def is_read(outcome: Outcome) -> bool:
    """Whether anything of a unit was looked at: a failed one has outputs then. Otherwise that nothing was found says nothing."""
    return outcome.state == "done" or outcome.unchecked is not None or (outcome.state == "failed" and bool(outcome.outputs))


def is_doubtful(outcome: Outcome) -> bool:
    """Whether a person must look at a unit that was done: it has errors, or a report that nobody reviewed as it is now."""
    return bool(outcome.errors or outcome.edited)


class Found(NamedTuple):
    """What every summary shows as found in a unit; None, shown as blank, is what was not looked for."""

    errors: int | None
    warnings: int | None
    hints: int | None
    unchecked: int | None


def list_found(outcome: Outcome) -> Found:
    """The counts of a unit, as far as it was read and reviewed."""
    if not is_read(outcome):
        return Found(None, None, None, None)
    return Found(outcome.errors, outcome.warnings, outcome.hints, outcome.unchecked)


class Counts(NamedTuple):
    """What was found in all, and spent by this batch; ``unchecked`` is None where none was reviewed, ``unreviewed`` so many were not."""

    errors: int
    warnings: int
    hints: int
    unchecked: int | None
    unreviewed: int
    calls: int
    tokens: int


def count_found(outcomes: Sequence[Outcome], rollup: Rollup | None = None) -> Counts:
    """What was found in the units and by their sum; what repeated units were spent on was spent earlier."""
    summed = count_severities(rollup.findings if rollup else ())
    unchecked = [outcome.unchecked for outcome in outcomes if outcome.unchecked is not None]
    new = [outcome for outcome in outcomes if not outcome.repeated]
    return Counts(
        errors=sum(outcome.errors for outcome in outcomes) + summed["error"],
        warnings=sum(outcome.warnings for outcome in outcomes) + summed["warning"],
        hints=sum(outcome.hints for outcome in outcomes) + summed["hint"],
        unchecked=sum(unchecked) if unchecked else None,
        unreviewed=len(outcomes) - len(unchecked),
        calls=sum(outcome.calls for outcome in new),
        tokens=sum(outcome.tokens for outcome in new),
    )


def tell_unchecked(unchecked: int | None, unreviewed: int) -> str:
    """How many numbers nothing could be compared with, and how many units were not reviewed: not checked is not none unchecked."""
    if unchecked is None:
        return "没有复核"
    return f"未核对的数字{unchecked}个" + (f"（另有{unreviewed}个单位没有复核）" if unreviewed else "")


def tell_outcomes(outcomes: Sequence[Outcome], rollup: Rollup | None = None) -> str:
    """How many units came to which state, and what was found and spent in all."""
    total = count_found(outcomes, rollup)
    states = Counter[State](outcome.state for outcome in outcomes)
    counted = (STATE_NAMES[state] + f"{states[state]}个" for state in STATE_NAMES if state == "done" or states[state])
    unchecked = tell_unchecked(total.unchecked, total.unreviewed)
    found = f"错误{total.errors}处，提醒{total.warnings}处，提示{total.hints}处，{unchecked}"
    spent = f"模型调用{total.calls}次，用量{total.tokens}。" if total.calls else ""
    return f"共{len(outcomes)}个单位：{'，'.join(counted)}。{found}。{spent}"


def tell_rollup(rollup: Rollup) -> str:
    """What was added up, and how it compares with the department's tables, or why it does not."""
    missing = f"，另有{rollup.missing}个没有汇入" if rollup.missing else ""
    told = f"汇总{rollup.units}个单位{missing}，共{len(rollup.rows)}个金额（万元）。"
    if rollup.department is None:
        return f"{told}{_REJECTIONS[rollup.rejected] if rollup.rejected else '没有给出部门决算表'}，只列汇总数。"
    states = Counter(row.state for row in rollup.rows)
    compared = "，".join(f"{name}{states[state]}个" for state, name in ROLLUP_STATE_NAMES.items())
    return f"{told}与{rollup.department or '部门'}的决算表相比：{compared}。"


def count_decimals(rollup: Rollup) -> int:
    """The decimals with which all amounts of a roll-up are shown: two, unless one needs more."""
    amounts = (value for row in rollup.rows for value in (row.summed, row.stated, row.difference) if value)
    return max((2, *(-int(value.normalize().as_tuple().exponent) for value in amounts)))


def show_amount(value: Decimal | None, decimals: int | None = None) -> str:
    """An amount with commas and so many decimals, or as exact as it is; a blank one is blank."""
    if value is None:
        return ""
    return f"{value:,f}" if decimals is None else f"{value:,.{decimals}f}"


def link_files(outcome: Outcome) -> Links:
    """The links to a unit's files, as far as it has any."""
    commented = [output for output in outcome.outputs if output.endswith(_COMMENTED)]
    return Links(
        Link(outcome.name, f"{quote(outcome.name)}/") if outcome.outputs else None,
        _link_file([output for output in outcome.outputs if output.endswith(".docx") and output not in commented]),
        _link_file([output for output in outcome.outputs if output.endswith(".html")]),
        _link_file(commented),
    )


def _link_file(outputs: Sequence[str]) -> Link | None:
    return Link(PurePosixPath(outputs[0]).name, quote(outputs[0])) if outputs else None
