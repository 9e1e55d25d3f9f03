"""The folder of a batch: worked in by one at a time, and cleared of what a killed batch left half done."""

from pathlib import Path

import pytest

from assistant.batch.outputs import scratch_within, sweep, working_in
from assistant.errors import Hindrance, UnwritableOutput


def test_a_second_batch_in_a_folder_is_refused_while_the_first_works(tmp_path: Path) -> None:
    with working_in(tmp_path / "结果"), pytest.raises(UnwritableOutput, match="这个文件夹里另有一批正在做"), working_in(tmp_path / "结果"):
        pass
    with working_in(tmp_path / "结果") as scratch:
        assert scratch.is_dir()


def test_a_finished_batch_leaves_nothing_of_its_own(tmp_path: Path) -> None:
    with working_in(tmp_path) as scratch:
        (scratch / "表.xlsx").touch()
    assert not list(tmp_path.iterdir())


def test_what_a_killed_batch_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".juesuan-scratch").mkdir()
    (tmp_path / ".juesuan-scratch" / "旧.xlsx").touch()
    (tmp_path / ".juesuan-12ab.tmp").touch()
    (tmp_path / ".juesuan.lock").touch()
    with working_in(tmp_path) as scratch:
        assert not list(scratch.iterdir())
    assert not list(tmp_path.iterdir())


def test_a_place_that_is_a_file_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "结果").touch()
    with pytest.raises(UnwritableOutput, match="结果：无法写入"), working_in(tmp_path / "结果"):
        pass


def test_sweeping_leaves_finished_files_and_removes_an_empty_folder(tmp_path: Path) -> None:
    for name in ("甲处", "乙处"):
        (tmp_path / name).mkdir()
        (tmp_path / name / ".juesuan-12ab.tmp").touch()
    (tmp_path / "甲处" / "报告.docx").touch()
    for name in ("甲处", "乙处", "没有", "\ud800"):
        sweep(tmp_path / name)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["甲处", "甲处/报告.docx"]


def test_scratch_that_cannot_be_made_is_no_fault_of_a_unit(tmp_path: Path) -> None:
    (tmp_path / "占位").touch()
    with pytest.raises(Hindrance, match="无法写入"), scratch_within(tmp_path / "占位"):
        pass
