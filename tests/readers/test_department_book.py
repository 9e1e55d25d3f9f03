"""A department's workbook split by unit: by what tables name, else what sheets are called; sheets and cells stay where they are."""

import shutil
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assistant.errors import UnreadableFile
from assistant.readers.accounts import read_accounts, recognise_accounts
from assistant.readers.department_book import DepartmentBook, split_book
from assistant.readers.workbook import parse_document, read_document
from tests.department_books import department_book
from tests.material import TABLES
from tests.readers import layouts
from tests.readers.make_samples import SAMPLES, convert_to_xls, page

PAIR = ["江城市甲管理处", "江城市乙管理处"]


def split(path: Path) -> DepartmentBook:
    found = split_book(path)
    assert found is not None
    return found


def sheets_of(book: bytes) -> list[str]:
    return [grid.sheet for grid in parse_document("部门.xlsx", book).grids]


def unname(workbook: Workbook, *sheets: str) -> None:
    """Take the line with the unit away from sheets, or from all."""
    for sheet in map(workbook.__getitem__, sheets or workbook.sheetnames):
        sheet["A3"] = None


@pytest.mark.parametrize("naming", ["{unit}-{table}", "表{index}({unit})", "{number}"])
@pytest.mark.parametrize("by_table", [False, True])
def test_each_unit_gets_its_nine_tables_in_whatever_order_they_lie(naming: str, by_table: bool, tmp_path: Path) -> None:
    found = split(department_book(tmp_path / "部门.xlsx", PAIR, naming, by_table=by_table))
    assert list(found.units) == PAIR
    assert found.loose == ()
    for unit, book in found.units.items():
        accounts = recognise_accounts(parse_document("部门.xlsx", book))
        assert accounts.unit == unit
        assert accounts.findings == read_accounts(TABLES).findings


def test_sheets_keep_their_names_cells_merges_and_hidden_state(tmp_path: Path) -> None:
    def change(workbook: Workbook) -> None:
        workbook["1.3"].sheet_state = "hidden"
        workbook["1.2"]["K40"], workbook["1.2"]["K41"], workbook["1.2"]["K42"] = "=1+1", "#REF!", "<&\r\n>  "

    path = department_book(tmp_path / "部门.xlsx", PAIR, "{number}", change)
    source, found = read_document(path), split(path)
    for index, book in enumerate(found.units.values()):
        document = parse_document("部门.xlsx", book)
        own = [grid for grid in source.grids if grid.sheet.startswith(f"{index + 1}.")]
        assert list(document.grids) == own
        assert document.findings == tuple(finding for finding in source.findings if finding.places[0].sheet in {grid.sheet for grid in own})
    first = load_workbook(BytesIO(next(iter(found.units.values()))))
    model = load_workbook(path)
    assert first.sheetnames == [f"1.{number}" for number in range(1, 10)]
    assert [first[name].merged_cells.ranges for name in first.sheetnames] == [model[name].merged_cells.ranges for name in first.sheetnames]


def test_equal_workbooks_give_equal_bytes(tmp_path: Path) -> None:
    path = department_book(tmp_path / "部门.xlsx", PAIR, "{number}", tables=(1, 2))
    assert split(path) == split(path)


def test_units_that_no_table_names_are_told_by_the_sheets_names(tmp_path: Path) -> None:
    path = department_book(tmp_path / "部门.xlsx", ["甲处", "乙处"], "{unit}_{table}", unname)
    assert {unit: len(sheets_of(book)) for unit, book in split(path).units.items()} == {"甲处": 9, "乙处": 9}


@pytest.mark.parametrize("naming", ["{unit}{index}", "{index}({unit})"])
def test_a_table_that_names_no_unit_belongs_to_that_of_sheets_called_alike(naming: str, tmp_path: Path) -> None:
    """The short names of the sheets stand in the units' own names, or on sheets whose tables name their unit."""
    short = dict(zip(PAIR, ["甲管理处", "乙处"], strict=True))

    def rename(workbook: Workbook) -> None:
        unname(workbook, naming.format(unit=PAIR[1], index=9))
        for sheet in workbook.worksheets:
            for unit in PAIR:
                sheet.title = sheet.title.replace(unit, short[unit])

    found = split(department_book(tmp_path / "部门.xlsx", PAIR, naming, rename))
    assert [len(sheets_of(book)) for book in found.units.values()] == [9, 9]
    assert found.loose == ()


def test_sheets_that_cannot_be_attributed_are_listed_but_not_empty_or_hidden_ones(tmp_path: Path) -> None:
    def change(workbook: Workbook) -> None:
        unname(workbook, "1.9")
        workbook.create_sheet("目录", 0)["B2"] = "目录"
        workbook.create_sheet("空")
        workbook.create_sheet("底稿")["A1"] = "底稿"
        workbook["底稿"].sheet_state = "hidden"
        workbook.create_sheet("封面")["A1"] = f"{PAIR[1]}2024年度部门决算"

    found = split(department_book(tmp_path / "部门.xlsx", PAIR, "{number}", change))
    assert found.loose == ("目录", "1.9")
    assert [len(sheets_of(book)) for book in found.units.values()] == [8, 10]


