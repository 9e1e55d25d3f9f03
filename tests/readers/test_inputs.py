"""The inputs from a workbook and from YAML: the same model, exact values, and refusals that name the cell."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assistant.errors import InvalidInputs, UnreadableFile
from assistant.readers.input_fields import input_sections
from assistant.readers.inputs import read_inputs
from schemas.inputs import Inputs
from tests.readers import layouts

YAML = """
profile:
  unit: 某某管理处
  year: 2024
  functions: |
    第一项。
    第二项。
staff: {on_post: 43, retired: "23"}
budgets:
  - code: 2080101
    name: 行政运行
    initial: 1099.62
    adjusted: 1,132.060
  - {code: 合计, initial: 0.1}
procurement:
  total: 2.23
  micro: ~
operating_cost:
prior:
  - {fact: income.total, value: 2147.24}
  - {fact: expenditure.total, label: 支出合计, value: }
reasons:
  - {fact: income.total.change, text: 项目减少}
  - {fact: expenditure.total.change, text: ""}
terms:
  - {name: 机关运行经费, text: "null"}
"""


def fill(workbook: Workbook) -> None:
    """The workbook form of YAML above, with all that such a sheet may hold beside it."""
    layouts.write(workbook.create_sheet("说明"), 1, 1, [["本表由财务人员填写"], [1, 2, 3]])
    head = ["填写项", "填写内容", "单位", "说明"]
    profile = [
        ["单位概况"],
        head,
        ["单位名称", " 某某管理处 "],
        ["年度", 2024],
        ["主要职能", "第一项。\n第二项。"],
        ["财政级次"],
        ["机构设置情况", " "],
    ]
    layouts.write(workbook.create_sheet("单位概况"), 1, 1, profile)
    layouts.write(workbook.create_sheet("人员情况"), 1, 1, [head, ["在职实有人数", 43, "人"], [], ["离退休人员", "23", "人"]])
    budgets = [["填写一般公共预算"], ["科目编码", "科目名称", "年初预算数（万元）", "调整预算数", "主要用于"]]
    layouts.write(workbook.create_sheet("预算数"), 1, 1, [*budgets, [2080101, "行政运行", 1099.62, "1, 132. 060"], [], ["合计", None, 0.1]])
    layouts.write(workbook.create_sheet("政府采购"), 1, 1, [head, ["政府采购支出总额", 2.23, "万元"], ["其中：授予小微企业合同金额"]])
    rows = [["指标编号", "指标名称", "上年决算数"], ["income.total", None, 2147.24], ["expenditure.total", "支出合计", None]]
    layouts.write(workbook.create_sheet("上年数"), 1, 1, rows)
    reasons = [["指标编号", "事项", "原因"], ["income.total.change", None, "项目减少"], ["expenditure.total.change", "支出", None]]
    layouts.write(workbook.create_sheet("原因"), 1, 1, reasons)
    layouts.write(workbook.create_sheet("名词解释"), 1, 1, [["名词", "解释"], ["机关运行经费", "null"]])
    workbook.create_sheet("Sheet9")


def from_yaml(text: str, tmp_path: Path) -> Inputs:
    path = tmp_path / "补充.yaml"
    path.write_text(text, encoding="utf-8")
    return read_inputs(path)


def from_workbook(write: Callable[[Workbook], object], tmp_path: Path) -> Inputs:
    workbook = Workbook()
    write(workbook)
    return read_inputs(layouts.save(workbook, tmp_path / "补充.xlsx"))


def test_both_forms_give_the_same_inputs(tmp_path: Path) -> None:
    inputs = from_workbook(fill, tmp_path)
    assert inputs == from_yaml(YAML, tmp_path)
    assert (inputs.profile.unit, inputs.profile.year, inputs.staff.on_post, inputs.staff.retired) == ("某某管理处", 2024, 43, 23)
    assert [(budget.code, budget.initial) for budget in inputs.budgets] == [("2080101", Decimal("1099.62")), ("合计", Decimal("0.1"))]
    assert inputs.budgets[0].adjusted == Decimal("1132.06")
    assert inputs.procurement.total == Decimal("2.23")
    assert inputs.procurement.micro is None
    assert inputs.terms[0].text == "null"


def test_prepared_lines_left_unfilled_are_dropped(tmp_path: Path) -> None:
    """A last year's figure without a value and a reason without a text say nothing."""
    inputs = from_workbook(fill, tmp_path)
    assert [prior.fact for prior in inputs.prior] == ["income.total"]
    assert [reason.fact for reason in inputs.reasons] == ["income.total.change"]


