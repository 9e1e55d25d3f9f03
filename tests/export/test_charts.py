"""Chart parts, compared with the golden files beside; JUESUAN_GOLDEN=1 writes them anew."""

import io
import os
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from assistant.export.charts import chart_workbook, chart_xml
from schemas.narrative import Chart, Series
from tests.export.sample import CHANGES, STRUCTURE

GOLDEN = Path(__file__).parent / "golden"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.mark.parametrize(("name", "chart"), [("column", CHANGES), ("pie", STRUCTURE)])
def test_the_chart_is_the_golden_one(name: str, chart: Chart) -> None:
    file = GOLDEN / f"chart_{name}.xml"
    made = etree.tostring(etree.fromstring(chart_xml(chart, "rId1")), pretty_print=True)
    if "JUESUAN_GOLDEN" in os.environ:
        file.write_bytes(made)
    assert made == file.read_bytes()


def chart_of(*values: str, category: str = "甲") -> Chart:
    """A chart of one series."""
    series = Series(name="=1+1", values=tuple(Decimal(value) for value in values))
    return Chart(shape="column", caption="图1", unit="万元", categories=(category,) * len(values), series=(series,))


def test_values_are_written_as_exact_decimals() -> None:
    root = etree.fromstring(chart_xml(chart_of("0.1", "16.07", "1E+3", "123456789012.34"), "rId1"))
    values = [value.text for value in root.iterfind(f".//{C}val//{C}v")]
    assert values == ["0.1", "16.07", "1000", "123456789012.34"]


def test_names_are_text_even_where_they_look_like_formulas() -> None:
    sheet = load_workbook(io.BytesIO(chart_workbook(chart_of("1", category="=2+2")))).worksheets[0]
    assert [(cell.value, cell.data_type) for cell in (sheet["A2"], sheet["B1"])] == [("=2+2", "s"), ("=1+1", "s")]


@pytest.mark.parametrize(("values", "from_zero"), [(("1", "2"), True), (("1", "-2"), False)])
def test_columns_begin_at_zero_unless_one_is_negative(values: tuple[str, ...], from_zero: bool) -> None:
    root = etree.fromstring(chart_xml(chart_of(*values), "rId1"))
    assert (root.find(f".//{C}valAx/{C}scaling/{C}min") is not None) is from_zero
