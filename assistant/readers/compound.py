"""A stream out of an OLE compound file, read strictly: the reader of workbooks does not survive a damaged one.

Source of the format: [MS-CFB] Compound File Binary File Format.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass

_LAST = 0xFFFFFFFA
"""Sector numbers from here on are marks (end of chain, free, …), not sectors."""

_MAX_NAME_BYTES = 64


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where sectors are, which follows which, and where streams shorter than ``cutoff`` lie."""

    data: bytes
    sector_bytes: int
    cutoff: int
    fat: tuple[int, ...]

    def sector(self, number: int) -> bytes:
        start = (number + 1) * self.sector_bytes
        if start >= len(self.data):
            raise ValueError("sector outside the file")
        return self.data[start : start + self.sector_bytes]


def read_stream(data: bytes, names: tuple[str, ...]) -> bytes | None:
    """The first stream of a compound file that has one of these names; None if there is none.

    Raises:
        ValueError: The file is damaged.
    """
    try:
        return _read_stream(data, names)
    except (struct.error, IndexError) as error:
        raise ValueError("compound file cut short") from error


def _read_stream(data: bytes, names: tuple[str, ...]) -> bytes | None:
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or mini_shift != 6:
        raise ValueError("not a sector size")
    directory_start, cutoff, mini_start = struct.unpack_from("<I4xII", data, 48)
    layout = _Layout(data, 1 << shift, cutoff, _read_fat(data, 1 << shift))
    entries = _entries(_chain(layout.sector, layout.fat, directory_start))
    found = next((entry for name in names for entry in entries if entry[0] == name), None)
    if found is None:
        return None
    _, start, size = found
    stream = _chain(layout.sector, layout.fat, start) if size >= cutoff else _mini_stream(layout, entries[0], mini_start, start)
    if len(stream) < size:
        raise ValueError("stream cut short")
    return stream[:size]


def _read_fat(data: bytes, sector_bytes: int) -> tuple[int, ...]:
    """The sector allocation table; its own sectors are listed in the header and, for large files, behind it."""
    listed = list(struct.unpack_from("<109I", data, 76))
    more, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // sector_bytes)):
        if more >= _LAST:
            break
        *sectors, more = struct.unpack_from(f"<{sector_bytes // 4}I", data, (more + 1) * sector_bytes)
        listed += sectors
    fat: list[int] = []
    for number in listed:
        if number < _LAST:
            fat += struct.unpack_from(f"<{sector_bytes // 4}I", data, (number + 1) * sector_bytes)
    return tuple(fat)


def _chain(sector: Callable[[int], bytes], following: tuple[int, ...], start: int) -> bytes:
    """The sectors from ``start`` on, joined.

    Raises:
        ValueError: The chain runs in a circle.
    """
    parts: list[bytes] = []
    number = start
    while number < _LAST:
        if len(parts) > len(following):
            raise ValueError("chain of sectors runs in a circle")
        parts.append(sector(number))
        number = following[number]
    return b"".join(parts)


def _entries(directory: bytes) -> list[tuple[str, int, int]]:
    """Name, first sector and size of each entry; the first is the root, which holds the short streams."""
    entries: list[tuple[str, int, int]] = []
    for offset in range(0, len(directory) - 127, 128):
        (length,) = struct.unpack_from("<H", directory, offset + 64)
        if length > _MAX_NAME_BYTES:
            raise ValueError("name too long")
        name = directory[offset : offset + max(length - 2, 0)].decode("utf-16-le", errors="replace")
        start, size = struct.unpack_from("<II", directory, offset + 116)
        entries.append((name, start, size))
    if not entries or len(directory) % 128:
        raise ValueError("directory cut short")
    return entries


def _mini_stream(layout: _Layout, root: tuple[str, int, int], mini_start: int, start: int) -> bytes:
    table = _chain(layout.sector, layout.fat, mini_start)
    following = struct.unpack(f"<{len(table) // 4}I", table)
    short = _chain(layout.sector, layout.fat, root[1])

    def mini_sector(number: int) -> bytes:
        if (number + 1) * 64 > len(short):
            raise ValueError("sector outside the file")
        return short[number * 64 : (number + 1) * 64]

    return _chain(mini_sector, following, start)
