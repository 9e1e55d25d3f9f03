"""A unit's files in a folder or a .zip: told apart by their content, unpacked within limits."""

import shutil
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.errors import ConflictingMaterial, UnreadableFile
from assistant.readers import bundle
from assistant.readers.bundle import is_bundle, list_damage, open_bundle
from assistant.readers.unpacking import Limits
from tests.material import FORMS, INPUTS, TABLES, UNIT, change_tables, replace_text, year_before

REPORT = "三、支出决算情况说明\n2024年度支出合计1,945.8万元。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A unit's folder with misleading names, a note, and what systems leave behind."""
    unit = tmp_path / "某单位"
    (unit / "附件").mkdir(parents=True)
    shutil.copy(TABLES, unit / "附件" / "甲.xlsx")
    year_before(unit / "乙.xlsx")
    shutil.copy(INPUTS, unit / "补充.yaml")
    shutil.copy(FORMS, unit / "丙.xlsx")
    (unit / "说明.txt").write_text(REPORT, encoding="utf-8")
    (unit / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (unit / ".DS_Store").write_bytes(b"x")
    (unit / "~$说明.docx").write_bytes(b"x")
    return unit


def zipped(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder))
    return target


def names(found: bundle.Bundle) -> list[list[str]]:
    groups = (found.documents, (found.tables,), (found.prior,), (found.inputs,), (found.forms,), found.others)
    return [[file.name for file in group if file] for group in groups]


def test_files_are_told_apart_by_their_content(folder: Path, tmp_path: Path) -> None:
    expected = [["说明.txt"], ["甲.xlsx"], ["乙.xlsx"], ["补充.yaml"], ["丙.xlsx"], ["图.png"]]
    assert names(open_bundle(folder, tmp_path)) == expected
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    assert names(open_bundle(zipped(folder, tmp_path / "某单位.zip"), scratch)) == expected


def test_an_office_file_is_no_bundle_although_it_is_a_zip(folder: Path) -> None:
    assert not is_bundle(TABLES)
    assert not is_bundle(folder / "说明.txt")
    assert is_bundle(folder)


def test_an_archive_whose_list_of_files_is_damaged_is_told_as_one(folder: Path, tmp_path: Path) -> None:
    archive = zipped(folder, tmp_path / "某单位.zip")
    archive.write_bytes(archive.read_bytes().replace(b"PK\x01\x02", b"PK\x00\x00"))
    assert is_bundle(archive)
    with pytest.raises(UnreadableFile, match="压缩包已损坏"):
        open_bundle(archive, tmp_path / "scratch")


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(REPORT, encoding="utf-8")
    raw = zipped(tmp_path / "in", tmp_path / "a.zip").read_bytes()
    (tmp_path / "gbk.zip").write_bytes(raw.replace(b"a.txt", "说.tx".encode("gbk")))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    found = open_bundle(tmp_path / "gbk.zip", scratch)
    assert [file.name for file in (*found.documents, *found.others)] == ["说.tx"]


def test_names_that_lead_outside_are_not_followed(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../../逃.txt", REPORT)
        archive.writestr("/etc/逃.txt", REPORT)
    found = open_bundle(tmp_path / "a.zip", scratch)
    assert len(found.documents) == 2
    assert all(file.is_relative_to(scratch) for file in found.documents)


def test_an_archive_that_unpacks_to_too_much_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "Limits", lambda: Limits(size=1024 * 1024))
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("大.txt", "0" * 3_000_000)
    with pytest.raises(UnreadableFile, match=r"^a\.zip：解压后超过 1 MB，未读取$"):
        open_bundle(tmp_path / "a.zip", tmp_path)


def other_inputs(path: Path) -> None:
    path.write_text("profile: {unit: 甲管理处}", encoding="utf-8")


def other_forms(path: Path) -> None:
    workbook = load_workbook(FORMS)
    workbook.create_sheet("另一张")
    workbook.save(path)


@pytest.mark.parametrize(
    ("name", "write"), [("丁.xlsx", partial(year_before, year=2024)), ("丁.yaml", other_inputs), ("丁.xlsx", other_forms)]
)
def test_two_that_could_be_meant_are_asked_about(name: str, write: Callable[[Path], object], folder: Path, tmp_path: Path) -> None:
    write(folder / name)
    with pytest.raises(ConflictingMaterial, match=r"^某单位：有 2 份.*请(?:只留一份|合成一个工作簿)"):
        open_bundle(folder, tmp_path)


def test_copies_are_one_file_and_the_same_inputs_in_another_form_too(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "附件" / "甲.xlsx", folder / "附件" / "甲 - 副本.xlsx")
    shutil.copy(INPUTS.with_suffix(".xlsx"), folder / "补充.xlsx")
    found = open_bundle(folder, tmp_path)
    assert names(found)[1:] == [["甲 - 副本.xlsx"], ["乙.xlsx"], ["补充.xlsx"], ["丙.xlsx"], ["图.png"]]
    assert [file.name for file in found.copies] == ["补充.yaml", "甲.xlsx"]


def test_tables_of_several_units_are_told_as_such(folder: Path, tmp_path: Path) -> None:
    year_before(folder / "丁.xlsx", unit="丁管理处", year=2024)
    with pytest.raises(ConflictingMaterial, match=rf"^某单位：里面是 2 个单位的表（丁管理处、{UNIT}），请一个单位一个文件夹$"):
        open_bundle(folder, tmp_path)


@pytest.mark.parametrize("is_named", [True, False])
def test_tables_that_name_no_year_are_of_that_of_the_inputs(is_named: bool, tmp_path: Path) -> None:
    """Those that are called last year's are of the year before."""
    for name in ("决算表.xlsx", *([] if is_named else ["上年决算表.xlsx"])):
        shutil.copy(TABLES, tmp_path / name)
        change_tables(tmp_path / name, replace_text("2024年度", "年" * len(name)))
    if is_named:
        year_before(tmp_path / "前一年.xlsx")
    shutil.copy(INPUTS, tmp_path / "补充.yaml")
    assert names(open_bundle(tmp_path, tmp_path))[1:3] == [["决算表.xlsx"], ["前一年.xlsx" if is_named else "上年决算表.xlsx"]]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(UnreadableFile, match="空：里面没有文件"):
        open_bundle(tmp_path / "空", tmp_path)


def test_tables_that_are_named_last_years_are_not_taken_for_this_years(tmp_path: Path) -> None:
    unit = tmp_path / "某单位"
    unit.mkdir()
    shutil.copy(TABLES, unit / "上年决算表.xlsx")
    (unit / "决算表.xlsx").write_bytes(b"%PDF-1.7\n")
    found = open_bundle(unit, tmp_path)
    assert names(found) == [[], [], ["上年决算表.xlsx"], [], [], ["决算表.xlsx"]]
    assert [str(damage) for _, damage in list_damage(found)] == ["决算表.xlsx：PDF 已损坏或不完整，无法读取"]


@pytest.mark.parametrize("name", ["决算表（与上年对比）.xlsx", "2024上年度同期比较.xlsx", "甲.xlsx"])
def test_the_only_tables_are_this_years_where_their_name_does_not_say_otherwise(name: str, tmp_path: Path) -> None:
    shutil.copy(TABLES, tmp_path / name)
    assert names(open_bundle(tmp_path, tmp_path))[1:3] == [[name], []]
