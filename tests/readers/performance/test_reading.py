"""Forms are read as people lay them out, and what is wrong with one is told with its cell."""

from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from assistant.errors import JuesuanError, NoTables
from assistant.export.forms_docx import forms_docx
from assistant.export.performance_book import forms_workbook, performance_template
from assistant.figures.performance.inspect import inspect_forms
from assistant.figures.performance.scores import score_form
from assistant.readers.performance.reading import read_performance
from assistant.readers.performance.schemes import list_schemes, read_scheme
from assistant.reviewing import Sources, check_document
from examples.build import EXAMPLES
from examples.forms import read_forms
from schemas.performance import Form
from tests.performance_books import NATIONAL, OFFICIAL, WUHAN, Cells, changed, write_book

ROOT = Path(__file__).parents[3]


def read_one(path: Path, cells: Cells = WUHAN) -> Form:
    """The only form of a workbook."""
    (form,) = read_performance(write_book(path / "forms.xlsx", cells)).forms
    return form


def told(path: Path, *sheets: Cells) -> list[str]:
    """What is said of a workbook's forms."""
    return [finding.message for finding in read_performance(write_book(path / "自评表.xlsx", *sheets)).findings]


def test_a_form_with_weights_behind_the_names_is_read_whole(tmp_path: Path) -> None:
    form = read_one(tmp_path)
    assert (form.kind, form.name, form.unit, form.year) == ("project", "培训经费", "江城市教育局", 2023)
    assert (form.budget, form.executed, form.rate, form.rate_weight, form.rate_score) == tuple(map(Decimal, ("50", "40", "80", "20", "16")))
    rows = [(row.level1, row.level2, row.name, row.weight, row.target, row.actual, row.score) for row in form.indicators]
    assert rows[1] == ("产出指标", "数量指标", "培训期数", Decimal(20), "12期", "12期", Decimal(20))
    assert rows[3] == ("满意度指标", "服务对象满意度", "学员满意率", Decimal(20), "90%以上", "91.5%", Decimal(20))
    assert form.total == Decimal("93.5")
    assert form.goal == "完成全年培训"
    assert form.reasons == "1.“培训人数”：两期改为线上。\n2.其他。"
    assert form.measures == "与参训单位提前确认名额。"
    assert form.particulars == {"主管部门": "江城市人民政府", "项目实施单位": "江城市教育局"}
    assert (form.indicators[0].cell("score").cell, form.cell("total").cell, form.cell("executed").cell) == ("G9", "G13", "E6")


def test_a_form_with_weights_in_a_column_in_yuan_with_percent_cells_is_read_whole(tmp_path: Path) -> None:
    path = write_book(tmp_path / "forms.xlsx", NATIONAL, percents=["H6"])
    (form,) = read_performance(path).forms
    assert (form.name, form.year) == ("设备购置", 2023)
    amounts = (form.initial, form.budget, form.executed, form.rate, form.rate_weight, form.rate_score)
    assert amounts == tuple(map(Decimal, ("90", "100", "95", "95", "10", "9.5")))
    first = form.indicators[0]
    assert (first.weight, first.score, first.reason) == (Decimal(30), Decimal(27), "两台因规格调整推迟到货")
    assert form.total == Decimal("96.5")


def test_the_national_form_as_offices_fill_it_in_is_read_whole_and_right(tmp_path: Path) -> None:
    form = read_one(tmp_path, OFFICIAL)
    assert (form.name, form.unit, form.year, form.goal) == ("设备购置及运行维护项目", "江城市教育局", 2023, "保障教学设备正常运行")
    amounts = (form.initial, form.budget, form.executed, form.rate, form.rate_weight, form.rate_score, form.total)
    assert amounts == tuple(map(Decimal, ("100", "120", "114", "95", "10", "9.5", "98")))
    assert [row.level2 for row in form.indicators] == [
        *("数量指标", "数量指标", "质量指标", "时效指标", "时效指标", "成本指标", "社会效益指标", "社会效益指标", "服务对象满意度指标"),
    ]
    assert inspect_forms([score_form(form, read_scheme("national"))]) == []


