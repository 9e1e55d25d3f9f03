"""Comments of a Word document: what is said in the margin, and the range of runs it is said about."""

from collections.abc import Sequence
from typing import Literal

from lxml import etree

from assistant.export.markup import expand, node, write_text

AUTHOR = "决算情况说明助手"
_INITIALS = "助手"
_ID = expand("w:id")
_FIELD, _FIELD_TYPE, _SIMPLE_FIELD = (expand(name) for name in ("w:fldChar", "w:fldCharType", "w:fldSimple"))
_START, _END = "w:commentRangeStart", "w:commentRangeEnd"
_HALF_POINTS = 18


def new_comments() -> etree._Element:
    """The root of a part without comments."""
    return node("w:comments")


def next_number(document: etree._Element, comments: etree._Element) -> int:
    """The first number that no comment, and no trace of a comment in the document, has."""
    marked = document.iter(expand("w:commentRangeStart"), expand("w:commentReference"))
    return max((int(element.get(_ID) or 0) for element in (*comments.iter(expand("w:comment")), *marked)), default=-1) + 1


def comment(number: int, lines: Sequence[str]) -> etree._Element:
    """A comment of ours, one paragraph a line; small letters, whatever the document's own are."""
    paragraphs = [_paragraph(line) for line in lines]
    paragraphs[0].insert(1, node("w:r", None, node("w:annotationRef")))
    return node("w:comment", {"w:id": number, "w:author": AUTHOR, "w:initials": _INITIALS}, *paragraphs)


def mark_range(number: int, first: etree._Element, last: etree._Element) -> None:
    """Puts the comment's range around the runs from ``first`` to ``last``, its reference behind it.

    A field of which they show the result is taken as a whole, for what stands in its result is lost when
    Word computes it anew. Of ranges that end with one element, the one marked first ends first.
    """
    first, last = _field_edge(first, "begin"), _field_edge(last, "end")
    first.addprevious(node(_START, {"w:id": number}))
    following = last.getnext()
    while following is not None and _closes(following):
        last, following = following, following.getnext()
    for element in reversed(_closing(number)):
        last.addnext(element)


def mark_point(number: int, paragraph: etree._Element) -> None:
    """Puts the comment at the paragraph's beginning, about no text."""
    properties = paragraph.find(expand("w:pPr"))
    position = 0 if properties is None else paragraph.index(properties) + 1
    while position < len(paragraph) and (paragraph[position].tag == expand(_START) or _closes(paragraph[position])):
        position += 1
    paragraph[position:position] = [node(_START, {"w:id": number}), *_closing(number)]


def _field_edge(run: etree._Element, edge: Literal["begin", "end"]) -> etree._Element:
    """The element with which the outermost field around the run begins or ends within the paragraph; the run if there is none."""
    parent = run.getparent()
    while parent is not None and parent.tag == _SIMPLE_FIELD:
        run, parent = parent, parent.getparent()
    depth, outermost = 0, run
    for sibling in run.itersiblings(preceding=edge == "begin"):
        kinds = [mark.get(_FIELD_TYPE) for mark in sibling.iterfind(_FIELD)]
        depth += sum(1 if kind == edge else -1 for kind in kinds if kind != "separate")
        if depth > 0:
            depth, outermost = 0, sibling
    return outermost


def _closing(number: int) -> list[etree._Element]:
    reference = node("w:r", None, node("w:commentReference", {"w:id": number}))
    return [node(_END, {"w:id": number}), reference]


def _closes(element: etree._Element) -> bool:
    """Whether the element is the end of a comment's range, or a run with nothing but a comment's reference."""
    content = [child.tag for child in element if child.tag != expand("w:rPr")]
    return element.tag == expand(_END) or (element.tag == expand("w:r") and content == [expand("w:commentReference")])


def _paragraph(line: str) -> etree._Element:
    """A line without the indents and fixed line heights that the document's paragraphs may have."""
    spacing = {"w:before": 0, "w:after": 0, "w:line": 240, "w:lineRule": "auto"}
    indent = {"w:firstLineChars": 0, "w:firstLine": 0, "w:leftChars": 0, "w:left": 0}
    size = [node(tag, {"w:val": _HALF_POINTS}) for tag in ("w:sz", "w:szCs")]
    properties = node("w:pPr", None, node("w:spacing", spacing), node("w:ind", indent), node("w:jc", {"w:val": "left"}))
    run = node("w:r", None, node("w:rPr", None, node("w:rFonts", {"w:hint": "eastAsia"}), *size), write_text("w:t", line))
    return node("w:p", None, properties, run)
