"""Earlier reports of the checker (`check --format json`), for a second look."""

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import UnreadableFile
from assistant.readers.guard import read_bytes
from assistant.readers.text_file import decode_text
from schemas.finding import Finding

_NOT_A_REPORT = "不是复核结果（由 juesuan check --format json 或 jsonl 写出的文件）"


def read_report(path: Path) -> dict[str, tuple[Finding, ...]]:
    """The findings of a report by document; their cells are left out.

    Raises:
        UnreadableFile: The file cannot be read, or is no such report.
    """
    text = decode_text(path.name, read_bytes(path, "复核结果")).removeprefix("\ufeff")
    found: dict[str, tuple[Finding, ...]] = {}
    try:
        for entry in _objects(text):
            found[entry["document"]] = tuple(Finding.model_validate({**finding, "places": ()}) for finding in entry["findings"])
    except (json.JSONDecodeError, ValidationError, KeyError, TypeError) as error:
        raise UnreadableFile(path.name, _NOT_A_REPORT) from error
    if not found:
        raise UnreadableFile(path.name, _NOT_A_REPORT)
    return found


def _objects(text: str) -> list[Any]:
    """JSON objects one behind the other."""
    decoder, objects, at = json.JSONDecoder(), [], 0
    while at < len(text.rstrip()):
        at += len(text[at:]) - len(text[at:].lstrip())
        entry, at = decoder.raw_decode(text, at)
        objects.append(entry)
    return objects
