"""Writing to disk."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import UnwritableOutput
from assistant.export.files import prepare_folder, replace_kept, write_whole


def refuse(error_number: int) -> Callable[..., None]:
    """A system call that always fails with this error."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(error_number, os.strerror(error_number))

    return fail


def test_a_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_whole(tmp_path / "说明.docx", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("说明.docx", b"new")]


def test_what_another_file_held_is_kept_under_a_new_name(tmp_path: Path) -> None:
    path = tmp_path / "补充资料.xlsx"
    kept = [replace_kept(path, data) for data in (b"1", b"1", b"2", b"3")]
    assert kept == [None, None, tmp_path / "补充资料（旧稿1）.xlsx", tmp_path / "补充资料（旧稿2）.xlsx"]
    assert sorted(file.read_bytes() for file in tmp_path.iterdir()) == [b"1", b"2", b"3"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    target = tmp_path / "说明.docx"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, call, refuse(errno.ENOSPC))
    with pytest.raises(UnwritableOutput, match=r"说明\.docx：无法写入，磁盘空间不足$"):
        write_whole(target, b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("说明.docx", b"old")]


@pytest.mark.parametrize(("number", "cause"), [(errno.EACCES, "没有写入权限"), (errno.EROFS, "所在位置是只读的")])
def test_a_refusal_is_told_in_one_chinese_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, cause: str) -> None:
    monkeypatch.setattr(os, "replace", refuse(number))
    with pytest.raises(UnwritableOutput, match=f"：无法写入，{cause}$"):
        write_whole(tmp_path / "a.docx", b"")


def test_a_place_that_takes_no_files_is_not_said_to_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """/proc says that there is no such folder, although there is."""
    monkeypatch.setattr(Path, "mkdir", refuse(errno.ENOENT))
    with pytest.raises(UnwritableOutput, match=r"：无法写入，这个位置不能存放文件$"):
        prepare_folder(tmp_path / "x")
    with pytest.raises(UnwritableOutput, match=r"：无法写入，所在的文件夹不存在$"):
        write_whole(tmp_path / "a" / "b.docx", b"")


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(UnwritableOutput, match=r"这个名称已是一个文件夹$"):
        write_whole(tmp_path / "a.docx", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(UnwritableOutput, match=r"同名的文件已占用这个位置$"):
        prepare_folder(tmp_path / "out")
    with pytest.raises(UnwritableOutput, match=r"所在位置是一个文件，不是文件夹$"):
        prepare_folder(tmp_path / "out" / "deep")


def test_a_folder_is_made_with_those_above_it_and_may_exist_already(tmp_path: Path) -> None:
    prepare_folder(tmp_path / "a" / "b")
    prepare_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
