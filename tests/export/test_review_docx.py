"""A review as comments in Word files, read back as raw XML, with python-docx and with the reader of manuscripts."""

import io
import re
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from assistant.errors import UnwritableOutput
from assistant.export.plain_docx import text_docx
from assistant.export.review_docx import review_docx, review_docx_from_text
from assistant.readers.word import read_word
from schemas.finding import Finding
from tests.export.review_sample import GENERAL, RATE, REVIEW, find, make_review
from tests.export.word_sample import TEXT, make_word, parts_of

AUTHOR = "决算情况说明助手"
GENERAL_HERE = Finding(rule="r", severity="hint", message="全文")


def marked_words(data: bytes) -> dict[int, str]:
    """What stands in the range of each comment, by its number; tabs and line ends as the document's text has them."""
    words: dict[int, str] = {}
    opened: set[int] = set()
    for element in etree.fromstring(parts_of(data)["word/document.xml"]).iter():
        number = int(element.get(qn("w:id"), "-1"))
        if element.tag == qn("w:commentRangeStart"):
            opened.add(number)
            words[number] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            opened.remove(number)
        elif element.tag in (qn("w:t"), qn("w:tab"), qn("w:p")):
            for number in opened:
                words[number] += {qn("w:t"): element.text or "", qn("w:tab"): "\t"}.get(str(element.tag), "\n")
    assert not opened
    return words


def letters(data: bytes) -> list[tuple[str, str]]:
    """Every character of the document with the properties of its run."""
    found: list[tuple[str, str]] = []
    for run in etree.fromstring(parts_of(data)["word/document.xml"]).iter(qn("w:r")):
        properties = run.find(qn("w:rPr"))
        shown = "" if properties is None else etree.tostring(properties, with_tail=False).decode()
        found += [(character, shown) for text in run.iterfind(qn("w:t")) for character in text.text or ""]
    return found


def comment_texts(data: bytes) -> dict[int, str]:
    """Our comments by number, as python-docx reads them."""
    return {comment.comment_id: comment.text for comment in Document(io.BytesIO(data)).comments if comment.author == AUTHOR}


@pytest.mark.parametrize(
    "words",
    ["1,673.00", "73.00 万元\t增", "增加86.42", "3.00 万元\t增长\n\n比上年增", "金额\n收入\n1,6", "末"],
)
def test_a_comment_stands_around_the_words_it_speaks_of(words: str) -> None:
    data = review_docx(make_word(), make_review(TEXT, find(TEXT, words, "不符")))
    (number,) = comment_texts(data)
    assert marked_words(data)[number] == words


def test_a_comment_tells_message_values_formula_and_fix() -> None:
    data = review_docx(make_word(), make_review(TEXT, RATE.model_copy(update={"start": 4, "end": 12})))
    assert list(comment_texts(data).values()) == [
        "【错误】增长率与增减额、上年数不符\n"
        "现为 5.5%，应为 5.4%\n"
        "算式：86.42 ÷ (1,673.00 − 86.42) = 5.447%\n"
        "改法：与2019年度相比，财政拨款收、支总计各增加86.42万元，增长5.4%，主要是人员经费增加。\n"
        "依据：决算.xlsx「表4」C30\n"
        "由此引起：第五部分“增长5.5%”"
    ]


def test_only_the_ranges_and_the_comments_are_written_anew() -> None:
    source = make_word()
    data = review_docx(source, make_review(TEXT, find(TEXT, "1,673.00", "不符")))
    before, after = parts_of(source), parts_of(data)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml", "word/comments.xml"}
    assert letters(data) == letters(source)
    assert read_word("a.docx", data)[0] == TEXT


def test_a_document_in_which_nothing_was_found_is_given_back_as_it_is() -> None:
    source = make_word()
    assert review_docx(source, make_review(TEXT)) == source


def test_a_document_without_comments_gets_the_part_and_what_makes_it_known() -> None:
    file = io.BytesIO()
    document = Document()
    document.add_paragraph("收入1万元")
    document.save(file)
    before = parts_of(file.getvalue())
    data = review_docx(file.getvalue(), make_review("收入1万元", find("收入1万元", "1万元", "不符")))
    after = parts_of(data)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert list(comment_texts(data).values()) == ["【错误】不符"]


def test_a_colleague_s_comment_stays_and_keeps_its_number() -> None:
    data = review_docx(make_word(), make_review(TEXT, find(TEXT, "末段", "不符")))
    comments = {comment.comment_id: (comment.author, comment.text) for comment in Document(io.BytesIO(data)).comments}
    assert comments == {0: ("同事", "请领导过目"), 1: (AUTHOR, "【错误】不符")}
    assert marked_words(data) == {0: "末段", 1: "末段"}


