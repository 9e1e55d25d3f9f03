"""A manifest of units: every form it may have, the files that its rows name, and what is said of those that are not there."""

import csv
import re
import shutil
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assistant.batch.sorting import sort_files
from assistant.batch.units import find_units
from assistant.errors import InvalidInputs, JuesuanError, UnreadableFile
from schemas.batch import Source
from tests.batch.material import OTHER_TABLES, WRONG, make_unit, zip_folder
from tests.material import FORMS, INPUTS, TABLES, year_before
from tests.readers.make_samples import SAMPLES, convert_to_xls

Rows = Sequence[Sequence[Any]]
HEADINGS = ["序号", "单位名称", "本年决算表", "上年决算表", "补充资料", "绩效自评表", "情况说明", "类型"]
FULL: Rows = [
    HEADINGS,
    [1, "甲处", "甲/决算表.xlsx", "甲/上年.xlsx", "甲/补充.yaml", "甲/自评.xlsx", "甲/说明.txt；甲/情况.txt", None],
    [2, "乙处", "乙/决算表.xlsx", None, None, None, None, "事业单位"],
    [3, "某局", "汇总.xlsx", None, None, None, None, "部门汇总"],
]
UNUSED = "旁边还有没有写进清单、因而没有用的："


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder with the files of two units and a department."""
    folder = tmp_path / "2024决算"
    unit = make_unit(folder / "甲")
    year_before(unit / "上年.xlsx")
    shutil.copy(FORMS, unit / "自评.xlsx")
    for name in ("说明.txt", "情况.txt"):
        (unit / name).write_text(WRONG, encoding="utf-8")
    make_unit(folder / "乙", OTHER_TABLES)
    shutil.copy(TABLES, folder / "汇总.xlsx")
    return folder


def write_xlsx(path: Path, rows: Rows, merges: Sequence[str] = ()) -> Path:
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(list(row))
    for area in merges:
        workbook.worksheets[0].merge_cells(area)
    workbook.save(path)
    return path


def write_csv(path: Path, rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def write_text(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def problems(source: Source) -> list[tuple[str, str]]:
    """All that is told, of units and beside them, but for files that no row names, which lie beside most."""
    told = ((unit.name, line) for unit in source.units for line in (*unit.faults, *unit.problems))
    lines = [*told, *(("", line) for line in source.problems)]
    return [(name, line) for name, line in lines if not line.startswith(UNUSED)]


def require_full(found: Source, base: Path) -> None:
    first, second = found.units
    assert (first.name, second.name) == ("甲处", "乙处")
    files = (first.tables, first.prior, first.inputs, first.forms, *first.documents)
    assert files == tuple(base / "甲" / name for name in ("决算表.xlsx", "上年.xlsx", "补充.yaml", "自评.xlsx", "说明.txt", "情况.txt"))
    assert (second.tables, second.prior, second.documents) == (base / "乙" / "决算表.xlsx", None, ())
    assert found.department == base / "汇总.xlsx"
    assert problems(found) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_csv_may_have_either_encoding_and_commas_or_tabs(encoding: str, delimiter: str, base: Path, scratch: Path) -> None:
    require_full(find_units(write_csv(base / "units.csv", FULL, encoding, delimiter), scratch), base)


def test_a_sheet_may_have_a_title_blank_rows_and_extra_columns_that_lists_have(base: Path, scratch: Path) -> None:
    rows: list[Any] = [
        ["某局2024年度决算单位清单"],
        [],
        ["填报时间：2025年8月1日"],
        *chain.from_iterable(([*line, None], []) for line in FULL),
    ]
    require_full(find_units(write_xlsx(base / "名单.xlsx", rows, ["A1:H1"]), scratch), base)


def test_headings_may_stand_in_two_merged_rows(base: Path, scratch: Path) -> None:
    rows: Rows = [
        ["单位", "决算表", None, "说明"],
        [None, "本年", "上年", None],
        ["甲处", "甲/决算表.xlsx", "甲/上年.xlsx", "甲/说明.txt"],
        [None, None, None, "甲/情况.txt"],
    ]
    found = find_units(write_xlsx(base / "名单.xlsx", rows, ["A1:A2", "B1:C1", "D1:D2", "A3:A4"]), scratch)
    (unit,) = found.units
    assert [path and path.name for path in (unit.tables, unit.prior, *unit.documents)] == [
        "决算表.xlsx",
        "上年.xlsx",
        "说明.txt",
        "情况.txt",
    ]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_an_xls_is_read_too(base: Path, scratch: Path, tmp_path: Path) -> None:
    convert_to_xls(write_xlsx(tmp_path / "名单.xlsx", FULL), base, tmp_path)
    require_full(find_units(base / "名单.xls", scratch), base)


@pytest.mark.parametrize("head", ["", "department: 汇总.xlsx\nunits:\n", "汇总表: 汇总.xlsx\n单位:\n"])
def test_yaml_lists_units_in_either_language(head: str, base: Path, scratch: Path) -> None:
    text = f"""{head}
