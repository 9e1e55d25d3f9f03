"""What the summaries of a batch have in common: the Chinese words for states, the counts in one line, the links to files."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from schemas.batch import Outcome, State
from schemas.rollup import Rollup, RollupState

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
UNSETTLED = frozenset({"failed", "quarantined", "cancelled"})
"""States of a unit that somebody has still to look after."""


class Link(NamedTuple):
    """A link relative to the folder of the batch: its words, and its target percent-encoded."""

    words: str
    target: str


class Links(NamedTuple):
    """Where a unit's files are: its folder, the first report or document, the page of its review."""

    folder: Link | None
    report: Link | None
    review: Link | None


def tell_state(outcome: Outcome) -> str:
    """The state of a unit, and whether an earlier batch brought it about."""
    return STATE_NAMES[outcome.state] + f"（此前已{STATE_NAMES[outcome.state]}）" * outcome.repeated


def tell_outcomes(outcomes: Sequence[Outcome]) -> str:
    """How many units came to which state, and what was found and spent in all."""
    states = Counter[State](outcome.state for outcome in outcomes)
    counted = (STATE_NAMES[state] + f"{states[state]}个" for state in STATE_NAMES if state == "done" or states[state])
    found = (
        f"错误{sum(outcome.errors for outcome in outcomes)}处",
        f"提醒{sum(outcome.warnings for outcome in outcomes)}处",
        f"提示{sum(outcome.hints for outcome in outcomes)}处",
        f"未核对的数字{sum(outcome.unchecked for outcome in outcomes)}个",
    )
    calls, tokens = (sum(getattr(outcome, field) for outcome in outcomes) for field in ("calls", "tokens"))
    spent = f"模型调用{calls}次，用量{tokens}。" if calls else ""
    return f"共{len(outcomes)}个单位：{'，'.join(counted)}。{'，'.join(found)}。{spent}"


def tell_rollup(rollup: Rollup) -> str:
    """What was added up, and how it compares with the department's tables."""
    missing = f"，另有{rollup.missing}个没有汇入" if rollup.missing else ""
    told = f"汇总{rollup.units}个单位{missing}，共{len(rollup.rows)}个金额（万元）。"
    if rollup.department is None:
        return f"{told}没有给出部门决算表，只列汇总数。"
    states = Counter(row.state for row in rollup.rows)
    return (
        f"{told}与{rollup.department}的决算表相比：{'，'.join(f'{name}{states[state]}个' for state, name in ROLLUP_STATE_NAMES.items())}。"
    )


def show_amount(value: Decimal | None) -> str:
    """An amount with commas, as exact as it is; a blank one is blank."""
    return "" if value is None else f"{value:,f}"


def link_files(outcome: Outcome) -> Links:
    """The links to a unit's files, as far as it has any."""
    reports, reviews = ([output for output in outcome.outputs if output.endswith(ending)] for ending in (".docx", ".html"))
    return Links(
        Link(outcome.name, f"{quote(outcome.name)}/") if outcome.outputs else None,
        _link_file(reports or [output for output in outcome.outputs if output.endswith(".pdf")]),
        _link_file(reviews),
    )


def _link_file(outputs: Sequence[str]) -> Link | None:
    return Link(PurePosixPath(outputs[0]).name, quote(outputs[0])) if outputs else None