def test_a_comment_has_no_tabs_or_line_ends_that_word_would_lose() -> None:
    data = review_docx(make_word(), make_review(TEXT, find(TEXT, "末段", "甲\t乙\n丙")))
    assert list(comment_texts(data).values()) == ["【错误】甲 乙 丙"]


def test_findings_at_one_place_and_overlapping_ones_each_get_their_comment() -> None:
    findings = [find(TEXT, words, words) for words in ("1,673.00", "1,673.00", "673.00 万", "收入总计1,673.00 万元")]
    data = review_docx(make_word(), make_review(TEXT, *findings))
    told = comment_texts(data)
    assert {number: f"【错误】{words}" for number, words in marked_words(data).items() if number} == told
    assert len(told) == 4


def test_a_finding_without_a_place_is_told_at_the_beginning_of_the_document() -> None:
    data = review_docx(make_word(), make_review(TEXT, find(TEXT, "末段", "不符"), GENERAL))
    first = etree.fromstring(parts_of(data)["word/document.xml"]).find(f".//{qn('w:p')}")
    assert first is not None
    numbers = [reference.get(qn("w:id")) for reference in first.iter(qn("w:commentReference"))]
    assert [comment_texts(data)[int(number or "")] for number in numbers] == [f"【提醒】{GENERAL.message}"]


def test_a_finding_in_an_empty_paragraph_is_told_there() -> None:
    offset = TEXT.index("\n\n") + 1
    data = review_docx(make_word(), make_review(TEXT, GENERAL_HERE.model_copy(update={"start": offset, "end": offset})))
    paragraphs = list(etree.fromstring(parts_of(data)["word/document.xml"]).iter(qn("w:p")))
    assert paragraphs[1].find(f".//{qn('w:commentReference')}") is not None


@pytest.mark.parametrize(("words", "holder"), [("4.19", "w:txbxContent"), ("7.5%", "w:footnoteReference")])
def test_a_finding_in_a_text_box_or_note_is_told_where_the_body_holds_it(words: str, holder: str) -> None:
    data = review_docx(make_word(), make_review(TEXT, find(TEXT, words, "不符")))
    root = etree.fromstring(parts_of(data)["word/document.xml"])
    start = next(element for element in root.iter(qn("w:commentRangeStart")) if element.get(qn("w:id")) == "1")
    run = start.getnext()
    assert run is not None
    assert run.find(f".//{qn(holder)}") is not None
    assert start.xpath("ancestor::w:txbxContent", namespaces={"w": root.nsmap["w"]}) == []


def test_a_comment_on_the_result_of_a_field_stands_around_the_field_and_survives_its_update() -> None:
    data = review_docx(make_word(), make_review(TEXT, find(TEXT, "5.5%", "不符")))
    xml = parts_of(data)["word/document.xml"].decode()
    start, begin, end, close = (xml.index(mark) for mark in ('RangeStart w:id="1"', '"begin"', '"end"', 'RangeEnd w:id="1"'))
    assert start < begin < end < close


def test_a_text_that_is_not_the_document_s_is_refused_in_words() -> None:
    with pytest.raises(UnwritableOutput, match=r"报告\.docx：正文与核对时读到的文字不一致"):
        review_docx(make_word(), make_review(TEXT.replace("总计", "合计"), GENERAL))


def test_what_is_no_word_file_is_refused_in_words() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("a.txt", "a")
    for source in (b"PK\x03\x04", archive.getvalue()):
        with pytest.raises(UnwritableOutput, match=r"报告\.docx：不是"):
            review_docx(source, make_review(TEXT, GENERAL))


def test_equal_reviews_give_equal_bytes() -> None:
    source = make_word()
    review = make_review(TEXT, find(TEXT, "末段", "不符"))
    assert review_docx(source, review) == review_docx(source, review)


def test_a_plain_text_becomes_a_word_file_with_the_comments_at_their_places() -> None:
    data = review_docx_from_text(REVIEW)
    assert read_word("a.docx", data)[0] == REVIEW.text
    assert list(marked_words(data).values()) == ["", "5.5%"]
    assert comment_texts(data)[1].startswith("【错误】增长率与增减额、上年数不符\n")


def test_line_ends_tabs_and_signs_that_word_cannot_hold_move_no_comment() -> None:
    text = "一\r\n二\x0c三\t\x01四\r五\u2028六\x85\r\n合计5.5%，增长"
    data = review_docx_from_text(make_review(text, find(text, "5.5%", "不符"), find(text, "\t\x01四", "怪")))
    assert read_word("a.docx", data)[0] == "一\n二\n三\t\ufffd四\n五\n六\n\n合计5.5%，增长"
    assert list(marked_words(data).values()) == ["\t\ufffd四", "5.5%"]


