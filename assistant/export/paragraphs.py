"""Paragraphs of the Word file: running text with its gaps marked, headings with their bookmarks, fields."""

from collections.abc import Iterable
from functools import cache

from assistant.export.word_markup import Markup, declare, node, to_bytes, write_text
from schemas.narrative import Gap


def paragraph(style: str, *content: Markup, extra: Iterable[Markup] = ()) -> Markup:
    """A w:p of a style; ``extra`` are further properties, in the schema's order."""
    return node("w:p", None, node("w:pPr", None, node("w:pStyle", {"w:val": style}), *extra), *content)


def run(text: str, highlight: bool = False, size: float | None = None) -> Markup:
    """A w:r, in letters of ``size`` points; ambiguous signs such as “” take the Chinese font. Line ends become line breaks."""
    properties = [node("w:rFonts", {"w:hint": "eastAsia"})]
    if highlight:
        properties.append(node("w:highlight", {"w:val": "yellow"}))
    if size:
        properties.append(node("w:sz", {"w:val": round(size * 2)}))
    content: list[Markup] = []
    for index, line in enumerate(text.splitlines()):
        content += [node("w:br")] * bool(index) + [write_text("w:t", line)]
    return node("w:r", None, node("w:rPr", None, *properties), *content)


def add_property(paragraph: Markup, added: Markup) -> Markup:
    """The paragraph with a last property added."""
    return Markup(paragraph.replace("</w:pPr>", f"{added}</w:pPr>", 1))


def body_paragraph(text: str, gaps: Iterable[Gap]) -> Markup:
    """Running text, what a person still has to write marked yellow."""
    runs: list[Markup] = []
    end = 0
    for gap in sorted(gaps, key=lambda gap: gap.start):
        runs += [run(text[end : gap.start]), run(text[gap.start : gap.end], highlight=True)]
        end = gap.end
    runs.append(run(text[end:]))
    return paragraph("Body", *runs)


def heading(text: str, level: int, number: int, new_page: bool) -> Markup:
    """A heading with the bookmark that the table of contents points to."""
    return paragraph(f"Heading{level}", *bookmarked(run(text), number), extra=page_break(new_page))


def bookmarked(content: Markup, number: int) -> list[Markup]:
    """A run within the bookmark of this number."""
    start = node("w:bookmarkStart", {"w:id": number, "w:name": bookmark(number)})
    return [start, content, node("w:bookmarkEnd", {"w:id": number})]


def page_break(wanted: bool) -> list[Markup]:
    """The paragraph property that begins a new page, if wanted."""
    return [node("w:pageBreakBefore")] if wanted else []


def bookmark(number: int) -> str:
    """The name of the bookmark of a heading, as Word names its own."""
    return f"_Toc{number:09d}"


def field(instruction: str, shown: str) -> list[Markup]:
    """A field that Word computes, with what is shown until it does."""
    return [mark("begin"), instruct(instruction), mark("separate"), run(shown), mark("end")]


def mark(kind: str) -> Markup:
    """A border of a field: begin, separate or end."""
    return node("w:r", None, node("w:fldChar", {"w:fldCharType": kind}))


def instruct(instruction: str) -> Markup:
    """What a field shall compute."""
    return node("w:r", None, write_text("w:instrText", f" {instruction} "))


@cache
def footer_part() -> bytes:
    """The footer: — 1 —."""
    return to_bytes(node("w:ftr", declare("w"), paragraph("Footer", run("— "), *field("PAGE", "1"), run(" —"))))
