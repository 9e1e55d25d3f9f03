"""The characters of a PDF page with their boxes as displayed, and how many rulings and images it has."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from assistant.readers.pdf.geometry import Box

MAX_CHARACTERS = 30_000
"""On one page; the densest real page of a report has some 3,000."""

_MAX_OBJECTS = 100_000


class Character(NamedTuple):
    """A character and its box; ``number`` is its place among those of the page, by which it can be found again."""

    text: str
    box: Box
    number: int


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page as displayed: its size in points, its characters in the order of the file, its rulings and the area of its images."""

    number: int
    width: float
    height: float
    characters: tuple[Character, ...]
    rulings: int
    image_area: float


def read_page(document: pypdfium2.PdfDocument, index: int) -> PageContent:
    """The page at a zero-based index; characters beyond the most that are read are left out."""
    page = document[index]
    try:
        width, height = page.get_size()
        turn = _Turn(page.get_rotation(), width, height)
        text = page.get_textpage()
        characters = tuple(_without_shadows(_characters(text, turn)))
        text.close()
        rulings, image_area = _objects(page)
        return PageContent(index + 1, width, height, characters, rulings, image_area)
    finally:
        page.close()


@dataclass(frozen=True, slots=True)
class _Turn:
    """From a page's own coordinates (origin below, not rotated) to those displayed (origin above)."""

    rotation: int
    width: float
    height: float

    def apply(self, left: float, bottom: float, right: float, top: float) -> Box:
        if self.rotation == 90:
            return Box(bottom, left, top, right)
        if self.rotation == 180:
            return Box(self.width - right, bottom, self.width - left, top)
        if self.rotation == 270:
            return Box(self.width - top, self.height - right, self.width - bottom, self.height - left)
        return Box(left, self.height - top, right, self.height - bottom)


def _characters(text: pypdfium2.PdfTextPage, turn: _Turn) -> Iterator[Character]:
    """The printed characters; blanks and breaks that the library itself adds are left out."""
    rect = pdfium.FS_RECTF()
    for index in range(min(text.count_chars(), MAX_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code < 32 or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, rect):
            continue
        yield Character(_letter(code), turn.apply(rect.left, rect.bottom, rect.right, rect.top), index)


def _letter(code: int) -> str:
    """A character; what stands for none is a replacement character."""
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _without_shadows(characters: Iterator[Character]) -> Iterator[Character]:
    """Without those printed a second time at the same place, which makes a text bold."""
    seen: set[tuple[str, int, int]] = set()
    for character in characters:
        box = character.box
        if character.text.isspace():
            yield character
            continue
        column, row = round(box.left / 2), round(box.top / 2)
        if any((character.text, column + dx, row + dy) in seen for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            continue
        seen.add((character.text, column, row))
        yield character


def _objects(page: pypdfium2.PdfPage) -> tuple[int, float]:
    """How many paths a page draws, and the area of its images in square points."""
    paths, area = 0, 0.0
    for number, entry in enumerate(page.get_objects(max_depth=3)):
        if number > _MAX_OBJECTS:
            break
        if entry.type == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif entry.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = entry.get_bounds()
            area += max(right - left, 0) * max(top - bottom, 0)
    return paths, area