def test_decimal_of_yaml_never_passes_through_a_float(tmp_path: Path) -> None:
    inputs = from_yaml("procurement: {total: 12345678901234567.89}", tmp_path)
    assert inputs.procurement.total == Decimal("12345678901234567.89")


def test_chinese_names_serve_in_yaml(tmp_path: Path) -> None:
    assert from_yaml("政府采购:\n  政府采购支出总额: 8.9\n  其中：货物支出: 1.16\n", tmp_path).procurement.goods == Decimal("1.16")


def test_yaml_is_told_by_content_not_extension(tmp_path: Path) -> None:
    path = tmp_path / "补充.xlsx"
    path.write_text(YAML, encoding="gb18030")
    assert read_inputs(path).profile.unit == "某某管理处"


@pytest.mark.parametrize("text", ["", "# 只有注释\n", "profile:\n"])
def test_inputs_may_be_blank(text: str, tmp_path: Path) -> None:
    if text:
        assert from_yaml(text, tmp_path) == Inputs()
    else:
        assert from_workbook(blank_sheets, tmp_path) == Inputs()


def blank_sheets(workbook: Workbook) -> None:
    for section in input_sections():
        workbook.create_sheet(section.title)


HEAD = ["填写项", "填写内容", "单位", "说明"]
WORKBOOK_TROUBLE: list[tuple[str, list[list[Any]], str]] = [
    ("政府采购", [HEAD, ["政府采购支出总额", "abc"]], "「政府采购」B2：“abc”不是金额，“政府采购支出总额”应填以万元为单位的数字"),
    ("人员情况", [["x"], HEAD, ["在职实有人数", 4.5]], "「人员情况」B3：“在职实有人数”应为整数，而不是“4.5”"),
    ("人员情况", [HEAD, ["在职实有人数", -1]], "「人员情况」B2：“在职实有人数”不能是负数：-1"),
    ("人员情况", [HEAD, ["在职人数", 4]], "「人员情况」A2：“在职人数”不是这张表的填写项"),
    ("人员情况", [HEAD, [None, 4]], "「人员情况」A2：有内容但没有填写项"),
    ("人员情况", [HEAD, ["离退休人员", 4], ["离退休人员", 4]], "「人员情况」A3：“离退休人员”重复出现"),
    ("人员情况", [["离退休人员", 4]], "「人员情况」：没有找到表头“填写项、填写内容”"),
    ("单位概况", [HEAD, ["年度", "二零二四"]], "「单位概况」B2：“二零二四”不是数字，“年度”应填数字"),
    ("预算数", [["科目编码", "科目名称", "年初预算数"], [None, "行政运行", 3]], "「预算数」A2：缺少“科目编码”"),
    ("预算数", [["科目编码", "科目名称", "预算"], ["208", "行政运行", 3]], "「预算数」C1：“预算”不是这张表的栏目"),
    ("预算数", [["科目编码", "科目名称"], ["208", "行政运行", 3]], "「预算数」C1：有内容的一列没有标题（C2）"),
    ("预算数", [["科目编码", "科目名称", "科目名称"], ["208"]], "「预算数」C1：“科目名称”这一列重复出现"),
    ("预算数", [["208", "行政运行", 3]], "「预算数」：没有找到表头，应有“科目编码、科目名称、年初预算数、调整预算数、主要用于”"),
    ("预算", [["科目编码"]], "「预算」：不是补充资料的工作表，请改正表名或删去"),
    ("政府采购", [HEAD, ["政府采购支出总额", "=1+1"]], "「政府采购」B2：公式没有保存计算结果，按空白读取；请用 Excel 打开该文件并保存一次"),
]


