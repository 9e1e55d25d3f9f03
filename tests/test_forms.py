"""A report has the same ledger as Word and as PDF (samples/report.*, the example drafted and converted by LibreOffice)."""

from collections import Counter
from pathlib import Path

from assistant.reviewing import Sources, check_document

SAMPLES = Path(__file__).parent / "readers" / "samples"
CHART_LABELS = 25
"""Numbers of the axes and columns of the four charts, which only the PDF prints as text."""


def test_every_number_of_the_word_file_is_in_the_pdf_in_the_same_state() -> None:
    ledgers = []
    for form in ("docx", "pdf"):
        review = check_document(SAMPLES / f"report.{form}", Sources())
        assert review.findings == ()
        ledgers.append(Counter((entry.text.replace(" ", ""), entry.role, entry.status, entry.fact) for entry in review.ledger))
    word, pdf = ledgers
    assert word.total() > 700
    assert word - pdf == Counter()
    assert (pdf - word).total() == CHART_LABELS
