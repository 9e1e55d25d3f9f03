"""Earlier reports of the checker are read whatever their form; other files are refused in one line."""

from pathlib import Path

import pytest

from assistant.errors import UnreadableFile
from assistant.export.review_json import review_json, review_line
from assistant.readers.reports import read_report
from schemas.finding import Finding
from schemas.place import Place
from schemas.review import Coverage, Review

PLACES = (Place(file="a.txt", cell="A1"), Place(file="表.xlsx", sheet="一", cell="B1"))
FINDING = Finding(rule="share", severity="error", message="占比不符", start=1, end=3, quote="5%", places=PLACES)


def review(document: str, *findings: Finding) -> Review:
    return Review(document=document, text="占5%", coverage=Coverage(), findings=findings, ledger=())


@pytest.mark.parametrize("tell", [review_json, review_line])
def test_the_findings_of_every_document_are_read_with_their_places_outside_it(tell: object, tmp_path: Path) -> None:
    path = tmp_path / "上次.json"
    path.write_text(tell(review("a.txt", FINDING)) + tell(review("b.txt")), encoding="utf-8")  # type: ignore[operator]
    assert read_report(path) == {"a.txt": (FINDING.model_copy(update={"places": (Place(file="表.xlsx「一」B1"),)}),), "b.txt": ()}


@pytest.mark.parametrize("text", ["{}", "[1]", "支出", '{"document": 1, "findings": [{}]}', '{"document": "a", "findings": 3}', "{"])
def test_what_is_no_report_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "上次.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"^上次\.json：不是复核结果"):
        read_report(path)
