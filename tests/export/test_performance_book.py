"""The blank forms of self-evaluation: what their guide says agrees with the form below it."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from assistant.export.performance_book import performance_template
from assistant.readers.performance.reading import read_performance
from assistant.readers.performance.schemes import read_scheme


def opened(scheme: str) -> Workbook:
    return load_workbook(io.BytesIO(performance_template(read_scheme(scheme), [""], "某处", 2024)))


@pytest.mark.parametrize(("scheme", "guided"), [("wuhan", False), ("national", True)])
def test_the_guide_sends_weights_where_the_form_has_them(scheme: str, guided: bool) -> None:
    book = opened(scheme)
    in_column = any(cell.value == "分值" for row in book.worksheets[2].iter_rows() for cell in row)
    assert in_column is guided
    assert ("“分值”一栏" in book["说明"]["A5"].value) is guided


def test_a_form_of_a_project_without_a_name_takes_the_one_that_a_person_fills_in(tmp_path: Path) -> None:
    book = opened("wuhan")
    sheet = book["项目"]
    assert sheet["A1"].value == "2024年度项目绩效自评表"
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}
    sheet.cell(cells["项目名称"].row, 3).value = "培训经费"
    sheet.cell(cells["数量指标"].row, cells["三级指标"].column).value = "人次（80分）"
    sheet.cell(cells["数量指标"].row, cells["年初目标值（A）"].column).value = "≥30人次"
    book.save(tmp_path / "自评表.xlsx")
    (form,) = read_performance(tmp_path / "自评表.xlsx").forms
    assert (form.kind, form.name) == ("project", "培训经费")
