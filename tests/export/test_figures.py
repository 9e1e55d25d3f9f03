"""The fact sheet as JSON, as a table for a terminal, as a workbook."""

import io
import json
from decimal import Decimal

from openpyxl import load_workbook

from assistant.export.figures import figures_json, figures_table, figures_xlsx
from assistant.export.text import display_width
from schemas.facts import Fact, FactSheet
from schemas.place import Place

PLACE = Place(file="表.xlsx", sheet="表1", cell="C27")
FACTS = (
    Fact(id="income.total", label="收入合计", value=Decimal("1945.80"), unit="万元", year=2024, places=(PLACE,)),
    Fact(id="income.total.change_rate", label="收入合计增减率", value=None, unit="%", year=2024, formula="{a} ÷ {b}"),
    Fact(id="big", label="=HYPERLINK(1)", value=Decimal("1E+3"), unit="人", year=2024),
)
SHEET = FactSheet(unit="某处", year=2024, facts={fact.id: fact for fact in FACTS})
TEXTS = {"income.total": "1,945.8万元"}


def test_json_is_the_contract_with_values_as_strings() -> None:
    text = figures_json(SHEET, TEXTS)
    parsed = json.loads(text)
    assert (parsed["unit"], parsed["year"]) == ("某处", 2024)
    assert parsed["facts"][0] == {
        "id": "income.total",
        "label": "收入合计",
        "value": "1945.80",
        "unit": "万元",
        "year": 2024,
        "text": "1,945.8万元",
        "formula": None,
        "places": ["表.xlsx「表1」C27"],
    }
    assert [fact["value"] for fact in parsed["facts"][1:]] == [None, "1000"]
    assert "收入合计" in text


def test_columns_of_the_table_are_aligned_for_wide_signs() -> None:
    header, *rows = figures_table(SHEET, TEXTS).splitlines()
    unit = display_width(header[: header.index("单位")])
    assert [display_width(row[: row.rindex(sign)]) for row, sign in zip(rows, ("万元", "%", "人"), strict=True)] == [unit] * 3
    assert "—" in rows[1]


def test_the_workbook_holds_numbers_and_no_formula() -> None:
    sheet = load_workbook(io.BytesIO(figures_xlsx(SHEET, TEXTS))).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in rows] == [1945.8, None, 1000]
    assert (sheet["B4"].value, sheet["B4"].data_type, sheet["B4"].quotePrefix) == ("=HYPERLINK(1)", "s", True)
    assert sheet.freeze_panes == "C2"


def test_equal_sheets_give_equal_bytes() -> None:
    assert figures_xlsx(SHEET, TEXTS) == figures_xlsx(SHEET, TEXTS)
