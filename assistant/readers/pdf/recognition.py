"""Scanned pages, read by OCR where it is installed (``juesuan[ocr]``): characters with their boxes, and the tables that lines draw.

Everything runs on this machine; the models lie inside the package rapidocr.
"""

import importlib.util
import math
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from statistics import median
from typing import Any, NamedTuple

import pypdfium2

from assistant.readers.pdf.characters import Character, PageContent
from assistant.readers.pdf.geometry import Box
from assistant.readers.pdf.image_tables import find_cells
from assistant.readers.pdf.ruled import RuledTable, make_tables

_DOTS = 200
"""Dots an inch at which pages are rendered: fewer lose decimal points, more only cost time."""

_LEAST_SURE = 0.5
"""What is read with less certainty is no character."""

_APART, _DIGITS_APART = 0.9, 0.35
"""Heights: what stands nearer belongs together; digits farther apart are of two numbers."""

_RULINGS = {"|", "丨", "\uff5c"}
"""What a ruling is read as."""

_MOST_PROCESSES = 4
_WIDE = 8
"""A line so many times as wide as high tells how far the page is turned."""

Progress = Callable[[int, int], None]


class RecognisedPage(NamedTuple):
    """A scanned page as read, its skew taken out."""

    page: PageContent
    tables: list[RuledTable]


def is_installed() -> bool:
    """Whether the packages for OCR are there."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime", "cv2"))


def recognise_pages(data: bytes, numbers: Sequence[int], progress: Progress) -> dict[int, RecognisedPage]:
    """The pages of these numbers (from 1), read in parallel processes; ``progress`` is told how many are done."""
    found: dict[int, RecognisedPage] = {}
    workers = min(os.cpu_count() or 1, _MOST_PROCESSES, len(numbers))
    with ProcessPoolExecutor(workers, initializer=_prepare, initargs=(data,)) as pool:
        for done, page in enumerate(pool.map(_recognise, numbers), start=1):
            found[page.page.number] = page
            progress(done, len(numbers))
    return found


class _Reader(NamedTuple):
    engine: Any
    document: pypdfium2.PdfDocument


_reader: list[_Reader] = []


def _prepare(data: bytes) -> None:
    from rapidocr import RapidOCR

    quiet = {"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": 1}
    _reader[:] = [_Reader(RapidOCR(params=quiet), pypdfium2.PdfDocument(data))]


def _recognise(number: int) -> RecognisedPage:
    engine, document = _reader[0]
    page = document[number - 1]
    width, height = page.get_size()
    image = page.render(scale=_DOTS / 72).to_numpy()
    outcome = engine(image, return_word_box=True, return_single_char_box=True)
    angle = _skew(outcome.boxes if outcome.boxes is not None else ())
    centre = (image.shape[1] / 2, image.shape[0] / 2)
    read = outcome.word_results if outcome.boxes is not None else ()  # of a page without text the library gives a stand-in
    characters = tuple(_characters(read or (), angle, centre))
    content = PageContent(number, width, height, characters, 0, 0.0)
    cells = [[box and _in_points(box) for box in row] for row in find_cells(image, math.degrees(angle))]
    return RecognisedPage(content, make_tables(number, cells, characters, recognised=True))


def _skew(boxes: Sequence[Any]) -> float:
    """The angle (radians) by which the wide lines of a page fall to the right."""
    slopes = [
        math.atan2(right[1] - left[1], right[0] - left[0])
        for left, right, below, _ in boxes
        if right[0] - left[0] > _WIDE * abs(below[1] - right[1])
    ]
    return median(slopes) if slopes else 0.0


def _characters(lines: Sequence[Any], angle: float, centre: tuple[float, float]) -> Iterator[Character]:
    """The characters of every line; the gaps between those of one line are the reader's, and are closed."""
    number = 0
    for line in lines:
        sure = ((text, corners) for text, certainty, corners in line if corners is not None and certainty >= _LEAST_SURE)
        found = [(text, _box(corners, angle, centre)) for text, corners in sure if text not in _RULINGS]
        size = median(box.height for _, box in found) * 72 / _DOTS if found else 0.0
        for place, (text, box) in enumerate(found):
            following, behind = found[place + 1] if place + 1 < len(found) else ("", box)
            digits = text[-1:].isdigit() and following[:1].isdigit()
            near = 0 < behind.left - box.right < (_DIGITS_APART if digits else _APART) * box.height
            yield from _split(text, _in_points(box._replace(right=behind.left) if near else box), number, size)
            number += len(text)


def _box(corners: Sequence[Sequence[float]], angle: float, centre: tuple[float, float]) -> Box:
    points = [_turn(point, angle, centre) for point in corners]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _split(text: str, box: Box, number: int, size: float) -> Iterator[Character]:
    """The characters of what was read as one, side by side."""
    width = box.width / len(text) if text else 0
    for offset, character in enumerate(text):
        own = Box(box.left + offset * width, box.top, box.left + (offset + 1) * width, box.bottom)
        yield Character(character, own, number + offset, box.bottom, size)


def _turn(point: Sequence[float], angle: float, centre: tuple[float, float]) -> tuple[float, float]:
    x, y = point[0] - centre[0], point[1] - centre[1]
    return centre[0] + x * math.cos(angle) + y * math.sin(angle), centre[1] - x * math.sin(angle) + y * math.cos(angle)


def _in_points(box: Box) -> Box:
    return Box(*(edge * 72 / _DOTS for edge in box))
