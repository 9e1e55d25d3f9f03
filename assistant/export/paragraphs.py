"""Paragraphs of the Word file: running text with its gaps marked, headings with their bookmarks, fields."""

from collections.abc import Iterable

from lxml import etree

from assistant.export.markup import node, write_text
from schemas.narrative import Gap


def paragraph(style: str, *content: etree._Element, extra: Iterable[etree._Element] = ()) -> etree._Element:
    """A w:p of a style; ``extra`` are further properties, in the schema's order."""
    return node("w:p", None, node("w:pPr", None, node("w:pStyle", {"w:val": style}), *extra), *content)


def run(text: str, highlight: bool = False) -> etree._Element:
    """A w:r; ambiguous signs such as “” take the Chinese font. Line ends become line breaks."""
    properties = [node("w:rFonts", {"w:hint": "eastAsia"})]
    if highlight:
        properties.append(node("w:highlight", {"w:val": "yellow"}))
    content: list[etree._Element] = []
    for index, line in enumerate(text.splitlines()):
        content += [node("w:br")] * bool(index) + [write_text("w:t", line)]
    return node("w:r", None, node("w:rPr", None, *properties), *content)


def resize(element: etree._Element, size: float) -> etree._Element:
    """The run in letters of ``size`` points."""
    element[0].append(node("w:sz", {"w:val": round(size * 2)}))
    return element


def body_paragraph(text: str, gaps: Iterable[Gap]) -> etree._Element:
    """Running text, what a person still has to write marked yellow."""
    runs: list[etree._Element] = []
    end = 0
    for gap in sorted(gaps, key=lambda gap: gap.start):
        runs += [run(text[end : gap.start]), run(text[gap.start : gap.end], highlight=True)]
        end = gap.end
    runs.append(run(text[end:]))
    return paragraph("Body", *runs)


def heading(text: str, level: int, number: int, new_page: bool) -> etree._Element:
    """A heading with the bookmark that the table of contents points to."""
    return paragraph(f"Heading{level}", *bookmarked(run(text), number), extra=page_break(new_page))


def bookmarked(content: etree._Element, number: int) -> list[etree._Element]:
    """A run within the bookmark of this number."""
    start = node("w:bookmarkStart", {"w:id": number, "w:name": bookmark(number)})
    return [start, content, node("w:bookmarkEnd", {"w:id": number})]


def page_break(wanted: bool) -> list[etree._Element]:
    """The paragraph property that begins a new page, if wanted."""
    return [node("w:pageBreakBefore")] if wanted else []


def bookmark(number: int) -> str:
    """The name of the bookmark of a heading, as Word names its own."""
    return f"_Toc{number:09d}"


def field(instruction: str, shown: str) -> list[etree._Element]:
    """A field that Word computes, with what is shown until it does."""
    return [mark("begin"), instruct(instruction), mark("separate"), run(shown), mark("end")]


def mark(kind: str) -> etree._Element:
    """A border of a field: begin, separate or end."""
    return node("w:r", None, node("w:fldChar", {"w:fldCharType": kind}))


def instruct(instruction: str) -> etree._Element:
    """What a field shall compute."""
    return node("w:r", None, write_text("w:instrText", f" {instruction} "))


def footer_part() -> etree._Element:
    """The footer: — 1 —."""
    return node("w:ftr", None, paragraph("Footer", run("— "), *field("PAGE", "1"), run(" —")))
