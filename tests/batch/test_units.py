"""The units of a source: which folder or archive is one, what its files are, what a person is told of the rest."""

import shutil
import zipfile
from pathlib import Path
from tempfile import mkdtemp

import pytest
from docx import Document
from openpyxl import Workbook

from assistant.batch.outputs import working_in
from assistant.batch.plan import Job, Settings, job_key
from assistant.batch.sorting import NO_TABLES, sort_files
from assistant.batch.units import find_units
from assistant.errors import ConflictingMaterial, UnreadableFile, UnwritableOutput
from assistant.readers import bundle
from assistant.readers.accounts import read_accounts
from assistant.readers.unpacking import Limits
from schemas.batch import UnitFiles
from tests.batch.material import OTHER_TABLES, WRONG, make_unit, sort_all, zip_folder
from tests.department_books import department_book
from tests.material import FORMS, INPUTS, TABLES, UNIT, change_tables, set_cells, year_before


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "2024决算"
    folder.mkdir()
    return folder


def test_each_sub_folder_is_a_unit_and_its_files_may_lie_deeper(source: Path, scratch: Path) -> None:
    unit = make_unit(source / "乙处" / "上报" / "表格").parent
    year_before(unit / "上年.xlsx")
    shutil.copy(FORMS, unit / "自评.xlsx")
    (unit / "说明.txt").write_text(WRONG, encoding="utf-8")
    make_unit(source / "甲处", OTHER_TABLES)
    (source / ".git").mkdir()
    second, first = sort_all(source, scratch)
    assert (first.name, second.name) == ("甲处", "乙处")
    assert [path and path.name for path in (first.tables, first.prior, first.inputs)] == ["决算表.xlsx", None, None]
    found = (second.tables, second.prior, second.inputs, second.forms, *second.documents)
    assert [path and path.name for path in found] == ["决算表.xlsx", "上年.xlsx", "补充.yaml", "自评.xlsx", "说明.txt"]
    assert first.problems == second.problems == ()


def test_a_source_that_holds_the_tables_itself_is_one_unit(source: Path, scratch: Path) -> None:
    unit = make_unit(source / "甲处")
    (unit / "附件").mkdir()
    (unit / "附件" / "说明.txt").write_text(WRONG, encoding="utf-8")
    (found,) = sort_all(unit, scratch)
    assert found.name == "甲处"
    assert found.tables == unit / "决算表.xlsx"
    assert [path.name for path in found.documents] == ["说明.txt"]


def test_a_document_beside_the_one_folder_with_the_tables_is_of_the_same_unit(source: Path, scratch: Path) -> None:
    make_unit(source / "附件")
    (source / "说明.txt").write_text(WRONG, encoding="utf-8")
    (found,) = sort_all(source, scratch)
    assert found.name == "2024决算"
    assert found.tables
    assert [path.name for path in found.documents] == ["说明.txt"]


def test_each_document_is_a_unit_where_nothing_else_of_use_lies_in_the_source(source: Path, scratch: Path) -> None:
    """A document is told by its content too; a list of telephones, a picture and a folder of pictures are of no use."""
    for name in ("乙局.txt", "甲局.pdf", "甲局.txt"):
        (source / name).write_text(WRONG, encoding="utf-8")
    with zipfile.ZipFile(source / "丙局.ofd", "w") as package:
        package.writestr("OFD.xml", "<OFD/>")
    Document().save(str(source / "丁局"))
    book = Workbook()
    book.worksheets[0]["A1"] = "姓名"
    book.save(source / "通讯录.xlsx")
    (source / "封面").mkdir()
    for picture in ("目录.jpg", "封面/图.jpg"):
        (source / picture).write_bytes(b"\xff\xd8\xff")
    found = find_units(source, scratch)
    documents = [source / name for name in ("丁局", "丙局.ofd", "乙局.txt", "甲局.pdf", "甲局.txt")]
    assert [(unit.name, *unit.documents) for unit in found.units] == [(path.stem, path) for path in documents]
    assert found.problems == ("不在任何单位的文件夹里，没有用上：封面、目录.jpg、通讯录.xlsx",)


