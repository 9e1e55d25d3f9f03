"""The example unit's files, whole or changed in one way: what the tests of the whole tool hand over."""

import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from assistant.cli import main
from assistant.export.templates import tables_workbook
from assistant.readers.accounts import read_accounts
from benchmarks.restated import restate

EXAMPLE = Path(__file__).parent.parent / "examples" / "jianghan-2024"
TABLES = EXAMPLE / "tables.xlsx"
INPUTS = EXAMPLE / "inputs.yaml"
FORMS = EXAMPLE / "performance.xlsx"
UNIT = "江城市示范社会保险管理处"
SHEETS = load_workbook(TABLES, read_only=True).sheetnames


def change_tables(path: Path, change: Callable[[Workbook], object], tables: Path = TABLES) -> Path:
    """A copy of the tables at ``path`` that ``change`` has worked on."""
    workbook = load_workbook(tables)
    change(workbook)
    workbook.save(path)
    return path


def set_cells(cells: dict[str, Any]) -> Callable[[Workbook], None]:
    """A change that puts values into cells named ``1!C7``: the number of the table, and the address."""

    def change(workbook: Workbook) -> None:
        for where, value in cells.items():
            number, _, address = where.partition("!")
            workbook[SHEETS[int(number) - 1]][address] = value

    return change


def replace_text(old: str, new: str) -> Callable[[Workbook], None]:
    """A change of words in every cell."""

    def change(workbook: Workbook) -> None:
        for sheet in workbook.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and old in cell.value:
                        cell.value = cell.value.replace(old, new)

    return change


def to_yuan(*numbers: int) -> Callable[[Workbook], None]:
    """A change of the named tables, which may have no 行次, from 万元 to 元."""

    def change(workbook: Workbook) -> None:
        for number in numbers:
            for row in workbook[SHEETS[number - 1]].iter_rows():
                for cell in row:
                    if cell.value == "单位：万元":
                        cell.value = "单位：元"
                    elif isinstance(cell.value, int | float):
                        cell.value = round(cell.value * 10000, 2)

    return change


def year_before(path: Path, factor: str = "1", unit: str = UNIT, year: int = 2023) -> Path:
    """The tables of an earlier year, every amount multiplied, in the layout that the tool itself writes."""
    path.write_bytes(_restated(factor, unit, year))
    return path


@cache
def _restated(factor: str, unit: str, year: int) -> bytes:
    words = {"2024年度": f"{year}年度", UNIT: unit}
    return tables_workbook(restate(read_accounts(TABLES), words, Decimal(factor)))


def remove_table(number: int) -> Callable[[Workbook], None]:
    """A change that takes a table away."""
    return lambda workbook: workbook.remove(workbook[SHEETS[number - 1]])


def sentences(folder: Path) -> list[str]:
    """The paragraphs of the one report in a folder, tables and headings left out."""
    (file,) = folder.glob("*.json")
    return [block["text"] for block in json.loads(file.read_text(encoding="utf-8"))["blocks"] if block["block"] == "paragraph"]


def draft(*arguments: object) -> int:
    """``juesuan draft`` within this process."""
    return main(["draft", *map(str, arguments)])
