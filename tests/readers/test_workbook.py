"""A file as a document: what it is, what its cells hold, what is refused and in which words."""

import datetime
import shutil
import zipfile
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from assistant.errors import JuesuanError, UnreadableFile
from assistant.readers.accounts import recognise_accounts
from assistant.readers.workbook import parse_document, read_document
from tests.readers import layouts
from tests.readers.make_samples import SAMPLES, convert_to_xls


def packed(fill: Callable[[Any], object]) -> bytes:
    """The bytes of a workbook whose first sheet ``fill`` has written on."""
    workbook = Workbook()
    fill(workbook.worksheets[0])
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def test_cells_become_text_decimals_or_nothing() -> None:
    """Beyond 15 digits a float is noise; a blank is None; dates, truth values and the place of A1 are kept."""

    def fill(sheet: Any) -> None:
        sheet["B2"], sheet["C2"], sheet["D2"], sheet["E2"] = 1945.8, 1132.06 + 303.1, 7, datetime.date(2024, 12, 31)
        sheet["B3"], sheet["C3"], sheet["D3"] = True, " 1, 945. 80", "  "

    rows = parse_document("a.xlsx", packed(fill)).grids[0].rows
    assert rows[0] == (None,) * 5
    assert rows[1] == (None, Decimal("1945.8"), Decimal("1435.16"), Decimal(7), "2024-12-31")
    assert rows[2][1:4] == ("TRUE", " 1, 945. 80", None)


def test_content_decides_not_the_extension(tmp_path: Path) -> None:
    real = layouts.wuhan_2024(tmp_path / "tables.xls")
    assert read_document(real).kind == "xlsx"
    renamed = tmp_path / "tables.xlsx"
    renamed.write_bytes((SAMPLES / "wuhan-2024.xls").read_bytes())
    assert read_document(renamed).kind == "xls"
    assert read_document(SAMPLES / "wuhan-2024-html-utf8.xls").kind == "html"


def test_hidden_sheets_are_kept_and_marked() -> None:
    workbook = Workbook()
    for name, state in (("藏", "hidden"), ("深藏", "veryHidden")):
        workbook.create_sheet(name).sheet_state = state
        workbook[name]["A1"] = 1
    stream = BytesIO()
    workbook.save(stream)
    grids = parse_document("a.xlsx", stream.getvalue()).grids
    assert [(grid.sheet, grid.hidden) for grid in grids] == [("Sheet", False), ("藏", True), ("深藏", True)]


def test_cells_without_a_value_are_reported_with_their_address() -> None:
    """The reader shows an error and a formula never computed as blank, which must not pass for an empty cell."""

    def fill(sheet: Any) -> None:
        sheet.title = "表1"
        sheet["B5"], sheet["C6"], sheet["A1"] = "=SUM(B1:B4)", "#REF!", "x"

    findings = parse_document("a.xlsx", packed(fill)).findings
    assert [(finding.rule, finding.severity, str(finding.places[0])) for finding in findings] == [
        ("formula_without_value", "error", "a.xlsx「表1」B5"),
        ("error_cell", "error", "a.xlsx「表1」C6"),
    ]
    assert findings[1].message == "a.xlsx「表1」C6：单元格是错误值 #REF!，按空白读取"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_error_cell_of_a_real_xls_is_reported(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(packed(lambda sheet: sheet.__setitem__("C6", "=1/0")))
    convert_to_xls(source, tmp_path, tmp_path)
    findings = read_document(tmp_path / "a.xls").findings
    assert [(finding.rule, finding.stated, finding.places[0].cell) for finding in findings] == [("error_cell", "#DIV/0!", "C6")]


def word(path: Path) -> None:
    WordDocument().save(str(path))


def zip_of(**members: bytes) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as package:
            for name, content in members.items():
                package.writestr(name.replace("__", "."), content)

    return write


def bomb(path: Path) -> None:
    path.write_bytes(packed(lambda sheet: sheet.__setitem__("A1", 1)))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package, package.open("xl/media/image1.png", "w", force_zip64=True) as member:
        for _ in range(210):
            member.write(bytes(1024 * 1024))


def far_cell(path: Path) -> None:
    path.write_bytes(packed(lambda sheet: (sheet.__setitem__("A1", 1), sheet.__setitem__("XFD1048576", 1))))


def far_small_letters(path: Path) -> None:
    far_cell(path)
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name).replace(b"XFD1048576", b"xfd1048576") for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)


def cut(path: Path) -> None:
    path.write_bytes(packed(lambda sheet: sheet.__setitem__("A1", 1))[:-200])


def cut_xls(path: Path) -> None:
    path.write_bytes((SAMPLES / "wuhan-2024.xls").read_bytes()[:9000])


