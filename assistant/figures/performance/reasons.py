"""Reasons: which words of a form explain an indicator."""

import re

from schemas.performance import Form


def reason_of(form: Form, text: str, name: str, own: str) -> str:
    """What a cell below the indicators says of one of them: its own words go before, then the items that name it.

    Where no item names any indicator the whole cell speaks of all of them.
    """
    if own:
        return own
    items = split_items(text)
    naming = [item for item in items if any(_names(entry.name, item) for entry in form.indicators)]
    return "\n".join(item for item in items if _names(name, item)) if naming else text


def split_items(text: str) -> list[str]:
    """The numbered items of a cell, without their numbers."""
    parts = re.split(r"(?:^|\n|(?<=[。；;]))(?:\d{1,2}[.、．]|[（(]\d{1,2}[）)])", text)
    return [part.strip() for part in parts if part.strip()]


def _names(name: str, item: str) -> bool:
    """Whether an item speaks of an indicator: by its name, or in quotation marks by most of its characters."""
    if name in item:
        return True
    quoted = re.match(r"[“\"「](?P<name>[^”\"」]{2,40})[”\"」]", item)
    if quoted is None:
        return False
    mine, said = set(name), set(quoted["name"])
    return len(mine & said) * 10 >= 8 * max(len(mine), len(said))
