"""What a batch leaves in the end, as one self-contained page: the units in trouble first, then the others, then the department's sum.

The page holds no script and loads nothing; whatever others wrote is shown as text. It lies in the folder of the batch.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape

from assistant.export.batch_words import (
    ROLLUP_STATE_NAMES,
    Link,
    count_decimals,
    is_doubtful,
    link_files,
    list_found,
    show_amount,
    tell_outcomes,
    tell_rollup,
    tell_state,
)
from assistant.export.review_words import SEVERITY_NAMES
from assistant.export.web_page import make_page
from schemas.batch import Outcome
from schemas.finding import Finding
from schemas.rollup import Rollup, RollupRow, RollupState

TITLE = "批量汇总"

_UNITS = ("单位", "表中的单位", "#年度", "状态", "#错误", "#提醒", "#提示", "#未核对", "待补充", "说明", "文件", "#模型", "#用时（秒）")
_AMOUNTS = ("表", "项目", "栏", "#有数的单位", "#各单位汇总")
_COMPARED = ("#部门决算", "#差额", "结果", "说明")
"""The headings; # marks columns of numbers."""

_KINDS: dict[RollupState, str] = {
    "different": "trouble",
    "not_in_department": "doubt",
    "not_in_units": "doubt",
    "eliminated": "settled",
    "tail": "settled",
    "equal": "settled",
}
"""The looks of a row, in the order in which rows stand."""

_ORDER = list(_KINDS)

_FEW = 5
"""So many lines are shown at once."""


def summary_html(outcomes: Sequence[Outcome], rollup: Rollup | None = None, notes: Sequence[str] = (), title: str = TITLE) -> str:
    """The page, with ``notes`` on top and the roll-up where there is one."""
    return make_page(title, "\n".join(_body(outcomes, rollup, notes, title)), "batch_page.css")


def _body(outcomes: Sequence[Outcome], rollup: Rollup | None, notes: Sequence[str], title: str) -> Iterator[str]:
    told = "".join(f'<div class="counts">{escape(line)}</div>' for line in (tell_outcomes(outcomes, rollup), *notes))
    yield f"<header><h1>{escape(title)}</h1>{told}</header><main>"
    yield "<h2>各单位</h2>"
    yield from _table(_UNITS, map(_unit, sorted(outcomes, key=_find_place)))
    if rollup:
        compared = rollup.department is not None
        yield f'<h2>汇总勾稽</h2><div class="counts">{escape(tell_rollup(rollup))}</div>'
        yield from _findings(rollup.findings)
        rows = sorted(rollup.rows, key=lambda row: _ORDER.index(row.state) if row.state else 0)
        decimals = count_decimals(rollup)
        yield from _table(_AMOUNTS + _COMPARED * compared, (_amount(row, compared, decimals) for row in rows))
    yield "</main>"


def _table(headings: Sequence[str], rows: Iterable[str]) -> Iterator[str]:
    yield "<table><thead><tr>"
    yield "".join(f'<th class="number">{name[1:]}</th>' if name.startswith("#") else f"<th>{name}</th>" for name in headings)
    yield "</tr></thead><tbody>"
    yield from rows
    yield "</tbody></table>"


def _find_place(outcome: Outcome) -> tuple[bool, bool, int]:
    """Where a unit stands: those not done first, then those that a person must look at, with most errors first."""
    return outcome.state == "done", not is_doubtful(outcome), -outcome.errors


def _unit(outcome: Outcome) -> str:
    links = link_files(outcome)
    kind = "trouble" if outcome.state != "done" else "doubt" if is_doubtful(outcome) else "settled"
    wanted = _lines("原因", outcome.wanted) + _lines("内容", outcome.missing)
    files = "".join(f"<p>{_link(link)}</p>" for link in (links.report, links.review, links.commented) if link)
    spent = f"{outcome.calls}次，{outcome.tokens}" if outcome.calls else ""
    cells = (
        _cell(_link(links.folder) if links.folder else escape(outcome.name)),
        _cell(escape(outcome.unit)),
        _cell(str(outcome.year or ""), "number"),
        _cell(tell_state(outcome), "state"),
        *map(_number, list_found(outcome)),
        _cell(wanted, "wanted"),
        _cell(escape(outcome.message)),
        _cell(files),
        _cell(spent, "number"),
        _number(outcome.seconds),
    )
    return _row(kind, cells)


def _amount(row: RollupRow, compared: bool, decimals: int) -> str:
    cells = [_cell(escape(words)) for words in (row.table, row.line, row.column)]
    amounts = [_cell(show_amount(value, decimals), "number") for value in (row.summed, row.stated, row.difference)]
    cells += [_number(row.units), amounts[0]]
    if compared and row.state:
        cells += [*amounts[1:], _cell(ROLLUP_STATE_NAMES[row.state], "state"), _cell(escape(row.note))]
    return _row(_KINDS[row.state] if row.state else "settled", cells)


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    """What is wrong; what else is off by the same stands in the table below."""
    for finding in findings:
        others = f"另有{len(finding.consequences)}个金额差额相同，见下表。" if finding.consequences else ""
        told = f"【{SEVERITY_NAMES[finding.severity]}】{finding.message}。{others}"
        yield f'<div class="finding {finding.severity}">{escape(told)}</div>'


def _row(kind: str, cells: Iterable[str]) -> str:
    return f'<tr class="{kind}">{"".join(cells)}</tr>'


def _cell(markup: str, kind: str = "") -> str:
    return f'<td class="{kind}">{markup}</td>' if kind else f"<td>{markup}</td>"


def _number(value: int | Decimal | None) -> str:
    return _cell("" if value is None else f"{value:,}", "number")


def _lines(label: str, texts: Sequence[str]) -> str:
    """Each text a line below the label, which shows them when it is pressed, where they are many."""
    lines = "".join(f"<p>{escape(text)}</p>" for text in texts)
    opened = " open" if len(texts) <= _FEW else ""
    return f'<details{opened}><summary class="label">{label}（{len(texts)}）</summary>{lines}</details>' if texts else ""


def _link(link: Link) -> str:
    return f'<a href="{escape(link.target)}">{escape(link.words)}</a>'