RUNS = st.lists(
    st.sampled_from(
        (
            "<w:r><w:t>收入1,6</w:t></w:r>",
            '<w:r><w:rPr><w:b/></w:rPr><w:t>73</w:t><w:tab/><w:t xml:space="preserve"> 万元</w:t></w:r>',
            '<w:ins w:id="9" w:author="a"><w:r><w:t>增</w:t><w:br/></w:r></w:ins>',
            '<w:del w:id="9" w:author="a"><w:r><w:delText>减</w:delText></w:r></w:del>',
            '<w:moveFrom w:id="9" w:author="a"><w:r><w:t>移</w:t></w:r></w:moveFrom>',
            '<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>现</w:t></w:r>',
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>令</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            '<w:r><w:t>5.5%</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            '<w:r><w:t>开</w:t><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="end"/><w:t>闭</w:t></w:r>',
            '<w:fldSimple w:instr="PAGE"><w:r><w:t>9</w:t></w:r></w:fldSimple>',
            '<w:hyperlink><w:r><w:t>表</w:t><w:noBreakHyphen/></w:r></w:hyperlink><w:bookmarkStart w:id="8" w:name="b"/>',
            "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>",
            "<w:r><w:ruby><w:rt><w:r><w:t>yin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>音</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p><w:p/></w:txbxContent></w:pict><w:t>后</w:t></w:r>",
        )
    ),
    max_size=5,
).map("".join)
MARKS = st.sampled_from(("", "", "<w:pPr><w:jc/></w:pPr>", '<w:pPr><w:rPr><w:del w:id="7" w:author="a"/></w:rPr></w:pPr>'))
PARAGRAPHS = st.tuples(MARKS, RUNS).map(lambda parts: f"<w:p>{''.join(parts)}</w:p>")
INNER = PARAGRAPHS.map(lambda paragraph: f"{paragraph}<w:tbl><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>{paragraph}")
CELLS = (PARAGRAPHS | INNER).map(lambda content: f"<w:tc>{content}</w:tc>")
ROWS = st.tuples(st.sampled_from(("", '<w:trPr><w:del w:id="6" w:author="a"/></w:trPr>')), CELLS, CELLS).map(
    lambda parts: f"<w:tr>{''.join(parts)}</w:tr>"
)
TABLES = ROWS.map(lambda row: f"<w:tbl><w:tblPr/>{row}{row}</w:tbl>")
BODIES = st.lists(PARAGRAPHS | TABLES, min_size=1, max_size=6).map("".join)


def word_of(body: str) -> bytes:
    """A Word file with this body below a first paragraph."""
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = f"<w:document {namespace}><w:body><w:p><w:r><w:t>首</w:t></w:r></w:p>{body}</w:body></w:document>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts_of(text_docx("")).items():
            archive.writestr(name, xml if name == "word/document.xml" else data)
    return file.getvalue()


@settings(max_examples=100, deadline=None)
@given(BODIES, st.data())
def test_any_document_takes_comments_anywhere_and_shows_what_it_showed(body: str, draws: st.DataObject) -> None:
    source = word_of(body)
    text = read_word("a.docx", source)[0]
    offsets = st.integers(0, len(text))
    spans = [sorted(pair) for pair in draws.draw(st.lists(st.tuples(offsets, offsets), max_size=4))]
    findings = [GENERAL_HERE.model_copy(update={"start": start, "end": end}) for start, end in spans]
    data = review_docx(source, make_review(text, *findings, GENERAL))
    assert read_word("a.docx", data)[0] == text
    assert letters(data) == letters(source)
    told = [comment.get(qn("w:id")) for comment in etree.fromstring(parts_of(data)["word/comments.xml"])]
    assert set(told) == {str(number) for number in marked_words(data)} == {str(number) for number in range(len(findings) + 1)}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.text("收入1,.%", min_size=1, max_size=6), max_size=4), min_size=1, max_size=4), st.data())
def test_whatever_runs_a_text_is_torn_into_a_comment_s_range_holds_its_words(paragraphs: list[list[str]], data: st.DataObject) -> None:
    runs = ["".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in paragraph) for paragraph in paragraphs]
    source = word_of("".join(f"<w:p>{paragraph}</w:p>" for paragraph in runs))
    text = read_word("a.docx", source)[0]
    filled = [match.start() for match in re.finditer(r"[^\n]", text)]
    start, last = sorted(data.draw(st.lists(st.sampled_from(filled), min_size=2, max_size=2)))
    finding = GENERAL_HERE.model_copy(update={"start": start, "end": last + 1})
    assert list(marked_words(review_docx(source, make_review(text, finding))).values()) == [text[start : last + 1]]
