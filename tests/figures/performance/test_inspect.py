"""What contradicts a form's own rule, lacks a reason or was copied is told, once, with cell and proof; a right form is passed."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.pipeline import FormsFile, score_forms
from assistant.readers.performance.schemes import read_scheme
from examples.build import EXAMPLES
from schemas.finding import Finding
from tests.performance_books import NATIONAL, OFFICIAL, WUHAN, Cells, changed, write_book

ROOT = Path(__file__).parents[3]
EXPLAINED = changed(WUHAN, (14, 3, "1.“培训人数”：两期改为线上。"))


def findings(tmp_path: Path, *sheets: Cells, scheme: str = "wuhan") -> Sequence[Finding]:
    """What is said of a workbook's forms."""
    return score_forms(FormsFile(write_book(tmp_path / "f.xlsx", *sheets), scheme))[1]


def test_right_forms_are_passed(tmp_path: Path) -> None:
    assert findings(tmp_path, EXPLAINED, NATIONAL) == ()


@pytest.mark.parametrize(
    ("edits", "severity", "message", "expected", "cell"),
    [
        ([(9, 7, "18.5"), (13, 7, "94.5")], "error", "“培训经费”自评表的“培训人数”得分与目标值、实际完成值和权重不符", "17.5", "G9"),
        ([(9, 7, "15"), (13, 7, "91")], "error", "“培训经费”自评表的“培训人数”得分与目标值、实际完成值和权重不符", "17.5", "G9"),
        ([(10, 7, "21"), (13, 7, "94.5")], "error", "“培训经费”自评表的“培训期数”得分超过权重", "20", "G10"),
        ([(10, 7, "18"), (13, 7, "91.5")], "warning", "“培训经费”自评表的“培训期数”得分与计分原则不符，请核对扣分依据", "20", "G10"),
        ([(6, 6, "85%")], "error", "“培训经费”自评表：执行率与预算数、执行数不符", "80%", "F6"),
        ([(6, 7, "17"), (13, 7, "94.5")], "error", "“培训经费”自评表：预算执行得分与执行率不符", "16", "G6"),
        ([(13, 7, "94")], "error", "“培训经费”自评表：总分不等于各项得分之和", "93.5", "G13"),
        (
            [(12, 3, "学员满意率（15分）"), (12, 7, "15"), (13, 7, "88.5")],
            "error",
            "“培训经费”自评表：权重合计95分，不是100分",
            "100",
            "A1",
        ),
        ([(9, 5, "若干")], "warning", "“培训经费”自评表的“培训人数”目标值“若干”无法衡量，请改为数量或可以判断的说法", "", "E9"),
        ([(9, 6, None)], "error", "“培训经费”自评表的“培训人数”没有填写实际完成值", "", "F9"),
        ([(9, 5, None)], "error", "“培训经费”自评表的“培训人数”没有目标值", "", "E9"),
        ([(14, 3, None)], "warning", "“培训经费”自评表的“培训人数”完成目标值的87.5%，没有说明偏差原因", "", "G9"),
        ([(14, 3, "1.“培训期数”：其他。")], "warning", "“培训经费”自评表的“培训人数”完成目标值的87.5%，没有说明偏差原因", "", "G9"),
        (
            [(10, 6, "18期"), (14, 3, "1.“培训人数”：两期改为线上。")],
            "warning",
            "“培训经费”自评表的“培训期数”实际完成值是目标值的150%，高出30%以上，请说明原因",
            "",
            "G10",
        ),
    ],
)
def test_what_is_wrong_is_told_once_with_its_cell_and_what_is_right(
    edits: list[tuple[int, int, object]], severity: str, message: str, expected: str, cell: str, tmp_path: Path
) -> None:
    (finding,) = findings(tmp_path, changed(EXPLAINED, *edits))
    assert (finding.severity, finding.message, finding.expected) == (severity, message, expected)
    if "原因" not in message:
        assert finding.places[0].cell == cell


def test_an_indicator_without_a_weight_or_with_an_actual_that_says_nothing_is_told(tmp_path: Path) -> None:
    said = [finding.message for finding in findings(tmp_path, changed(EXPLAINED, (9, 3, "培训人数"), (10, 6, "完成"), (10, 7, None)))]
    assert "“培训经费”自评表的“培训人数”没有写明权重（分值），无法计分" in said
    assert "“培训经费”自评表的“培训期数”目标值是“12期”，实际完成值“完成”里没有可以对照的数量，请按分档填写得分" in said


def test_a_form_without_its_amounts_is_told(tmp_path: Path) -> None:
    said = [finding.message for finding in findings(tmp_path, changed(EXPLAINED, (6, 5, None)))]
    assert "“培训经费”自评表没有填写执行数，执行率和总分无法计算" in said


def test_a_budget_of_zero_that_was_spent_is_told(tmp_path: Path) -> None:
    said = [finding.message for finding in findings(tmp_path, changed(EXPLAINED, (6, 4, "0")))]
    assert "“培训经费”自评表：预算数为0而有执行数，没有执行率可言，请核对调整预算数" in said


def test_a_grade_that_the_score_does_not_earn_is_told(tmp_path: Path) -> None:
    graded = [*EXPLAINED[:13], ("自评等级：良",), *EXPLAINED[13:]]
    (finding,) = findings(tmp_path, graded)
    assert (finding.message, finding.stated, finding.expected) == ("“培训经费”自评表：93.5分的等级与计分办法不符", "良", "优")


