"""Sheets that hold a table with amounts which is none of the nine."""

from decimal import Decimal

from assistant.readers.amounts import amount_of
from assistant.readers.texts import Sheet
from schemas.finding import Finding

_ENOUGH_AMOUNTS = 3


def find_unknown_tables(sheet: Sheet) -> tuple[Finding, ...]:
    """One finding for a visible sheet with several amounts; a cover or a contents page has none."""
    if sheet.grid.hidden:
        return ()
    amounts = sum(_is_amount(amount) for row in sheet.grid.rows for value in row if (amount := amount_of(value)) is not None)
    if amounts < _ENOUGH_AMOUNTS:
        return ()
    row, column = next(((row, column) for row, texts in enumerate(sheet.texts) for column, text in enumerate(texts) if text), (0, 0))
    place = sheet.grid.place(row, column)
    title = sheet.text(row, column)[:40]
    message = f"{place}：“{title or sheet.grid.sheet}”不是决算公开九张表之一，未读取"
    return (Finding(rule="unknown_table", severity="warning", message=message, stated=title, places=(place,)),)


def _is_amount(value: Decimal) -> bool:
    """Page numbers, ordinals and years are whole numbers; an amount has decimals or is large."""
    return value != value.to_integral_value() or abs(value) > 2100
