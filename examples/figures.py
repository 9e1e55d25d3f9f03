"""The figures of an example unit, read from its data.yaml with every amount as typed."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

Amount = Decimal | None


@dataclass(frozen=True)
class Row:
    """A line of figures: its account's code (empty for 合计), its name, its amounts by column."""

    code: str
    name: str
    amounts: dict[str, Amount]


@dataclass(frozen=True)
class Unit:
    """An example unit; ``tables`` is data.yaml by table kind, amounts still as text."""

    name: str
    year: int
    money: str
    layout: str
    tables: dict[str, dict[str, Any]]


def read_unit(path: Path) -> Unit:
    """The unit told by a data.yaml."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # builds text only
    return Unit(
        name=data.pop("unit"),
        year=int(data.pop("year")),
        money=data.pop("money"),
        layout=data.pop("layout"),
        tables=data,
    )


def read_amount(text: str | None) -> Amount:
    """An amount as typed; ``~`` and nothing are blank."""
    return None if text in (None, "", "~") else Decimal(text)


def read_rows(table: dict[str, Any]) -> tuple[Row, ...]:
    """The rows of a table by function: ``columns`` names the amounts of each row."""
    return tuple(
        Row(code, name, dict(zip(table["columns"], map(read_amount, amounts), strict=True)))
        for (code, name), amounts in ((split_account(key), amounts) for key, amounts in table.get("rows", {}).items())
    )


def read_block(block: dict[str, str]) -> tuple[Row, ...]:
    """The rows of one block of table 6, one ``amount`` each."""
    return tuple(Row(*split_account(key), {"amount": read_amount(amount)}) for key, amount in block.items())


def read_side(table: dict[str, Any], side: str) -> dict[str, dict[str, Amount]]:
    """A side of table 1 or 4: amounts by line and column; a line with one figure has the column ``amount``."""
    lines = table[side]
    return {
        key: dict(zip(table["columns"], map(read_amount, value), strict=True))
        if isinstance(value, list)
        else {"amount": read_amount(value)}
        for key, value in lines.items()
    }


def split_account(key: str) -> tuple[str, str]:
    """``208 社会保障和就业支出`` as code and name; ``合计`` has no code."""
    code, _, name = key.rpartition(" ")
    return code, name