- unit: 甲处
  tables: 甲/决算表.xlsx
  prior: 甲/上年.xlsx
  inputs: 甲/补充.yaml
  forms: 甲/自评.xlsx
  report: [甲/说明.txt, 甲/情况.txt]
- 单位: 乙处
  决算表: 乙/决算表.xlsx
  上年: ~
"""
    whole = text if head else f"{text}- {{kind: department, tables: 汇总.xlsx}}\n"
    require_full(find_units(write_text(base / "units.yml", whole), scratch), base)


@pytest.mark.parametrize("name", ["清单.csv", "2024年度单位清单.csv", "Manifest.CSV"])
def test_a_manifest_beside_the_folders_decides_what_is_a_unit(name: str, base: Path, scratch: Path) -> None:
    write_csv(base / name, FULL)
    require_full(find_units(base, scratch), base)


def test_a_list_of_other_things_is_no_manifest(base: Path, scratch: Path) -> None:
    """Neither by its name, nor, in the folder of one unit, by what it holds."""
    write_csv(base / "资产清单.csv", [["资产", "原值"], ["车", 1]])
    assert [unit.name for unit in find_units(base, scratch).units] == ["乙", "甲"]
    write_csv(base / "甲" / "清单.csv", [["资产", "原值"], ["车", 1]])
    assert find_units(base / "甲", scratch).units[0].place == base / "甲"


def test_two_manifests_are_told(base: Path, scratch: Path) -> None:
    for name in ("清单.csv", "清单.yaml"):
        write_csv(base / name, FULL)
    with pytest.raises(InvalidInputs, match=r"^清单\.csv：有 2 份清单（清单\.csv、清单\.yaml），请只留一份$"):
        find_units(base, scratch)


def test_a_name_alone_means_the_folder_or_archive_beside(base: Path, scratch: Path, tmp_path: Path) -> None:
    zip_folder(make_unit(tmp_path / "丙"), base / "丙.zip")
    rows: Rows = [["单位", "决算表", "说明"], ["甲"], ["丙"], ["乙处", "乙"], ["乙", None, "甲/说明.txt"], ["丁"], [".."]]
    found = find_units(write_csv(base / "名单.csv", rows), scratch)
    places = [(unit.name, unit.place and unit.place.name) for unit in found.units]
    assert places == [("甲", "甲"), ("丙", "丙.zip"), ("乙处", "乙"), ("乙", "乙"), ("丁", None), ("..", None)]
    assert problems(found) == [
        ("丁", "名单.csv 第 6 行：没有写决算表，清单旁也没有名为“丁”的文件夹"),
        ("..", "名单.csv 第 7 行：没有写决算表，清单旁也没有名为“..”的文件夹"),
    ]
    unit = sort_files(found.units[3], scratch)
    assert (unit.tables, unit.documents, unit.problems) == (base / "乙" / "决算表.xlsx", (base / "甲" / "说明.txt",), ())


def test_a_file_named_beside_a_folder_goes_before_those_that_lie_there(base: Path, scratch: Path) -> None:
    (base / "甲" / "决算表.xlsx").unlink()
    (base / "甲" / "上年.xlsx").unlink()
    year_before(base / "上年.xlsx")
    rows: Rows = [["单位", "上年"], ["甲", "上年.xlsx"]]
    unit = sort_files(find_units(write_csv(base / "名单.csv", rows), scratch).units[0], scratch)
    assert unit.prior == base / "上年.xlsx"
    assert unit.problems[0] == "没有找到本年的决算公开表，只有上年的（上年.xlsx）"


def test_a_unit_without_name_is_called_by_its_folder_or_file(base: Path, scratch: Path) -> None:
    rows: Rows = [["决算表", "报告"], ["甲/决算表.xlsx"], ["汇总.xlsx"], ["乙"], [None, "甲/说明.txt"], ["没有.xlsx"]]
    found = find_units(write_csv(base / "名单.csv", rows), scratch)
    assert [unit.name for unit in found.units] == ["甲", "汇总", "乙", "甲", "名单.csv 第 6 行"]
    assert problems(found) == [
        ("甲", "名单.csv 第 5 行：单位“甲”在名单.csv 第 2 行已经有了"),
        ("名单.csv 第 6 行", "名单.csv 第 6 行：没有这个文件“没有.xlsx”"),
    ]


def test_a_unit_that_stands_twice_is_told_and_kept(base: Path, scratch: Path) -> None:
    rows: Rows = [["单位", "决算表"], ["甲处", "甲/决算表.xlsx"], ["甲处", "乙/决算表.xlsx"]]
    found = find_units(write_xlsx(base / "名单.xlsx", rows), scratch)
    assert [unit.tables for unit in found.units] == [base / "甲" / "决算表.xlsx", base / "乙" / "决算表.xlsx"]
    assert problems(found) == [("甲处", "名单.xlsx「Sheet」第 3 行：单位“甲处”在名单.xlsx「Sheet」第 2 行已经有了")]


@pytest.mark.parametrize(
    "path",
    [
        "甲\\决算表.xlsx",
        '"甲/决算表.xlsx"',
        ".\\甲\\决算表.xlsx",
        " 甲/决算表.xlsx ",
        "{base}/甲/决算表.xlsx",
        "../2024决算/甲/决算表.xlsx",
    ],
)
def test_a_path_may_be_of_windows_quoted_absolute_or_lead_up(path: str, base: Path, scratch: Path) -> None:
    rows: Rows = [["单位", "决算表"], ["甲处", path.format(base=base)]]
    found = find_units(write_csv(base / "名单.csv", rows), scratch)
    (unit,) = found.units
    assert unit.tables
    assert unit.tables.samefile(base / "甲" / "决算表.xlsx")
    assert problems(found) == []


@pytest.mark.parametrize("path", ["{outside}", "../../外面.xlsx", "..\\..\\外面.xlsx"])
def test_the_manifest_of_an_archive_opens_nothing_outside_it(path: str, base: Path, scratch: Path, tmp_path: Path) -> None:
    shutil.copy(TABLES, tmp_path / "外面.xlsx")
    text = path.format(outside=tmp_path / "外面.xlsx")
    write_csv(base / "清单.csv", [["单位", "决算表", "上年"], ["甲处", text, "甲/上年.xlsx"]])
    (unit,) = find_units(zip_folder(base, tmp_path / "报送.zip"), scratch).units
    assert (unit.tables, unit.prior) == (None, scratch / "source" / "甲" / "上年.xlsx")
    assert unit.faults == (f"清单.csv 第 2 行：“{text}”在压缩包以外，未读取",)


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (["甲处", "没有.xlsx"], "没有这个文件“没有.xlsx”"),
        (["甲处", "甲/决算表.xlsx", "甲"], "“甲”是文件夹，不是文件"),
        (["甲处", "甲/决算表.xlsx", "甲/没有\n的.xlsx"], "没有这个文件“甲/没有 的.xlsx”"),
        (["甲处", "甲/决算表.xlsx", None, "甲/说明.txt、甲/没有.docx"], "没有这个文件“甲/没有.docx”"),
        (["甲处", "长" * 300], f"没有这个文件“{'长' * 300}”"),
        ([None, None, "甲/上年.xlsx"], "没有写单位，也没有写决算表"),
    ],
)
def test_what_a_row_names_and_is_not_there_is_a_problem_of_its_unit(
    cells: list[str | None], problem: str, base: Path, scratch: Path
) -> None:
    rows: Rows = [["单位", "决算表", "上年", "说明"], cells, ["乙处", "乙/决算表.xlsx"]]
    found = find_units(write_csv(base / "名单.csv", rows), scratch)
    assert found.units[0].faults == (f"名单.csv 第 2 行：{problem}",)
    assert found.units[1].faults == ()


def test_the_name_of_a_file_may_hold_what_else_parts_files(base: Path, scratch: Path) -> None:
    (base / "甲" / "收、支说明.txt").write_text(WRONG, encoding="utf-8")
    rows: Rows = [["单位", "说明", "报告"], ["甲处", "甲/收、支说明.txt", "甲/说明.txt\n甲/情况.txt;甲/说明.txt"]]
    (unit,) = find_units(write_csv(base / "名单.csv", rows), scratch).units
    assert [path.name for path in unit.documents] == ["收、支说明.txt", "说明.txt", "情况.txt"]


def test_trouble_with_the_departments_own_tables_is_told_last(base: Path, scratch: Path) -> None:
    rows: Rows = [
        ["类型", "单位", "决算表", "说明"],
        ["汇总", "某局", "没有.xlsx", "甲/说明.txt"],
        ["", "乙处", "乙/决算表.xlsx"],
        ["部门"],
    ]
    found = find_units(write_csv(base / "名单.csv", rows), scratch)
    assert found.department is None
    assert problems(found) == [
        ("", "名单.csv 第 2 行：部门汇总这一行只用决算表，没有用上：甲/说明.txt"),
        ("", "名单.csv 第 2 行：没有这个文件“没有.xlsx”"),
        ("", "名单.csv 第 4 行：部门汇总这一行没有写决算表"),
    ]


def test_two_files_of_the_departments_own_tables_are_told(base: Path, scratch: Path) -> None:
    rows: Rows = [["单位", "决算表", "汇总表"], ["甲处", "甲/决算表.xlsx", "汇总.xlsx"], ["乙处", "乙/决算表.xlsx", "乙/决算表.xlsx"]]
    with pytest.raises(InvalidInputs, match=r"^名单\.csv 第 3 行：部门汇总表只能有一份（名单\.csv 第 2 行已有一份）$"):
        find_units(write_csv(base / "名单.csv", rows), scratch)


OFFERED = "（可用：单位、决算表、上年、补充资料、绩效自评表、说明、类型）"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["单位", "决算表格式"], ["甲处", "甲/决算表.xlsx"]], f"名单.csv 第 1 行第 2 列：“决算表格式”不是清单的栏目{OFFERED}"),
        ([["单位", "决算表", "决算公开表"], ["甲处", "甲", "乙"]], "名单.csv 第 1 行第 3 列：“决算公开表”这一列重复出现"),
        ([["单位", "决算表"], ["甲处", "甲", "乙/决算表.xlsx"]], "名单.csv 第 2 行第 3 列：这一列有文件，但没有标题"),
        ([["甲处", "甲/决算表.xlsx"]], "名单.csv：不是单位清单：没有清单的栏目（单位、决算表、上年、补充资料、绩效自评表、说明、类型）"),
        ([["单位", "决算表"], [], ["", " "]], "名单.csv：清单里没有单位"),
        ([["单位", "电话"], ["甲局", "027"]], "名单.csv：清单里没有写决算表，旁边也没有与单位同名的文件夹"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_told_in_one_line(rows: Rows, message: str, base: Path, scratch: Path) -> None:
    with pytest.raises(JuesuanError, match=f"^{re.escape(message)}$"):
        find_units(write_csv(base / "名单.csv", rows), scratch)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "是空文件"),
        ("[]", "清单里没有单位"),
        ("- {unit: 甲处, table: 甲}", f"units.yaml table（第 1 行）：不是清单的栏目{OFFERED}"),
        ("- {unit: 甲处, 单位: 乙处}", "units.yaml 单位（第 1 行）：重复出现"),
        ("- {unit: 甲处, report: {a: b}}", "units.yaml report（第 1 行）：应为一个值或列表"),
        ("单位: 甲处", "units.yaml 清单（第 1 行）：应为列表，每个单位以“- ”开头"),
        ("甲处: 甲", "units.yaml 甲处（第 1 行）：不是清单的栏目（最外层可用：units、department）"),
        ("- &a 甲\n- *a", "units.yaml：第 2 行：不支持锚点和别名（& 与 *）"),
        ("- unit: [", "units.yaml：第 1 行不合 YAML 的写法"),
        ("甲处", "units.yaml 清单（第 1 行）：应为列表，每个单位以“- ”开头"),
    ],
)
def test_a_yaml_manifest_that_cannot_be_used_is_told_in_one_line(text: str, message: str, base: Path, scratch: Path) -> None:
    with pytest.raises(JuesuanError) as error:
        find_units(write_text(base / "units.yaml", text), scratch)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_several_files_where_one_is_meant_are_told(base: Path, scratch: Path) -> None:
    path = write_text(base / "units.yaml", "- {unit: 甲处, tables: [甲/决算表.xlsx, 乙/决算表.xlsx]}")
    assert problems(find_units(path, scratch)) == [
        ("甲处", "units.yaml 第 1 行：只能写一个文件，写了 2 个：甲/决算表.xlsx、乙/决算表.xlsx")
    ]


@pytest.mark.parametrize("name", [INPUTS.with_suffix(".xlsx"), INPUTS, FORMS, SAMPLES / "encrypted.xlsx"])
def test_another_file_is_refused_as_a_manifest_in_one_line(name: Path, scratch: Path) -> None:
    with pytest.raises((UnreadableFile, InvalidInputs), match=rf"^{re.escape(name.name)}[^\n]*$"):
        find_units(name, scratch)


def test_a_manifest_without_a_unit_is_told(base: Path, scratch: Path) -> None:
    rows: Rows = [["单位", "决算表", "类型"], ["局", "甲/决算表.xlsx", "汇总"]]
    with pytest.raises(UnreadableFile, match=r"^名单\.csv：清单里没有单位$"):
        find_units(write_csv(base / "名单.csv", rows), scratch)


def test_what_lists_have_beside_files_is_no_matter_and_rows_that_are_no_units_are_left_out(base: Path, scratch: Path) -> None:
    """A telephone number, an address, a total, a unit that is not to be done, which is told."""
    rows: Rows = [
        ["序号", "单位", "电话", "决算表", "类型", "邮箱"],
        ["1", "甲", "027-1", "甲/决算表.xlsx", "行政", "a@juesuan.cn"],
        ["2", "乙", "027-2", "乙/决算表.xlsx", "不做", "b@juesuan.cn"],
        [None, "合计", "2", None, None, None],
    ]
    found = find_units(write_csv(base / "名单.csv", rows), scratch)
    assert [unit.name for unit in found.units] == ["甲"]
    assert problems(found) == [("", "清单里写明不做的：乙")]


def test_files_that_no_row_names_are_told_of_the_unit_beside_whose_tables_they_lie(base: Path, scratch: Path) -> None:
    rows: Rows = [["单位", "决算表", "上年"], ["甲", "甲/决算表.xlsx", "甲/上年.xlsx"], ["乙", "乙/决算表.xlsx", None]]
    found = find_units(write_csv(base / "名单.csv", rows), scratch)
    told = "旁边还有没有写进清单、因而没有用的：情况.txt、自评.xlsx、补充.yaml、说明.txt"
    assert [unit.problems for unit in found.units] == [(told,), ()]


def test_cells_of_a_unit_over_two_rows_belong_to_it(base: Path, scratch: Path) -> None:
    rows: Rows = [["单位", "决算表", "上年"], ["甲", "甲/决算表.xlsx", None], [None, None, "甲/上年.xlsx"]]
    (unit,) = find_units(write_csv(base / "名单.csv", rows), scratch).units
    assert unit.prior == base / "甲" / "上年.xlsx"


def test_folders_that_a_manifest_does_not_lead_to_are_told(base: Path, scratch: Path) -> None:
    write_csv(base / "清单.csv", [["单位"], ["甲"]])
    found = find_units(base, scratch)
    assert [unit.name for unit in found.units] == ["甲"]
    assert problems(found) == [("", "清单里没有、因而没有做的文件夹和压缩包：乙")]


@pytest.mark.parametrize("rows", [[["问题", "责任人"], ["缺表", "张三"]], [["单位", "电话"], ["某局", "027"]]])
def test_a_list_that_leads_to_nothing_is_no_manifest_and_the_folders_are_the_units(rows: Rows, base: Path, scratch: Path) -> None:
    write_csv(base / "清单.csv", rows)
    found = find_units(base, scratch)
    assert {unit.name for unit in found.units} == {"甲", "乙"}
    assert ("", "清单.csv：不是列出材料的清单，按文件夹做") in problems(found)


def test_a_csv_may_be_parted_by_semicolons(base: Path, scratch: Path) -> None:
    (base / "名单.csv").write_text("单位;决算表\n甲;甲/决算表.xlsx\n", encoding="utf-8")
    (unit,) = find_units(base / "名单.csv", scratch).units
    assert unit.tables == base / "甲" / "决算表.xlsx"


def write_sheets(path: Path, sheets: dict[str, Rows]) -> Path:
    workbook = Workbook()
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    workbook.remove(workbook.worksheets[0])
    workbook.save(path)
    return path


def test_all_sheets_that_list_units_are_read_in_order(base: Path, scratch: Path) -> None:
    """Neither notes on how to fill it in nor a list of the same units' telephones is one of them."""
    sheets: dict[str, Rows] = {
        "填写说明": [["栏目", "说明", "示例"], ["单位", "填全称", "甲处"], ["决算表", "填路径", "甲/决算表.xlsx"]],
        "通讯录": [["单位", "电话"], ["甲处", "027"]],
        "直属单位": [["单位", "决算表"], ["甲处", "甲/决算表.xlsx"]],
        "乡镇": [["单位名称", "本年决算表", "上年"], ["乙处", "乙/决算表.xlsx"], ["丙处", "没有.xlsx"]],
        "其他": [["单位"], ["乙"]],
    }
    found = find_units(write_sheets(base / "名单.xlsx", sheets), scratch)
    assert [unit.name for unit in found.units] == ["甲处", "乙处", "丙处", "乙"]
    assert problems(found) == [("丙处", "名单.xlsx「乡镇」第 3 行：没有这个文件“没有.xlsx”")]