@pytest.mark.parametrize(("sheet", "rows", "message"), WORKBOOK_TROUBLE)
def test_trouble_in_the_workbook_names_the_cell(sheet: str, rows: list[list[Any]], message: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputs) as error:
        from_workbook(lambda workbook: layouts.write(workbook.create_sheet(sheet), 1, 1, rows), tmp_path)
    assert str(error.value) == f"补充.xlsx{message}"


YAML_TROUBLE = [
    ("procurement:\n  total: abc", " procurement.total（第 2 行）：“abc”不是金额，“政府采购支出总额”应填以万元为单位的数字"),
    ("staff:\n  on_post: 1.5", " staff.on_post（第 2 行）：“在职实有人数”应为整数，而不是“1.5”"),
    ("staff:\n  onpost: 1", " staff.onpost（第 2 行）：没有这一项"),
    ("stuff:\n  on_post: 1", " stuff（第 1 行）：没有这一部分"),
    ("staff: 3", " staff（第 1 行）：应为“名称: 值”的形式"),
    ("budgets: {code: 208}", " budgets（第 1 行）：应为列表，每项以“- ”开头"),
    ("budgets:\n- {name: 行政运行}", " budgets[1]（第 2 行）：缺少“科目编码”"),
    ("staff: {on_post: 1, on_post: 2}", " staff.on_post（第 1 行）：重复出现"),
    ("staff: {on_post: 1}\n人员情况: {on_post: 2}", " 人员情况（第 2 行）：重复出现"),
    ("staff: {on_post: [1]}", " staff.on_post（第 1 行）：应为一个值，不是列表或多项"),
    ("? [a]\n: b", " 补充资料（第 1 行）：名称应为文字"),
    ("staff: &a {on_post: 1}\nprofile: *a", "：第 2 行：不支持锚点和别名（& 与 *）"),
    ("a: " + "[" * 5000, "：第 1 行：层次过多"),
    ("staff:\n  on_post: 1\n total: 2", "：第 3 行不合 YAML 的写法"),
    ('profile: {unit: "\\UFFFFFFFF"}', "：含有 YAML 不允许的字符"),
    ('profile: {functions: "\\ud800职能"}', " profile.functions（第 1 行）：含有不是文字的字符"),
]


@pytest.mark.parametrize(("text", "message"), YAML_TROUBLE)
def test_trouble_in_yaml_names_the_path_and_line(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputs) as error:
        from_yaml(text, tmp_path)
    assert str(error.value).startswith(f"补充.yaml{message}")
    assert "\n" not in str(error.value)


def test_yaml_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputs, match=r"^补充\.yaml：超过 2000000 个字，不像补充资料$"):
        from_yaml("# " + "字" * 2_000_001, tmp_path)


def test_file_that_is_neither_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "补充.xlsx"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(UnreadableFile, match=r"^补充\.xlsx：是 PDF 文件，不是工作簿$"):
        read_inputs(path)


def test_workbook_of_the_accounts_is_called_what_it_is(tmp_path: Path) -> None:
    """The tables given where the inputs belong, a cover before them."""
    path = layouts.wuhan_2024(tmp_path / "决算.xlsx")
    workbook = load_workbook(path)
    workbook.create_sheet("封面", 0)["A1"] = "2024年度部门决算"
    workbook.save(path)
    with pytest.raises(InvalidInputs) as error:
        read_inputs(path)
    assert str(error.value) == "决算.xlsx「GK01 收入支出决算总表」：这是决算表，不是补充资料"


def test_control_characters_of_what_a_person_wrote_are_dropped(tmp_path: Path) -> None:
    """Word refuses a document that holds them; line breaks stay."""
    rows = [HEAD, ["主要职能", "第一项_x001B_[0m。\n第二项。"]]
    inputs = from_workbook(lambda workbook: layouts.write(workbook.create_sheet("单位概况"), 1, 1, rows), tmp_path)
    assert inputs.profile.functions == "第一项[0m。\n第二项。"
