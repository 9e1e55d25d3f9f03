"""`juesuan check` on published documents: PDF, folders, archives, a second look, the page and the annotated copy."""

import json
import shutil
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from assistant.cli import main
from benchmarks.corpus.documents import judge_documents
from tests.material import INPUTS, TABLES, year_before
from tests.readers.pdf.drawing import draw, narrative, table, text, together

TITLE = text((200, 100, "支出决算表"), (480, 130, "单位：万元"), size=10)
WIDTHS = (120, 70, 70, 70)
ROWS: list[list[str | None]] = [
    ["项目", "本年支出合计", "基本支出", "项目支出"],
    ["合计", "1,945.80", "1,642.70", "303.10"],
]


def report(path: Path, total: str) -> Path:
    """A PDF with one table and a sentence on its total, on the second page."""
    claim = narrative("三、支出决算情况说明", f"2024年度支出合计{total}万元。", indents=(1,))
    path.write_bytes(draw(together(narrative("2024年度决算公开", top=40), TITLE, table(ROWS, WIDTHS, 160)), claim))
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return report(tmp_path / "报告.pdf", "1,954.80")


def check(*arguments: object) -> int:
    return main(["check", *map(str, arguments)])


def loaded(told: str) -> Any:
    return json.loads(told)


def test_a_number_of_a_pdf_that_its_own_table_contradicts_is_found_on_its_page(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(wrong, "--format", "json") == 1
    told = loaded(capsys.readouterr().out)
    [finding] = told["findings"]
    assert (finding["rule"], finding["page"], finding["stated"], finding["expected"]) == ("text_table", 2, "1,954.80万元", "1,945.8万元")
    assert told["text"][finding["start"] : finding["end"]] == "1,954.80万元"
    assert finding["places"] == ["报告.pdf「第1个表（第1页）」B4"]


def test_a_copy_of_the_pdf_has_the_findings_on_it_and_the_original_stays(wrong: Path, tmp_path: Path) -> None:
    before = wrong.read_bytes()
    assert check(wrong, "--format", "pdf", "--out", tmp_path / "复核.pdf") == 1
    assert wrong.read_bytes() == before
    assert len(pypdfium2.PdfDocument((tmp_path / "复核.pdf").read_bytes())) == 2


def test_only_a_pdf_is_annotated_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "说明.txt").write_text("支出5万元。", encoding="utf-8")
    assert check(tmp_path / "说明.txt", "--format", "pdf", "--out", tmp_path / "复核.pdf") == 2
    assert capsys.readouterr().err.strip() == "说明.txt：不是 PDF，请用 --format docx 写出带批注的 Word 文件"


def test_the_page_of_several_documents_is_one_file(wrong: Path, tmp_path: Path) -> None:
    right = report(tmp_path / "改好.pdf", "1,945.80")
    assert check(wrong, right, "--format", "html", "--out", tmp_path / "复核.html") == 1
    page = (tmp_path / "复核.html").read_text(encoding="utf-8")
    assert page.count("<main>") == 2
    assert "应为 1,945.8万元" in page


def test_a_second_look_tells_what_is_fixed_and_what_remains(wrong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(wrong, "--format", "json", "--out", tmp_path / "上次.json")
    assert check(wrong, "--against", tmp_path / "上次.json") == 1
    told = capsys.readouterr().out
    assert "【错误·仍在】" in told
    assert "与上次相比：已改0处，仍在1处，新出现0处。\n对照：文件里附的表。" in told
    assert check(report(tmp_path / "改好.pdf", "1,945.80"), "--against", tmp_path / "上次.json", "--format", "json") == 0
    told = loaded(capsys.readouterr().out)
    assert (told["findings"], [finding["stated"] for finding in told["fixed"]]) == ([], ["1,954.80万元"])


def test_less_material_than_last_time_makes_no_finding_fixed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document, last = tmp_path / "一.txt", tmp_path / "上次.json"
    document.write_text("三、支出决算情况说明\n2024年度支出合计1,954.8万元。\n", encoding="utf-8")
    assert check(document, "--tables", TABLES, "--format", "json", "--out", last) == 1
    assert check(document, "--against", last) == 1
    told = capsys.readouterr().out
    assert "【未再核对】" in told
    assert "已改0处，仍在0处，新出现0处。另有1处文字没有改" in told
    document.write_text("三、支出决算情况说明\n2024年度支出合计1,945.8万元。\n", encoding="utf-8")
    assert check(document, "--tables", TABLES, "--against", last) == 0
    assert "已改1处" in capsys.readouterr().out


def test_a_report_on_other_documents_is_no_help(wrong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(wrong, report(tmp_path / "二.pdf", "1"), "--format", "json", "--out", tmp_path / "上次.json")
    assert check(report(tmp_path / "三.pdf", "1"), "--against", tmp_path / "上次.json") == 2
    assert capsys.readouterr().err.strip() == "上次.json：其中没有这次复核的文件"


@pytest.mark.parametrize("packed", [False, True])
def test_the_documents_of_a_folder_are_checked_against_the_tables_beside_them(
    packed: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unit = tmp_path / "某单位"
    unit.mkdir()
    shutil.copy(TABLES, unit)
    shutil.copy(INPUTS, unit)
    (unit / "一.txt").write_text("三、支出决算情况说明\n2024年度支出合计1,945.8万元。\n", encoding="utf-8")
    (unit / "二.txt").write_text("三、支出决算情况说明\n2024年度支出合计1,954.8万元。\n", encoding="utf-8")
    source = Path(shutil.make_archive(str(unit), "zip", unit)) if packed else unit
    assert check(source, "--format", "jsonl") == 1
    told = [loaded(line) for line in capsys.readouterr().out.splitlines()]
    assert [(entry["document"], entry["coverage"]["matched"], entry["coverage"]["mismatch"]) for entry in told] == [
        ("一.txt", 1, 0),
        ("二.txt", 0, 1),
    ]


def test_a_damaged_workbook_in_a_folder_is_told_for_last_years_tables_would_be_taken_for_this_years(
    wrong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "甲处"
    folder.mkdir()
    shutil.copy(wrong, folder)
    year_before(folder / "上年.xlsx")
    (folder / "决算表.xlsx").write_bytes(b"")
    assert check(folder) == 2
    assert capsys.readouterr() == ("", "决算表.xlsx：是空文件\n")


def test_a_folder_that_cannot_be_used_stops_no_other_document(wrong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空").mkdir()
    assert check(tmp_path / "空", wrong) == 2
    told = capsys.readouterr()
    assert told.err.strip() == "空：里面没有文件"
    assert "应为 1,945.8万元" in told.out


def test_known_errors_of_published_documents_are_found_and_nothing_else(documents: Path) -> None:
    told = [line for line in judge_documents(documents) if line]
    assert [line for line in told if line.startswith("- MISSED")] == []
    assert [line for line in told if line.startswith("- further")] == []
    assert sum(line.startswith("- ok error") for line in told) == 19
