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
    """The findings of a report by document, those unsettled too; of their places, only those outside the document are kept.

    Raises:
        UnreadableFile: The file cannot be read, or is no such report.
    """
    text = decode_text(path.name, read_bytes(path, "复核结果")).removeprefix("\ufeff")
    found: dict[str, tuple[Finding, ...]] = {}
    try:
        for entry in _objects(text):
            told = (*entry["findings"], *entry.get("unsettled", ()))
            found[entry["document"]] = tuple(_finding(finding, entry["document"]) for finding in told)
    except (json.JSONDecodeError, ValidationError, KeyError, TypeError) as error:
        raise UnreadableFile(path.name, _NOT_A_REPORT) from error
    if not found:
        raise UnreadableFile(path.name, _NOT_A_REPORT)
    return found


def _finding(told: dict[str, Any], document: str) -> Finding:
    outside = [{"file": place} for place in told["places"] if not place.startswith(document)]
    return Finding.model_validate({**told, "places": outside})


def _objects(text: str) -> list[Any]:
    """JSON objects one behind the other."""
    decoder, objects, at = json.JSONDecoder(), [], 0
    while at < len(text.rstrip()):
        at += len(text[at:]) - len(text[at:].lstrip())
        entry, at = decoder.raw_decode(text, at)
        objects.append(entry)
    return objects
