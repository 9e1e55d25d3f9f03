"""Whether a PDF's text can be read at all: scans, and fonts that map to garbage."""

import re
import unicodedata
from collections.abc import Sequence

from assistant.readers.pdf.characters import PageContent

_FEW = 25
"""Characters: a page with fewer holds at most a heading or a page number."""

_COVERED = 0.4
"""Of a page's area: an image larger than this is the page itself."""

_COMMON = frozenset("的一是在不了有和人这中大为上个国年出到时会支收入预决算财政款项元万度位公经费本与他她")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LEAST = 200
_MOST_UNKNOWN = 0.1
_LEAST_COMMON = 0.03


def is_scanned(page: PageContent) -> bool:
    """Whether a page is an image of a page."""
    return len(page.characters) < _FEW and page.image_area > _COVERED * page.width * page.height


def is_scan(pages: Sequence[PageContent]) -> bool:
    """Whether a document is a scan: most of what is not blank is images of pages."""
    scanned = sum(map(is_scanned, pages))
    return scanned > sum(len(page.characters) >= _FEW for page in pages)


def is_garbled(pages: Sequence[PageContent]) -> bool:
    """Whether the fonts give signs that are no text: unassigned ones, or Chinese without any of its common characters."""
    text = [character.text for page in pages for character in page.characters if not character.text.isspace()]
    if not text:
        return False
    unknown = sum(unicodedata.category(character) in {"Co", "Cn", "Cc"} or character == "\ufffd" for character in text)
    chinese = [character for character in text if _CHINESE.match(character)]
    common = sum(character in _COMMON for character in chinese)
    return unknown > _MOST_UNKNOWN * len(text) or (len(chinese) >= _LEAST and common < _LEAST_COMMON * len(chinese))
