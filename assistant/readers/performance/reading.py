"""A file's forms: every sheet, or every table of a document, that holds one."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.errors import NoTables
from assistant.readers.guard import read_bytes
from assistant.readers.manuscript import parse_manuscript
from assistant.readers.performance.columns import Region, find_beside, find_forms
from assistant.readers.performance.foot import read_below, read_grade, read_limit, read_total
from assistant.readers.performance.head import HeadReader
from assistant.readers.performance.percents import with_percents
from assistant.readers.performance.rows import RowReader
from assistant.readers.texts import comparison_text, index_sheet
from assistant.readers.unit_accounts import is_document
from assistant.readers.workbook import parse_document
from schemas.document import Grid
from schemas.finding import Finding
from schemas.performance import Form, Performance
from schemas.place import Place

_UNITS = ("项目实施单位", "实施单位")


def read_performance(path: Path) -> Performance:
    """Read the forms of a workbook (.xlsx, .xls) or of a document (.docx, .pdf).

    Raises:
        UnreadableFile: The file cannot be read.
        NoTables: It holds no form, or none that was filled in.
    """
    data = read_bytes(path, "绩效自评表")
    if is_document(data):
        grids: Sequence[Grid] = [table.grid for table in parse_manuscript(path.name, data).tables]
        findings: tuple[Finding, ...] = ()
    else:
        document = parse_document(path.name, data)
        grids, findings = with_percents(document, data), document.findings
    performance = recognise_forms(grids)
    if not performance.forms and any(True for grid in grids for _ in find_forms(index_sheet(grid))):
        raise NoTables(path.name, "绩效自评表还没有填写：目标值、实际完成值和得分都是空白")
    if not performance.forms:
        raise NoTables(path.name, "没有读出绩效自评表：每张表要有“三级指标”“目标值”“实际完成值”“得分”这样的表头")
    return performance.model_copy(update={"findings": (*findings, *performance.findings)})


def recognise_forms(grids: Sequence[Grid]) -> Performance:
    """The forms that stand on sheets; one that was left blank is none."""
    forms: list[Form] = []
    findings: list[Finding] = []
    for grid in grids:
        sheet = index_sheet(grid)
        regions = list(find_forms(sheet))
        for number, region in enumerate(regions):
            form, told = _read_form(region)
            if not any(entry.target or entry.actual or entry.score is not None for entry in form.indicators):
                continue
            forms.append(form)
            findings += told
            if number and not region.titled:
                findings.append(_untitled(grid, region))
        findings += [_beside(grid, *place) for place in find_beside(sheet)]
    findings += _twice(forms)
    return Performance(forms=tuple(forms), findings=tuple(findings))


def _read_form(region: Region) -> tuple[Form, list[Finding]]:
    head, rows = HeadReader(region), RowReader(region)
    head.read()
    indicators = tuple(rows.indicators())
    unit = head.is_unit
    unit_name = head.words.get("unit") or next((head.particulars[name] for name in _UNITS if name in head.particulars), "")
    total, total_at = read_total(region, rows)
    grade, grade_at = read_grade(region)
    place = region.sheet.grid.place(region.top, 0)
    form = Form(
        kind="unit" if unit else "project",
        name=unit_name or "整体" if unit else head.words.get("name") or region.sheet.grid.sheet,
        unit=unit_name,
        year=head.year,
        particulars=head.particulars,
        goal=head.words.get("goal", ""),
        indicators=indicators,
        total=total,
        grade=grade,
        reasons=read_below(region, "reasons"),
        measures=read_below(region, "measures"),
        longest_reason=read_limit(region),
        place=place,
        cells=head.cells | {name: region.sheet.grid.place(*at) for name, at in (("total", total_at), ("grade", grade_at)) if at},
        **head.figures,
    )
    return form, [*head.findings, *rows.findings, *_groups(form, rows)]


def _groups(form: Form, rows: RowReader) -> Iterator[Finding]:
    """That the weights of a group's indicators do not add up to what its heading says."""
    for name, weight in rows.groups.items():
        weights = [entry.weight for entry in form.indicators if entry.level1 == name]
        added = sum(entry for entry in weights if entry is not None)
        if None not in weights and added != weight:
            told = f"{form.place}：“{form.name}”的“{name}”写明{weight}分，其下各指标的权重合计{added}分"
            yield Finding(rule="performance_form", severity="error", message=told, places=(form.place,))


def _untitled(grid: Grid, region: Region) -> Finding:
    place = grid.place(region.header, region.columns["name"])
    told = f"{place}：同一张工作表里还有一份自评表，没有自己的标题，已按另一份表读取，请核对或分放两张工作表"
    return Finding(rule="performance_form", severity="warning", message=told, places=(place,))


def _beside(grid: Grid, row: int, column: int) -> Finding:
    place = grid.place(row, column)
    told = f"{place}：左右并排的另一份自评表没有读取，请分放两张工作表"
    return Finding(rule="performance_form", severity="error", message=told, places=(place,))


def _twice(forms: Sequence[Form]) -> Iterator[Finding]:
    """That two forms are of the same project, or two of the unit."""
    seen: dict[str, Place] = {}
    for form in forms:
        key = "" if form.kind == "unit" else comparison_text(form.bare_name)
        if key in seen:
            what = "单位整体" if form.kind == "unit" else f"“{form.name}”项目"
            told = f"{form.place}：{what}有两份自评表，另一份在{seen[key]}"
            yield Finding(rule="performance_form", severity="warning", message=told, places=(form.place, seen[key]))
        seen.setdefault(key, form.place)
