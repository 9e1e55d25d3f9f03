"""A sheet for very many cells is the one that XlsxWriter writes by itself."""

import io
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from assistant.export.long_sheet import LongSheet

_Value = str | int | Decimal


def write(kind: type[Worksheet], rows: list[list[_Value]]) -> bytes:
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True})
    looks = [book.add_format(), book.add_format({"bold": True})]
    sheet = book.add_worksheet("表", kind)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            writing = sheet.write_string if isinstance(value, str) else sheet.write_number
            writing(row, column, value, looks[column % 2])
    book.close()
    return file.getvalue()


def sheet_part(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml") + archive.read("xl/styles.xml")


VALUES = st.one_of(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=8),
    st.integers(0, 10**9),
    st.decimals(-(10**9), 10**9, places=2),
)


@given(st.lists(st.lists(VALUES, max_size=30), max_size=20))
def test_its_cells_are_those_of_an_ordinary_sheet(rows: list[list[_Value]]) -> None:
    assert sheet_part(write(LongSheet, rows)) == sheet_part(write(Worksheet, rows))


@pytest.mark.parametrize("length", [15_000, 40_000])
def test_a_text_is_cut_where_a_cell_of_excel_ends(length: int) -> None:
    sheet = load_workbook(io.BytesIO(write(LongSheet, [["𠮷" * length]])))["表"]
    assert sheet["A1"].value == "𠮷" * min(length, 16_383)
