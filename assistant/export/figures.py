"""A fact sheet for a terminal, for programs and for Excel."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from openpyxl import Workbook

from assistant.export.sheets import cell_at, save_workbook, set_widths, write_header, write_value
from assistant.export.text import display_width
from schemas.facts import Fact, FactSheet

HEADERS = ("编号", "指标", "数值", "单位", "公式")
_NUMERIC = 2
_GAP = "  "


def figures_json(sheet: FactSheet, texts: Mapping[str, str]) -> str:
    """The contract of ``juesuan figures --format json``; values are strings, blank ones null.

    Args:
        sheet: The facts.
        texts: How a report writes each fact, by its id.
    """
    facts = [
        {
            "id": fact.id,
            "label": fact.label,
            "value": plain(fact.value),
            "unit": fact.unit,
            "year": fact.year,
            "text": texts.get(fact.id),
            "formula": fact.formula,
            "places": [str(place) for place in fact.places],
        }
        for fact in sheet.facts.values()
    ]
    return json.dumps({"unit": sheet.unit, "year": sheet.year, "facts": facts}, ensure_ascii=False, indent=2) + "\n"


def figures_table(sheet: FactSheet, texts: Mapping[str, str]) -> str:
    """Aligned columns for a terminal in which a 汉字 is two columns wide; values as a report writes them."""
    rows = [HEADERS, *(_cells(fact, texts) for fact in sheet.facts.values())]
    widths = [max(display_width(row[column]) for row in rows) for column in range(len(HEADERS))]
    return "\n".join(_align(row, widths) for row in rows) + "\n"


def figures_xlsx(sheet: FactSheet, texts: Mapping[str, str]) -> bytes:
    """One row a fact: numbers as numbers, text never as a formula, the header always in sight."""
    workbook = Workbook()
    page = workbook.worksheets[0]
    page.title = "指标"
    headers = ("编号", "指标", "数值", "正文写法", "单位", "年度", "公式", "出处")
    for column, header in enumerate(headers, start=1):
        write_header(cell_at(page, 1, column), header)
    for row, fact in enumerate(sheet.facts.values(), start=2):
        places = "、".join(str(place) for place in fact.places)
        values = (fact.id, fact.label, fact.value, texts.get(fact.id), fact.unit, fact.year, fact.formula, places)
        for column, value in enumerate(values, start=1):
            write_value(cell_at(page, row, column), value)
    set_widths(page, (36, 40, 18, 16, 8, 8, 48, 40))
    page.freeze_panes = "C2"
    return save_workbook(workbook)


def plain(value: Decimal | None) -> str | None:
    """The exact digits of a value, without an exponent; None stays None."""
    return None if value is None else f"{value:f}"


def _cells(fact: Fact, texts: Mapping[str, str]) -> tuple[str, ...]:
    shown = texts.get(fact.id) or plain(fact.value) or "—"
    return (fact.id, fact.label, shown, fact.unit, fact.formula or "")


def _align(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = []
    for column, (text, width) in enumerate(zip(row, widths, strict=True)):
        space = " " * (width - display_width(text))
        cells.append(space + text if column == _NUMERIC else text + space)
    return _GAP.join(cells).rstrip()