@pytest.mark.parametrize("beside", ["决算表.xlsx", "补充资料.xlsx", "自评.xlsx", "坏.xlsx", "附件/决算表.xlsx"])
def test_documents_beside_what_may_be_of_one_unit_are_of_this_unit(beside: str, source: Path, scratch: Path) -> None:
    for name in ("说明.txt", "附表.txt"):
        (source / name).write_text(WRONG, encoding="utf-8")
    (source / beside).parent.mkdir(exist_ok=True)
    content = {"决算表.xlsx": TABLES, "补充资料.xlsx": INPUTS, "自评.xlsx": FORMS}.get(Path(beside).name)
    (source / beside).write_bytes(content.read_bytes() if content else b"PK\x03\x04")
    (unit,) = find_units(source, scratch).units
    assert unit.place == source


def test_what_is_no_unit_is_listed_with_its_problem(source: Path, scratch: Path) -> None:
    """An empty folder, one without tables, a damaged workbook, a damaged and an empty archive, inputs with a mistake, a stray file."""
    for name in ("1空", "2无表", "3坏表", "5错填"):
        (source / name).mkdir()
    (source / "2无表" / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (source / "3坏表" / "决算表.xlsx").write_bytes(TABLES.read_bytes()[:9000])
    (source / "4坏包.zip").write_bytes(b"PK\x03\x04")
    zipfile.ZipFile(source / "6空包.zip", "w").close()
    shutil.copy(TABLES, source / "5错填" / "决算表.xlsx")
    (source / "5错填" / "补充.yaml").write_text("profile: {year: 去年}", encoding="utf-8")
    (source / "通知.txt").write_text("请于月底前报送。", encoding="utf-8")
    assert [(unit.name, unit.faults, unit.problems) for unit in sort_all(source, scratch)] == [
        ("1空", ("里面没有文件",), ()),
        ("2无表", (), (NO_TABLES, "没有用上：图.png")),
        ("3坏表", ("决算表.xlsx：压缩包已损坏，无法读取",), ()),
        ("4坏包", ("4坏包.zip：压缩包已损坏，无法读取",), ()),
        ("5错填", ("补充.yaml profile.year（第 1 行）：“去年”不是数字，“年度”应填数字",), ()),
        ("6空包", ("6空包.zip：里面没有文件",), ()),
    ]
    assert find_units(source, scratch).problems == ("不在任何单位的文件夹里，没有用上：通知.txt",)


def test_last_years_tables_are_not_taken_for_this_years_where_these_are_damaged(source: Path, scratch: Path) -> None:
    year_before(make_unit(source / "甲处") / "上年.xlsx")
    make_unit(source / "乙处")
    (source / "甲处" / "决算表.xlsx").write_bytes(b"")
    assert sort_all(source, scratch)[1].faults == ("决算表.xlsx：是空文件",)


def test_last_years_tables_alone_are_told_where_their_name_says_so(source: Path, scratch: Path) -> None:
    """Beside a workbook of something else, and beside a Word document named as a workbook."""
    for name in ("甲处", "丙处"):
        make_unit(source / name)
        (source / name / "决算表.xlsx").rename(source / name / "上年决算表.xlsx")
    shutil.copy(FORMS, source / "甲处" / "决算表.xlsx")
    word = Document()
    word.add_paragraph("请于月底前报送。")
    word.save(str(source / "丙处" / "决算表.xlsx"))
    third, first = sort_all(source, scratch)
    assert (first.tables, first.faults) == (None, ())
    assert first.problems[0] == "没有找到本年的决算公开表，只有上年的（上年决算表.xlsx）"
    assert (third.tables, third.faults) == (None, ("决算表.xlsx：是 Word 文档，不是工作簿",))


def test_another_workbook_beside_the_tables_is_no_fault(source: Path, scratch: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = "通讯录"
    workbook.save(make_unit(source / "甲处") / "通讯录.xlsx")
    make_unit(source / "乙处")
    unit = sort_all(source, scratch)[1]
    assert (unit.faults, len(unit.problems)) == ((), 1)


def test_two_workbooks_of_one_year_are_a_problem_of_their_unit(source: Path, scratch: Path) -> None:
    year_before(make_unit(source / "甲处") / "又一份.xlsx", year=2024)
    make_unit(source / "乙处")
    _, unit = sort_all(source, scratch)
    assert unit.tables is None
    assert unit.faults[0].startswith("有 2 份2024年度的决算表")


def test_tables_of_an_earlier_year_are_told_as_not_used(source: Path, scratch: Path) -> None:
    year_before(make_unit(source / "甲处") / "前年.xlsx", year=2022)
    make_unit(source / "乙处")
    assert sort_all(source, scratch)[1].problems == ("没有用上：前年.xlsx：不是本年或上年的决算表",)


def test_an_archive_in_the_folder_is_a_unit(source: Path, scratch: Path, tmp_path: Path) -> None:
    zip_folder(make_unit(tmp_path / "甲"), source / "甲处.zip", "任意/")
    make_unit(source / "乙处", OTHER_TABLES)
    found = {unit.name: unit for unit in sort_all(source, scratch)}
    assert set(found) == {"甲处", "乙处"}
    assert found["甲处"].tables
    assert found["甲处"].tables.is_relative_to(scratch)


@pytest.mark.parametrize("below", ["", "2024决算/"])
def test_the_folders_of_an_archive_are_its_units_also_below_a_single_one(below: str, source: Path, scratch: Path, tmp_path: Path) -> None:
    make_unit(source / "甲处")
    make_unit(source / "乙处" / "附件", OTHER_TABLES)
    found = sort_all(zip_folder(source, tmp_path / "报送.zip", below), scratch)
    assert [unit.name for unit in found] == ["乙处", "甲处"]
    assert all(unit.tables and unit.tables.is_relative_to(scratch) for unit in found)


@pytest.mark.parametrize(("below", "name"), [("", "报送"), ("甲处/", "甲处")])
def test_an_archive_of_one_unit_has_the_name_of_its_folder_or_its_own(below: str, name: str, scratch: Path, tmp_path: Path) -> None:
    archive = zip_folder(make_unit(tmp_path / "甲"), tmp_path / "报送.zip", below)
    assert [unit.name for unit in sort_all(archive, scratch)] == [name]


def test_an_archive_that_is_damaged_is_told(scratch: Path, tmp_path: Path) -> None:
    archive = zip_folder(make_unit(tmp_path / "甲"), tmp_path / "报送.zip")
    archive.write_bytes(archive.read_bytes()[:20000])
    with pytest.raises(UnreadableFile, match=r"^报送\.zip：压缩包已损坏，无法读取$"):
        sort_all(archive, scratch)


def test_a_source_without_any_file_is_told(source: Path, scratch: Path, tmp_path: Path) -> None:
    (source / "甲处" / "附件").mkdir(parents=True)
    (source / "甲处" / ".DS_Store").write_bytes(b"x")
    zipfile.ZipFile(tmp_path / "空.zip", "w").close()
    for empty in (source, tmp_path / "空.zip"):
        with pytest.raises(UnreadableFile, match="里面没有文件"):
            sort_all(empty, scratch)


@pytest.mark.parametrize(
    ("name", "message"), [("没有.zip", "没有这个文件夹或文件"), ("说明.txt", "不是文件夹、.zip 压缩包、单位清单或部门工作簿")]
)
def test_a_source_of_no_kind_that_is_known_is_told(name: str, message: str, scratch: Path, tmp_path: Path) -> None:
    (tmp_path / "说明.txt").write_text(WRONG, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=f"^{name}：{message}$"):
        find_units(tmp_path / name, scratch)


def test_an_archive_that_unpacks_to_too_much_is_a_problem_of_its_unit(
    source: Path, scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "Limits", lambda: Limits(size=20_000))
    for name in ("甲处.zip", "乙处.zip"):
        zip_folder(make_unit(tmp_path / name), source / name)
    assert [unit.faults for unit in sort_all(source, scratch)] == [
        (f"{name}：解压后超过 0 MB，未读取",) for name in ("乙处.zip", "甲处.zip")
    ]


def test_finding_units_reads_none_of_their_workbooks(source: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_unit(source / "甲处")
    zip_folder(make_unit(source / "乙处"), source / "丙处.zip")
    monkeypatch.setattr(bundle, "read_unit_accounts", lambda file: pytest.fail("a workbook was read"))
    found = find_units(source, scratch)
    assert [(unit.name, unit.place and unit.place.name) for unit in found.units] == [
        ("丙处", "丙处.zip"),
        ("乙处", "乙处"),
        ("甲处", "甲处"),
    ]
    assert found.department is None
    assert list(scratch.iterdir()) == []


def test_a_unit_without_place_is_left_as_it_is(scratch: Path) -> None:
    unit = UnitFiles(name="甲处", tables=TABLES, problems=("缺一份",))
    assert sort_files(unit, scratch) == unit


def test_tables_beside_folders_of_two_units_are_the_departments_own(source: Path, scratch: Path) -> None:
    make_unit(source / "甲处")
    make_unit(source / "乙处", OTHER_TABLES)
    shutil.copy(TABLES, source / "汇总.xlsx")
    year_before(source / "上年汇总.xlsx")
    found = find_units(source, scratch)
    assert found.department == source / "汇总.xlsx"
    assert [unit.name for unit in found.units] == ["乙处", "甲处"]
    assert found.problems == ("不在任何单位的文件夹里，没有用上：上年汇总.xlsx",)


def test_the_departments_own_tables_are_told_from_archives_of_units_too(source: Path, scratch: Path, tmp_path: Path) -> None:
    zip_folder(make_unit(tmp_path / "甲"), source / "甲处.zip")
    (source / "坏处.zip").write_bytes(b"PK")
    zip_folder(make_unit(tmp_path / "乙", OTHER_TABLES), source / "乙处.zip")
    shutil.copy(TABLES, source / "汇总.xlsx")
    found = find_units(zip_folder(source, tmp_path / "报送.zip"), scratch)
    assert found.department == scratch / "source" / "汇总.xlsx"
    assert [unit.name for unit in found.units] == ["乙处", "坏处", "甲处"]


def test_tables_beside_folders_of_the_same_unit_are_those_of_one_unit(source: Path, scratch: Path) -> None:
    shutil.copy(TABLES, source / "决算表.xlsx")
    (source / "上年").mkdir()
    year_before(source / "上年" / "上年.xlsx")
    (source / "附件").mkdir()
    (source / "附件" / "说明.txt").write_text(WRONG, encoding="utf-8")
    (unit,) = sort_all(source, scratch)
    assert (unit.name, unit.tables, unit.prior) == ("2024决算", source / "决算表.xlsx", source / "上年" / "上年.xlsx")


def test_two_workbooks_of_the_departments_own_tables_are_told_and_none_is_used(source: Path, scratch: Path) -> None:
    make_unit(source / "甲处")
    make_unit(source / "乙处", OTHER_TABLES)
    for name in ("汇总1.xlsx", "汇总2.xlsx"):
        shutil.copy(TABLES, source / name)
    found = find_units(source, scratch)
    assert found.department is None
    assert found.problems == (
        "单位文件夹旁有 2 份同一年度的部门汇总表（汇总1.xlsx、汇总2.xlsx），请只留一份",
        "不在任何单位的文件夹里，没有用上：汇总1.xlsx、汇总2.xlsx",
    )


@pytest.mark.parametrize("below", [".", "输出/2024"])
def test_a_folder_of_outputs_in_the_source_is_no_unit(below: str, source: Path, scratch: Path) -> None:
    make_unit(source / "甲处")
    make_unit(source / "乙处", OTHER_TABLES)
    make_unit(source / "结果" / below / "甲处")
    assert [unit.name for unit in find_units(source, scratch, source / "结果" / below).units] == ["乙处", "甲处"]


@pytest.mark.parametrize("given", [".", "甲处", "清单.csv"])
def test_outputs_among_the_files_of_a_unit_are_none_of_its_documents(given: str, source: Path, scratch: Path) -> None:
    """Given the folder of all units, of one unit, or a manifest; nor do they make another job of it."""
    (make_unit(source / "甲处") / "说明.txt").write_text(WRONG, encoding="utf-8")
    make_unit(source / "乙处", OTHER_TABLES)
    out = source / "甲处" / "结果"
    if given == "清单.csv":
        (source / given).write_text("单位\n乙处\n甲处\n", encoding="utf-8")
    job = Job(find_units(source / given, scratch, out).units[-1], "甲处")
    key = job_key(job, Settings(), out)
    (out / "甲处").mkdir(parents=True)
    (out / "甲处" / "说明（复核）.txt").write_text(WRONG, encoding="utf-8")
    unit = sort_files(job.unit, scratch, out)
    assert (unit.name, [path.name for path in unit.documents], unit.problems) == ("甲处", ["说明.txt"], ())
    assert job_key(job, Settings(), out) == key


def test_files_beside_the_units_of_a_group_are_told(source: Path, scratch: Path) -> None:
    make_unit(source / "直属" / "甲处")
    make_unit(source / "直属" / "乙处", OTHER_TABLES)
    (source / "直属" / "附件.pdf").touch()
    make_unit(source / "丙处")
    found = find_units(source, scratch)
    assert [unit.name for unit in found.units] == ["丙处", "乙处", "甲处"]
    assert found.problems == ("不在任何单位的文件夹里，没有用上：直属/附件.pdf",)


@pytest.mark.parametrize("beside", ["部门汇总.xlsx", "通知.docx"])
def test_a_single_group_stands_for_its_units_whatever_lies_beside_it(beside: str, source: Path, scratch: Path) -> None:
    make_unit(source / "各单位" / "甲处")
    make_unit(source / "各单位" / "乙处", OTHER_TABLES)
    shutil.copy(TABLES, source / beside) if beside.endswith("xlsx") else (source / beside).touch()
    found = find_units(source, scratch)
    assert [unit.name for unit in found.units] == ["乙处", "甲处"]
    assert (found.department and found.department.name) == (beside if beside.endswith("xlsx") else None)


@pytest.mark.parametrize("group", ["直属", "."])
def test_a_damaged_unit_does_not_make_one_unit_of_its_neighbours(group: str, source: Path, scratch: Path) -> None:
    """In a group of units, or beside the department's own tables."""
    make_unit(source / group / "甲处")
    (make_unit(source / group / "乙处") / "决算表.xlsx").write_bytes(b"PK damaged")
    if group == ".":
        shutil.copy(OTHER_TABLES, source / "部门汇总.xlsx")
    else:
        make_unit(source / "丙处", OTHER_TABLES)
    assert {"甲处", "乙处"} <= {unit.name for unit in find_units(source, scratch).units}


def test_the_years_of_one_unit_are_one_unit_also_where_one_is_damaged(source: Path, scratch: Path) -> None:
    make_unit(source / "甲处" / "2024年")
    (make_unit(source / "甲处" / "2023年") / "决算表.xlsx").write_bytes(b"PK damaged")
    make_unit(source / "乙处", OTHER_TABLES)
    assert [unit.name for unit in find_units(source, scratch).units] == ["乙处", "甲处"]


def test_what_was_unpacked_into_the_folder_of_outputs_is_no_output(source: Path, tmp_path: Path) -> None:
    make_unit(source / "甲处")
    make_unit(source / "乙处", OTHER_TABLES)
    out = tmp_path / "结果"
    with working_in(out) as scratch:
        units = sort_all(zip_folder(source, tmp_path / "单位.zip"), scratch, out)
    assert [(unit.name, unit.faults) for unit in units] == [("乙处", ()), ("甲处", ())]


@pytest.mark.parametrize("given", [".", "甲处", "清单.csv", "甲处/决算表.xlsx"])
def test_outputs_beside_what_is_read_are_refused(given: str, source: Path, scratch: Path) -> None:
    """The next time they would be read for it."""
    make_unit(source / "甲处")
    make_unit(source / "乙处", OTHER_TABLES)
    (source / "清单.csv").write_text("单位\n乙处\n甲处\n", encoding="utf-8")
    with pytest.raises(UnwritableOutput, match="结果文件夹不能就是材料文件夹，也不能包含它"):
        find_units(source / given, scratch, source)


@pytest.mark.parametrize("named", ["甲处,材料/甲处/决算表.xlsx,", "乙处,乙处/决算表.xlsx,\n某局,材料/甲处/决算表.xlsx,汇总"])
def test_outputs_in_which_material_lies_that_a_manifest_names_are_refused(named: str, source: Path, scratch: Path) -> None:
    """Be it a unit's or the department's own."""
    make_unit(source / "材料" / "甲处")
    make_unit(source / "乙处", OTHER_TABLES)
    manifest = source / "清单.csv"
    manifest.write_text(f"单位,决算表,类型\n{named}\n", encoding="utf-8")
    with pytest.raises(UnwritableOutput, match="也不能包含它"):
        find_units(manifest, scratch, source / "材料")


def test_a_workbook_with_the_tables_of_one_unit_is_this_unit(scratch: Path) -> None:
    assert find_units(TABLES, scratch).units == (UnitFiles(name=UNIT, tables=TABLES),)


def test_a_workbook_whose_tables_name_two_units_by_mistake_is_one_unit(scratch: Path, tmp_path: Path) -> None:
    book = change_tables(tmp_path / "决算.xlsx", set_cells({"5!A3": "单位：江城市示范社会保障管理处"}))
    assert find_units(book, scratch).units == (UnitFiles(name="决算", tables=book),)


def test_a_departments_workbook_is_split_and_the_sum_is_none_of_its_units(source: Path, scratch: Path) -> None:
    """Given itself, and as the only workbook of a folder, where what lies beside it is told."""
    book = source / "部门.xlsx"
    department_book(
        book, ["某局（汇总）", "某局本级", "某局救助站"], "{unit}-{table}", lambda workbook: workbook.create_sheet("目录").append(["目录"])
    )
    (source / "通知.txt").write_text("请于月底前报送。", encoding="utf-8")
    loose = "部门.xlsx：看不出是哪个单位的工作表，没有用上：「目录」"
    for given, strays in ((book, []), (source, ["不在任何单位的文件夹里，没有用上：通知.txt"])):
        found = find_units(given, Path(mkdtemp(dir=scratch)))
        assert [unit.name for unit in found.units] == ["某局本级", "某局救助站"]
        assert list(found.problems) == [loose, *strays]
        assert found.department
        assert read_accounts(found.department).unit == "某局（汇总）"
        assert [unit.tables and read_accounts(unit.tables).unit for unit in found.units[:2]] == ["某局本级", "某局救助站"]


@pytest.mark.parametrize(
    ("names", "whole"),
    [
        (["某局", "某局本级", "某局站"], "某局"),
        (["某局", "某局(机关)", "某局站"], "某局"),
        (["某局", "某局站"], None),
        (["某局部门", "某局", "某局本级"], "某局部门"),
    ],
)
def test_the_departments_own_is_told_by_its_name_or_that_of_its_office(
    names: list[str], whole: str | None, scratch: Path, tmp_path: Path
) -> None:
    book = tmp_path / "部门.xlsx"
    department_book(book, names, "{number}-{table}")
    found = find_units(book, scratch)
    assert [unit.name for unit in found.units] == [name for name in names if name != whole]
    assert (found.department and read_accounts(found.department).unit) == whole


def test_two_units_that_may_be_the_sum_are_told_for_both_would_be_added_up(scratch: Path, tmp_path: Path) -> None:
    department_book(tmp_path / "部门.xlsx", ["甲局汇总", "乙局合计", "丙站"], "{number}-{table}")
    with pytest.raises(ConflictingMaterial, match=r"^部门\.xlsx：有 2 个像是部门汇总的单位（甲局汇总、乙局合计），请只留一个$"):
        find_units(tmp_path / "部门.xlsx", scratch)


def test_the_outputs_of_an_earlier_batch_are_no_unit(source: Path, scratch: Path) -> None:
    for name in ("甲处", "乙处", "结果/甲处"):
        make_unit(source / name)
    for form in ("xlsx", "html"):
        (source / "结果" / f"汇总.{form}").touch()
    found = find_units(source, scratch, source.parent / "别处")
    assert [unit.name for unit in found.units] == ["乙处", "甲处"]
    assert found.problems == ("是以前批量的结果，没有用上：结果",)


def test_a_name_with_a_line_end_is_told_on_one_line(source: Path, scratch: Path) -> None:
    (source / "甲\n处").mkdir()
    (source / "甲\n处" / "图\n.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (unit,) = sort_all(source, scratch)
    assert unit.problems == (NO_TABLES, "没有用上：图 .png")


def test_a_workbook_of_inputs_with_a_mistake_says_where_it_is(source: Path, scratch: Path) -> None:
    unit = make_unit(source / "甲处")
    (unit / "补充.yaml").unlink()
    change_tables(unit / "补充.xlsx", lambda workbook: workbook["单位概况"].__setitem__("B3", "去年"), INPUTS.with_suffix(".xlsx"))
    (found,) = sort_all(unit, scratch)
    assert found.faults == ("补充.xlsx「单位概况」B3：“去年”不是数字，“年度”应填数字",)


def test_a_group_of_units_stands_for_those_in_it(source: Path, scratch: Path) -> None:
    """直属单位 with two units, one of them in folders of its own; a unit of two folders with one unit's tables is no group."""
    make_unit(source / "直属单位" / "甲处" / "表")
    make_unit(source / "直属单位" / "乙处", OTHER_TABLES)
    make_unit(source / "丙处" / "表")
    (source / "丙处" / "去年").mkdir()
    year_before(source / "丙处" / "去年" / "表.xlsx")
    assert [unit.name for unit in sort_all(source, scratch)] == ["丙处", "乙处", "甲处"]


def test_a_single_folder_with_units_in_it_is_opened(source: Path, scratch: Path) -> None:
    make_unit(source / "2024年决算" / "甲处")
    make_unit(source / "2024年决算" / "乙处", OTHER_TABLES)
    assert [unit.name for unit in sort_all(source, scratch)] == ["乙处", "甲处"]


def test_an_archive_of_another_kind_is_a_unit_that_cannot_be_done(source: Path, scratch: Path) -> None:
    make_unit(source / "甲处")
    (source / "社保.rar").write_bytes(b"Rar!\x1a\x07")
    assert [(unit.name, unit.faults) for unit in sort_all(source, scratch)] == [
        ("甲处", ()),
        ("社保", ("社保.rar：是 RAR 压缩包，请解压，或另存为 .zip",)),
    ]


def test_copies_are_told(source: Path, scratch: Path) -> None:
    shutil.copy(TABLES, make_unit(source / "甲处") / "决算表 - 副本.xlsx")
    make_unit(source / "乙处")
    unit = sort_all(source, scratch)[1]
    assert (unit.faults, unit.problems) == ((), ("没有用上：决算表.xlsx，与另一份内容相同",))


def test_two_units_of_one_name_in_a_workbook_are_not_done(tmp_path: Path, scratch: Path) -> None:
    found = find_units(department_book(tmp_path / "部门.xlsx", [UNIT, "乙管理处", UNIT], "{number}{table}"), scratch)
    assert [(unit.name, unit.tables is None) for unit in found.units] == [(UNIT, True), ("乙管理处", False)]
    assert found.units[0].faults == (f"部门.xlsx：有两个单位都叫“{UNIT}”，它们的表分不开，请各存一个工作簿",)
