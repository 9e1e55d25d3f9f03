"""A manifest of units (清单), a workbook, .csv or YAML file: what each of its rows states."""

import re
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from assistant.errors import NotManifest, UnreadableFile
from assistant.readers.bundle import YAML
from assistant.readers.guard import read_bytes, recognise
from assistant.readers.manifest_fields import OFFERED, ManifestRow, find_heading, is_file_name
from assistant.readers.manifest_sheet import read_csv, read_grid
from assistant.readers.manifest_yaml import read_entries
from assistant.readers.text_file import decode_text
from assistant.readers.texts import comparison_text
from assistant.readers.workbook import parse_document
from schemas.document import Grid, Scalar

_TOTAL = re.compile(r"(?:合计|总计|小计)[:：]?$")
_SIGNATURE = re.compile(r"[^:：/\\（(]{0,8}?(?:人|日期|时间|电话|制表|填表|填报|审核|复核|经办)[:：](?!.*\.[A-Za-z]{2,5}$)")


def read_manifest(path: Path) -> tuple[ManifestRow, ...]:
    """The rows of a manifest, in order, of all its sheets; without totals and signatures below them.

    Raises:
        UnreadableFile: The file cannot be read, or holds no row; ``NotManifest``, it names no column that a manifest has.
        InvalidInputs: A column that names files is none of a manifest's, or one stands twice.
    """
    data = read_bytes(path, "清单")
    if recognise(path.name, data) == "text":
        text = decode_text(path.name, data).removeprefix("\ufeff")
        is_yaml = path.suffix.lower() in YAML
        rows = read_entries(path.name, text) if is_yaml else read_csv(path.name, _blank_lines(text))
    else:
        rows = _read_sheets(parse_document(path.name, data).grids)
    if rows is None:
        raise NotManifest(path.name, f"不是单位清单：没有清单的栏目（{OFFERED}）")
    if not rows:
        raise UnreadableFile(path.name, "清单里没有单位")
    return tuple(rows)


def names_files(row: ManifestRow) -> bool:
    """Whether a row names a file, and not only a unit."""
    return any(is_file_name(text) for field, texts in row.texts.items() if field not in {"unit", "kind"} for text in texts)


def _read_sheets(grids: Sequence[Grid]) -> list[ManifestRow] | None:
    """The rows of all sheets headed as lists of units, else of the first with any heading of a manifest; None where none has."""
    shown = [_blank_rows(grid) for grid in grids if not grid.hidden]
    meant = [grid for grid in shown if _is_list_of_units(grid)]
    found = (rows for grid in meant or shown if grid.rows and (rows := read_grid(grid)) is not None)
    return list(_join_sheets(list(found))) if meant else next(found, None)


def _is_list_of_units(grid: Grid) -> bool:
    """Whether the first row with headings of a manifest has one of units, or of their tables: no notes on how to fill it in."""
    headings = ({find_heading(value) for value in row} - {None} for row in grid.rows)
    return bool(next(filter(None, headings), set()) & {"unit", "tables"})


def _join_sheets(sheets: Sequence[Sequence[ManifestRow]]) -> Iterator[ManifestRow]:
    """The rows of sheets, without a sheet that names no file and only units that stand in others, like that of their telephones."""
    known = {name for rows in sheets if any(map(names_files, rows)) for name in _list_names(rows)}
    for rows in sheets:
        names = set(_list_names(rows))
        if any(map(names_files, rows)) or not names <= known:
            yield from rows
        known |= names


def _list_names(rows: Sequence[ManifestRow]) -> Iterator[str]:
    return (text for row in rows for texts in (row.texts.get("unit", ()), row.texts.get("tables", ())) for text in texts)


def _blank_rows(grid: Grid) -> Grid:
    """A sheet with its totals and signatures blank: the other rows keep their numbers."""
    return grid.model_copy(update={"rows": tuple(() if _is_no_unit(row) else row for row in grid.rows)})


def _blank_lines(text: str) -> str:
    """The text of a .csv with its totals and signatures blank; a line within quotation marks is none."""
    lines: list[str] = []
    is_quoted = False
    for line in StringIO(text, newline=""):
        was_quoted, is_quoted = is_quoted, is_quoted ^ bool(line.count('"') % 2)
        cells = [cell.strip().strip('"') for cell in re.split(r"[,;\t]", line)]
        is_blank = not was_quoted and not is_quoted and _is_no_unit(cells)
        lines.append(line[len(line.rstrip("\r\n")) :] if is_blank else line)
    return "".join(lines)


def _is_no_unit(cells: Sequence[Scalar]) -> bool:
    """Whether a row's first cell is 合计 or a signature (审核人：李四), and none is a heading or, but for signatures, a file."""
    texts = [text for cell in cells if cell is not None and (text := comparison_text(cell))]
    if not texts or not (_TOTAL.match(texts[0]) or _SIGNATURE.match(texts[0])):
        return False
    return not any(find_heading(text) or (is_file_name(text) and not _SIGNATURE.match(text)) for text in texts)
