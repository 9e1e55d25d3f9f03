"""The text of Word documents in reading order, and their tables."""

import io
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from assistant.errors import UnreadableFile
from assistant.export.word_walk import walk_document
from assistant.readers.manuscript import parse_manuscript
from schemas.manuscript import Manuscript
from tests.readers.word_files import document, p, package, r, tbl, tc

FIELD = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>".format
BOX = "<w:txbxContent>{}</w:txbxContent>".format
ALTERNATIVE = (
    "<w:r><mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback><w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
).format
RUBY = "<w:r><w:ruby><w:rt><w:r><w:t>yin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>音</w:t></w:r></w:rubyBase></w:ruby></w:r>"
SIGNS = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/></w:r>"
DELETED_MARK = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"


def read(data: bytes) -> Manuscript:
    return parse_manuscript("报告.docx", data)


CASES: dict[str, tuple[str, str]] = {
    "paragraphs are lines, empty ones too": (p("收入") + p() + p("支出"), "收入\n\n支出"),
    "runs join": (p("收入1,9", "45.8万元"), "收入1,945.8万元"),
    "a tab, a line break, a hyphen": (p(SIGNS), "甲\t乙\n丙-"),
    "tab stops are no text": ("<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>" + r("甲") + "</w:p>", "甲"),
    "a symbol is no text": (p("甲", "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>", "乙"), "甲乙"),
    "links, content controls and old tags hold text": (
        p(f"<w:hyperlink>{r('甲')}</w:hyperlink>", f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{r('乙')}</w:sdtContent></w:sdt>")
        + f"<w:sdt><w:sdtContent>{p('丙')}</w:sdtContent></w:sdt>"
        + p(f"<w:smartTag>{r('丁')}</w:smartTag>"),
        "甲乙\n丙\n丁",
    ),
    "an insertion is kept, a deletion dropped": (
        p("减少", f"<w:ins>{r('86.42')}</w:ins>", "<w:del><w:r><w:delText>99.99</w:delText></w:r></w:del>", "万元"),
        "减少86.42万元",
    ),
    "moved text stands where it went": (p(f"<w:moveFrom>{r('甲')}</w:moveFrom>", "乙", f"<w:moveTo>{r('甲')}</w:moveTo>"), "乙甲"),
    "a deleted paragraph mark joins two lines": (f"<w:p>{DELETED_MARK}{r('收入')}</w:p>" + p("合计"), "收入合计"),
    "hidden text is left out": (p("甲", r("隐", "<w:vanish/>"), r("显", "<w:vanish w:val='0'/>")), "甲显"),
    "a simple field shows its result": (p("第", f"<w:fldSimple w:instr=' PAGE '>{r('5')}</w:fldSimple>", "页"), "第5页"),
    "a field shows its result only": (
        p("共", FIELD("begin"), "<w:r><w:instrText> = SUM(ABOVE) </w:instrText></w:r>", FIELD("separate"), r("12"), FIELD("end"), "项"),
        "共12项",
    ),
    "a field within an instruction is part of it": (
        p(FIELD("begin"), FIELD("begin"), FIELD("separate"), r("内"), FIELD("end"), FIELD("separate"), r("外"), FIELD("end"), "后"),
        "外后",
    ),
    "a field that never ends hides no later paragraph": (p("甲", FIELD("begin")) + p("乙"), "甲\n乙"),
    "a text box follows its paragraph, once": (p("前", ALTERNATIVE(BOX(p("框内"))), "后") + p("末"), "前后\n框内\n末"),
    "a text box in old form": (p("前", f"<w:r><w:pict><v:shape><v:textbox>{BOX(p('框'))}</v:textbox></v:shape></w:pict></w:r>"), "前\n框"),
    "ruby shows its base": (p(RUBY), "音"),
    "cells are lines from left to right": (p("前") + tbl(["甲", "乙"], ["", "1.5"]) + p("后"), "前\n甲\n乙\n\n1.5\n后"),
    "a table within a cell": (tbl([tc(p("外") + tbl(["内1", "内2"]) + p("外末"))]), "外\n内1\n内2\n外末"),
    "a deleted row is left out": (
        f"<w:tbl><w:tr>{tc(p('留'))}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{tc(f'<w:p>{DELETED_MARK}<w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>')}"
        f"</w:tr></w:tbl>" + p("后"),
        "留\n后",
    ),
    "a comment is no text": (p("甲", "<w:commentRangeStart/>", "乙", "<w:commentRangeEnd/>", "<w:r><w:commentReference/></w:r>"), "甲乙"),
}


@pytest.mark.parametrize(("body", "text"), CASES.values(), ids=list(CASES))
def test_text(body: str, text: str) -> None:
    assert read(package(body)).text == text


@pytest.mark.parametrize("body", [body for case, (body, _) in CASES.items() if "never ends" not in case])
def test_comments_are_put_by_the_same_reading(body: str) -> None:
    """The export walks a document on its own: a place in our text must be the same place in its text."""
    assert walk_document(etree.fromstring(document(body)), {}).text == read(package(body)).text


def test_notes_follow_the_text_in_the_order_of_their_references() -> None:
    body = p("甲", "<w:r><w:footnoteReference w:id='3'/></w:r>", "<w:r><w:endnoteReference w:id='1'/></w:r>") + p(
        "乙", "<w:r><w:footnoteReference w:id='2'/></w:r>"
    )
    footnotes = "".join(f"<w:footnote w:id='{number}'>{p(text)}</w:footnote>" for number, text in ((0, "分隔"), (2, "注二"), (3, "注三")))
    data = package(body, footnotes, f"<w:endnote w:id='1'>{p('尾注')}{p('续')}</w:endnote>")
    assert read(data).text == "甲\n乙\n注三\n注二\n尾注\n续"


def test_a_strict_document_under_another_name_is_read() -> None:
    """Word writes ``document2.xml`` too, and in strict files another namespace."""
    body = document(p("支出"), namespace="http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read(package(body, main="word/document2.xml")).text == "支出"


def test_a_table_lies_on_a_grid_below_the_lines_that_head_it() -> None:
    table = tbl(
        [tc(p("项目"), "<w:vMerge w:val='restart'/>"), tc(p("支出"), "<w:gridSpan w:val='2'/>")],
        [tc(p(""), "<w:vMerge/>"), "基本", "项目"],
        ["合计", " 1,945.80 ", ""],
    )
    manuscript = read(package(p("上年的说明。") + p("2024年度支出决算表") + p("单位：万元") + table + p("后") + tbl(["又", "表"])))
    first, second = manuscript.tables
    assert first.grid.rows == (
        ("2024年度支出决算表",),
        ("单位：万元",),
        ("项目", "支出", None),
        (None, "基本", "项目"),
        ("合计", "1,945.80", None),
    )
    assert (first.grid.sheet, second.grid.sheet) == ("第1个表", "第2个表")
    assert second.grid.rows == (("后",), ("又", "表"))
    assert manuscript.text[first.start : first.end].split("\n") == ["项目", "支出", "", "基本", "项目", "合计", " 1,945.80 ", ""]
    assert {(cell.row, cell.column): manuscript.text[cell.start : cell.end] for cell in first.cells if cell.row == 4} == {
        (4, 0): "合计",
        (4, 1): "1,945.80",
        (4, 2): "",
    }


def test_of_nested_tables_the_inner_is_the_table() -> None:
    """Pages laid out by a table hold the real tables in its cells."""
    manuscript = read(package(tbl([tc(p("表一") + tbl(["甲", "1"]) + p("")), "旁注"]) + p("后")))
    assert [table.grid.rows for table in manuscript.tables] == [(("表一",), ("甲", "1"))]


BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>"
XXE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"


def zip_of(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return target.getvalue()


def unpacks_to_too_much() -> bytes:
    target = io.BytesIO(package(p("甲")))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", bytes(210 * 1024 * 1024))
    return target.getvalue()


def long_document() -> bytes:
    return package(document("<w:p/>" * (41 * 1024 * 1024 // 6)))


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut": (lambda: package(p("甲"))[:-80], "压缩包已损坏，无法读取"),
    "broken XML": (lambda: package(b"<w:document"), "Word 文档内部已损坏，无法读取"),
    "another root": (lambda: package(b"<html/>"), "Word 文档内部已损坏，无法读取"),
    "no main part": (lambda: zip_of("word/styles.xml"), "Word 文档已损坏，缺少正文，无法读取"),
    "no text": (lambda: package(p() + tbl(["", " "])), "文档里没有文字"),
    "entities": (lambda: package(document(p("&c;"), before=BOMB)), "Word 文档里有不应有的 DTD 声明，为安全起见未读取"),
    "external entity": (lambda: package(document(p("&a;"), before=XXE)), "Word 文档里有不应有的 DTD 声明，为安全起见未读取"),
    "bomb": (unpacks_to_too_much, "解压后超过 200 MB，可能是压缩炸弹，未读取"),
    "long": (long_document, "Word 文档的正文超过 40 MB，未读取"),
    "deep": (lambda: package(document("<w:sdt>" * 400 + "</w:sdt>" * 400)), "Word 文档内部已损坏，无法读取"),
    "workbook": (lambda: zip_of("xl/workbook.xml"), "是工作簿，不是文档；决算表用 juesuan reconcile 核对，绩效自评表用 juesuan score 核对"),
    "slides": (lambda: zip_of("ppt/presentation.xml"), "是 PowerPoint 演示文稿，不是文档"),
    "OpenDocument": (lambda: zip_of("content.xml"), "是 OpenDocument 文件，请在 Word 中另存为 .docx"),
    "OFD": (lambda: zip_of("OFD.xml"), "是 OFD 文件，请另存为 PDF 或 .docx"),
    "zip": (lambda: zip_of("readme.txt"), "是压缩包，不是文档"),
    "wide table": (
        lambda: package(tbl(*[[tc(p("甲"), "<w:gridSpan w:val='99999'/>"), "乙"]] * 600)),
        "第 1 个表超过 500000 个单元格，未读取",
    ),
}


@pytest.mark.parametrize(("data", "message"), BAD.values(), ids=list(BAD))
def test_what_cannot_be_read_is_told_in_one_line(data: Callable[[], bytes], message: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(data())
    assert str(caught.value) == f"报告.docx：{message}"
