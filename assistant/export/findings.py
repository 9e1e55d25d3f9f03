"""Findings for a person at a terminal, and for programs."""

import json
from collections import Counter
from collections.abc import Sequence

from schemas.finding import Finding, Severity

_NAMES: dict[Severity, str] = {"error": "错误", "warning": "提醒", "hint": "提示"}


def findings_text(findings: Sequence[Finding]) -> str:
    """One paragraph a finding with its proof and its cells, and the counts at the end."""
    counts = _count(findings)
    total = "，".join(f"{name}{counts[severity]}处" for severity, name in _NAMES.items())
    return "\n".join([*(_tell(finding) for finding in findings), f"共{len(findings)}处疑点：{total}。"]) + "\n"


def findings_json(findings: Sequence[Finding]) -> str:
    """``{"findings": […], "counts": {"error": n, "warning": n, "hint": n}}``; places are strings."""
    entries = [{**finding.model_dump(exclude={"places"}), "places": [str(place) for place in finding.places]} for finding in findings]
    return json.dumps({"findings": entries, "counts": _count(findings)}, ensure_ascii=False, indent=2) + "\n"


def _count(findings: Sequence[Finding]) -> dict[Severity, int]:
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in _NAMES}


def _tell(finding: Finding) -> str:
    lines = [f"【{_NAMES[finding.severity]}】{finding.message}"]
    if finding.stated or finding.expected:
        lines.append("　　" + "，".join(f"{name}{text}" for name, text in (("现为", finding.stated), ("应为", finding.expected)) if text))
    if finding.formula:
        lines.append(f"　　算式：{finding.formula}")
    if finding.places:
        lines.append(f"　　位置：{'、'.join(str(place) for place in finding.places)}")
    return "\n".join(lines)
