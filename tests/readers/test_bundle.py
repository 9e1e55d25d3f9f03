"""A unit's files in a folder or a .zip: told apart by their content, unpacked within limits."""

import shutil
import zipfile
from pathlib import Path

import pytest

from assistant.errors import ConflictingMaterial, UnreadableFile
from assistant.readers import bundle
from assistant.readers.bundle import is_bundle, list_damage, open_bundle
from assistant.readers.unpacking import Limits
from tests.material import FORMS, INPUTS, TABLES, year_before

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


@pytest.mark.parametrize("copies", [("甲.xlsx", TABLES), ("补充.yaml", INPUTS), ("丙.xlsx", FORMS)])
def test_two_that_could_be_meant_are_asked_about(copies: tuple[str, Path], folder: Path, tmp_path: Path) -> None:
    shutil.copy(copies[1], folder / f"又一份{copies[0]}")
    with pytest.raises(ConflictingMaterial, match=r"^某单位：有 2 份.*请(?:只留一份|合成一个工作簿)"):
        open_bundle(folder, tmp_path)


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