def test_the_national_form_is_read_from_a_word_table_with_merged_cells(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("项目支出绩效自评表")
    document.add_paragraph("（2023年度）")
    body, width = OFFICIAL[3:], max(len(row) for row in OFFICIAL)
    table = document.add_table(len(body), width)
    for row, cells in enumerate(body):
        last = None
        for column in range(width):
            value = cells[column] if column < len(cells) else None
            if value is not None:
                table.cell(row, column).text, last = str(value), column
            elif last is not None:
                table.cell(row, last).merge(table.cell(row, column))
    path = tmp_path / "自评表.docx"
    document.save(str(path))
    (form,) = read_performance(path).forms
    assert (form.name, form.year, form.budget, form.executed, form.total) == (
        *("设备购置及运行维护项目", 2023),
        *map(Decimal, ("120", "114", "98")),
    )
    assert [row.level1 for row in form.indicators] == ["产出指标"] * 6 + ["效益指标"] * 2 + ["满意度指标"]
    assert inspect_forms([score_form(form, read_scheme("national"))]) == []
    assert [finding.message for finding in check_document(path, Sources()).findings] == []


def test_a_rate_written_as_a_bare_fraction_is_a_percentage(tmp_path: Path) -> None:
    assert read_one(tmp_path, NATIONAL).rate == Decimal(95)
    assert read_one(tmp_path, changed(NATIONAL, (6, 6, 9500), (6, 8, 0.95))).rate == Decimal("0.95")


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_the_forms_of_an_example_come_back_as_they_were_typed(name: str, form: str, tmp_path: Path) -> None:
    typed = read_forms(ROOT / "examples" / name / "performance.yaml")
    cards = [score_form(entry, read_scheme("wuhan")) for entry in typed]
    path = tmp_path / f"forms.{form}"
    path.write_bytes(forms_workbook(cards) if form == "xlsx" else forms_docx(cards))
    read = read_performance(path)
    assert not read.findings
    for one, other in zip(typed, read.forms, strict=True):
        for field in ("kind", "name", "year", "basic", "project", "budget", "executed", "rate", "rate_weight", "rate_score", "total"):
            assert getattr(one, field) == getattr(other, field), field
        for row, back in zip(one.indicators, other.indicators, strict=True):
            fields = ["level1", "level2", "name", "weight", "target", "actual", "score"]
            fields += ["reason", "measure"] if form == "xlsx" else []
            assert [getattr(row, field) for field in fields] == [getattr(back, field) for field in fields]


def test_several_projects_stand_in_one_workbook(tmp_path: Path) -> None:
    read = read_performance(write_book(tmp_path / "forms.xlsx", WUHAN, NATIONAL))
    assert [form.name for form in read.forms] == ["培训经费", "设备购置"]
    assert not read.findings


def test_two_forms_on_one_sheet_are_told_apart_by_their_titles(tmp_path: Path) -> None:
    second = changed(WUHAN, (1, 1, "2023年度会议费项目绩效自评表"), (3, 3, "会议费"))
    read = read_performance(write_book(tmp_path / "forms.xlsx", [*WUHAN, (), *second]))
    assert [(form.name, form.total) for form in read.forms] == [("培训经费", Decimal("93.5")), ("会议费", Decimal("93.5"))]
    assert not read.findings


def test_a_second_form_without_a_title_is_read_and_told(tmp_path: Path) -> None:
    second = changed(WUHAN[2:], (1, 3, "会议费"))
    assert told(tmp_path, [*WUHAN, (), *second]) == [
        "自评表.xlsx「表1」C23：同一张工作表里还有一份自评表，没有自己的标题，已按另一份表读取，请核对或分放两张工作表"
    ]


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ((9, 7, "十七分半"), "自评表.xlsx「表1」G9：“十七分半”不是分数，按空白读取"),
        ((6, 5, "四十"), "自评表.xlsx「表1」E6：“四十”不是数字，按空白读取"),
        ((9, 1, None), "自评表.xlsx「表1」A9：“培训人数（20分）”没有写明一级指标，合并的单元格可能断开了"),
        ((9, 3, None), "自评表.xlsx「表1」E9：这一行有目标值或得分，但没有指标名称，未采用"),
        ((10, 3, "培训期数（25分）"), "自评表.xlsx「表1」A1：“培训经费”的“产出指标”写明60分，其下各指标的权重合计65分"),
    ],
)
def test_what_is_wrong_with_a_form_is_told_with_its_cell(edit: tuple[int, int, object], message: str, tmp_path: Path) -> None:
    assert message in told(tmp_path, changed(WUHAN, edit))


