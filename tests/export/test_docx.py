"""The Word file, read back with python-docx and as raw XML."""

import io
import zipfile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree
from openpyxl import load_workbook

from assistant.export.docx import render_docx
from schemas.narrative import Paragraph
from tests.export.sample import CHANGES, GAP, STRUCTURE, UNIT, make_accounts, make_narrative


@pytest.fixture(scope="module")
def data() -> bytes:
    """The sample as a Word file."""
    return render_docx(make_narrative(), make_accounts())


@pytest.fixture(scope="module")
def document(data: bytes) -> WordDocument:
    """The sample, opened."""
    return Document(io.BytesIO(data))


def test_equal_input_gives_equal_bytes(data: bytes) -> None:
    assert render_docx(make_narrative(), make_accounts()) == data


def test_the_file_says_whose_it_is_and_nothing_of_how_it_was_made(data: bytes, document: WordDocument) -> None:
    core = document.core_properties
    assert (core.title, core.author, core.comments) == (make_narrative().title, UNIT, "")
    assert core.created is None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(b"python" in archive.read(name).lower() for name in archive.namelist())


def test_pages_have_the_margins_of_the_standard(document: WordDocument) -> None:
    page = document.sections[0]
    assert page.page_width is not None
    assert page.page_height is not None
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(margin.cm, 1) for margin in margins if margin is not None] == [3.7, 3.5, 2.8, 2.6]


def test_wide_tables_lie_and_others_stand(document: WordDocument) -> None:
    """Cover, contents, part one, T1, T2 and T3, T4 to T6, T7, T8, T9, the rest."""
    lying = [section.page_width is not None and section.page_width > Cm(25) for section in document.sections]
    assert lying == [False, False, False, False, True, False, True, False, True, False]


def test_styles_name_chinese_fonts_and_no_theme_fonts(data: bytes, document: WordDocument) -> None:
    fonts = {
        name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "正文段落", "表内文字")
    }
    assert list(fonts.values()) == ["方正小标宋简体", "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"Theme=" not in archive.read("word/styles.xml")
        table = etree.fromstring(archive.read("word/fontTable.xml"))
    others = {font.get(qn("w:name")): font.find(qn("w:altName")) for font in table}
    body = others["仿宋_GB2312"]
    assert body is not None
    assert body.get(qn("w:val")) == "仿宋,FangSong"


def test_running_text_has_fixed_lines_and_an_indent_of_two_signs(document: WordDocument) -> None:
    style = document.styles["正文段落"].element.pPr
    assert style.find(qn("w:spacing")).get(qn("w:line")) == "579"
    assert style.find(qn("w:spacing")).get(qn("w:lineRule")) == "exact"
    assert style.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_parts_and_tables_begin_new_pages(document: WordDocument) -> None:
    """Either a page break before the heading, or a section of its own."""
    section_ends = False
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "Heading 1":
            assert section_ends or paragraph._p.xpath("./w:pPr/w:pageBreakBefore"), paragraph.text
        section_ends = bool(paragraph._p.xpath("./w:pPr/w:sectPr"))


def test_a_gap_is_marked_yellow_and_nothing_else(document: WordDocument) -> None:
    marked = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]
    assert marked == [GAP]


def outlined(paragraph: WordParagraph) -> bool:
    """Whether Word takes the paragraph into the contents for its own outline level."""
    return bool(paragraph._p.xpath("./w:pPr/w:outlineLvl"))


def test_the_contents_lead_to_every_part_and_section_with_its_page(document: WordDocument) -> None:
    entries = [paragraph for paragraph in document.paragraphs if paragraph.style is not None and paragraph.style.name.startswith("toc")]
    shown = [paragraph._p.xpath("string(.//w:hyperlink/w:r[1])") for paragraph in entries]
    headings = [p for p in document.paragraphs if p.style is not None and (p.style.name in ("Heading 1", "Heading 2") or outlined(p))]
    assert shown == [heading.text for heading in headings]
    assert {"2024年度收入决算表", "一、收入支出决算总表"} <= set(shown)
    assert "2024年度收入支出决算总表" not in shown  # its heading stands there
    anchors = [paragraph._p.xpath("string(.//w:hyperlink/@w:anchor)") for paragraph in entries]
    assert anchors == [heading._p.xpath("string(.//w:bookmarkStart/@w:name)") for heading in headings]
    code = "".join(document.element.xpath("//w:instrText/text()"))
    assert 'TOC \\o "1-2"' in code
    assert code.count("PAGEREF") == len(entries)


