"""Form checks: what a 绩效自评表 contradicts in itself, what people may have judged, and what it leaves open."""

from pathlib import Path

import pytest

from assistant.checking.review import review
from assistant.readers.manuscript import parse_manuscript, read_manuscript
from assistant.reviewing import Sources, check_document
from schemas.finding import Finding
from schemas.review import LedgerEntry
from tests.checking.forms import NOTE, tabbed_form, torn_form
from tests.checking.texts import check, serious

HEAD = "培训经费项目自评表\n预算执行（10分）\t资金总额\t20.00\t20.00\t100%\t10\n三级指标\t目标值\t实际完成值\t得分\n"


def row_findings(cells: str, note: str = NOTE) -> list[Finding]:
    """The findings on a form with one row, ``指标（10分）`` unless the cells begin with a name of their own."""
    name = "" if "分）" in cells else "指标（10分）\t"
    return serious(check(f"{HEAD}{name}{cells}\n{note}"))


def ledger(text: str) -> tuple[LedgerEntry, ...]:
    """The ledger of a text with its tables told apart."""
    return review(parse_manuscript("form.txt", text.encode()), None, None).ledger


@pytest.mark.parametrize("text", [tabbed_form(), torn_form()], ids=["tabs", "torn"])
def test_a_right_form_has_no_finding(text: str) -> None:
    assert serious(check(text)) == []


@pytest.mark.parametrize("text", [tabbed_form(), torn_form()], ids=["tabs", "torn"])
@pytest.mark.parametrize(
    ("right", "wrong", "expected", "severity"),
    [
        ("80%", "84%", "80%", "error"),
        ("17.5", "18.5", "17.5", "error"),
        ("93.5", "95.3", "93.5", "error"),
        ("91.5% 20", "91.5% 18", "20", "warning"),
    ],
)
def test_one_altered_number_gives_one_finding_at_its_place(text: str, right: str, wrong: str, expected: str, severity: str) -> None:
    """A total that fits the right scores is not blamed for a wrong one."""
    right, wrong = (part.replace(" ", "\t") if "\t" in text else part for part in (right, wrong))
    at = text.index(right)
    (finding,) = serious(check(text[:at] + wrong + text[at + len(right) :]))
    assert (finding.rule, finding.severity) == ("self_evaluation", severity)
    assert finding.start is not None
    assert at <= finding.start < at + len(wrong)
    assert finding.expected.removesuffix("分").strip() == expected


@pytest.mark.parametrize(
    "cells",
    [
        "2万笔\t全年23.8万笔，月均1.98万笔\t9.9",
        "每月经办（10分）\t2万笔\t全年23.8万笔\t9.92",
        "2万笔\t19,000笔\t9.5",
        "2万笔\t19,000\t9.5",
        "50家\t上半年12家，下半年24家\t7.2",
        "120人\t96人\t8",
        "96人\t120人\t8",
        "19人\t23\t10",
        "1,700人\t约340人\t3",
        "95%\t90%以上\t10",
        "100%\t按时足额发放\t9",
        "100%\t办结40件\t9",
        "0件\t2件\t8",
        "3期、60天\t3期、40天\t7",
        "80-90分\t85分\t9",
        "户数（12.5分）\t10户\t10户\t13",
        "办班4期\t3期\t9",
    ],
)
def test_a_score_that_some_reading_explains_or_none_can_judge_is_passed(cells: str) -> None:
    assert row_findings(cells) == []


@pytest.mark.parametrize(
    ("cells", "severity", "expected"),
    [
        ("2万笔\t全年23.8万笔，月均1.98万笔\t9", "error", "9.9"),
        ("1,700人\t340人\t3", "error", "2"),
        ("≥95%\t90%\t10.0", "error", "9.47"),
        ("≤50件\t60件\t9.5", "error", "8.33"),
        ("满意率（10分）\t≥95%\t90%\t9.9", "error", "9.47"),
        ("满意率（10分）\t≥95%\t90%\t8.5", "warning", "9.47"),
        ("99%\t受理8,253件，满意率96%\t9.0", "warning", "9.7"),
        ("12期\t15期\t9", "warning", "10"),
        ("1,700人\t340人\t0", "error", "2"),
        ("1,700人\t340\t3", "error", "2"),
        ("5,000元\t2,500\t4.0", "error", "5"),
        ("4期\t3期\t8.0", "error", "7.5"),
        ("满意户数（10分）\t≥50家\t上半年12家，下半年24家\t7.3", "error", "4.8"),
    ],
)
def test_a_score_that_no_reading_explains_is_found_with_the_nearest(cells: str, severity: str, expected: str) -> None:
    """People may give fewer points for satisfaction, for what more is told, and for a target that was passed."""
    (finding,) = row_findings(cells)
    assert (finding.severity, finding.expected) == (severity, expected)


