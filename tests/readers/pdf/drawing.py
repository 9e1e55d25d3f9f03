"""PDF files drawn for tests: lines of Chinese text and ruled tables at given places."""

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595, 842
SIZE = 16
LEFT, RIGHT = 88, 508
"""Margins between which a line holds 26 characters of 16 points."""

Page = Callable[[Canvas], None]
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def draw(*pages: Page, password: str = "", rotation: int = 0) -> bytes:
    """A PDF of the pages, each drawn upright on A4."""
    data = io.BytesIO()
    encrypt = StandardEncryption(password) if password else None
    canvas = Canvas(data, pagesize=(WIDTH, HEIGHT), encrypt=encrypt)
    for page in pages:
        if rotation:
            _turn(canvas, rotation)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def _turn(canvas: Canvas, rotation: int) -> None:
    """Draw sideways what the page's own rotation sets upright again."""
    canvas.setPageRotation(rotation)
    if rotation == 90:
        canvas.translate(HEIGHT, 0)
        canvas.rotate(90)
    elif rotation == 270:
        canvas.translate(0, WIDTH)
        canvas.rotate(-90)
    else:
        canvas.translate(WIDTH, HEIGHT)
        canvas.rotate(180)


def text(*lines: tuple[float, float, str], size: float = SIZE) -> Page:
    """Lines at (left, top): points from the page's upper left corner."""

    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, size)
        for left, top, words in lines:
            canvas.drawString(left, HEIGHT - top - size, words)

    return page


def narrative(*lines: str, top: float = 80, indents: Sequence[int] = ()) -> Page:
    """Lines one below the other at the left margin, those numbered in ``indents`` two characters in."""
    return text(*((LEFT + 2 * SIZE * (number in indents), top + 28 * number, words) for number, words in enumerate(lines)))


def table(rows: Sequence[Sequence[str | None]], widths: Sequence[float], top: float, left: float = LEFT, size: float = 9) -> Page:
    """A ruled table; a None joins its cell to the one at its left. Numbers stand at the right of their cells."""

    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, size)
        edges = [left + sum(widths[:column]) for column in range(len(widths) + 1)]
        for number, row in enumerate(rows):
            high, low = HEIGHT - top - 18 * number, HEIGHT - top - 18 * (number + 1)
            canvas.line(edges[0], high, edges[-1], high)
            canvas.line(edges[0], low, edges[-1], low)
            canvas.line(edges[-1], high, edges[-1], low)
            for column, cell in enumerate(row):
                if cell is None:
                    continue
                canvas.line(edges[column], high, edges[column], low)
                if cell and cell[-1].isdigit():
                    canvas.drawRightString(edges[column + 1] - 2, low + 5, cell)
                else:
                    canvas.drawString(edges[column] + 2, low + 5, cell)

    return page


def picture(image: bytes) -> Page:
    """A page that is nothing but an image."""

    def page(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(image)), 0, 0, WIDTH, HEIGHT)

    return page


def together(*parts: Page) -> Page:
    """Several things on one page."""

    def page(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return page


def turned(page: Page, degrees: float, left: float = 0, top: float = 0) -> Page:
    """A page's contents turned to the left about a point."""

    def drawn(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(left, HEIGHT - top)
        canvas.rotate(degrees)
        canvas.translate(-left, top - HEIGHT)
        page(canvas)
        canvas.restoreState()

    return drawn


def leaning(page: Page) -> Page:
    """A page's contents in italics: the letters lean, their line does not."""

    def drawn(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.skew(0, -12)
        page(canvas)
        canvas.restoreState()

    return drawn
