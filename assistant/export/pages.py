"""The pages of a document: A4, upright or lying, their margins, and the section properties that say so."""

from dataclasses import dataclass

from assistant.export.word_markup import Markup, node

_TWIPS_A_CM = 567
_A4_SHORT, _A4_LONG = 11906, 16838

_HEADER = 851
_NUMBER = 360
_ABOVE_NUMBER = 397
"""Twips: the page number's line, and the 7 mm between it and the text (GB/T 9704—2012)."""

LINE = 28.95
"""Points from line to line of running text: 22 lines a page (GB/T 9704—2012)."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size and margins in twips (twentieths of a point)."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int

    @property
    def text_width(self) -> float:
        """Points between the left and right margins."""
        return (self.width - self.left - self.right) / 20

    @property
    def text_height(self) -> float:
        """Points between the upper and lower margins."""
        return (self.height - self.top - self.bottom) / 20


def _page(width: int, height: int, top: float, bottom: float, left: float, right: float) -> Page:
    return Page(width, height, *(round(margin * _TWIPS_A_CM) for margin in (top, bottom, left, right)))


TEXT_PAGE = _page(_A4_SHORT, _A4_LONG, 3.7, 3.5, 2.8, 2.6)
"""Running text, margins of GB/T 9704—2012."""

UPRIGHT_TABLE_PAGE = _page(_A4_SHORT, _A4_LONG, 2.0, 2.3, 1.8, 1.8)
LYING_TABLE_PAGE = _page(_A4_LONG, _A4_SHORT, 2.0, 2.3, 1.8, 1.8)


def section_properties(page: Page, numbering: dict[str, object] | None = None, cover_footer: str | None = None) -> Markup:
    """A w:sectPr. ``numbering`` says how pages are counted from here on.

    ``cover_footer`` makes it the cover's: the relation of the footer that all sections after it inherit
    and its own only page does not show. (LibreOffice loses the page number of a footer that is first
    named in the section of the table of contents.)
    """
    size: dict[str, object] = {"w:w": page.width, "w:h": page.height}
    if page.width > page.height:
        size["w:orient"] = "landscape"
    margins = {f"w:{side}": getattr(page, side) for side in ("top", "right", "bottom", "left")}
    parts = [
        node("w:type", {"w:val": "nextPage"}),
        node("w:pgSz", size),
        node("w:pgMar", {**margins, "w:header": _HEADER, "w:footer": page.bottom - _ABOVE_NUMBER - _NUMBER, "w:gutter": 0}),
    ]
    if cover_footer:
        parts.insert(0, node("w:footerReference", {"w:type": "default", "r:id": cover_footer}))
    if numbering:
        parts.append(node("w:pgNumType", numbering))
    if cover_footer:
        parts.append(node("w:titlePg"))
    parts.append(node("w:docGrid", {"w:type": "lines", "w:linePitch": round(LINE * 20)}))
    return node("w:sectPr", None, *parts)
