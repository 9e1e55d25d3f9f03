"""What is done for one unit: drafted, checked, or both, and which files that leaves."""

import shutil
from html import escape
from pathlib import Path

import pytest

from assistant.batch import work as module
from assistant.batch.plan import Settings
from assistant.batch.work import Work, do_unit
from assistant.errors import ConflictingMaterial, UnreadableFile
from schemas.batch import UnitFiles, What
from schemas.manuscript import Manuscript
from tests.batch.material import OTHER_TABLES, WRONG, Books, make_unit, sort_all
from tests.material import FORMS, TABLES, UNIT, change_tables, sentences, set_cells, year_before

REPORT = f"2024年度{UNIT}单位决算公开"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_unit(tmp_path / "甲处")


def work(folder: Path, what: What) -> Work:
    (unit,) = sort_all(folder, folder.parent)
    return do_unit(unit, Settings(what), folder.parent / "out", Books())


def names(done: Work) -> list[str]:
    assert all(path.stat().st_size for path in done.outputs)
    return [path.name for path in done.outputs]


def test_a_draft_tells_what_a_person_has_still_to_give(folder: Path) -> None:
    (folder / "补充.yaml").unlink()
    year_before(folder / "上年.xlsx", "0.9")
    done = work(folder, "draft")
    assert names(done) == [f"{REPORT}.docx", f"{REPORT}.md", f"{REPORT}.json", "复核结果.xlsx", "复核结果.html"]
    assert done.wanted[0] == "本年支出合计比上年增加194.58万元，增长11.1%"
    assert done.missing
    assert done.faults == ()
    assert done.unchecked is None, "nothing was reviewed"


def test_a_unit_without_document_has_its_draft_checked(folder: Path) -> None:
    done = work(folder, "both")
    assert names(done)[3:] == ["复核结果.xlsx", "复核结果.html", f"{REPORT}（复核）.docx"]
    assert [finding for finding in done.findings if finding.severity == "error"] == []
    assert done.faults == ()


def test_documents_are_checked_against_the_tables_beside_them(folder: Path) -> None:
    (folder / "说明.txt").write_text(WRONG, encoding="utf-8")
    done = work(folder, "check")
    assert [finding.expected for finding in done.findings if finding.severity == "error"] == ["1.2%"]
    assert names(done) == ["复核结果.xlsx", "复核结果.html", "说明（复核）.docx"]


def test_the_draft_is_checked_beside_other_documents_and_one_without_numbers_is_told(folder: Path) -> None:
    """A covering letter is no reason to leave the report unchecked."""
    (folder / "通知.txt").write_text("各科室：请按附件要求报送材料。\n", encoding="utf-8")
    done = work(folder, "both")
    assert f"{REPORT}（复核）.docx" in names(done)
    assert done.doubts == ("通知.txt：文中没有可核对的数字",)


def test_last_years_tables_and_the_forms_are_used(folder: Path) -> None:
    year_before(folder / "上年.xlsx", "0.9")
    shutil.copy(FORMS, folder / "自评.xlsx")
    done = work(folder, "draft")
    told = "".join(sentences(done.outputs[0].parent))
    assert "增长11.1%" in told
    assert "绩效自评" in told


def test_a_pdf_gets_its_notes_on_it(folder: Path, documents: Path) -> None:
    pdf = min(documents.rglob("*.pdf"), key=lambda path: path.stat().st_size)
    unit = UnitFiles(name="甲处", documents=(pdf,))
    done = do_unit(unit, Settings("check"), folder.parent / "out", Books())
    assert names(done)[2:] == [f"{pdf.stem}（复核）.pdf"]


def test_a_document_alone_tells_whose_tables_it_prints(folder: Path) -> None:
    report = work(folder, "draft").outputs[0]
    done = do_unit(UnitFiles(name="甲处", documents=(report,)), Settings("check"), folder.parent / "out", Books())
    assert (done.unit, done.year, done.amounts) == (UNIT, 2024, {})


def test_a_document_that_cannot_be_read_is_a_fault_and_stops_no_other(folder: Path) -> None:
    (folder / "坏.txt").write_bytes(b"")
    (folder / "说明.txt").write_text(WRONG, encoding="utf-8")
    done = work(folder, "check")
    assert done.faults == ("坏.txt：是空文件",)
    assert "说明（复核）.docx" in names(done)
    assert done.unchecked == 0


def test_a_unit_without_tables_is_not_drafted_but_its_documents_are_checked(folder: Path) -> None:
    (folder / "决算表.xlsx").unlink()
    (folder / "说明.txt").write_text(WRONG, encoding="utf-8")
    done = work(folder, "both")
    assert done.faults == ("没有找到决算公开表", "没有用上：补充.yaml")
    assert [finding.expected for finding in done.findings if finding.severity == "error"] == ["1.2%"]
    assert names(done) == ["复核结果.xlsx", "复核结果.html", "说明（复核）.docx"]


