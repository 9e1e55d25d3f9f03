"""The sheets of an .xlsx or .xls as grids, through python-calamine."""

import datetime
from decimal import Decimal
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from assistant.errors import UnreadableFile
from assistant.readers.package import MAX_CELLS
from assistant.readers.texts import visible_text
from schemas.document import Grid, Scalar, column_letters
from schemas.place import Place

_Raw = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read_grids(file: str, data: bytes) -> tuple[Grid, ...]:
    """The worksheets of a workbook in order, hidden ones too; charts and macros are left out.

    Raises:
        UnreadableFile: The workbook has a password, is damaged, or holds no worksheet.
    """
    try:
        grids = _read(file, data)
    except PasswordError as error:
        raise UnreadableFile(file, "工作簿有打开密码，请先取消密码再使用") from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise UnreadableFile(file, "工作簿已损坏，无法读取") from error
    except BaseException as error:
        if not _is_rust_panic(error):
            raise
        raise UnreadableFile(file, "工作簿已损坏，无法读取") from error
    if not grids:
        raise UnreadableFile(file, "工作簿里没有工作表")
    return grids


def read_merges(data: bytes) -> dict[str, tuple[str, ...]]:
    """The merged areas (A1:F1) of each worksheet of a workbook that ``read_grids`` has read, from the top."""
    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    sheets = (sheet.name for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet)
    return {visible_text(name): _merged_areas(workbook.get_sheet_by_name(name)) for name in sheets}


def scalar(value: _Raw) -> Scalar:
    """What a cell holds, as text, Decimal or nothing.

    Excel keeps 15 significant digits: what a float shows beyond them is noise of binary fractions.
    """
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(format(value, ".15g"))
    if isinstance(value, datetime.timedelta):
        return str(value)
    return value.isoformat()


def _read(file: str, data: bytes) -> tuple[Grid, ...]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    grids: list[Grid] = []
    for sheet in workbook.sheets_metadata:
        if sheet.typ is SheetTypeEnum.WorkSheet:
            rows = _read_rows(file, workbook, sheet.name)
            hidden = sheet.visible is not SheetVisibleEnum.Visible
            name = visible_text(sheet.name)
            grids.append(Grid.model_construct(file=file, sheet=name, rows=rows, hidden=hidden))  # checking each cell costs 5 ms
    return tuple(grids)


def _read_rows(file: str, workbook: CalamineWorkbook, name: str) -> tuple[tuple[Scalar, ...], ...]:
    sheet = workbook.get_sheet_by_name(name)
    bottom, right = sheet.end or (-1, -1)
    if (bottom + 1) * (right + 1) > MAX_CELLS:
        raise UnreadableFile(Place(file=file, sheet=name), f"工作表的范围超过 {MAX_CELLS} 个单元格，未读取")
    return tuple(tuple(map(scalar, row)) for row in sheet.to_python(skip_empty_area=False))


def _merged_areas(sheet: CalamineSheet) -> tuple[str, ...]:
    corners = sorted(sheet.merged_cell_ranges or ())
    return tuple(f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}" for (top, left), (bottom, right) in corners)


def _is_rust_panic(error: BaseException) -> bool:
    """Whether the library broke on the file: pyo3 raises its panics as a BaseException that cannot be imported."""
    return type(error).__name__ == "PanicException"
