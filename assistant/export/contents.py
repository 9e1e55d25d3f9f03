"""The cover and the table of contents, its page numbers written in beforehand."""

from collections.abc import Mapping, Sequence

from assistant.export.pages import LINE, TEXT_PAGE
from assistant.export.paragraphs import bookmark, field, instruct, mark, paragraph, run
from assistant.export.sections import FittedTable, Item, NumberedHeading, Section
from assistant.export.styles import STYLE_BY_ID
from assistant.export.text import em_width
from assistant.export.word_markup import Markup, node
from schemas.narrative import Narrative

_LINES_ABOVE_TITLE = 6
_SMALLEST_TITLE = 18.0
"""Points; a unit's name that does not fit in a line of such letters takes two."""


def cover(narrative: Narrative) -> list[Markup]:
    """The title in the upper third of a page, the unit's name, where it is known, on a line of its own."""
    space = node("w:spacing", {"w:before": round(_LINES_ABOVE_TITLE * LINE * 20)})
    before, unit, after = narrative.title.partition(narrative.unit) if narrative.unit else ("", "", narrative.title)
    lines = [line.strip() for line in (before, unit, after) if line.strip()]
    size = min(STYLE_BY_ID["Title"].size, max(_SMALLEST_TITLE, TEXT_PAGE.text_width // max(em_width(line) for line in lines)))
    return [paragraph("Title", run("\n".join(lines), size=size), extra=[space])]


def contents(sections: Sequence[Section], pages: Mapping[int, int]) -> list[Markup]:
    """A TOC field over parts and sections; each entry leads to its heading and shows its page."""
    lines = [line for section in sections for item in section.items if (line := _line(item))]
    opening = [mark("begin"), instruct('TOC \\o "1-2" \\h \\z \\u'), mark("separate")]
    closing = [mark("end")]
    entries = [
        paragraph(f"TOC{level}", *opening * (index == 0), _link(number, text, pages[number]), *closing * (index == len(lines) - 1))
        for index, (number, level, text) in enumerate(lines)
    ]
    return [paragraph("ContentsTitle", run("目　录")), *entries]


def _line(item: Item) -> tuple[int, int, str] | None:
    """Number, level and text of what stands in the contents; None for what does not."""
    match item:
        case NumberedHeading(heading, number) if heading.level < 3:
            return number, heading.level, heading.text
        case FittedTable(layout=layout, number=int(number)):
            return number, 2, layout.title
    return None


def _link(number: int, text: str, page: int) -> Markup:
    name = bookmark(number)
    tab = node("w:r", None, node("w:tab"))
    return node("w:hyperlink", {"w:anchor": name, "w:history": 1}, run(text), tab, *field(f"PAGEREF {name} \\h", str(page)))
