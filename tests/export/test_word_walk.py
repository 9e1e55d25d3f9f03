"""The walk over a Word document, on documents written by hand."""

import pytest
from lxml import etree

from assistant.export.word_runs import cut_runs
from assistant.export.word_walk import walk_document

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def part(name: str, content: str) -> etree._Element:
    """The root of a part."""
    return etree.fromstring(f'<w:{name} xmlns:w="{NAMESPACE}">{content}</w:{name}>')


def document(*paragraphs: str) -> etree._Element:
    """A document of these paragraphs' runs."""
    return part("document", f"<w:body>{''.join(f'<w:p>{runs}</w:p>' for runs in paragraphs)}</w:body>")


def run(text: str) -> str:
    """A run with a text."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_every_run_knows_its_span_in_the_text() -> None:
    walk = walk_document(document(run("收入"), run("1,6") + run("73.00")), {})
    assert walk.text == "收入\n1,673.00"
    assert [walk.text[stretch.start : stretch.end] for stretch in walk.runs] == ["收入", "1,6", "73.00"]


def test_notes_follow_in_the_order_of_their_references_each_once() -> None:
    references = "".join(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in (3, 2, 3))
    notes = part("footnotes", "".join(f'<w:footnote w:id="{number}"><w:p>{run(f"注{number}")}</w:p></w:footnote>' for number in (2, 3, 4)))
    walk = walk_document(document(run("文") + references), {"footnote": notes})
    assert walk.text == "文\n注3\n注2"
    assert [walk.text[holder.start : holder.end] for holder in walk.holders] == ["注3", "注2"]


def test_a_field_that_never_ends_hides_no_note() -> None:
    opened = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("藏") + '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = part("footnotes", f'<w:footnote w:id="1"><w:p>{run("注")}</w:p></w:footnote>')
    assert walk_document(document(run("文") + opened), {"footnote": notes}).text == "文\n注"


@pytest.mark.parametrize("offsets", [(1,), (1, 2), (2, 3, 4), (0, 5)])
def test_a_run_is_cut_into_runs_that_show_the_same_together(offsets: tuple[int, ...]) -> None:
    root = document('<w:r w:rsidR="1"><w:rPr><w:b/></w:rPr><w:t>一二</w:t><w:tab/><w:lastRenderedPageBreak/><w:t>三四</w:t></w:r>')
    parts = cut_runs(walk_document(root, {}).runs, offsets)
    after = walk_document(root, {})
    assert after.text == "一二\t三四"
    assert [(stretch.start, stretch.end) for stretch in after.runs] == [(stretch.start, stretch.end) for stretch in parts]
    assert {offset for offset in offsets if 0 < offset < 5} == {stretch.start for stretch in parts if stretch.start}
    assert all(stretch.element.get(f"{{{NAMESPACE}}}rsidR") == "1" for stretch in parts)
    assert all(stretch.element[0].tag.endswith("}rPr") for stretch in parts)
    assert len(list(root.iter("{*}lastRenderedPageBreak"))) == 1