@pytest.mark.parametrize(
    ("rows", "is_told"),
    [
        ([["机构名", "表格"], ["丙处", "丙/决算表.xlsx"], ["丁处", "丁/决算表.xlsx"]], True),
        ([["丙处", "丙/没有.xlsx"]], True),
        ([["机构名"], ["乙"]], True),
        ([["机构名", "表格"], ["甲处", "甲/决算表.xlsx"]], False),
        ([["机构名", "日期", "邮箱"], ["丙处", "2024/12/1", "c@juesuan.cn"]], False),
        ([["单位", "全称"], ["决算表", "如 某处/决算表.xlsx"]], False),
        ([["单位", "丙处"], ["决算表", "乙/决算表.xlsx"]], True),
    ],
)
@pytest.mark.parametrize("is_hidden", [False, True])
def test_a_sheet_that_is_not_read_and_names_other_files_is_told(
    rows: Rows, is_told: bool, is_hidden: bool, base: Path, scratch: Path
) -> None:
    """Files that are there, or, but for examples of how to fill it in, not; also in a hidden sheet."""
    path = write_sheets(base / "名单.xlsx", {"直属": [["单位", "决算表"], ["甲处", "甲/决算表.xlsx"]], "乡镇": rows})
    workbook = load_workbook(path)
    workbook["乡镇"].sheet_state = "hidden" if is_hidden else "visible"
    workbook.save(path)
    found = find_units(path, scratch)
    assert [unit.name for unit in found.units] == ["甲处"]
    why = "是隐藏的工作表" if is_hidden else "看不出栏目"
    assert problems(found) == ([("", f"清单「乡镇」{why}，没有用上")] if is_told else [])


