"""The cells that lines enclose in the image of a page."""

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.readers.pdf.geometry import Box

_LONGEST_LETTER = 60
"""Pixels at 200 dots an inch: a stroke that is longer is a ruling."""

_SNAP = 8.0
_JOIN = 15.0


def find_cells(image: Any, degrees: float) -> list[list[Box | None]]:
    """The rows of cells in an image that is turned by so many degrees, in pixels of the image set straight."""
    import cv2
    from pdfplumber.table import edges_to_intersections, intersections_to_cells, merge_edges

    grey = image if image.ndim == 2 else cv2.cvtColor(image[:, :, :3], cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    straight = cv2.warpAffine(grey, turn, (width, height), borderValue=255)
    dark = cv2.adaptiveThreshold(straight, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    edges = [*_strokes(cv2, dark, "h"), *_strokes(cv2, dark, "v")]
    merged = merge_edges(edges, _SNAP, _SNAP, _JOIN, _JOIN)
    cells = intersections_to_cells(edges_to_intersections(merged, _SNAP, _SNAP))
    return _rows([Box(*cell) for cell in cells])


def _strokes(cv2: Any, dark: Any, orientation: str) -> Iterator[dict[str, Any]]:
    """The rulings of an orientation as edges such as pdfplumber's."""
    flat = orientation == "h"
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (_LONGEST_LETTER, 1) if flat else (1, _LONGEST_LETTER))
    lines = cv2.dilate(cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel), cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
    for x, y, width, height in (
        cv2.boundingRect(contour) for contour in cv2.findContours(lines, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]
    ):
        middle_x, middle_y = x + width / 2, y + height / 2
        x0, x1 = (float(x), float(x + width)) if flat else (middle_x, middle_x)
        top, bottom = (middle_y, middle_y) if flat else (float(y), float(y + height))
        yield {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top, "orientation": orientation}


def _rows(cells: Sequence[Box]) -> list[list[Box | None]]:
    """Cells by row, each in its column, as pdfplumber arranges those of one table."""
    lefts = _snapped(cell.left for cell in cells)
    tops = _snapped(cell.top for cell in cells)
    grid: list[list[Box | None]] = [[None] * len(lefts) for _ in tops]
    for cell in cells:
        row = min(range(len(tops)), key=lambda number: abs(tops[number] - cell.top))
        column = min(range(len(lefts)), key=lambda number: abs(lefts[number] - cell.left))
        grid[row][column] = cell
    return grid


def _snapped(edges: Iterator[float]) -> list[float]:
    kept: list[float] = []
    for edge in sorted(edges):
        if not kept or edge - kept[-1] > _SNAP:
            kept.append(edge)
    return kept