def without_sheets(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "xl/workbook.xml", '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>'
        )
        package.writestr("xl/_rels/workbook.xml.rels", "<Relationships/>")


def copy_of(sample: str) -> Callable[[Path], object]:
    return lambda path: path.write_bytes((SAMPLES / sample).read_bytes())


def content(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "absent": (lambda path: None, "没有这个文件"),
    "folder": (Path.mkdir, "是文件夹，不是文件"),
    "empty": (content(b""), "是空文件"),
    "blank": (content(b"\r\n  \n"), "是空文件"),
    "text": (content("收入,支出\n1,2\n".encode()), "是纯文本文件，不是工作簿"),
    "pdf": (content(b"%PDF-1.7\n%\xe2\xe3"), "是 PDF 文件，不是工作簿"),
    "image": (content(b"\x89PNG\r\n\x1a\n0000"), "是图片（PNG），不是工作簿"),
    "unknown": (content(bytes(range(1, 256)) * 4), "不是工作簿，也认不出是什么文件"),
    "encrypted xlsx": (copy_of("encrypted.xlsx"), "工作簿有打开密码，请先取消密码再使用"),
    "encrypted xls": (copy_of("encrypted.xls"), "工作簿有打开密码，请先取消密码再使用"),
    "word": (word, "是 Word 文档，不是工作簿"),
    "zip": (zip_of(readme__txt=b"x"), "是压缩包，不是工作簿"),
    "xlsb": (zip_of(**{"xl/workbook__bin": b"x"}), "是二进制工作簿（.xlsb），请在 Excel 中另存为 .xlsx"),
    "ods": (zip_of(content__xml=b"x"), "是 OpenDocument 文件，请另存为 .xlsx"),
    "bomb": (bomb, "解压后超过 200 MB，可能是压缩炸弹，未读取"),
    "far cell": (far_cell, "工作表的范围超过 500000 个单元格，未读取"),
    "far cell in small letters": (far_small_letters, "工作表的范围超过 500000 个单元格，未读取"),
    "cut zip": (cut, "压缩包已损坏，无法读取"),
    "cut xls": (cut_xls, "工作簿已损坏，无法读取"),
    "no sheets": (without_sheets, "工作簿里没有工作表"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_file_is_refused_in_one_line(case: str, tmp_path: Path) -> None:
    """Each names the file and says what is wrong with it."""
    write, message = BAD[case]
    path = tmp_path / "决算表.xlsx"
    write(path)
    with pytest.raises(UnreadableFile) as error:
        read_document(path)
    assert str(error.value) in {f"决算表.xlsx：{message}", f"决算表.xlsx「Sheet」：{message}"}


def test_file_too_large_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "决算表.xlsx"
    with path.open("wb") as file:
        file.truncate(101 * 1024 * 1024)
    with pytest.raises(UnreadableFile, match=r"^决算表\.xlsx：文件超过 100 MB，不像决算表，未读取$"):
        read_document(path)


def damaged(data: bytes, draw: st.DataObject) -> bytes:
    """The bytes with some overwritten, or cut off."""
    changed = bytearray(data)
    for _ in range(draw.draw(st.integers(0, 12))):
        changed[draw.draw(st.integers(0, len(changed) - 1))] = draw.draw(st.integers(0, 255))
    return bytes(changed[: draw.draw(st.integers(len(changed) // 2, len(changed)))])


JIANGHAN_XLSX = "jianghan.xlsx"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    xlsx = layouts.wuhan_2024(tmp_path_factory.mktemp("whole") / JIANGHAN_XLSX)
    names = ["wuhan-2024.xls", "shanghai-2024.xls", "wuhan-2024-html-gb18030.xls"]
    return {JIANGHAN_XLSX: xlsx.read_bytes(), **{name: (SAMPLES / name).read_bytes() for name in names}}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([JIANGHAN_XLSX, "wuhan-2024.xls", "shanghai-2024.xls", "wuhan-2024-html-gb18030.xls"]), st.data())
def test_damage_never_ends_in_a_traceback(whole: dict[str, bytes], name: str, draw: st.DataObject) -> None:
    """Real files, overwritten or cut anywhere, are read or refused by an error that is told in one line."""
    try:
        recognise_accounts(parse_document(name, damaged(whole[name], draw)))
    except JuesuanError as error:
        assert "\n" not in str(error)  # noqa: PT017


@pytest.mark.parametrize("path", [".", "", "/"])
def test_folder_without_a_name_of_its_own_is_named_as_given(path: str) -> None:
    with pytest.raises(UnreadableFile) as error:
        read_document(Path(path))
    assert str(error.value) == f"{path or '.'}：是文件夹，不是文件"