def test_a_hidden_sheet_of_units_is_told(base: Path, scratch: Path) -> None:
    path = write_sheets(base / "名单.xlsx", {"直属": [["单位"], ["甲"]], "乡镇": [["单位", "决算表"], ["乙处", "乙/决算表.xlsx"]]})
    workbook = load_workbook(path)
    workbook["乡镇"].sheet_state = "hidden"
    workbook.save(path)
    assert problems(find_units(path, scratch)) == [("", "清单「乡镇」是隐藏的工作表，没有用上")]


def test_of_a_list_of_telephones_only_the_units_that_no_other_sheet_has_are_units(base: Path, scratch: Path) -> None:
    """Wherever it stands among the sheets; a row without a name goes with the unit above it."""
    telephones: Rows = [["单位", "联系电话", "类型"], ["丙处", "027-3"], [None, None, "事业"], ["甲处", "027-1"], [None, None, "行政"]]
    listed: Rows = [["单位", "决算表"], ["甲处", "甲/决算表.xlsx"], ["乙处", "乙/决算表.xlsx"]]
    for sheets in ({"直属": listed, "乡镇": telephones}, {"乡镇": telephones, "直属": listed}):
        found = find_units(write_sheets(base / "名单.xlsx", sheets), scratch)
        assert {unit.name for unit in found.units if unit.name.endswith("处")} == {"甲处", "乙处", "丙处"}
        assert sum(unit.name == "甲处" for unit in found.units) == 1