def test_two_forms_of_one_project_are_told(tmp_path: Path) -> None:
    assert told(tmp_path, WUHAN, WUHAN) == ["自评表.xlsx「表2」A1：“培训经费”项目有两份自评表，另一份在自评表.xlsx「表1」A1"]


def test_a_workbook_without_a_form_that_was_filled_in_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "空白.xlsx"
    path.write_bytes(performance_template(read_scheme("wuhan"), ["甲项目"], "江城市示范单位", 2024))
    with pytest.raises(NoTables, match=r"空白\.xlsx：绩效自评表还没有填写"):
        read_performance(path)


def test_a_scheme_is_a_file_of_ones_own_too(tmp_path: Path) -> None:
    own = tmp_path / "本省.yaml"
    own.write_text(
        "name: own\ntitle: 本省\nrate_weight: 15\ndecimals: 1\n"
        "bands: [{name: 好, high: 100, low: 60}]\ngrades: [{name: 合格, least: 60}]\n",
        encoding="utf-8",
    )
    scheme = read_scheme(str(own))
    assert (scheme.rate_weight, scheme.decimals, scheme.grade(Decimal(59))) == (Decimal(15), 1, "合格")
    assert list_schemes() == ["national", "wuhan"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("没有的", None, "没有的：没有这种计分办法，可用的有：national、wuhan"),
        ("坏.yaml", "a: [", "坏.yaml：不是 YAML 文件，无法读取"),
        ("缺.yaml", "name: a\ntitle: b\nrate_weight: 10\ngrades: [{name: 优, least: 90}]", "缺.yaml：计分办法的“bands”不合要求"),
    ],
)
def test_a_scheme_that_cannot_be_used_is_told(name: str, text: str | None, message: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(JuesuanError) as error:
        read_scheme(str(tmp_path / name) if text is not None else name)
    assert str(error.value).startswith(message)


def test_subtotals_and_unused_rows_are_no_indicators_and_do_not_end_a_form(tmp_path: Path) -> None:
    rows = [*WUHAN[:11], (None, "合计", None, None, None, None, "57.5"), (None, None, "/", None, "/", "/", "/"), *WUHAN[11:]]
    read = read_performance(write_book(tmp_path / "f.xlsx", rows))
    assert [row.name for row in read.forms[0].indicators] == ["培训人数", "培训期数", "人均培训成本", "学员满意率"]
    assert (read.forms[0].total, read.findings) == (Decimal("93.5"), ())


@pytest.mark.parametrize(
    ("row", "total", "grade"),
    [
        (("总分", None, None, None, None, None, "93.5", "优"), "93.5", ""),
        (("自评得分", None, None, None, None, None, "93.5分"), "93.5", ""),
        (("自评总分：93.5分　自评等级：优",), "93.5", "优"),
        (("总分（100分）", None, None, None, None, None, "93.5分", "无"), "93.5", ""),
    ],
)
def test_a_total_is_read_however_its_row_is_written(row: tuple[object, ...], total: str, grade: str, tmp_path: Path) -> None:
    form = read_one(tmp_path, [*WUHAN[:12], row, *WUHAN[13:]])
    assert (form.total, form.grade) == (Decimal(total), grade)


@pytest.mark.parametrize("row", [("自评等级", "良"), ("自评等级：良",), ("评价等级", "优□ 良☑ 中□ 差□"), ("评价等级：□优 ☑良 □中 □差",)])
def test_a_grade_is_read_beside_its_label_or_from_its_box(row: tuple[str, ...], tmp_path: Path) -> None:
    form = read_one(tmp_path, [*WUHAN[:13], row])
    assert (form.grade, form.cell("grade").cell) == ("良", "A14")


def test_other_words_for_the_columns_are_known(tmp_path: Path) -> None:
    spending = changed(WUHAN, (2, 6, "金额单位：人民币元"), (5, 1, "预算执行情况（20分）"), (5, 4, "预算调整数"), (5, 5, "实际执行数"))
    form = read_one(tmp_path, changed(spending, (8, 5, "年初设定值"), (8, 6, "全年实际值")))
    assert (form.budget, form.executed, form.indicators[0].actual) == (Decimal("0.005"), Decimal("0.004"), "1,050人")


def test_a_form_beside_another_is_told(tmp_path: Path) -> None:
    beside = [[*row, *[None] * (9 - len(row)), *row] for row in WUHAN]
    assert "自评表.xlsx「表1」L8：左右并排的另一份自评表没有读取，请分放两张工作表" in told(tmp_path, beside)
