"""The records of an .xls before it is read: password, reach of its sheets, error cells.

Source of the format: [MS-XLS] Excel Binary File Format.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.errors import UnreadableFile
from assistant.readers.compound import read_stream
from assistant.readers.package import MAX_CELLS, error_cell
from assistant.readers.texts import visible_text
from schemas.document import column_letters
from schemas.finding import Finding
from schemas.place import Place

_BOF, _BOUNDSHEET, _FILEPASS = 0x0809, 0x0085, 0x002F
_FORMULA, _BOOLERR, _MULRK = 0x0006, 0x0205, 0x00BD
_CELLS = frozenset({_FORMULA, _BOOLERR, _MULRK, 0x0203, 0x0204, 0x027E, 0x00FD, 0x00D6})
_LEAST_BYTES = {
    _BOF: 4, _BOUNDSHEET: 8, _FORMULA: 20, _BOOLERR: 8, _MULRK: 12, 0x0203: 14, 0x0204: 6, 0x027E: 10, 0x00FD: 10, 0x00D6: 8,
    0x0022: 2, 0x0042: 2, 0x00E5: 2, 0x00FC: 8, 0x0200: 10, 0x041E: 4, 0x00E0: 4,
}  # fmt: skip
"""The least length of the records that the reader of values reads without looking whether they are long enough."""

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


@dataclass(frozen=True, slots=True)
class _Cell:
    sheet: str
    row: int
    column: int
    error: str | None


def inspect_xls(file: str, data: bytes) -> tuple[Finding, ...]:
    """Findings on the error cells of an .xls, which the reader of values shows as blank.

    Raises:
        UnreadableFile: It is damaged, has a password, reaches too far, or is no workbook.
    """
    try:
        stream = read_stream(data, ("Workbook", "WORKBOOK", "Book", "BOOK"))
        if stream is None:
            raise UnreadableFile(file, "是旧式 Office 文件，但不是工作簿")
        cells = list(_read_cells(file, stream))
    except (ValueError, struct.error, IndexError) as error:
        raise UnreadableFile(file, "工作簿已损坏，无法读取") from error
    _require_reasonable_reach(file, cells)
    return tuple(error_cell(_place(file, cell), cell.error) for cell in cells if cell.error)


def _place(file: str, cell: _Cell) -> Place:
    return Place(file=file, sheet=cell.sheet, cell=f"{column_letters(cell.column)}{cell.row + 1}")


def _require_reasonable_reach(file: str, cells: list[_Cell]) -> None:
    for sheet in {cell.sheet for cell in cells}:
        here = [cell for cell in cells if cell.sheet == sheet]
        bottom, right = max(cell.row for cell in here) + 1, max(cell.column for cell in here) + 1
        if right > 256:
            raise UnreadableFile(file, "工作簿已损坏，无法读取")
        if bottom * right > MAX_CELLS:
            raise UnreadableFile(Place(file=file, sheet=sheet), f"工作表的范围超过 {MAX_CELLS} 个单元格，未读取")


def _read_cells(file: str, stream: bytes) -> Iterator[_Cell]:
    """Every filled cell; the globals come first and name the sheets by the offset at which each begins."""
    names: dict[int, str] = {}
    seen: set[int] = set()
    sheet = ""
    wide = True
    for offset, kind, body in _records(stream):
        if kind == _FILEPASS:
            raise UnreadableFile(file, "工作簿有打开密码，请先取消密码再使用")
        if kind == _BOF:
            seen.add(offset)
            sheet = names.get(offset, sheet)
            wide = wide and struct.unpack_from("<H", body)[0] >= 0x0600
        elif kind == _BOUNDSHEET:
            names[struct.unpack_from("<I", body)[0]] = _sheet_name(body, wide)
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _MULRK else column
            yield _Cell(sheet, row, max(column, last), _error(kind, body))
    if not names or not names.keys() <= seen:
        raise ValueError("a sheet is missing")


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Offset, kind and body of each record, to the end of the last sheet."""
    offset = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        if kind == 0 and length == 0:
            return
        if offset + 4 + length > len(stream) or length < _LEAST_BYTES.get(kind, 0):
            raise ValueError("record cut short")
        yield offset, kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length


def _sheet_name(body: bytes, wide: bool) -> str:
    """The name in a BOUNDSHEET record: 16 or 8 bits a character, before 1997 in the system's code page."""
    if not wide:
        return visible_text(body[7 : 7 + body[6]].decode("gb18030", errors="replace"))
    characters = body[8:]
    name = characters[: body[6] * 2].decode("utf-16-le", errors="replace") if body[7] & 1 else characters[: body[6]].decode("latin-1")
    return visible_text(name)


def _error(kind: int, body: bytes) -> str | None:
    """The error a cell shows, as a value or as the cached result of a formula; None for any other cell."""
    if kind == _BOOLERR and body[7]:
        return _ERRORS.get(body[6], "#ERROR")
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _ERRORS.get(body[8], "#ERROR")
    return None
