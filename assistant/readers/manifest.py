"""A manifest of units (清单), a workbook, .csv or YAML file: what each of its rows states."""

from pathlib import Path

from assistant.errors import NotManifest, UnreadableFile
from assistant.readers.bundle import YAML
from assistant.readers.guard import read_bytes, recognise
from assistant.readers.manifest_fields import OFFERED, ManifestRow
from assistant.readers.manifest_sheet import read_csv, read_grid
from assistant.readers.manifest_yaml import read_entries
from assistant.readers.text_file import decode_text
from assistant.readers.workbook import parse_document


def read_manifest(path: Path) -> tuple[ManifestRow, ...]:
    """The rows of a manifest, in order.

    Raises:
        UnreadableFile: The file cannot be read, or holds no row; ``NotManifest``, it names no column that a manifest has.
        InvalidInputs: A column that names files is none of a manifest's, or one stands twice.
    """
    data = read_bytes(path, "清单")
    if recognise(path.name, data) == "text":
        text = decode_text(path.name, data).removeprefix("\ufeff")
        rows = read_entries(path.name, text) if path.suffix.lower() in YAML else read_csv(path.name, text)
    else:
        grids = parse_document(path.name, data).grids
        shown = [grid for grid in grids if not grid.hidden and any(value is not None for row in grid.rows for value in row)]
        found = (rows for grid in shown if (rows := read_grid(grid)) is not None)
        rows = next(found, None)
    if rows is None:
        raise NotManifest(path.name, f"不是单位清单：没有清单的栏目（{OFFERED}）")
    if not rows:
        raise UnreadableFile(path.name, "清单里没有单位")
    return tuple(rows)
