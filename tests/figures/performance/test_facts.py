"""What a form says becomes facts with formulas and cells, held against the tables of the accounts."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.figures.performance.combine import combine_forms
from assistant.pipeline import FormsFile, read_material, score_forms
from schemas.facts import FactSheet
from tests.performance_books import NATIONAL, WUHAN, changed, write_book

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "jianghan-2024"


def example(forms: Path = EXAMPLE / "performance.xlsx") -> tuple[FactSheet, list[str]]:
    """The facts of the example with forms, and what is said of them."""
    material = read_material(EXAMPLE / "tables.xlsx", forms=FormsFile(forms))
    told = [f"{finding.severity} {finding.message}" for finding in material.findings if finding.rule == "performance_form"]
    return material.sheet, told


def test_every_score_is_a_fact_with_its_formula_and_its_cell() -> None:
    sheet, told = example()
    assert told == []
    assert sheet.value("evaluation.unit.score") == Decimal("94.1")
    assert sheet.value("evaluation.1.adjusted_completion") == Decimal(100)
    assert sheet.facts["evaluation.1.adjusted_completion"].formula == "{evaluation.1.actual} ÷ {evaluation.1.adjusted} × 100"
    attained = sheet.facts["evaluation.1.4.attained"]
    assert (attained.label, attained.formula) == ("社会保险业务工作经费“对参保对象组织开展稽核”完成目标值的比例", "340人 ÷ 1700人 × 100")
    assert attained.value == Decimal(20)
    assert str(sheet.facts["evaluation.1.4.score"].places[0]).startswith("performance.xlsx「社会保险业务工作经费」G")
    parts = sheet.facts["evaluation.1.score"].formula or ""
    names = [name for name in parts.replace("{", "").replace("}", "").split(" + ") if name]
    assert sum(sheet.value(name) or Decimal(0) for name in names) == sheet.value("evaluation.1.score") == Decimal("92.93")


def test_the_evaluated_projects_are_counted_unless_a_person_did() -> None:
    sheet, _ = example()
    assert (sheet.value("performance.projects"), sheet.value("performance.amount")) == (Decimal(1), Decimal("303.1"))
    assert sheet.value("performance.amount.share") == Decimal(100)


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ([(6, 5, "500.00"), (6, 4, "500.00"), (6, 6, "100%"), (6, 7, "20")], "warning 各项目自评表的执行数之和大于决算表的项目支出"),
        ([], "warning “培训经费”自评表是2023年度的，决算表是2024年度的"),
    ],
)
def test_a_form_that_does_not_fit_the_accounts_is_told(edits: list[tuple[int, int, object]], message: str, tmp_path: Path) -> None:
    _, told = example(write_book(tmp_path / "f.xlsx", changed(WUHAN, *edits)))
    assert message in told


def test_a_form_of_the_unit_that_spends_otherwise_than_the_tables_is_told(tmp_path: Path) -> None:
    unit = changed(WUHAN, (1, 1, "2024年度整体绩效自评表"), (3, 1, "单位名称"), (3, 3, "江城市示范社会保险管理处"))
    _, told = example(write_book(tmp_path / "f.xlsx", unit))
    assert "warning 整体自评表的执行数与决算表不符：本年支出合计" in told


def test_forms_of_projects_combine_quantities_by_sum_rates_and_means_by_money_and_judgements_by_money(tmp_path: Path) -> None:
    other = changed(
        WUHAN,
        (3, 3, "会议费"),
        (1, 1, "2023年度会议费项目绩效自评表"),
        (6, 4, "150.00"),
        (6, 5, "150.00"),
        (6, 6, "100%"),
        (9, 6, "1,350人"),
        (12, 6, "99.5%"),
    )
    cards, _ = score_forms(FormsFile(write_book(tmp_path / "f.xlsx", WUHAN, other)))
    combined = combine_forms([card.form for card in cards], "两项")
    assert (combined.budget, combined.executed) == (Decimal(200), Decimal(190))
    rows = {row.name: (row.target, row.actual) for row in combined.indicators}
    assert rows["培训人数"] == ("2400人", "2400人")
    assert rows["学员满意率"] == ("90%以上", "97.5%")
    assert rows["人均培训成本"] == ("≤500元", "480.5元")
    judged = [card.form.model_copy(update={"indicators": card.form.indicators[:1]}) for card in cards]
    for number, (form, score) in enumerate(zip(judged, ("10", "20"), strict=True)):
        row = form.indicators[0].model_copy(update={"target": "提升", "actual": "有所提升", "score": Decimal(score)})
        judged[number] = form.model_copy(update={"indicators": (row,)})
    assert combine_forms(judged, "两项").indicators[0].score == Decimal("17.50")


def test_a_project_called_as_an_account_is_held_against_that_account(tmp_path: Path) -> None:
    account = changed(WUHAN, (1, 1, "2024年度自评表"), (3, 3, "社会保险经办机构"))
    _, told = example(write_book(tmp_path / "f.xlsx", account))
    assert told[-1] == "warning “社会保险经办机构”自评表的执行数与决算表中“社会保险经办机构”的项目支出不符"
    right = changed(account, (6, 4, "303.10"), (6, 5, "303.10"), (6, 6, "100%"), (6, 7, "20"), (13, 7, "97.5"))
    assert not [line for line in example(write_book(tmp_path / "f.xlsx", right))[1] if "决算表" in line]


def test_a_target_of_nothing_combines_by_its_scores(tmp_path: Path) -> None:
    nothing = changed(NATIONAL, (9, 4, "0台"), (9, 5, "0台"), (9, 7, 30), (13, 7, 99.5))
    other = changed(nothing, (3, 3, "维护"), (9, 7, 0), (9, 5, "1台"))
    cards, _ = score_forms(FormsFile(write_book(tmp_path / "f.xlsx", nothing, other), "national"))
    combined = combine_forms([card.form for card in cards], "两项")
    assert (combined.indicators[0].target, combined.indicators[0].score) == ("0台", Decimal("15.00"))


def test_a_projects_name_loses_its_year_and_the_word_for_project(tmp_path: Path) -> None:
    named = changed(WUHAN, (1, 1, "2024年度自评表"), (3, 3, "2024年度培训经费项目"))
    sheet, _ = example(write_book(tmp_path / "f.xlsx", named))
    assert sheet.facts["evaluation.1.actual"].label == "培训经费执行数"
