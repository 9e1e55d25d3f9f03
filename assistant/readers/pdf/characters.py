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
_SLANT = 0.06
"""Quarters by which a line may rise or fall."""


class Character(NamedTuple):
    """A character, its box, the height of the line it stands on and the size of its font, all in points.

    By its ``number``, its place among those of the page, it can be found again. Boxes of different fonts
    differ; what is printed in one line stands at one height, and a number in one size.
    """

    text: str
    box: Box
    number: int
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page as displayed: its size in points, its characters in the order of the file, its rulings and the area of its images.

    ``turned`` counts the characters that stand sideways, as in a margin; they are not among the others.
    """

    number: int
    width: float
    height: float
    characters: tuple[Character, ...]
    rulings: int
    image_area: float
    turned: int = 0


def read_page(document: pypdfium2.PdfDocument, index: int) -> PageContent:
    """The page at a zero-based index; characters beyond the most that are read are left out."""
    page = document[index]
    try:
        width, height = page.get_size()
        turn = _Turn(page.get_rotation(), width, height)
        text = page.get_textpage()
        sideways: list[int] = []
        characters = tuple(_without_shadows(_characters(text, turn, sideways)))
        text.close()
        rulings, image_area = _objects(page)
        return PageContent(index + 1, width, height, characters, rulings, image_area, len(sideways))
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


def _characters(text: pypdfium2.PdfTextPage, turn: _Turn, sideways: list[int]) -> Iterator[Character]:
    """The printed characters that stand upright; the numbers of those turned by a quarter are added to ``sideways``.

    What the library itself adds, and watermarks across the page, are left out.
    """
    rect, x, y, matrix = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    for index in range(min(text.count_chars(), MAX_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code < 32 or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not (pdfium.FPDFText_GetMatrix(text, index, matrix) and pdfium.FPDFText_GetLooseCharBox(text, index, rect)):
            continue
        quarters = _quarters(matrix, turn.rotation)
        if quarters != 0:
            sideways += [] if quarters is None else [index]
            continue
        box = turn.apply(rect.left, rect.bottom, rect.right, rect.top)
        placed = pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        base = turn.height_of(x.value, y.value) if placed else box.bottom
        yield Character(_letter(code), box, index, base, _size(pdfium.FPDFText_GetFontSize(text, index), matrix, box))


def _quarters(matrix: pdfium.FS_MATRIX, rotation: int) -> int | None:
    """By how many quarters a character stands turned on the page as displayed; None if it stands across, as a watermark does.

    What counts is the line it stands on: italics lean, but their line does not.
    """
    turned = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    if abs(turned - round(turned)) > _SLANT:
        return None
    return (round(turned) - rotation // 90) % 4


def _size(nominal: float, matrix: pdfium.FS_MATRIX, box: Box) -> float:
    """The height of a font as printed; fonts that state an impossible one are as high as the box."""
    size = nominal * abs(matrix.a * matrix.d - matrix.b * matrix.c) / (math.hypot(matrix.a, matrix.b) or 1)
    return size if box.height / 3 < size < 3 * box.height else box.height


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