def test_word_asks_nothing_when_the_file_is_opened(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"updateFields" not in archive.read("word/settings.xml")
        assert b"w:dirty" not in archive.read("word/document.xml")


def test_page_numbers_begin_after_cover_and_contents(data: bytes, document: WordDocument) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        footer = etree.fromstring(archive.read("word/footer1.xml"))
    assert [str(text) for text in footer.itertext()] == ["— ", " PAGE ", "1", " —"]
    assert document.sections[0].different_first_page_header_footer
    starts = document.element.xpath("//w:pgNumType")
    assert [(start.get(qn("w:fmt")), start.get(qn("w:start"))) for start in starts] == [("upperRoman", "1"), (None, "1")]


def test_the_nine_tables_and_the_listing_are_word_tables(document: WordDocument) -> None:
    first = [table.rows[0].cells[0].text for table in document.tables]
    assert first == ["序号", "收入", "项目", "项目", "收入", "项目", "人员经费", "项目", "项目", "预算数"]


def test_headers_repeat_and_rows_are_not_torn(document: WordDocument) -> None:
    repeated = [len(table._tbl.xpath("./w:tr[w:trPr/w:tblHeader]")) for table in document.tables[1:]]
    assert repeated == [3, 3, 3, 4, 3, 2, 3, 3, 4]
    for table in document.tables:
        assert len(table._tbl.xpath("./w:tr[w:trPr/w:cantSplit]")) == len(table.rows)


def test_merged_headings_are_merged_and_end_with_the_header(document: WordDocument) -> None:
    income = document.tables[2]
    assert income.cell(0, 0)._tc is income.cell(0, 3)._tc
    assert income.cell(0, 4)._tc is income.cell(1, 4)._tc
    assert income.cell(2, 0)._tc is not income.cell(3, 0)._tc
    assert income.cell(4, 0)._tc is income.cell(4, 2)._tc


def test_amounts_stand_right_with_commas_and_blanks_stay_blank(document: WordDocument) -> None:
    cells = document.tables[2].rows[3].cells
    assert [cell.text for cell in cells] == ["", "", "", "合计", "1,945.80", "1,945.80", "", "", "", "", ""]
    assert cells[4].paragraphs[0]._p.pPr.jc.get(qn("w:val")) == "right"


def test_no_table_is_wider_than_its_page(document: WordDocument) -> None:
    upright, lying = 9864, 14796
    widths = [sum(int(width) for width in table._tbl.xpath("./w:tblGrid/w:gridCol/@w:w")) for table in document.tables[1:]]
    assert widths == [upright, lying, lying, upright, upright, upright, lying, upright, lying]


def test_an_empty_table_is_followed_by_its_sentence(document: WordDocument) -> None:
    texts = [paragraph.text for paragraph in document.paragraphs]
    title = texts.index("2024年度国有资本经营预算财政拨款支出决算表")
    assert texts[title + 3 : title + 5] == ["注：本表反映本年度国有资本经营预算支出情况。", "本单位当年没有这项收支，本表为空表。"]


def test_charts_are_native_with_workbooks_that_hold_the_same_values(data: bytes, document: WordDocument) -> None:
    relations = [chart.get(qn("r:id")) for chart in document.element.iter(qn("c:chart"))]
    assert len(relations) == 2
    for relation, chart in zip(relations, (CHANGES, STRUCTURE), strict=True):
        part = document.part.related_parts[relation]
        (embedded,) = part.related_parts.values()
        sheet = load_workbook(io.BytesIO(embedded.blob)).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True))
        assert rows[0][1:] == tuple(series.name for series in chart.series)
        assert [row[0] for row in rows[1:]] == list(chart.categories)
        columns = list(zip(*(row[1:] for row in rows[1:]), strict=True))
        assert columns == [tuple(None if value is None else float(value) for value in series.values) for series in chart.series]


def test_text_with_signs_that_xml_forbids_is_written_without_them() -> None:
    text = "原因\x0b<b>&\x00\ud800完"
    narrative = make_narrative().model_copy(update={"blocks": (Paragraph.model_construct(block="paragraph", text=text),)})
    document = Document(io.BytesIO(render_docx(narrative, make_accounts())))
    assert document.paragraphs[-1].text.replace("\n", "") == "原因<b>&完"
