"""Department's workbooks for tests: the example's nine tables, once for each of many units."""

from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook

from tests.material import SHEETS, TABLES, UNIT


def department_book(
    path: Path,
    units: Sequence[str],
    naming: str,
    change: Callable[[Workbook], object] = lambda workbook: None,
    tables: Sequence[int] = range(1, 10),
    by_table: bool = False,
) -> Path:
    """A workbook with these tables of each unit, on sheets named by ``{unit}``, ``{table}``, ``{number}`` and ``{index}``."""
    example, book = load_workbook(TABLES), Workbook()
    book.remove(book.worksheets[0])
    pairs = [(index, number) for index in range(len(units)) for number in tables]
    for index, number in sorted(pairs, key=lambda pair: pair[1]) if by_table else pairs:
        model = example[SHEETS[number - 1]]
        table = model.title.partition(" ")[2].partition("(")[0]
        sheet = book.create_sheet(naming.format(unit=units[index], table=table, number=f"{index + 1}.{number}", index=number)[:31])
        for row in model.iter_rows():
            for cell in row:
                if cell.value is not None:
                    value = cell.value.replace(UNIT, units[index]) if isinstance(cell.value, str) else cell.value
                    sheet.cell(cell.row, cell.column).value = value
        for area in model.merged_cells.ranges:
            sheet.merge_cells(area.coord)
    change(book)
    book.save(path)
    return path
