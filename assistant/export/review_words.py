"""The Chinese words for what a review holds: severities, states, roles, and the counts in one line."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from schemas.finding import Finding, Severity
from schemas.place import Place
from schemas.review import Coverage, LedgerEntry, Review, Role, Status

SEVERITY_NAMES: dict[Severity, str] = {"error": "错误", "warning": "提醒", "hint": "提示"}

STATUS_NAMES: dict[Status, str] = {
    "matched": "与表相符",
    "derived": "可推算",
    "consistent": "仅前后一致",
    "mismatch": "不符",
    "unchecked": "未核对",
    "exempt": "无需核对",
}

HISTORY_NAMES = {"new": "新出现", "remaining": "仍在", "": ""}

UNSETTLED = "未再核对"
"""An earlier finding whose words stand as they were and could not be checked."""

ROLE_NAMES: dict[Role, str] = {
    "level": "金额",
    "prior": "上年数",
    "change": "增减额",
    "change_rate": "增减率",
    "share": "占比",
    "completion": "完成率",
    "budget": "预算数",
    "actual": "决算数",
    "budget_change": "预决算差额",
    "budget_change_rate": "预决算差异率",
    "score": "得分",
    "count": "数量",
    "date": "日期",
    "code": "编码",
    "ordinal": "序号",
    "other": "其他",
}


def tell_entry(entry: LedgerEntry) -> str:
    """The state of a number and what it was understood as: 与表相符 · 本年收入合计 金额."""
    about = " ".join(part for part in (entry.subject, ROLE_NAMES[entry.role], f"{entry.year}年" if entry.year else "") if part)
    return f"{STATUS_NAMES[entry.status]} · {about}"


def tell_finding(finding: Finding) -> Iterator[str]:
    """A finding as the lines of a comment: what is wrong, what it should be, how that is known, and what follows."""
    yield f"【{SEVERITY_NAMES[finding.severity]}】{finding.message}"
    places = tell_places(finding.places)
    change = "，".join(f"{name} {value}" for name, value in (("现为", finding.stated), ("应为", finding.expected)) if value)
    if change:
        yield change
    for name, value in (("算式", finding.formula), ("改法", finding.fix), ("依据", places)):
        if value:
            yield f"{name}：{value}"
    for consequence in finding.consequences:
        yield f"由此引起：{consequence}"


def tell_places(places: Sequence[Place]) -> str:
    """Places in their order, file and sheet told once for cells that follow one another there: 表.xlsx「总表」C33、C7."""
    groups = (list(group) for _, group in groupby(places, key=lambda place: (place.file, place.sheet)))
    return "、".join("、".join((str(first), *(place.cell or "" for place in others))) for first, *others in groups)


def tell_history(review: Review) -> str:
    """What became of an earlier review's findings: 与上次相比：已改3处，仍在1处，新出现0处。; empty without one."""
    counts = Counter(finding.history for finding in review.findings)
    if not review.fixed and not review.unsettled and not counts["new"] and not counts["remaining"]:
        return ""
    told = f"与上次相比：已改{len(review.fixed)}处，仍在{counts['remaining']}处，新出现{counts['new']}处。"
    if not review.unsettled:
        return told
    return f"{told}另有{len(review.unsettled)}处文字没有改，但这次所给的材料不足以核对，不算已改；请照上次那样给出决算表和补充资料。"


def tell_against(review: Review) -> str:
    """What a document was checked against: 对照：所给的决算表 本年.xlsx。; empty where that is not known."""
    return f"对照：{review.against}。" if review.against else ""


def tell_outcome(review: Review) -> str:
    """A document's counts of findings in one line, with what it was checked against."""
    return f"{review.document}：{tell_counts(review.findings)}{tell_history(review)}{tell_against(review)}"


def tell_counts(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity."""
    counts = count_severities(findings)
    total = "，".join(f"{name}{counts[severity]}处" for severity, name in SEVERITY_NAMES.items())
    return f"共{len(findings)}处疑点：{total}。"


NOTHING_TO_CHECK = "文中没有可核对的数字"


def has_claims(coverage: Coverage) -> bool:
    """Whether there is a number that could be checked at all: more than dates, codes and ordinals."""
    return coverage.numbers > coverage.exempt


def tell_coverage(coverage: Coverage) -> str:
    """How many numbers are in each state; every state is named, also where its count is 0."""
    if not has_claims(coverage):
        return f"{NOTHING_TO_CHECK}（{STATUS_NAMES['exempt']} {coverage.exempt}）。"
    counts = count_states(coverage)
    states = "，".join(f"{name} {counts[status]}" for status, name in STATUS_NAMES.items())
    return f"数字 {coverage.numbers} 个：{states}。"


def count_severities(findings: Sequence[Finding]) -> dict[Severity, int]:
    """The number of findings of each severity, the gravest first."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in SEVERITY_NAMES}


def count_states(coverage: Coverage) -> dict[Status, int]:
    """The number of numbers in each state."""
    return {
        "matched": coverage.matched,
        "derived": coverage.derived,
        "consistent": coverage.consistent,
        "mismatch": coverage.mismatch,
        "unchecked": coverage.unchecked,
        "exempt": coverage.exempt,
    }
