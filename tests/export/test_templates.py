"""Workbooks to fill in, and the nine tables filled in."""

import io
from collections.abc import Iterable
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from assistant.export.templates import inputs_template, tables_template, tables_workbook
from schemas.accounts import TABLE_TITLES
from schemas.inputs import Budget, Inputs, Prior, Profile, Reason, Staff
from tests.export.sample import UNIT, make_accounts

PREFILL = Inputs(
    profile=Profile(unit="@某处", year=2024),
    staff=Staff(on_post=0),
    budgets=(Budget(code="2080101", name="行政运行", initial=Decimal("1099.62")), Budget(code="0", name="=1+1")),
    prior=(Prior(fact="income.total.prior", label="收入合计", value=Decimal("0.10")),),
    reasons=(Reason(fact="income.total.change", label="收入合计减少201.44万元"),),
)


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def inputs() -> Workbook:
    return opened(inputs_template(PREFILL))


@pytest.fixture(scope="module")
def tables() -> Workbook:
    return opened(tables_workbook(make_accounts()))


def test_every_field_of_the_inputs_is_a_sheet_behind_the_guide(inputs: Workbook) -> None:
    assert inputs.sheetnames == ["说明", *(field.title for field in Inputs.model_fields.values())]
    assert all(sheet.protection.sheet is False for sheet in inputs.worksheets)


def test_a_record_is_one_line_a_field(inputs: Workbook) -> None:
    rows = list(inputs["人员情况"].iter_rows(values_only=True))
    assert rows[0] == ("填写项", "填写内容", "单位", "说明")
    assert rows[1] == ("在职实有人数", 0, "人", None)
    assert [row[0] for row in rows[1:]] == [field.title for field in Staff.model_fields.values()]


def test_entries_are_rows_under_bare_titles_with_units_in_comments(inputs: Workbook) -> None:
    sheet = inputs["预算数"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("科目编码", "科目名称", "年初预算数", "调整预算数", "主要用于")
    assert rows[1] == ("2080101", "行政运行", 1099.62, None, None)
    assert len(rows) >= 20
    assert sheet["C1"].comment.text.startswith("单位：万元")
    assert sheet["A2"].number_format == sheet["A30"].number_format == "@"


def test_text_is_never_a_formula(inputs: Workbook) -> None:
    cells = (inputs["预算数"]["B3"], inputs["单位概况"]["B2"])
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [("=1+1", "s", True), ("@某处", "s", True)]


def test_excel_refuses_what_is_not_a_number(inputs: Workbook) -> None:
    rules = {(rule.type, str(rule.sqref)) for rule in inputs["预算数"].data_validations.dataValidation}
    assert rules == {("decimal", "C2:C33"), ("decimal", "D2:D33")}
    (rule, *_) = inputs["人员情况"].data_validations.dataValidation
    assert (rule.type, rule.operator, rule.formula1, rule.allowBlank) == ("whole", "greaterThanOrEqual", "0", True)


def test_a_row_is_as_high_as_its_text_and_the_guide_fits_the_page(inputs: Workbook) -> None:
    label = "一般公共预算财政拨款支出中的行政事业单位养老支出" * 5
    sheet = opened(inputs_template(Inputs(reasons=(Reason(fact="income.total.change", label=label),))))["原因"]
    assert sheet.row_dimensions[2].height >= 8 * 15
    properties = inputs["说明"].sheet_properties.pageSetUpPr
    assert properties
    assert properties.fitToPage


def test_ids_of_facts_are_greyed(inputs: Workbook) -> None:
    for name in ("上年数", "原因"):
        assert inputs[name]["A2"].fill.start_color.rgb != inputs[name]["B2"].fill.start_color.rgb


def test_blank_inputs_hold_no_value(inputs: Workbook) -> None:
    blank = opened(inputs_template(Inputs()))
    assert blank.sheetnames == inputs.sheetnames
    assert values(blank["预算数"].iter_rows(min_row=2, values_only=True)) == set()
    assert values(blank["国有资产"].iter_rows(min_row=2, min_col=2, max_col=2, values_only=True)) == set()


def values(rows: Iterable[Iterable[object]]) -> set[object]:
    """What the rows hold, blanks left out."""
    return {value for row in rows for value in row if value is not None}


def test_each_table_has_its_sheet_with_title_number_unit_and_money(tables: Workbook) -> None:
    assert tables.sheetnames == [f"GK{number:02d} {title}" for number, title in enumerate(TABLE_TITLES.values(), start=1)]
    sheet = tables.worksheets[1]
    assert (sheet["A1"].value, sheet["K2"].value, sheet["A3"].value, sheet["K3"].value) == (
        "2024年度收入决算表",
        "公开02表",
        f"单位：{UNIT}",
        "单位：万元",
    )


def test_codes_are_text_merged_over_three_columns(tables: Workbook) -> None:
    sheet = tables.worksheets[1]
    assert [cell.value for cell in sheet[10]][:6] == ["2080101", None, None, "行政运行", 1132.06, 1132.06]
    assert {"A1:K1", "A4:D4", "A5:C5", "E4:E5", "A6:A7", "A10:C10"} <= {str(merged) for merged in sheet.merged_cells.ranges}


def test_blank_stays_blank_in_the_workbook(tables: Workbook) -> None:
    assert [cell.value for cell in tables.worksheets[8][8]] == [1.54, None, 1.54, None, 1.54, None] * 2


def test_the_blank_tables_have_all_fixed_lines_and_no_amount() -> None:
    book = opened(tables_template())
    assert book.sheetnames[0] == "说明"
    texts = [values(sheet.iter_rows(values_only=True)) for sheet in book.worksheets[1:]]
    assert {"八、其他收入", "二十六、抗疫特别国债安排的支出", "总计", 62} <= texts[0]
    assert {"合计", "类", "款", "项", "栏次"} <= texts[1]
    assert {"一、一般公共预算财政拨款", "年末财政拨款结转和结余", 64} <= texts[3]
    assert {"30101", "30201", "31002", "人员经费合计", "公用经费合计"} <= texts[5]
    assert not any(isinstance(value, float) for found in texts for value in found)


def test_a_table_that_is_missing_has_no_sheet() -> None:
    book = opened(tables_workbook(make_accounts().model_copy(update={"fund": None})))
    assert len(book.sheetnames) == 8


def test_workbooks_of_equal_content_are_equal_bytes() -> None:
    assert tables_workbook(make_accounts()) == tables_workbook(make_accounts())
    assert inputs_template(PREFILL) == inputs_template(PREFILL)
