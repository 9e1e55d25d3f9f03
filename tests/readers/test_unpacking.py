"""Unpacking: folders are kept, names in GBK or UTF-8 are read, none leads outside, and there are limits."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UnreadableFile
from assistant.readers.unpacking import Limits, _parts, unpack


def pack(archive: Path, *names: str, text: str = "正文") -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, text)
    return archive


def unpacked(archive: Path) -> list[str]:
    folder = archive.parent / "unpacked"
    unpack(archive, folder, Limits())
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_folders_are_kept_and_what_a_mac_adds_is_left_out(tmp_path: Path) -> None:
    archive = pack(tmp_path / "a.zip", "甲处/附件/表.xlsx", "甲处\\说明.txt", "__MACOSX/甲处/._表.xlsx")
    assert unpacked(archive) == ["甲处/说明.txt", "甲处/附件/表.xlsx"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
@pytest.mark.parametrize("name", ["说明", "联通", "江城市示范管理处", "2024年度决算（公开）"])
def test_names_without_a_mark_are_read_in_gbk_or_utf8(name: str, encoding: str, tmp_path: Path) -> None:
    plain = "a" * len(name.encode(encoding))
    archive = pack(tmp_path / "a.zip", f"{plain}/b.txt")
    archive.write_bytes(archive.read_bytes().replace(plain.encode(), name.encode(encoding)))
    assert unpacked(archive) == [f"{name}/b.txt"]


@pytest.mark.parametrize("name", ["../../逃.txt", "/etc/逃.txt", "C:\\逃.txt", "甲/../../逃.txt", "..", "\\\\主机\\逃.txt"])
def test_a_name_cannot_lead_outside(name: str, tmp_path: Path) -> None:
    archive = pack(tmp_path / "a.zip", name)
    assert len(unpacked(archive)) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "unpacked"]


@given(st.text(max_size=400))
def test_any_name_becomes_names_that_a_file_system_takes(name: str) -> None:
    parts = _parts(name)
    assert parts
    assert not {"", ".", ".."} & set(parts)
    assert all("/" not in part and len(part.encode()) <= 240 for part in parts)


def test_a_name_that_is_too_long_is_cut_before_its_extension(tmp_path: Path) -> None:
    (name,) = unpacked(pack(tmp_path / "a.zip", f"{'关于' * 60}.docx"))
    assert name == f"{('关于' * 60).encode()[:200].decode(errors='ignore')}.docx"


def test_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    assert unpacked(pack(tmp_path / "a.zip", "说明.txt", "../说明.txt")) == ["1/说明.txt", "说明.txt"]


def test_too_many_files_are_refused_and_nothing_is_left(tmp_path: Path) -> None:
    archive = pack(tmp_path / "a.zip", "一.txt", "二.txt", "三.txt")
    with pytest.raises(UnreadableFile, match=r"^a\.zip：里面有 3 个文件，超过 2 个，未读取$"):
        unpack(archive, tmp_path / "unpacked", Limits(files=2))
    assert not (tmp_path / "unpacked").exists()


def test_what_unpacks_to_too_much_is_stopped_and_nothing_is_left(tmp_path: Path) -> None:
    archive = pack(tmp_path / "a.zip", "大.txt", text="0" * 3_000_000)
    with pytest.raises(UnreadableFile, match="解压后超过 1 MB，未读取"):
        unpack(archive, tmp_path / "unpacked", Limits(size=1024 * 1024))
    assert not (tmp_path / "unpacked").exists()


@pytest.mark.parametrize(
    ("mark", "changed", "message"),
    [
        (b"PK\x01\x02", b"PK\x00\x00", "压缩包已损坏，无法读取"),
        (b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01", "压缩包有密码，请先解压再使用"),
    ],
)
def test_what_is_damaged_or_locked_is_told_and_nothing_is_left(mark: bytes, changed: bytes, message: str, tmp_path: Path) -> None:
    """The mark of the list of files, and in it that of a password."""
    archive = pack(tmp_path / "a.zip", "a.txt")
    raw = archive.read_bytes()
    assert mark in raw
    archive.write_bytes(raw.replace(mark, changed))
    with pytest.raises(UnreadableFile, match=f"^a\\.zip：{message}$"):
        unpack(archive, tmp_path / "unpacked", Limits())
    assert not (tmp_path / "unpacked").exists()