def test_a_sheet_with_tables_of_two_units_belongs_to_neither(tmp_path: Path) -> None:
    def stack(workbook: Workbook) -> None:
        below = workbook["2.8"].max_row + 3
        for row in list(workbook["2.8"].iter_rows(values_only=True)):
            workbook["1.8"].append(row)
        assert workbook["1.8"].max_row > below

    found = split(department_book(tmp_path / "部门.xlsx", PAIR, "{number}", stack))
    assert found.loose == ("1.8",)


def add_last_year(workbook: Workbook) -> None:
    workbook.create_sheet("上年-收入决算表").append(["x"])


@pytest.mark.parametrize("change", [lambda book: None, unname, add_last_year], ids=["as it is", "unnamed", "with another sheet"])
def test_the_workbook_of_one_unit_is_not_split(change: Any, tmp_path: Path) -> None:
    assert split_book(department_book(tmp_path / "决算.xlsx", PAIR[:1], "{number}", change)) is None


def test_a_unit_whose_tables_are_all_hidden_is_of_no_concern(tmp_path: Path) -> None:
    def hide(workbook: Workbook) -> None:
        for number in range(1, 10):
            workbook[f"2.{number}"].sheet_state = "hidden"

    assert split_book(department_book(tmp_path / "决算.xlsx", PAIR, "{number}", hide)) is None


@pytest.mark.parametrize(
    "names", [["表{}（上年）", "表{}（本年）"], ["{}修改前", "{}修改后"], ["2023年{}", "2024年{}"], ["GK0{}", "Z0{}_1"]]
)
def test_two_versions_of_tables_that_name_no_unit_are_no_two_units(names: list[str], tmp_path: Path) -> None:
    def rename(workbook: Workbook) -> None:
        unname(workbook)
        for sheet in workbook.worksheets:
            version, _, number = sheet.title.partition(".")
            sheet.title = names[int(version) - 1].format(number)

    assert split_book(department_book(tmp_path / "决算.xlsx", PAIR, "{number}", rename)) is None


def test_a_table_that_names_another_unit_by_mistake_makes_no_department(workbook: Workbook, tmp_path: Path) -> None:
    layouts.add_wuhan_overall(workbook)
    layouts.add_wuhan_general(workbook, unit="某某处")
    assert split_book(layouts.save(workbook, tmp_path / "决算.xlsx")) is None


def test_brackets_and_blanks_in_a_units_name_make_no_other_unit(tmp_path: Path) -> None:
    def respell(workbook: Workbook) -> None:
        workbook["1.4"]["A3"] = "单位： 某局(本级)"

    found = split(department_book(tmp_path / "部门.xlsx", ["某局（本级）", "某局站"], "{number}", respell))
    assert [(unit, len(sheets_of(book))) for unit, book in found.units.items()] == [("某局（本级）", 9), ("某局站", 9)]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_real_xls_is_split_like_its_xlsx(tmp_path: Path) -> None:
    path = department_book(tmp_path / "部门.xlsx", PAIR, "{number}")
    (tmp_path / "xls").mkdir()
    convert_to_xls(path, tmp_path / "xls", tmp_path)
    old, new = split(tmp_path / "xls" / "部门.xls"), split(path)
    for unit, book in old.units.items():
        assert load_workbook(BytesIO(book)).worksheets[0].merged_cells.ranges
        tables, expected = (recognise_accounts(parse_document("部门.xlsx", data)) for data in (book, new.units[unit]))
        assert tables == expected


def test_a_page_named_xls_is_split_too(tmp_path: Path) -> None:
    book = load_workbook(department_book(tmp_path / "部门.xlsx", PAIR, "{number}"))
    (tmp_path / "部门.xls").write_text(page(book, "utf-8"), encoding="utf-8")
    found = split(tmp_path / "部门.xls")
    assert [sheets_of(book) for book in found.units.values()] == [[f"表格{n}" for n in range(1, 10)], [f"表格{n}" for n in range(10, 19)]]


def test_a_workbook_that_cannot_be_read_is_told() -> None:
    with pytest.raises(UnreadableFile, match=r"^encrypted\.xlsx：工作簿有打开密码"):
        split_book(SAMPLES / "encrypted.xlsx")


def test_many_units_are_split_in_a_few_seconds(tmp_path: Path) -> None:
    path = department_book(tmp_path / "部门.xlsx", [f"江城市第{number}管理处" for number in range(40)], "{number}", tables=range(1, 10))
    started = time.process_time()
    assert len(split(path).units) == 40
    assert time.process_time() - started < 10
