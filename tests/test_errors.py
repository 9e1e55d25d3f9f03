"""Bad input: whatever is handed over, one Chinese line that names the file and the place, exit 2, nothing half-written."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from assistant.cli import main
from tests.material import INPUTS, TABLES, UNIT, change_tables, draft, remove_table, replace_text, set_cells, year_before

SAMPLES = Path(__file__).parent / "readers" / "samples"
OVERALL, GENERAL = "「GK01 收入支出决算总表(公开01表)」", "「GK05 一般公共预算财政拨款支出决算表(公开05表)」"


def refused(capsys: pytest.CaptureFixture[str], *arguments: object, out: Path) -> str:
    """The one line that a draft is refused with; nothing is printed or written beside it."""
    before = sorted(out.parent.rglob("*"))
    code = draft(*arguments, "--out", out)
    told = capsys.readouterr()
    assert (code, told.out) == (2, "")
    assert told.err.count("\n") == 1
    assert sorted(out.parent.rglob("*")) == before
    return told.err.removesuffix("\n")


def word(path: Path) -> None:
    Document().save(str(path))


def other_workbook(path: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = "通讯录"
    workbook.save(path)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(210):
                member.write(bytes(1024 * 1024))


def content(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


NO_WORKBOOK: dict[str, tuple[Callable[[Path], object], str]] = {
    "absent": (lambda path: None, "没有这个文件"),
    "folder": (Path.mkdir, "是文件夹，不是文件"),
    "empty": (content(b""), "是空文件"),
    "text": (content("收入,支出\n".encode()), "是纯文本文件，不是工作簿"),
    "picture": (content(b"\x89PNG\r\n\x1a\n0000"), "是图片（PNG），不是工作簿"),
    "pdf": (content(b"%PDF-1.7\n"), "PDF 已损坏或不完整，无法读取"),
    "password xlsx": (content((SAMPLES / "encrypted.xlsx").read_bytes()), "工作簿有打开密码，请先取消密码再使用"),
    "password xls": (content((SAMPLES / "encrypted.xls").read_bytes()), "工作簿有打开密码，请先取消密码再使用"),
    "word": (word, "文档里没有文字"),
    "bomb": (bomb, "解压后超过 200 MB，可能是压缩炸弹，未读取"),
    "cut": (content(TABLES.read_bytes()[:-300]), "压缩包已损坏，无法读取"),
    "none of the nine": (other_workbook, "没有找到决算公开九张表中的任何一张（按表的标题查找）"),
}


@pytest.mark.parametrize("case", NO_WORKBOOK)
@pytest.mark.parametrize("option", ["tables", "prior"])
def test_a_file_that_cannot_be_used_is_named_and_told(case: str, option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As this year's tables and as last year's alike."""
    write, message = NO_WORKBOOK[case]
    path = tmp_path / "决算表.xlsx"
    write(path)
    arguments = [path] if option == "tables" else [TABLES, "--prior", path]
    assert refused(capsys, *arguments, out=tmp_path / "out") == f"决算表.xlsx：{message}"


@pytest.mark.parametrize("command", [["figures"], ["reconcile"], ["template", "inputs", "--out", "out.xlsx", "--tables"]])
def test_every_command_refuses_alike(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*command, "决算表.xlsx"]) == 2
    assert capsys.readouterr() == ("", "决算表.xlsx：没有这个文件\n")
    assert not list(tmp_path.iterdir())


