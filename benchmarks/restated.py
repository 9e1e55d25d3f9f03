"""Accounts told anew: other words, other amounts, every sum still right."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from schemas.accounts import Accounts


def restate(accounts: Accounts, words: Mapping[str, str], factor: Decimal = Decimal(1)) -> Accounts:
    """The same tables with words replaced (a unit's name, a year) and every amount multiplied."""
    text = accounts.model_dump_json()
    for old, new in words.items():
        text = text.replace(old, new)

    def multiply(record: dict[str, Any]) -> dict[str, Any]:
        if record.keys() == {"value", "place"} and record["value"] is not None:
            return record | {"value": str(Decimal(record["value"]) * factor)}
        return record

    return Accounts.model_validate(json.loads(text, object_hook=multiply))
