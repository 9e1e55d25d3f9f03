"""Self-evaluation from the command line: forms scored, drafted into chapter 十三, printed, and finished documents held against them."""

import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from assistant.cli import main
from examples.build import EXAMPLES, HERE, build_performance
from tests.performance_books import NATIONAL, WUHAN, changed, write_book

OUTLINES = {"jianghan-2024": "wuhan-2024", "wuchang-2020": "wuhan-2020"}


def forms_of(name: str) -> str:
    """The path of an example's forms."""
    return str(HERE / name / "performance.xlsx")


def material(name: str) -> list[str]:
    """The tables and inputs of an example, as arguments."""
    return [str(HERE / name / "tables.xlsx"), "--inputs", str(HERE / name / "inputs.xlsx"), "--forms", forms_of(name)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_forms_are_those_of_their_data(name: str) -> None:
    built, kept = (openpyxl.load_workbook(source) for source in (io.BytesIO(build_performance(HERE / name)), forms_of(name)))
    assert built.sheetnames == kept.sheetnames
    for sheet in built.sheetnames:
        assert list(built[sheet].values) == list(kept[sheet].values)


def test_scores_are_printed_with_formula_total_and_grade(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", forms_of("jianghan-2024")]) == 0
    shown = capsys.readouterr().out
    line = next(line for line in shown.splitlines() if line.startswith("对参保对象组织开展稽核") and "1700人次" in line)
    assert re.split(r"\s{2,}", line) == ["对参保对象组织开展稽核", "5", "1700人次", "340人次", "1", "1", "5 × 340人次 ÷ 1700人次"]
    assert "总分94.1，等级优" in shown
    assert "总分92.93，等级优" in shown


def test_a_score_that_is_wrong_ends_with_exit_code_1_and_its_proof(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", forms_of("wuchang-2020"), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    (error,) = [finding for finding in told["findings"] if finding["severity"] == "error"]
    assert (error["stated"], error["expected"], error["formula"]) == ("4.5", "4.95", "5 × 1.98万笔 ÷ 2万笔 = 4.95")
    assert [form["total"] for form in told["forms"]] == ["95.64", "97.68", "96.82", "98.0", "98.0"]


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_blank_scores_are_computed_and_written_into_the_form(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blank = changed(NATIONAL, (6, 8, None), (6, 9, None), (9, 7, None), (10, 7, None), (11, 7, None), (12, 7, None), (13, 7, None))
    filled = tmp_path / f"filled.{form}"
    given = write_book(tmp_path / "blank.xlsx", blank)
    assert main(["score", str(given), "--scheme", "national", "--format", form, "--out", str(filled)]) == 0
    capsys.readouterr()
    assert main(["score", str(filled), "--scheme", "national", "--format", "json"]) == 0
    (read,) = json.loads(capsys.readouterr().out)["forms"]
    assert (read["rate_score"], read["stated_total"]) == ("9.5", "96.5")
    assert [row["stated"] for row in read["indicators"]] == ["27", "30", "20", "10"]


def test_projects_are_combined_into_one_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", forms_of("wuchang-2020"), "--combine", "四个项目", "--format", "json"]) == 1
    last = json.loads(capsys.readouterr().out)["forms"][-1]
    assert (last["name"], last["budget"], last["executed"]) == ("四个项目", "125.50", "124.08")


@pytest.mark.parametrize("name", EXAMPLES)
def test_chapter_thirteen_is_drafted_whole_and_checks_clean(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", *material(name), "--outline", OUTLINES[name], "--out", str(tmp_path)]) == (name == "wuchang-2020")
    (report,) = tmp_path.glob("*.docx")
    text = "\n".join(paragraph.text for paragraph in Document(str(report)).paragraphs)
    chapter = text[text.rindex("十三、预算绩效情况说明") : text.rindex("第四部分")]
    assert "待补充" not in chapter
    assert "整体支出绩效自评综述：全年预算数为" in chapter
    assert chapter.count("项目绩效自评综述：") == {"jianghan-2024": 1, "wuchang-2020": 4}[name]
    assert chapter.count("发现的问题及原因：") == chapter.count("下一步改进措施：") == {"jianghan-2024": 2, "wuchang-2020": 5}[name]
    capsys.readouterr()
    main(["check", str(report), "--tables", *material(name), "--format", "json"])
    review = json.loads(capsys.readouterr().out)
    attached = review["text"].rindex("第六部分")
    assert [finding for finding in review["findings"] if finding["start"] < attached and finding["severity"] != "hint"] == []


def test_a_document_is_held_against_the_forms_it_does_not_print(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "说明.txt"
    report.write_text(
        "十三、预算绩效情况说明\n（二）单位整体支出自评结果\n整体支出绩效自评综述：全年预算数为1,945.8万元，执行数为1,940.8万元，"
        "完成预算的100%。自评得分93.1分，评价等级为优。\n（三）项目支出自评结果\n社会保险业务工作经费项目绩效自评综述：项目全年预算数为"
        "398.85万元，执行数为303.1万元，完成预算的76%。自评得分92.93分，评价等级为优。\n",
        encoding="utf-8",
    )
    code = main(["check", str(report), "--tables", *material("jianghan-2024"), "--format", "json"])
    review = json.loads(capsys.readouterr().out)
    assert code == 1
    assert [(finding["stated"], finding["expected"]) for finding in review["findings"]] == [
        ("1,940.8万元", "1,945.8万元"),
        ("93.1分", "94.1分"),
        ("398.85万元", "303.1万元"),
        ("76%", "100%"),
    ]


def test_a_printed_form_with_weights_in_a_column_is_checked_cell_by_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = changed(NATIONAL, (9, 7, 29), (13, 7, 98.5), (9, 8, None))
    printed = tmp_path / "自评表.docx"
    given = write_book(tmp_path / "f.xlsx", wrong)
    main(["score", str(given), "--scheme", "national", "--format", "docx", "--out", str(printed)])
    capsys.readouterr()
    assert main(["check", str(printed), "--format", "json"]) == 1
    review = json.loads(capsys.readouterr().out)
    told = [(finding["severity"], finding["message"], finding["quote"], finding["expected"]) for finding in review["findings"]]
    assert told == [
        ("error", "“设备购置”自评表的“购置设备”得分与目标值、实际完成值和权重不符", "29", "27"),
        ("warning", "“设备购置”自评表的“购置设备”完成目标值的90%，没有说明偏差原因", "购置设备", ""),
    ]
    states = {entry["text"]: entry["status"] for entry in review["ledger"]}
    assert (states["29"], states["18台"], states["98.5"]) == ("mismatch", "consistent", "consistent")


def test_a_printed_form_is_held_against_the_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = tmp_path / "自评表.docx"
    unit = changed(WUHAN, (1, 1, "2024年度整体绩效自评表"), (3, 1, "单位名称"), (3, 3, "江城市示范社会保险管理处"), (14, 3, "改为线上"))
    main(["score", str(write_book(tmp_path / "f.xlsx", unit)), "--format", "docx", "--out", str(printed)])
    capsys.readouterr()
    tables = str(HERE / "jianghan-2024" / "tables.xlsx")
    assert main(["check", str(printed), "--tables", tables, "--format", "json"]) == 0
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["message"], finding["quote"], finding["expected"]) == (
        *("整体自评表的执行数与决算表不符：本年支出合计", "40.00"),
        "1945.8",
    )


def test_a_blank_form_is_filled_in_and_read_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blank = tmp_path / "自评表.xlsx"
    tables = str(HERE / "jianghan-2024" / "tables.xlsx")
    assert main(["template", "performance", "--projects", "甲项目、乙项目", "--tables", tables, "--out", str(blank)]) == 0
    book = openpyxl.load_workbook(blank)
    assert book.sheetnames == ["说明", "整体", "甲项目", "乙项目"]
    sheet = book["甲项目"]
    assert sheet["A1"].value == "2024年度甲项目绩效自评表"
    at = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}
    header, execution = at["三级指标"].row, at["年度财政资金总额"].row
    sheet.cell(execution, 4).value, sheet.cell(execution, 5).value = 100, 90
    for row, cells in enumerate([("培训人次（60分）", "≥300人次", "285人次"), ("结业率（20分）", "100%", "100%")], start=header + 1):
        sheet.cell(row, 3).value, sheet.cell(row, 5).value, sheet.cell(row, 6).value = cells
    sheet.cell(header + 1, 8).value, sheet.cell(header + 1, 9).value = "一期改到下年", "提前确认名额"
    book.save(blank)
    capsys.readouterr()
    assert main(["score", str(blank), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(form["name"], form["total"], form["grade"]) for form in told["forms"]] == [("甲项目", "95.00", "优")]
    assert told["findings"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["score", "没有.xlsx"], "没有.xlsx：没有这个文件"),
        (["score", str(HERE / "jianghan-2024" / "tables.xlsx")], "tables.xlsx：没有读出绩效自评表"),
        (["score", forms_of("jianghan-2024"), "--scheme", "火星"], "火星：没有这种计分办法"),
        (["score", forms_of("jianghan-2024"), "--format", "docx"], "--format docx：请用 --out 指定"),
        (
            ["check", forms_of("jianghan-2024")],
            "performance.xlsx：是工作簿，不是文档；决算表用 juesuan reconcile 核对，绩效自评表用 juesuan score 核对",
        ),
    ],
)
def test_what_cannot_be_used_is_told_in_one_chinese_line(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert line.startswith(message) or message in line


def test_a_reason_that_nobody_gave_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    silent = changed(WUHAN, (14, 3, None), (15, 3, None), (1, 1, "2024年度培训经费项目绩效自评表"))
    forms = write_book(tmp_path / "f.xlsx", silent)
    main(["draft", str(HERE / "jianghan-2024" / "tables.xlsx"), "--forms", str(forms), "--out", str(tmp_path / "out")])
    shown = capsys.readouterr().out
    assert "培训经费项目“培训人数”偏差的原因" in shown
    assert "培训经费项目“培训人数”的改进措施" in shown
    (report,) = (tmp_path / "out").glob("*.md")
    assert "主要原因是【待补充：培训经费项目“培训人数”偏差的原因】" in report.read_text(encoding="utf-8").replace("\\", "")