def test_without_a_printed_rule_of_scoring_a_score_is_only_asked_about() -> None:
    (finding,) = row_findings("1,700人\t340人\t3", note="")
    assert finding.severity == "warning"


def test_points_above_the_weight_need_no_printed_rule() -> None:
    (finding,) = row_findings("优良\t优良\t11", note="")
    assert (finding.severity, finding.quote) == ("error", "11")


def test_the_score_of_the_execution_follows_from_the_rate_only_where_the_form_says_so() -> None:
    lines = "培训经费项目自评表\n预算执行（10分）\t预算数\t执行数\t执行率\t{}\n资金总额\t20.00\t18.00\t90%\t10\n"
    assert serious(check(lines.format("得分"))) == []
    (finding,) = serious(check(lines.format("得分（10分*执行率）")))
    assert (finding.quote, finding.expected) == ("10", "9")


def test_weights_that_miss_a_hundred_are_told_where_every_row_was_read() -> None:
    text = tabbed_form().replace("满意率（20分）", "满意率（15分）").replace("91.5%\t20", "91.5%\t15").replace("93.5", "88.5")
    (finding,) = serious(check(text))
    assert (finding.severity, finding.message) == ("warning", "各项权重合计95分，不是100分")


def test_weights_and_total_are_left_alone_where_a_row_was_not_read() -> None:
    text = tabbed_form().replace("培训期数（20分）\t12期\t12期\t20", "培训期数（20分）\t12期\t12\n期 19 期")
    assert serious(check(text)) == []


def test_the_numbers_that_a_form_confirms_are_consistent_in_the_ledger_and_the_wrong_one_a_mismatch() -> None:
    text = f"（一）项目自评\n{tabbed_form()}"
    right = {entry.text: entry.status for entry in ledger(text)}
    assert [right[number] for number in ("50.00", "40.00", "80%", "16", "1,200人", "1,050人", "17.5", "93.5")] == ["consistent"] * 8
    assert {entry.text: entry.status for entry in ledger(text.replace("17.5", "18.5"))}["18.5"] == "mismatch"


def test_the_score_in_the_real_document_is_found_and_no_other_error_in_its_forms(documents: Path) -> None:
    """5 × 1.98 ÷ 2; satisfaction of 96 % against 99 % for 9 of 10 points is a warning."""
    outcome = check_document(documents / "wuchang-2020.txt", Sources())
    found = [finding for finding in outcome.findings if finding.rule == "self_evaluation"]
    assert [(finding.severity, finding.quote, finding.expected) for finding in found] == [("error", "4.5", "4.95"), ("warning", "9", "9.7")]
    text = read_manuscript(documents / "wuchang-2020.txt").text
    assert found[0].start == text.index("月均 1.98 万笔") + len("月均 1.98 万笔\n\n")


@pytest.mark.parametrize(
    ("row", "formula"),
    [
        ("人数（10分）\t1,700人\t340人\t3", "10 × 340人 ÷ 1,700人 = 2"),
        ("成本（10分）\t≤50件\t60件\t9.5", "10 × 50件 ÷ 60件 = 8.333"),
        ("质量（10分）\t优良\t优良\t11", "11 > 10"),
    ],
)
def test_a_finding_on_a_score_shows_its_own_row_and_how_the_points_follow(row: str, formula: str) -> None:
    (finding,) = row_findings(row)
    assert (finding.sentence, finding.formula) == (row, formula)


def test_a_row_without_points_adds_nothing_to_the_weights() -> None:
    text = tabbed_form().replace("总分\t93.5", "备用指标（0分）\t1次\t1次\t0\n总分\t93.5")
    assert serious(check(text)) == []


def test_a_wrong_total_is_told_with_the_scores_it_is_the_sum_of() -> None:
    (finding,) = serious(check(tabbed_form().replace("总分\t93.5", "总分\t95.3")))
    assert finding.formula == "16 + 17.5 + 20 + 20 + 20 = 93.5"
