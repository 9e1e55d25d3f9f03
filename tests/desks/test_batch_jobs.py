"""Batch jobs in the background: cancelled, begun again, and told when they cannot begin."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from assistant.batch.plan import Settings
from assistant.desks.batch_jobs import BatchJob, Look, batch_folder, keep_source, list_earlier
from assistant.store.database import open_store
from tests.desk_examples import example_files


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of four units, kept in the user's data folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        for unit in "甲乙丙丁":
            target.writestr(f"{unit}单位/tables.xlsx", example_files()["tables"][1])
    return keep_source("units.zip", archive.getvalue())


def job_of(source: Path, tmp_path: Path) -> BatchJob:
    return BatchJob("units.zip", source, batch_folder("k"), Settings(what="draft"), open_store(f"sqlite:///{tmp_path}/x.sqlite3"))


def test_a_batch_that_was_cancelled_goes_on_where_it_stopped(source: Path, tmp_path: Path) -> None:
    job = job_of(source, tmp_path)
    told = job.take

    def cancelling(event) -> None:  # type: ignore[no-untyped-def]
        told(event)
        if event.state == "done":
            job.cancel()

    job.take = cancelling  # type: ignore[method-assign]
    assert job.start().wait(60)
    first = [outcome.state for outcome in job.outcomes]
    assert "cancelled" in first
    assert "done" in first
    job.take = told  # type: ignore[method-assign]
    assert job.start().wait(60)
    assert [outcome.state for outcome in job.outcomes] == ["done"] * 4
    assert sum(outcome.repeated for outcome in job.outcomes) == first.count("done")


def test_a_batch_begun_anew_by_another_server_repeats_nothing(source: Path, tmp_path: Path) -> None:
    assert job_of(source, tmp_path).start().wait(60)
    again = job_of(source, tmp_path)
    assert again.start().wait(60)
    assert all(outcome.repeated for outcome in again.outcomes)


def test_a_batch_begun_again_shows_the_units_that_its_source_has_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One was renamed; then the source is gone."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    source = tmp_path / "units"
    for name in ("甲单位", "乙单位"):
        (source / name).mkdir(parents=True)
        (source / name / "tables.xlsx").write_bytes(example_files()["tables"][1])
    job = job_of(source, tmp_path)
    assert job.start().wait(60)
    (source / "乙单位").rename(source / "丙单位")
    assert job.start().wait(60)
    assert sorted(job.events) == sorted(outcome.name for outcome in job.outcomes) == ["丙单位", "甲单位"]
    assert any("乙单位" in note for note in job.notes), "its folder is still among the outputs"
    source.rename(tmp_path / "elsewhere")
    assert job.start().wait(60)
    assert "没有这个文件夹" in job.trouble
    assert (job.events, job.outcomes, job.notes, job.summaries) == ({}, [], (), ())


def test_a_source_that_is_not_there_is_told(tmp_path: Path) -> None:
    job = job_of(tmp_path / "没有", tmp_path)
    assert job.start().wait(60)
    assert "没有这个文件夹" in job.trouble


def test_an_uploaded_workbook_can_name_no_file_outside_its_archive(source: Path, tmp_path: Path) -> None:
    """A manifest that names a file of the server by its full path gets nothing of it."""
    secret = tmp_path / "秘密.xlsx"
    secret.write_bytes(example_files()["tables"][1])
    workbook = Workbook()
    for row in (["单位", "决算表"], ["甲处", str(secret)]):
        workbook.worksheets[0].append(row)
    data = BytesIO()
    workbook.save(data)
    look = Look(keep_source("清单.xlsx", data.getvalue()), Settings(), tmp_path / "out")
    assert look.start().wait(60)
    (unit,) = look.units
    assert unit.tables is None
    assert "在压缩包以外，未读取" in unit.faults[0]


def test_a_look_tells_what_each_unit_has_and_writes_nothing(source: Path, tmp_path: Path) -> None:
    look = Look(source, Settings(), tmp_path / "out")
    assert look.start().wait(60)
    assert [(unit.name, unit.tables.name if unit.tables else "") for unit in look.units] == [
        (f"{name}单位", "tables.xlsx") for name in ("丁", "丙", "乙", "甲")
    ]
    assert look.total == 4
    assert not (tmp_path / "out").exists()


def test_batches_of_an_earlier_server_are_listed_while_their_source_is_there(source: Path, tmp_path: Path) -> None:
    job = job_of(source, tmp_path)
    assert job.start().wait(60)
    (earlier,) = list_earlier(job.store)
    assert (earlier.source, earlier.out, earlier.settings) == (job.source, job.out, job.settings)
    source.unlink()
    assert list_earlier(job.store) == []


def test_a_batch_begun_again_forgets_what_troubled_it_and_what_it_was_asked_once(source: Path, tmp_path: Path) -> None:
    job = job_of(tmp_path / "没有", tmp_path)
    assert job.start().wait(60)
    assert job.trouble
    job.source, job.again = source, True
    assert job.start().wait(60)
    assert (job.trouble, job.again) == ("", False)
