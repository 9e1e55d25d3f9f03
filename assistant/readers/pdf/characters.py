"""The characters of a PDF page with their boxes as displayed, and how many rulings and images it has."""

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from assistant.readers.pdf.geometry import Box

MAX_CHARACTERS = 30_000
"""On one page; the densest real page of a report has some 3,000."""

_MAX_OBJECTS = 100_000
_SHADOW = 0.25
_SLANT = 0.1


class Character(NamedTuple):
    """A character, its box and the height of the line it stands on; ``number`` is its place among those of the page.

    By its number it can be found again. Boxes of different fonts differ; what is printed in one line stands at one height.
    """

    text: str
    box: Box
    number: int
    base: float


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

    def height_of(self, x: float, y: float) -> float:
        """How far below the upper edge, as displayed, a point lies."""
        if self.rotation == 90:
            return x
        if self.rotation == 180:
            return y
        return self.height - x if self.rotation == 270 else self.height - y

    def apply(self, left: float, bottom: float, right: float, top: float) -> Box:
        if self.rotation == 90:
            return Box(bottom, left, top, right)
        if self.rotation == 180:
            return Box(self.width - right, bottom, self.width - left, top)
        if self.rotation == 270:
            return Box(self.width - top, self.height - right, self.width - bottom, self.height - left)
        return Box(left, self.height - top, right, self.height - bottom)


def _characters(text: pypdfium2.PdfTextPage, turn: _Turn) -> Iterator[Character]:
    """The printed characters; what the library itself adds, and watermarks across the page, are left out."""
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(min(text.count_chars(), MAX_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code < 32 or pdfium.FPDFText_IsGenerated(text, index) == 1 or _is_slanted(pdfium.FPDFText_GetCharAngle(text, index)):
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, rect):
            continue
        box = turn.apply(rect.left, rect.bottom, rect.right, rect.top)
        placed = pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        yield Character(_letter(code), box, index, turn.height_of(x.value, y.value) if placed else box.bottom)


def _is_slanted(angle: float) -> bool:
    """Whether a character, turned by so many radians, stands across the page, as those of a watermark or a stamp do."""
    quarter = math.pi / 2
    return abs(angle - round(angle / quarter) * quarter) > _SLANT


def _letter(code: int) -> str:
    """A character; what stands for none is a replacement character."""
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _without_shadows(characters: Iterator[Character]) -> Iterator[Character]:
    """Without those printed a second time at the same place, which makes a text bold."""
    seen: dict[str, list[Character]] = defaultdict(list)
    for character in characters:
        if not any(_covers(other, character) for other in seen[character.text]):
            seen[character.text].append(character)
            yield character


def _covers(first: Character, second: Character) -> bool:
    """Whether a character lies on the same one printed before: a fraction of its own size away."""
    near = abs(first.box.left - second.box.left) < _SHADOW * first.box.width
    return near and abs(first.base - second.base) < _SHADOW * first.box.height


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