@pytest.mark.parametrize(
    ("what", "unit", "faults"),
    [
        ("draft", UnitFiles(name="甲处"), ("没有找到决算公开表",)),
        ("both", UnitFiles(name="甲处", problems=("甲处：里面没有文件",)), ("甲处：里面没有文件",)),
        ("check", UnitFiles(name="甲处"), ("没有要复核的文件（.docx、.pdf、.txt、.md）",)),
    ],
)
def test_what_cannot_be_done_is_told_and_leaves_no_folder(what: What, unit: UnitFiles, faults: tuple[str, ...], tmp_path: Path) -> None:
    done = do_unit(unit, Settings(what), tmp_path / "out", Books())
    assert (done.faults, done.outputs) == (faults, ())
    assert not (tmp_path / "out").exists()


def test_files_of_different_years_stop_the_unit(tmp_path: Path) -> None:
    unit = UnitFiles(name="甲处", tables=TABLES, prior=OTHER_TABLES)
    with pytest.raises(ConflictingMaterial, match="年度应为2023，实为2020"):
        do_unit(unit, Settings("draft"), tmp_path / "out", Books())


def test_what_is_wrong_with_the_tables_stands_in_the_results_and_is_counted_once(folder: Path) -> None:
    """A sum of the tables that does not add up, and a score of the form that is wrong and printed in the report too."""
    change_tables(folder / "决算表.xlsx", set_cells({"3!F7": 1700}))
    shutil.copy(FORMS, folder / "自评.xlsx")
    drafted, both = work(folder, "draft"), work(folder, "both")
    errors = [finding.message for finding in drafted.findings if finding.severity == "error"]
    assert errors
    assert names(drafted)[3:] == ["复核结果.xlsx", "复核结果.html"]
    assert [finding.message for finding in both.findings if finding.severity == "error"] == errors
    (folder / "说明.txt").write_text(WRONG.replace("2.1%", "1.2%"), encoding="utf-8")
    checked = work(folder, "check")
    assert [finding.message for finding in checked.findings if finding.severity == "error"] == errors
    page = next(path for path in both.outputs if path.name == "复核结果.html").read_text(encoding="utf-8")
    assert all(escape(error) in page for error in errors)


def test_beside_a_document_of_another_year_the_draft_is_checked_too(folder: Path) -> None:
    other = "江城市示范社会保险管理处2020年度单位决算\n五、支出决算情况说明\n2020年度支出合计1,945.8万元。\n"
    (folder / "去年的说明.txt").write_text(other, encoding="utf-8")
    done = work(folder, "both")
    assert any(finding.rule == "other_document" for finding in done.findings)
    assert {"去年的说明（复核）.docx", f"{REPORT}（复核）.docx"} <= set(names(done))


def test_what_is_doubtful_is_told_of_a_unit_that_was_done(folder: Path) -> None:
    year_before(folder / "上年.xlsx", "0.9", unit="江城市水利局")
    done = work(folder, "draft")
    assert (len(done.doubts), done.faults) == (1, ())


def test_a_report_that_cannot_be_checked_is_told(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def refuse(document: Path) -> Manuscript:
        raise UnreadableFile(document.name, "文件已损坏")

    monkeypatch.setattr(module, "read_manuscript", refuse)
    assert work(folder, "both").faults == (f"{REPORT}.docx：文件已损坏",)


def test_last_years_tables_alone_do_not_keep_a_document_from_being_checked(folder: Path) -> None:
    """The document has no tables of its own, beside which they would be of use."""
    year_before(folder / "上年决算表.xlsx", "0.9")
    (folder / "决算表.xlsx").unlink()
    (folder / "补充.yaml").unlink()
    (folder / "说明.txt").write_text(WRONG, encoding="utf-8")
    done = work(folder, "check")
    assert done.faults == ()
    assert [finding.expected for finding in done.findings if finding.severity == "error"] == ["1.2%"]


def test_the_results_say_what_a_document_was_checked_against(folder: Path) -> None:
    (folder / "说明.txt").write_text(WRONG, encoding="utf-8")
    page = next(path for path in work(folder, "check").outputs if path.suffix == ".html").read_text(encoding="utf-8")
    assert "所给的决算表 决算表.xlsx、补充资料 补充.yaml" in page


def test_a_document_of_a_long_name_is_checked_and_its_copy_has_a_shorter_one(folder: Path) -> None:
    """What a system takes for a name may be too long with a mark behind it."""
    long = "说" * 81
    (folder / f"{long}.txt").write_text(WRONG, encoding="utf-8")
    assert names(work(folder, "check"))[2:] == [f"1-{long[:66]}（复核）.docx"]
