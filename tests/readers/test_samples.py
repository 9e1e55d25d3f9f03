"""The committed samples, each beside the JSON of what must be read from it."""

import json
from pathlib import Path

import pytest

from assistant.readers.accounts import read_accounts
from tests.readers.make_samples import SAMPLES, summary

GOLDEN = sorted(SAMPLES.glob("*.json"))


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_sample_reads_as_its_golden_file(golden: Path) -> None:
    """A real .xls, and HTML named .xls in UTF-8 and GB18030, read cell by cell as recorded."""
    assert summary(read_accounts(golden.with_suffix(".xls"))) == json.loads(golden.read_text(encoding="utf-8"))


def test_forms_of_one_workbook_state_the_same() -> None:
    """The .xls by LibreOffice and both HTML pages hold the same amounts."""
    names = ["wuhan-2024.xls", "wuhan-2024-html-utf8.xls", "wuhan-2024-html-gb18030.xls"]
    first, *others = (read_accounts(SAMPLES / name) for name in names)
    for other in others:
        for table, same in zip(first.tables, other.tables, strict=True):
            assert [[c.value for c in line.cells.values()] for line in table.lines] == [
                [c.value for c in line.cells.values()] for line in same.lines
            ]
