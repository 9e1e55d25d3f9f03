"""The units of a source: which folder or archive is one, what its files are, what a person is told of the rest."""

import shutil
import zipfile
from pathlib import Path

import pytest

from assistant.batch import units
from assistant.batch.units import NO_TABLES, find_units
from assistant.errors import UnreadableFile
from tests.batch.material import OTHER_TABLES, WRONG, make_unit, zip_folder
from tests.material import FORMS, INPUTS, TABLES, change_tables, year_before


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


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
    second, first = find_units(source, scratch)
    assert (first.name, second.name) == ("甲处", "乙处")
    assert [path and path.name for path in (first.tables, first.prior, first.inputs)] == ["决算表.xlsx", None, None]
    found = (second.tables, second.prior, second.inputs, second.forms, *second.documents)
    assert [path and path.name for path in found] == ["决算表.xlsx", "上年.xlsx", "补充.yaml", "自评.xlsx", "说明.txt"]
    assert first.problems == second.problems == ()


def test_a_source_that_holds_the_tables_itself_is_one_unit(source: Path, scratch: Path) -> None:
    unit = make_unit(source / "甲处")
    (unit / "附件").mkdir()
    (unit / "附件" / "说明.txt").write_text(WRONG, encoding="utf-8")
    (found,) = find_units(unit, scratch)
    assert found.name == "甲处"
    assert found.tables == unit / "决算表.xlsx"
    assert [path.name for path in found.documents] == ["说明.txt"]


def test_a_document_beside_the_one_folder_with_the_tables_is_of_the_same_unit(source: Path, scratch: Path) -> None:
    make_unit(source / "附件")
    (source / "说明.txt").write_text(WRONG, encoding="utf-8")
    (found,) = find_units(source, scratch)
    assert found.name == "2024决算"
    assert found.tables
    assert [path.name for path in found.documents] == ["说明.txt"]


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
    assert [(unit.name, unit.problems) for unit in find_units(source, scratch)] == [
        ("1空", ("1空：里面没有文件",)),
        ("2无表", (NO_TABLES, "没有用上：图.png")),
        ("3坏表", (NO_TABLES, "没有用上：决算表.xlsx：压缩包已损坏，无法读取")),
        ("4坏包", ("4坏包.zip：压缩包已损坏，无法读取",)),
        ("5错填", ("没有用上：补充.yaml profile.year（第 1 行）：“去年”不是数字，“年度”应填数字",)),
        ("6空包", ("6空包.zip：里面没有文件",)),
        ("2024决算", ("不在任何单位的文件夹里，没有用上：通知.txt",)),
    ]


def test_two_workbooks_of_one_year_are_a_problem_of_their_unit(source: Path, scratch: Path) -> None:
    shutil.copy(TABLES, make_unit(source / "甲处") / "又一份.xlsx")
    make_unit(source / "乙处")
    _, unit = find_units(source, scratch)
    assert unit.tables is None
    assert unit.problems[0].startswith("甲处：有 2 份2024年度的决算表")


def test_tables_of_an_earlier_year_are_told_as_not_used(source: Path, scratch: Path) -> None:
    year_before(make_unit(source / "甲处") / "前年.xlsx", year=2022)
    make_unit(source / "乙处")
    assert find_units(source, scratch)[1].problems == ("没有用上：前年.xlsx：不是本年或上年的决算表",)


def test_an_archive_in_the_folder_is_a_unit(source: Path, scratch: Path, tmp_path: Path) -> None:
    zip_folder(make_unit(tmp_path / "甲"), source / "甲处.zip", "任意/")
    make_unit(source / "乙处", OTHER_TABLES)
    found = {unit.name: unit for unit in find_units(source, scratch)}
    assert set(found) == {"甲处", "乙处"}
    assert found["甲处"].tables
    assert found["甲处"].tables.is_relative_to(scratch)


@pytest.mark.parametrize("below", ["", "2024决算/"])
def test_the_folders_of_an_archive_are_its_units_also_below_a_single_one(below: str, source: Path, scratch: Path, tmp_path: Path) -> None:
    make_unit(source / "甲处")
    make_unit(source / "乙处" / "附件", OTHER_TABLES)
    found = find_units(zip_folder(source, tmp_path / "报送.zip", below), scratch)
    assert [unit.name for unit in found] == ["乙处", "甲处"]
    assert all(unit.tables and unit.tables.is_relative_to(scratch) for unit in found)


@pytest.mark.parametrize(("below", "name"), [("", "报送"), ("甲处/", "甲处")])
def test_an_archive_of_one_unit_has_the_name_of_its_folder_or_its_own(below: str, name: str, scratch: Path, tmp_path: Path) -> None:
    archive = zip_folder(make_unit(tmp_path / "甲"), tmp_path / "报送.zip", below)
    assert [unit.name for unit in find_units(archive, scratch)] == [name]


def test_an_archive_that_is_damaged_is_told(scratch: Path, tmp_path: Path) -> None:
    archive = zip_folder(make_unit(tmp_path / "甲"), tmp_path / "报送.zip")
    archive.write_bytes(archive.read_bytes()[:20000])
    with pytest.raises(UnreadableFile, match=r"^报送\.zip：压缩包已损坏，无法读取$"):
        find_units(archive, scratch)


def test_a_source_without_any_file_is_told(source: Path, scratch: Path, tmp_path: Path) -> None:
    (source / "甲处" / "附件").mkdir(parents=True)
    (source / "甲处" / ".DS_Store").write_bytes(b"x")
    zipfile.ZipFile(tmp_path / "空.zip", "w").close()
    for empty in (source, tmp_path / "空.zip"):
        with pytest.raises(UnreadableFile, match="里面没有文件"):
            find_units(empty, scratch)


@pytest.mark.parametrize(("name", "message"), [("没有.zip", "没有这个文件夹或文件"), (TABLES, "不是文件夹，也不是 .zip 压缩包")])
def test_a_source_that_is_neither_folder_nor_archive_is_told(name: str | Path, message: str, scratch: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=message):
        find_units(tmp_path / name, scratch)


def test_archives_that_together_unpack_to_too_much_are_stopped(
    source: Path, scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units, "MAX_BATCH_BYTES", 20_000)
    for name in ("甲处.zip", "乙处.zip"):
        zip_folder(make_unit(tmp_path / name), source / name)
    first, second = find_units(source, scratch)
    assert first.tables
    assert second.problems[0].startswith("甲处.zip：各压缩包解压后合计超过")


def test_a_name_with_a_line_end_is_told_on_one_line(source: Path, scratch: Path) -> None:
    (source / "甲\n处").mkdir()
    (source / "甲\n处" / "图\n.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (unit,) = find_units(source, scratch)
    assert unit.problems == (NO_TABLES, "没有用上：图 .png")


def test_a_workbook_of_inputs_with_a_mistake_says_where_it_is(source: Path, scratch: Path) -> None:
    unit = make_unit(source / "甲处")
    (unit / "补充.yaml").unlink()
    change_tables(unit / "补充.xlsx", lambda workbook: workbook["单位概况"].__setitem__("B3", "去年"), INPUTS.with_suffix(".xlsx"))
    (found,) = find_units(unit, scratch)
    assert found.problems == ("没有用上：补充.xlsx「单位概况」B3：“去年”不是数字，“年度”应填数字",)
