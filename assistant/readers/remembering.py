"""What the last few workbooks held: a unit's files are read to be sorted, and read again to be used."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Content = TypeVar("Content")

_MOST_BYTES = 512 * 1024
"""Workbooks of nine tables have some 100 kB; what is much larger is not kept in memory."""


def remember(read: Callable[[str, bytes], Content]) -> Callable[[str, bytes], Content]:
    """The reader of a file, given by name and content, that knows what it last read; what it returns must not be changed."""
    known = lru_cache(maxsize=8)(read)

    @wraps(read)
    def read_or_recall(file: str, data: bytes) -> Content:
        return known(file, data) if len(data) <= _MOST_BYTES else read(file, data)

    return read_or_recall
