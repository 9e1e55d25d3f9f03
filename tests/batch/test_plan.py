"""Jobs: names that can stand side by side, and keys that change with whatever the outputs depend on."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.batch import plan
from assistant.batch.plan import Job, Settings, job_key, name_folders, plan_jobs, program_digest
from schemas.batch import UnitFiles
from tests.batch.material import WRONG

OUT = Path("/结果")


@pytest.fixture
def unit(tmp_path: Path) -> UnitFiles:
    (tmp_path / "表.xlsx").write_bytes(b"tables")
    (tmp_path / "说明.txt").write_text(WRONG, encoding="utf-8")
    return UnitFiles(name="甲处", tables=tmp_path / "表.xlsx", documents=(tmp_path / "说明.txt",))


def test_units_of_one_name_get_a_number() -> None:
    names = ["甲处", "乙处", "甲处", "甲处（2）", "ABC", "abc", "甲/处", "甲\\处", "..", ""]
    expected = ["甲处", "乙处", "甲处（2）", "甲处（2）（2）", "ABC", "abc（2）", "甲_处", "甲_处（2）", "单位", "单位（2）"]
    assert name_folders(names) == expected


@given(st.lists(st.text(max_size=5)))
def test_no_two_names_are_the_same_on_any_file_system(names: list[str]) -> None:
    folders = name_folders(names)
    assert len({folder.casefold() for folder in folders}) == len(names)


def test_the_same_files_give_the_same_key_wherever_they_lie(unit: UnitFiles, tmp_path: Path) -> None:
    assert unit.tables
    moved = tmp_path / "别处"
    moved.mkdir()
    for path in (unit.tables, *unit.documents):
        shutil.copy(path, moved)
    other = unit.model_copy(update={"tables": moved / "表.xlsx", "documents": (moved / "说明.txt",)})
    assert job_key(Job(other, "甲处"), Settings(), OUT) == job_key(Job(unit, "甲处"), Settings(), OUT)


def test_another_content_gives_another_key(unit: UnitFiles) -> None:
    """A file that is gone is another content too."""
    assert unit.tables
    keys = [job_key(Job(unit, "甲处"), Settings(), OUT)]
    unit.tables.write_bytes(b"other tables")
    keys.append(job_key(Job(unit, "甲处"), Settings(), OUT))
    unit.documents[0].write_text("别的", encoding="utf-8")
    keys.append(job_key(Job(unit, "甲处"), Settings(), OUT))
    unit.documents[0].unlink()
    keys.append(job_key(Job(unit, "甲处"), Settings(), OUT))
    assert len(set(keys)) == 4


def test_another_role_name_setting_problem_or_program_gives_another_key(unit: UnitFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {
        job_key(Job(unit, "甲处"), Settings(), OUT),
        job_key(Job(unit, "乙处"), Settings(), OUT),
        job_key(Job(unit.model_copy(update={"tables": None, "prior": unit.tables}), "甲处"), Settings(), OUT),
        job_key(Job(unit.model_copy(update={"problems": ("没有用上：补充.yaml",)}), "甲处"), Settings(), OUT),
        job_key(Job(unit.model_copy(update={"faults": ("没有这个文件“上年.xlsx”",)}), "甲处"), Settings(), OUT),
        job_key(Job(unit, "甲处"), Settings("check"), OUT),
        job_key(Job(unit, "甲处"), Settings(outline="shanghai-2024"), OUT),
        job_key(Job(unit, "甲处"), Settings(scheme="national"), OUT),
    }
    keys.add(job_key(Job(unit, "甲处"), Settings(), OUT, "another model"))
    monkeypatch.setattr(plan, "program_digest", lambda: "another program")
    assert len({*keys, job_key(Job(unit, "甲处"), Settings(), OUT)}) == 10


def test_a_changed_scheme_of_ones_own_gives_another_key(unit: UnitFiles, tmp_path: Path) -> None:
    scheme = tmp_path / "办法.yaml"
    keys = set()
    for text in ("grades: []", "grades: [优]"):
        scheme.write_text(text, encoding="utf-8")
        keys.add(job_key(Job(unit, "甲处"), Settings(scheme=str(scheme)), OUT))
    assert len(keys) == 2


def test_two_units_alike_have_different_keys(unit: UnitFiles) -> None:
    first, second = plan_jobs([unit, unit])
    assert (first.name, second.name) == ("甲处", "甲处（2）")
    assert job_key(first, Settings(), OUT) != job_key(second, Settings(), OUT)


def test_files_still_to_be_sorted_are_known_by_where_they_lie_in_their_folder(unit: UnitFiles, tmp_path: Path) -> None:
    job = Job(UnitFiles(name="甲处", place=tmp_path), "甲处")
    keys = {job_key(job, Settings(), OUT)}
    (tmp_path / "上年").mkdir()
    (tmp_path / "说明.txt").rename(tmp_path / "上年" / "说明.txt")
    keys.add(job_key(job, Settings(), OUT))
    (tmp_path / ".DS_Store").write_bytes(b"left by a system")
    assert job_key(job, Settings(), OUT) in keys
    assert len(keys) == 2


def test_the_digest_of_the_program_is_that_of_its_prompts_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "prompts").mkdir()
    monkeypatch.setattr(plan, "_ROOT", tmp_path)
    digests = set()
    for text in ("收入", "支出"):
        (tmp_path / "prompts" / "sentence.j2").write_text(text, encoding="utf-8")
        program_digest.cache_clear()
        digests.add(program_digest())
    program_digest.cache_clear()
    assert len(digests) == 2
