"""Every rule finds what its cases mark, at the mark, and is silent on the right wording."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.checking.review import review
from assistant.checking.rulebook import describe_rule, list_rules
from schemas.finding import Finding
from schemas.manuscript import Manuscript

CASES = Path(__file__).parent / "cases"
NEED_TABLES = {"account_name", "other_document", "own_table", "text_table"}


def load_cases(kind: str) -> list[Any]:
    """(rule, case) pairs that have a text of this kind."""
    return [
        pytest.param(file.stem, case, id=f"{file.stem}-{number}")
        for file in sorted(CASES.glob("*.yaml"))
        for number, case in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")), start=1)
        if kind in case
    ]


def check(text: str) -> tuple[Finding, ...]:
    """The findings on a text alone."""
    return review(Manuscript(file="case.txt", kind="txt", text=text), None, None).findings


@pytest.mark.parametrize(("rule", "case"), load_cases("wrong"))
def test_a_wrong_text_gives_one_finding_at_its_mark(rule: str, case: dict[str, str]) -> None:
    before, marked, after = case["wrong"].replace("⟧", "⟦").split("⟦")
    serious = [finding for finding in check(before + marked + after) if finding.severity != "hint"]
    assert [finding.rule for finding in serious] == [rule]
    assert (serious[0].start, serious[0].end) == (len(before), len(before) + len(marked))
    assert serious[0].quote == marked
    if "expected" in case:
        assert serious[0].expected == case["expected"]
        assert case["expected"] in serious[0].fix


@pytest.mark.parametrize(("rule", "case"), load_cases("right"))
def test_a_right_text_gives_no_finding(rule: str, case: dict[str, str]) -> None:
    assert [finding for finding in check(case["right"]) if finding.severity != "hint"] == []


def test_every_rule_has_cases_of_its_own_name_and_no_case_lacks_a_rule() -> None:
    assert {file.stem for file in CASES.glob("*.yaml")} | NEED_TABLES == set(list_rules())


@pytest.mark.parametrize("rule", list(list_rules()))
def test_a_rule_tells_what_why_wrong_right_and_source(rule: str) -> None:
    page = describe_rule(rule)
    assert page is not None
    assert all(f"{part}：" in page for part in ("查什么", "为什么", "错例", "正例", "依据"))


@pytest.mark.parametrize("rule", sorted(set(list_rules()) - NEED_TABLES))
def test_the_examples_of_a_rules_page_are_found_and_passed(rule: str) -> None:
    page = describe_rule(rule) or ""
    wrong, right = re.search("错例：(.*?)\n正例：(.*?)\n依据：", page, re.DOTALL).groups()  # type: ignore[union-attr]
    before, marked, after = wrong.replace("⟧", "⟦").split("⟦")
    found = [finding for finding in check(before + marked + after) if finding.rule == rule]
    assert [(finding.start, finding.quote) for finding in found] == [(len(before), marked)]
    assert [finding for finding in check(right) if finding.rule == rule] == []