CONFLICTS: dict[str, tuple[Callable[[Workbook], object], str]] = {
    "units": (
        set_cells({"5!A3": "单位：邻县示范管理处"}),
        f"决算表.xlsx：各表的单位不一致：{OVERALL}A3是“{UNIT}”，{GENERAL}A3是“邻县示范管理处”",
    ),
    "years": (
        set_cells({"5!A1": "2023年度一般公共预算财政拨款支出决算表"}),
        f"决算表.xlsx：各表的年度不一致：{OVERALL}A1是“2024”，{GENERAL}A1是“2023”",
    ),
    "no year": (
        replace_text("2024年度", ""),
        "决算表.xlsx：表中没有写明年度，请填写在补充资料的“单位概况”中，并一起给出补充资料",
    ),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_tables_that_do_not_belong_together_are_refused_with_both_cells(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change, message = CONFLICTS[case]
    tables = change_tables(tmp_path / "决算表.xlsx", change)
    assert refused(capsys, tables, out=tmp_path / "out") == message


def test_years_mixed_up_are_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the years of the two workbooks, or by the year that the inputs are for."""
    before, older = year_before(tmp_path / "上年.xlsx"), year_before(tmp_path / "更早.xlsx", year=2022)
    out = tmp_path / "out"
    told = [
        refused(capsys, before, "--prior", TABLES, out=out),
        refused(capsys, TABLES, "--prior", TABLES, out=out),
        refused(capsys, TABLES, "--prior", older, out=out),
        refused(capsys, before, "--inputs", INPUTS, out=out),
    ]
    assert told == [
        "tables.xlsx：作为上年的决算表，年度应为2022，实为2024，本年和上年的文件可能放反了",
        "tables.xlsx：作为上年的决算表，年度应为2023，实为2024，与本年的决算表是同一年度",
        "更早.xlsx：作为上年的决算表，年度应为2023，实为2022，请确认没有拿错文件",
        "inputs.yaml：补充资料的年度是2024，决算表（上年.xlsx）的年度是2023，请确认没有拿错文件",
    ]


INPUTS_TROUBLE: dict[str, tuple[str, str]] = {
    "another unit": (
        "profile: {unit: 邻县示范管理处}",
        f"补充.yaml：补充资料的单位是“邻县示范管理处”，决算表（tables.xlsx）的单位是“{UNIT}”，不是同一单位",
    ),
    "another year": ("profile: {year: 2023}", "补充.yaml：补充资料的年度是2023，决算表（tables.xlsx）的年度是2024，请确认没有拿错文件"),
    "text for money": (
        "procurement:\n  total: 约两万",
        "补充.yaml procurement.total（第 2 行）：“约两万”不是金额，“政府采购支出总额”应填以万元为单位的数字",
    ),
    "unknown section": ("采购: {}", "补充.yaml 采购（第 1 行）：没有这一部分"),
}


@pytest.mark.parametrize("case", INPUTS_TROUBLE)
def test_inputs_that_cannot_be_used_are_told_with_the_line(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, message = INPUTS_TROUBLE[case]
    inputs = tmp_path / "补充.yaml"
    inputs.write_text(text, encoding="utf-8")
    assert refused(capsys, TABLES, "--inputs", inputs, out=tmp_path / "out") == message


INPUT_SHEETS: dict[str, tuple[str, list[list[Any]], str]] = {
    "wrong sheet": ("采购", [["政府采购支出总额", 1]], "「采购」：不是补充资料的工作表，请改正表名或删去"),
    "text for money": (
        "政府采购",
        [["填写项", "填写内容"], ["政府采购支出总额", "约两万"]],
        "「政府采购」B2：“约两万”不是金额，“政府采购支出总额”应填以万元为单位的数字",
    ),
}


@pytest.mark.parametrize("case", INPUT_SHEETS)
def test_a_workbook_of_inputs_is_told_with_sheet_and_cell(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet, rows, message = INPUT_SHEETS[case]
    workbook = Workbook()
    workbook.worksheets[0].title = sheet
    for row in rows:
        workbook.worksheets[0].append(row)
    workbook.save(tmp_path / "补充.xlsx")
    assert refused(capsys, TABLES, "--inputs", tmp_path / "补充.xlsx", out=tmp_path / "out") == f"补充.xlsx{message}"


def test_an_output_folder_that_cannot_be_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file stands in its place, or in the place of the folder above."""
    file = tmp_path / "已有.txt"
    file.write_text("一份文件", encoding="utf-8")
    assert refused(capsys, TABLES, out=file) == f"{file}：无法写入，同名的文件已占用这个位置"
    assert refused(capsys, TABLES, out=file / "out") == f"{file / 'out'}：无法写入，所在位置是一个文件，不是文件夹"
    assert file.read_text(encoding="utf-8") == "一份文件"


def test_an_unknown_outline_is_told_with_those_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused(capsys, TABLES, "--outline", "../wuhan-2024", out=tmp_path / "out")
    assert told == "../wuhan-2024：没有这个提纲，可用的有：shanghai-2024、wuhan-2020、wuhan-2024"


def test_a_missing_table_is_told_and_the_draft_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = change_tables(tmp_path / "决算表.xlsx", remove_table(7))
    assert draft(tables, "--inputs", INPUTS, "--out", tmp_path / "out") == 0
    told = capsys.readouterr().out
    assert "【提醒】决算表.xlsx：没有找到“政府性基金预算财政拨款收入支出决算表”，与它有关的内容将略去" in told
    assert "缺少《政府性基金预算财政拨款收入支出决算表》，相应段落未生成" in told
    assert len(list((tmp_path / "out").iterdir())) == 3