def test_files_beside_the_manifest_that_no_row_names_are_told_once(base: Path, scratch: Path) -> None:
    """Neither what a row names, be it the department's or not to be done, nor what is no material, nor an output."""
    for name in ("a.xlsx", "b.docx", "一.xlsx", "二.xlsx", "复核结果.xlsx", "复核结果.html", "照片.png", "~$a.xlsx"):
        shutil.copy(TABLES, base / name)
    rows: Rows = [
        ["单位", "决算表", "类型"],
        ["甲处", "一.xlsx", None],
        ["丙处", "二.xlsx", "不做"],
        ["某局", "汇总.xlsx", "汇总"],
    ]
    found = find_units(write_xlsx(base / "清单.xlsx", rows), scratch)
    assert [line for line in found.problems if line.startswith(UNUSED)] == [f"{UNUSED}a.xlsx、b.docx"]
    assert found.units[0].problems == ()


@pytest.mark.parametrize("name", ["名单.xlsx", "名单.csv"])
@pytest.mark.parametrize("total", ["合计", "总 计", "小计："])
def test_totals_and_signatures_are_no_units_and_go_on_with_none(total: str, name: str, base: Path, scratch: Path) -> None:
    """The rows around them keep their numbers, and a total that names a file is a row like others."""
    rows: Rows = [
        ["序号", "单位", "决算表", "上年"],
        [1, "甲处", "甲/决算表.xlsx", None],
        [total, "1个单位", "1份", None],
        [None, None, None, "审核人：李四"],
        [2, "乙处", "乙/没有.xlsx", None],
        ["合计", "某局", "汇总.xlsx", None],
        [total, "2个单位", None, None],
        ["制 表 人：张三", None, "审核人:李四", "日期：2025/8/1"],
    ]
    write = write_csv if name.endswith(".csv") else write_xlsx
    found = find_units(write(base / name, rows), scratch)
    assert [unit.name for unit in found.units] == ["甲处", "乙处", "某局"]
    assert [(unit, line.split(" 行")[0].split("第 ")[1]) for unit, line in problems(found)] == [("乙处", "5")]


def test_a_line_of_a_quoted_cell_is_no_total(base: Path, scratch: Path) -> None:
    rows: Rows = [["单位", "说明", "决算表"], ["甲", "甲/说明.txt\n合计\n甲/情况.txt", "甲/决算表.xlsx"]]
    (unit,) = find_units(write_csv(base / "名单.csv", rows), scratch).units
    assert unit.faults == ("名单.csv 第 2 行：没有这个文件“合计”",)


def test_a_unit_whose_name_tells_its_head_is_no_signature(base: Path, scratch: Path) -> None:
    """Here by the folder beside the manifest, so that its row names nothing else."""
    (base / "甲").rename(base / "甲处（负责人：张三）")
    rows: Rows = [["单位", "上年"], ["甲处（负责人：张三）", None]]
    assert [unit.name for unit in find_units(write_csv(base / "名单.csv", rows), scratch).units] == ["甲处（负责人：张三）"]
