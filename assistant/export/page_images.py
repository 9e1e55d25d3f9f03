"""A page of a reviewed PDF as a picture, with the boxes of its findings, for a screen."""

import io
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2

from assistant.errors import UnwritableOutput
from assistant.export.review_pdf import find_quads
from schemas.review import Review

_SCALE = 1.6
"""Pixels a point: 115 to the inch, so that small print can be read."""


class Box(NamedTuple):
    """Where a finding stands on a page, in per cent of its width and height from the upper left, and the finding's number."""

    left: float
    top: float
    width: float
    height: float
    finding: int


class PageImage(NamedTuple):
    """A page as JPEG with its boxes; ``pages`` is how many there are."""

    data: bytes
    boxes: tuple[Box, ...]
    pages: int


def render_page(source: bytes, review: Review, number: int) -> PageImage:
    """The page of a number, from 1, of the PDF that was reviewed.

    Raises:
        UnwritableOutput: The source cannot be opened, or has no such page.
    """
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        raise UnwritableOutput(review.document, "PDF 不能打开，无法显示原页") from error
    if not 0 < number <= len(document):
        raise UnwritableOutput(review.document, f"没有第{number}页，共 {len(document)} 页")
    page = document[number - 1]
    text = page.get_textpage()
    boxes = tuple(_boxes(text, page, review, number))
    picture = io.BytesIO()
    page.render(scale=_SCALE).to_pil().convert("RGB").save(picture, "JPEG", quality=80)
    pages = len(document)
    document.close()
    return PageImage(picture.getvalue(), boxes, pages)


def _boxes(text: object, page: pypdfium2.PdfPage, review: Review, number: int) -> Sequence[Box]:
    left, bottom, right, top = page.get_cropbox()
    wide, high = (right - left) / 100, (top - bottom) / 100
    return [
        Box((quad.left - left) / wide, (top - quad.top) / high, (quad.right - quad.left) / wide, (quad.top - quad.bottom) / high, at)
        for at, finding in enumerate(review.findings)
        for quad in find_quads(text, number, finding, review.printed)
    ]
