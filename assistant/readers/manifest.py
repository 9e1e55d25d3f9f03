"""A manifest of units (清单), a workbook, .csv or YAML file: what each of its rows states."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path

from assistant.errors import NotManifest, UnreadableFile
from assistant.readers.bundle import YAML
from assistant.readers.guard import read_bytes, recognise
from assistant.readers.manifest_fields import OFFERED, ManifestRow, find_heading, is_file_name
from assistant.readers.manifest_footers import blank_lines, blank_rows
from assistant.readers.manifest_sheet import read_csv, read_grid
from assistant.readers.manifest_yaml import read_entries
from assistant.readers.text_file import decode_text
from assistant.readers.workbook import parse_document
from schemas.document import Grid

_GUIDE = re.compile(r"(?:说明|示例|样例|须知)$")
"""How a sheet is called that tells how to fill in the others."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of a manifest, in order, and the sheets that are not used, hidden ones too."""

    rows: tuple[ManifestRow, ...]
    unread: tuple[Grid, ...] = ()


def read_manifest(path: Path) -> Manifest:
    """The rows of all sheets that list units; without totals and signatures below them.

    Raises:
        UnreadableFile: The file cannot be read, or holds no row; ``NotManifest``, it names no column that a manifest has.
        InvalidInputs: A column that names files is none of a manifest's, or one stands twice.
    """
    data = read_bytes(path, "清单")
    found = _read_text(path, data) if recognise(path.name, data) == "text" else _read_sheets(parse_document(path.name, data).grids)
    if found is None:
        raise NotManifest(path.name, f"不是单位清单：没有清单的栏目（{OFFERED}）")
    if not found.rows:
        raise UnreadableFile(path.name, "清单里没有单位")
    return found


def names_files(row: ManifestRow) -> bool:
    """Whether a row names a file, and not only a unit."""
    return any(is_file_name(text) for field, texts in row.texts.items() if field not in {"unit", "kind"} for text in texts)


def is_guide(grid: Grid) -> bool:
    """Whether a sheet tells how to fill in the others: its name says so, or it explains their headings."""
    return bool(_GUIDE.search(grid.sheet)) or _explains_headings(grid)


def _read_text(path: Path, data: bytes) -> Manifest | None:
    text = decode_text(path.name, data).removeprefix("\ufeff")
    rows = read_entries(path.name, text) if path.suffix.lower() in YAML else read_csv(path.name, blank_lines(text))
    return None if rows is None else Manifest(tuple(rows))


def _read_sheets(grids: Sequence[Grid]) -> Manifest | None:
    """The rows of all sheets headed as lists of units, else of the first with any heading of a manifest; None where none has."""
    shown = [blank_rows(grid) for grid in grids if not grid.hidden]
    meant = [grid for grid in shown if _is_list_of_units(grid) and not _explains_headings(grid)]
    found = ((grid.sheet, rows) for grid in meant or shown if grid.rows and (rows := read_grid(grid)) is not None)
    read = dict(islice(found, None if meant else 1))
    unread = tuple(grid for grid in grids if grid.sheet not in read)
    return Manifest(tuple(_join_sheets(list(read.values()))), unread) if read else None


def _explains_headings(grid: Grid) -> bool:
    """Whether the headings of units and of tables stand below one another."""
    return any({"unit", "tables"} <= set(map(find_heading, column)) for column in zip_longest(*grid.rows))


def _is_list_of_units(grid: Grid) -> bool:
    """Whether the first row with headings of a manifest has one of units, or of their tables: no notes on how to fill it in."""
    headings = ({find_heading(value) for value in row} - {None} for row in grid.rows)
    return bool(next(filter(None, headings), set()) & {"unit", "tables"})


def _join_sheets(sheets: Sequence[Sequence[ManifestRow]]) -> Iterator[ManifestRow]:
    """The rows of sheets; of one that names no file, like that of the telephones, only the units that stand in no other."""
    known = {name for rows in sheets if any(map(names_files, rows)) for name in _list_names(rows)}
    for rows in sheets:
        yield from rows if any(map(names_files, rows)) else _list_new(rows, known)
        known |= set(_list_names(rows))


def _list_new(rows: Sequence[ManifestRow], known: AbstractSet[str]) -> Iterator[ManifestRow]:
    """The rows of units that are not known; a row without name is of the unit above it."""
    is_new = True
    for row in rows:
        names = set(_list_names([row]))
        is_new = not names <= known if names else is_new
        if is_new:
            yield row


def _list_names(rows: Sequence[ManifestRow]) -> Iterator[str]:
    return (text for row in rows for texts in (row.texts.get("unit", ()), row.texts.get("tables", ())) for text in texts)
