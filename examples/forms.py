"""The self-evaluation forms of an example unit, read from its performance.yaml with every cell as typed."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from schemas.performance import Form
from schemas.place import Place

_NUMBERS = {"basic", "project", "budget", "executed", "rate", "rate_weight", "rate_score", "total"}


def read_forms(path: Path) -> tuple[Form, ...]:
    """The forms told by a performance.yaml; a row is name（weight分）, target, actual, score, and perhaps reason and measure."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # builds text only
    return tuple(_form(entry, data["unit"], int(data["year"]), Place(file=path.name)) for entry in data["forms"])


def _form(entry: dict[str, Any], unit: str, year: int, place: Place) -> Form:
    rows = [
        _row(level1, level2, cells, place)
        for level1, groups in entry["indicators"].items()
        for level2, members in groups.items()
        for cells in members
    ]
    fields = {key: Decimal(value) if key in _NUMBERS else value for key, value in entry.items() if key != "indicators"}
    return Form.model_validate({"unit": unit, "year": year, "name": unit, **fields, "indicators": rows, "place": place})


def _row(level1: str, level2: str, cells: list[str], place: Place) -> dict[str, Any]:
    name, weight, target, actual, score, *words = cells
    reason, measure = (*words, "", "")[:2]
    return {
        "level1": level1,
        "level2": level2,
        "name": name,
        "weight": weight,
        "target": target,
        "actual": actual,
        "score": score or None,
        "reason": reason,
        "measure": measure,
        "place": place,
    }
