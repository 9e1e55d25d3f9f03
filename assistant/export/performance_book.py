"""Forms of self-evaluation as a workbook, filled in, or blank to be filled in: a sheet a form."""

from collections.abc import Sequence

from openpyxl import Workbook

from assistant.export.form_layout import lay_out_form
from assistant.export.grid import Layout
from assistant.export.sheets import INPUT_FILL, cell_at, save_workbook, set_widths
from assistant.export.table_sheets import FIRST_ROW, write_table
from assistant.export.templates import write_guide
from schemas.performance import Form, Indicator, Scheme, Scorecard, Scored
from schemas.place import Place

_GUIDE = (
    "绩效自评表填写说明",
    "1. 一张工作表填一份自评表：单位整体一份，每个项目一份。项目多于预备的，请复制工作表；用不到的整张留空。",
    "2. 只在浅黄色的格子里填写。标题中的年度、项目名称和“单位：”之后的单位名称也请改好。",
    "3. 预算数填调整后的全年预算数，执行数填实际支出数，以万元为单位；执行率和得分可以不填，由程序计算。",
    "4. {weights}；连同预算执行的分值，合计应为100分。行数不够可以插入行。",
    "5. 目标值带上符号和单位，例如“≥300人次”“≤127.85万元”“99%以上”；“≤”为反向指标，不写符号的按正向指标。",
    "6. 实际完成值填数量；确实要用文字说明的，请在其中写明与目标值同一单位的数。",
    "7. 定性指标由人按分档判断，请填得分；能计算的得分可以不填。",
    "8. 没有完成目标，或超出目标30%以上的，请在右边两列写明偏差原因和改进措施。",
)
_WEIGHTS = {
    "name": "三级指标的权重写在名称之后，例如“业务培训人次（5分）”",
    "column": "各项指标的权重填在“分值”一栏，例如“5”",
}
"""How a person is told where the weights go, by the scheme's ``weights``."""

_BLANK_ROWS = {"产出指标": ("数量指标", "数量指标", "质量指标", "时效指标", "成本指标"), "效益指标": ("社会效益指标", "可持续影响指标")}
_WIDTHS = (9, 14, 24, 12, 14, 24, 12, 28, 28)
_ONE_LINE, _TWO_LINES = 8, 30
"""Characters of a heading that fit in a line of the narrowest column, and the points of a row of two."""

_LAST_ROWS = {"满意度指标": ("服务对象满意度指标",)}


def forms_workbook(cards: Sequence[Scorecard]) -> bytes:
    """The forms filled in, scores that nobody filled in computed."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for card in cards:
        _write(workbook, "整体" if card.form.kind == "unit" else card.form.name, lay_out_form(card, personal=True), blank=False)
    return save_workbook(workbook)


def performance_template(scheme: Scheme, projects: Sequence[str], unit: str, year: int | None) -> bytes:
    """A blank form of the unit and one of each project."""
    workbook = Workbook()
    write_guide(workbook, tuple(line.format(weights=_WEIGHTS[scheme.weights]) for line in _GUIDE))
    for form in (_blank("unit", unit, unit, year), *(_blank("project", name, unit, year) for name in projects)):
        title = "整体" if form.kind == "unit" else form.name
        _write(workbook, title, lay_out_form(_unscored(form, scheme), personal=True), blank=True)
    return save_workbook(workbook)


def _write(workbook: Workbook, name: str, layout: Layout, blank: bool) -> None:
    sheet = workbook.create_sheet(_sheet_name(workbook, name))
    write_table(sheet, layout)
    set_widths(sheet, _WIDTHS)
    for row in layout.grid.placed:
        if any(len(placed.box.text) > _ONE_LINE and placed.box.kind == "head" for placed in row):
            sheet.row_dimensions[FIRST_ROW + row[0].row].height = _TWO_LINES
    for row in layout.grid.placed if blank else ():
        for placed in row:
            if placed.box.kind == "label" and not placed.box.text and not placed.below:
                cell_at(sheet, FIRST_ROW + placed.row, placed.column + 1).fill = INPUT_FILL


def _sheet_name(workbook: Workbook, name: str) -> str:
    """A name that Excel takes, told apart from those there are."""
    plain = "".join("_" if character in "[]:*?/\\'" else character for character in name)[:28] or "项目"
    number = sum(sheet.title.startswith(plain) for sheet in workbook.worksheets)
    return f"{plain}{number + 1}" if number else plain


def _blank(kind: str, name: str, unit: str, year: int | None) -> Form:
    groups = {**_BLANK_ROWS, **_LAST_ROWS}
    place = Place(file="")
    rows = tuple(Indicator(level1=level1, level2=level2, name="", place=place) for level1, members in groups.items() for level2 in members)
    labels = ("主管部门", "项目实施单位") if kind == "project" else ()
    particulars = dict.fromkeys(labels, "")
    return Form.model_validate(
        {"kind": kind, "name": name, "unit": unit, "year": year, "particulars": particulars, "indicators": rows, "place": place}
    )


def _unscored(form: Form, scheme: Scheme) -> Scorecard:
    scored = tuple(Scored(indicator=indicator, basis="unusable", points=None, score=None) for indicator in form.indicators)
    return Scorecard(form=form, scheme=scheme, rate=None, rate_points=None, rate_score=None, scored=scored, total=None, grade="")