def test_a_reason_longer_than_the_scheme_allows_is_told(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    words = read_scheme("national").model_copy(update={"longest_reason": 10}).model_dump_json()
    own.write_text(words, encoding="utf-8")
    (finding,) = findings(tmp_path, NATIONAL, scheme=str(own))
    assert finding.message == "“设备购置”自评表“购置设备”的偏差原因：11字，超过10字"


def test_a_reason_longer_than_the_form_itself_allows_is_told(tmp_path: Path) -> None:
    short = changed(EXPLAINED, (14, 1, "偏差大或目标未完成原因分析（限10字）"), (14, 3, "1.“培训人数”：两期改为线上进行。"))
    assert [finding.message for finding in findings(tmp_path, short)] == [
        "“培训经费”自评表偏差原因：18字，超过10字",
        "“培训经费”自评表改进措施：12字，超过10字",
    ]
    column = changed(NATIONAL, (8, 8, "偏差原因分析及改进措施（100字以内）"))
    assert findings(tmp_path, column) == ()


@pytest.mark.parametrize(
    ("actual", "score", "band"),
    [
        ("部分达成预期指标", "18", "80～50%"),
        ("部分达成预期指标", "8", "80～50%"),
        ("未达成预期指标", "15", "50～0%"),
        ("达成预期指标", "14", "100～80%"),
        ("12期左右", "14", None),
        ("部分达成预期指标", "12", None),
    ],
)
def test_a_judged_score_outside_the_band_that_its_words_name_is_told(actual: str, score: str, band: str | None, tmp_path: Path) -> None:
    judged = changed(EXPLAINED, (10, 5, "按计划举办"), (10, 6, actual), (10, 7, score), (13, 7, str(Decimal("73.5") + Decimal(score))))
    told = [finding.message for finding in findings(tmp_path, judged) if "分档" in finding.message]
    assert told == ([f"“培训经费”自评表的“培训期数”写“{actual}”，按分档应得权重的{band}"] if band else [])


def test_words_copied_from_project_to_project_are_told(tmp_path: Path) -> None:
    long = "因上级任务调整，两期现场培训改为线上，参训人数少于年初预计。"
    one = changed(EXPLAINED, (14, 3, long))
    other = changed(one, (1, 1, "2023年度会议费项目绩效自评表"), (3, 3, "会议费"))
    (finding,) = findings(tmp_path, one, other)
    assert finding.message == "“会议费”自评表的偏差原因与“培训经费”自评表一字不差，请核对是否照抄"


def test_a_total_that_is_off_by_more_than_its_fractions_allow_is_told(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, changed(EXPLAINED, (9, 7, "17.50"), (13, 7, "93.54")))
    assert (finding.stated, finding.expected) == ("93.54", "93.5")


def test_a_total_that_differs_by_rounding_alone_is_passed(tmp_path: Path) -> None:
    assert findings(tmp_path, changed(EXPLAINED, (9, 7, "17.50"), (13, 7, "93.51"))) == ()


@pytest.mark.parametrize("name", EXAMPLES)
def test_of_the_examples_only_what_was_published_wrong_is_told(name: str) -> None:
    _, told = score_forms(FormsFile(ROOT / "examples" / name / "performance.xlsx"))
    expected = {
        "jianghan-2024": [],
        "wuchang-2020": [("error", "4.5", "4.95"), ("warning", "9", "9.7"), ("warning", "", "")],
    }[name]
    assert [(finding.severity, finding.stated, finding.expected) for finding in told] == expected


def test_a_score_may_be_what_the_rounded_actual_allows(tmp_path: Path) -> None:
    rounded = changed(EXPLAINED, (9, 5, "2万人"), (9, 6, "1.75万人"), (9, 7, "17.52"), (13, 7, "93.52"))
    assert findings(tmp_path, rounded) == ()


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([(10, 5, "0起"), (10, 6, "3起")], "error “培训经费”自评表的“培训期数”得分与目标值、实际完成值和权重不符 20 0"),
        ([(10, 6, "未开展")], "warning “培训经费”自评表的“培训期数”实际完成值写“未开展”而得满分，请核对 20 "),
        (
            [(6, 5, "55.00"), (6, 6, "110%"), (6, 7, "20"), (13, 7, "97.5")],
            "warning “培训经费”自评表：执行数大于全年预算数，请核对预算数是否含调整和结转  ",
        ),
    ],
)
def test_misses_and_overspending_are_told(edits: list[tuple[int, int, object]], expected: str, tmp_path: Path) -> None:
    said = [f"{f.severity} {f.message} {f.stated} {f.expected}" for f in findings(tmp_path, changed(EXPLAINED, *edits))]
    assert expected in said


def test_execution_as_an_indicator_is_counted_once(tmp_path: Path) -> None:
    rows = changed(OFFICIAL, (7, 7, None), (7, 9, None), (22, 8, 98))
    rows = [*rows[:12], (None, "预算执行", "执行率", "预算执行率", "100%", "95%", 10, 9.5, "年末退回"), *rows[12:]]
    assert findings(tmp_path, rows, scheme="national") == ()
