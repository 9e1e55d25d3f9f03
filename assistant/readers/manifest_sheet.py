"""A manifest as a sheet or .csv: a row of headings somewhere near the top, a row for each unit below it."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from assistant.errors import InvalidInputs, UnreadableFile
from assistant.readers.manifest_fields import OFFERED, Field, ManifestRow, find_heading, is_file_name, is_ignored_heading
from assistant.readers.texts import visible_text
from schemas.document import Grid, Scalar

_TITLE_ROWS = 10
_DELIMITERS = ",\t;"


def read_csv(file: str, text: str) -> list[ManifestRow] | None:
    """The rows of a .csv, parted by commas, tabs or semicolons; None where no heading is one of a manifest.

    Raises:
        UnreadableFile: It is no .csv.
        InvalidInputs: As for ``read_grid``.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=text.count))
    rows: list[tuple[Scalar, ...]] = []
    try:
        rows += (tuple(cell if cell.strip() else None for cell in cells) for cells in reader)
    except csv.Error as error:
        raise UnreadableFile(file, f"第 {reader.line_num} 行不合 CSV 的写法") from error
    return read_grid(Grid(file=file, sheet="", rows=tuple(rows)))


def read_grid(grid: Grid) -> list[ManifestRow] | None:
    """The rows of a sheet; None where no heading is one of a manifest.

    Raises:
        InvalidInputs: A column that names files has no heading, or none of a manifest's; or one stands twice.
    """
    header = _find_header(grid)
    if header is None:
        return None
    start = header + 2 if _is_second_header(grid, header + 1) else header + 1
    columns = _columns(grid, header, start)
    return [row for number in range(start, len(grid.rows)) if (row := _read_row(grid, number, columns)).texts]


def _find_header(grid: Grid) -> int | None:
    """The row, of the first that are not blank, with most headings of a manifest."""
    filled = [number for number, row in enumerate(grid.rows) if any(value is not None for value in row)]
    counts = {number: sum(find_heading(value) is not None for value in grid.rows[number]) for number in filled[:_TITLE_ROWS]}
    best = max(counts, key=lambda number: counts[number], default=None)
    return best if best is not None and counts[best] else None


def _is_second_header(grid: Grid, row: int) -> bool:
    """Whether a row goes on with the headings: 本年 and 上年 below a merged 决算表."""
    filled = [value for value in _cells(grid, row) if value is not None]
    return bool(filled) and all(find_heading(value) for value in filled)


def _columns(grid: Grid, header: int, start: int) -> dict[int, Field]:
    columns: dict[int, Field] = {}
    width = max(len(row) for row in grid.rows)
    for column in range(width):
        row = max((row for row in range(header, start) if _value(grid, row, column) is not None), default=header)
        heading = _value(grid, row, column)
        field = find_heading(heading)
        if field is None:
            _refuse_content(grid, row, start, column)
        elif field != "report" and field in columns.values():
            raise InvalidInputs(_place(grid, row, column), f"“{_shown(heading)}”这一列重复出现")
        else:
            columns[column] = field
    return columns


def _refuse_content(grid: Grid, header: int, start: int, column: int) -> None:
    """A column that is none of a manifest's may hold what lists have beside it, but no files: they would be lost."""
    heading = _value(grid, header, column)
    files = (row for row in range(start, len(grid.rows)) if is_file_name(_shown(_value(grid, row, column))))
    first = next(files, None)
    if first is None or is_ignored_heading(heading):
        return
    if heading is None:
        raise InvalidInputs(_place(grid, first, column), "这一列有文件，但没有标题")
    raise InvalidInputs(_place(grid, header, column), f"“{_shown(heading)}”不是清单的栏目（可用：{OFFERED}）")


def _read_row(grid: Grid, number: int, columns: Mapping[int, Field]) -> ManifestRow:
    texts: dict[Field, tuple[str, ...]] = {}
    for column, field in columns.items():
        text = _shown(_value(grid, number, column))
        if text:
            texts[field] = (*texts.get(field, ()), text)
    sheet = f"「{grid.sheet}」" if grid.sheet else " "
    return ManifestRow(texts, f"{grid.file}{sheet}第 {number + 1} 行")


def _cells(grid: Grid, row: int) -> Sequence[Scalar]:
    return grid.rows[row] if row < len(grid.rows) else ()


def _value(grid: Grid, row: int, column: int) -> Scalar:
    cells = _cells(grid, row)
    return cells[column] if column < len(cells) else None


def _place(grid: Grid, row: int, column: int) -> str:
    return str(grid.place(row, column)) if grid.sheet else f"{grid.file} 第 {row + 1} 行第 {column + 1} 列"


def _shown(value: Scalar) -> str:
    return "" if value is None else visible_text(str(value)).strip()
