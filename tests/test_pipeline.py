"""One unit from its files to its report: whose the material is, what the files are called, what is kept."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from assistant import pipeline
from assistant.cli import main
from assistant.errors import ConflictingMaterial
from schemas.inputs import Inputs, Profile
from tests.material import INPUTS, TABLES, UNIT, change_tables, draft, remove_table, replace_text, year_before


def test_the_inputs_say_whose_the_tables_are_where_these_do_not(tmp_path: Path) -> None:
    """What the reader asked for has been answered, so nothing more is said of it."""
    tables = change_tables(tmp_path / "决算表.xlsx", replace_text("2024年度", ""))
    material = pipeline.read_material(tables, inputs=INPUTS)
    assert (material.accounts.unit, material.accounts.year) == (UNIT, 2024)
    assert "no_year" not in {finding.rule for finding in material.findings}


def test_a_year_in_the_file_name_gives_way_to_the_inputs(tmp_path: Path) -> None:
    """A workbook of 2024 that was exported, and named, in 2025."""
    tables = change_tables(tmp_path / "2025年导出.xlsx", replace_text("2024年度", ""))
    assert pipeline.read_material(tables, inputs=INPUTS).accounts.year == 2024
    assert pipeline.read_material(tables).accounts.year == 2025


def test_last_years_tables_without_a_year_are_taken_as_such_and_told(tmp_path: Path) -> None:
    before = change_tables(tmp_path / "上年.xlsx", replace_text("2024年度", ""))
    material = pipeline.read_material(TABLES, prior=before)
    assert material.prior is not None
    assert material.prior.year == 2023
    assert "上年决算表 上年.xlsx：表中没有写明年度，按2023年度处理，请核对" in {finding.message for finding in material.findings}


def test_two_workbooks_without_a_year_can_be_reconciled(tmp_path: Path) -> None:
    tables = change_tables(tmp_path / "决算表.xlsx", replace_text("2024年度", ""))
    messages = {finding.message for finding in pipeline.reconcile_tables(tables, prior=tables)}
    assert "上年决算表 决算表.xlsx：表中没有写明年度，按上年处理，请核对" in messages


def test_a_finding_says_that_it_is_in_last_years_file(tmp_path: Path) -> None:
    """Both files may have the same name, in two folders."""
    (tmp_path / "2023").mkdir()
    before = change_tables(
        year_before(tmp_path / "2023" / "tables.xlsx"),
        lambda workbook: workbook.remove(workbook.worksheets[6]),
        tmp_path / "2023" / "tables.xlsx",
    )
    messages = [finding.message for finding in pipeline.read_material(TABLES, prior=before).findings]
    assert messages == ["上年决算表 tables.xlsx：没有找到“政府性基金预算财政拨款收入支出决算表”，与它有关的内容将略去"]


def test_brackets_and_spaces_make_no_other_unit(tmp_path: Path) -> None:
    tables = change_tables(tmp_path / "决算表.xlsx", replace_text(UNIT, "示范管理处（本级）"))
    inputs = tmp_path / "补充.yaml"
    inputs.write_text("profile: {unit: '示范 管理处(本级)'}", encoding="utf-8")
    assert pipeline.read_material(tables, inputs=inputs).accounts.unit == "示范管理处（本级）"


def test_tables_that_name_no_unit_ask_for_it(tmp_path: Path) -> None:
    def change(workbook: Workbook) -> None:
        replace_text(f"单位：{UNIT}", "")(workbook)
        remove_table(9)(workbook)

    tables = change_tables(tmp_path / "决算表.xlsx", change)
    with pytest.raises(ConflictingMaterial, match=r"^决算表\.xlsx：表中没有写明单位名称，请填写在补充资料的“单位概况”中"):
        pipeline.read_material(tables)


def test_an_unchanged_rerun_leaves_nothing_extra(tmp_path: Path) -> None:
    for _ in range(2):
        assert draft(TABLES, "--inputs", INPUTS, "--out", tmp_path) == 0
    assert len(list(tmp_path.iterdir())) == 3


def test_a_report_that_a_person_worked_on_is_set_aside(tmp_path: Path) -> None:
    """Each time under the next number; nothing of it is lost."""
    draft(TABLES, "--inputs", INPUTS, "--out", tmp_path)
    report = tmp_path / f"2024年度{UNIT}单位决算公开.docx"
    for edited in (b"first", b"second"):
        report.write_bytes(edited)
        draft(TABLES, "--inputs", INPUTS, "--out", tmp_path)
    kept = {path.name: path.read_bytes() for path in tmp_path.iterdir() if "旧稿" in path.name}
    assert kept == {f"{report.stem}（旧稿1）.docx": b"first", f"{report.stem}（旧稿2）.docx": b"second"}
    assert report.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "name", ["../../管理处", "..", '示范/管理处\\分处:*?"<>|', '=HYPERLINK("a")管理处', "示范\u202e管理\u0007处", "长" * 300, "𠮷" * 200]
)
def test_a_units_name_cannot_lead_out_of_the_folder_or_break_it(name: str, tmp_path: Path) -> None:
    """The three files stand in the folder, whatever the unit calls itself, and can be set aside."""
    material = pipeline.read_material(TABLES)
    named = pipeline.Material(material.accounts.model_copy(update={"unit": name}), None, Inputs(profile=Profile(unit=name)), ())
    folder = tmp_path / "out"
    for text in ("一", "二"):
        drafted = pipeline.draft_unit(named)
        written = pipeline.write_draft(drafted, folder)
        written[0].write_text(text, encoding="utf-8")
    assert {path.parent for path in written} == {folder}
    assert list(tmp_path.iterdir()) == [folder]
    assert len(list(folder.iterdir())) == 4
    assert all(path.name.isprintable() for path in folder.iterdir())


def test_a_unit_named_like_a_formula_stays_text(tmp_path: Path) -> None:
    tables = change_tables(tmp_path / "决算表.xlsx", replace_text(UNIT, "=某某管理处"))
    out = tmp_path / "补充.xlsx"
    assert main(["template", "inputs", "--tables", str(tables), "--out", str(out)]) == 0
    cell = load_workbook(out)["单位概况"]["B2"]
    assert (cell.value, cell.data_type) == ("=某某管理处", "s")


@given(st.text(max_size=400))
def test_any_title_makes_a_file_name(title: str) -> None:
    """Printable, without the signs that Windows forbids, short enough to stand （旧稿10） and an extension."""
    stem = pipeline.file_stem("2024年度" + title)
    assert stem.startswith("2024年度")
    assert stem.isprintable()
    assert not set(stem) & set('\\/:*?"<>|')
    assert len(f"{stem}（旧稿10）.docx".encode()) <= 255
