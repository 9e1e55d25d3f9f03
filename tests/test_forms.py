"""A report has the same ledger in every form (samples/report.*, the example drafted and converted by LibreOffice)."""

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from assistant.reviewing import Sources, check_document

SAMPLES = Path(__file__).parent / "readers" / "samples"
CHART_LABELS = 25
"""Numbers of the axes and columns of the four charts, which only the PDF prints as text."""


Entry = tuple[str, str, str, str | None]


def ledger(path: Path) -> Counter[Entry]:
    """How often each number, role, state and fact occurs in a document that has no findings."""
    review = check_document(path, Sources())
    assert review.findings == ()
    return Counter((entry.text.replace(" ", ""), entry.role, entry.status, entry.fact) for entry in review.ledger)


def test_every_number_of_the_word_file_is_in_the_pdf_in_the_same_state() -> None:
    word, pdf = (ledger(SAMPLES / f"report.{form}") for form in ("docx", "pdf"))
    assert word.total() > 700
    assert word - pdf == Counter()
    assert (pdf - word).total() == CHART_LABELS


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
@pytest.mark.parametrize("form", ["doc:MS Word 97", "rtf:Rich Text Format", "odt"])
def test_an_old_or_foreign_word_file_has_the_ledger_of_the_new_one(form: str, tmp_path: Path) -> None:
    options = ("--headless", "--convert-to", form, "--outdir", str(tmp_path), str(SAMPLES / "report.docx"))
    subprocess.run(["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", *options], check=True, capture_output=True)
    assert ledger(tmp_path / f"report.{form.partition(':')[0]}") == ledger(SAMPLES / "report.docx")
