"""A page of a PDF as a picture with the boxes of its findings."""

import io
from pathlib import Path

import pytest
from PIL import Image

from assistant.errors import UnwritableOutput
from assistant.export.page_images import render_page
from assistant.reviewing import Sources, check_document
from schemas.review import Coverage, Review


def test_a_box_lies_where_the_words_of_its_finding_are_printed(documents: Path) -> None:
    source = documents / "putuo-finance-2024-seeded.pdf"
    review = check_document(source, Sources())
    number, finding = next((number, finding) for number, finding in enumerate(review.findings) if finding.quote == "71.73%")
    page = render_page(source.read_bytes(), review, finding.page or 0)
    (box,) = (box for box in page.boxes if box.finding == number)
    assert 0 < box.left < box.left + box.width < 100
    assert 0 < box.top < box.top + box.height < 100
    image = Image.open(io.BytesIO(page.data)).convert("L")
    left, top = image.width * box.left / 100, image.height * box.top / 100
    inside = image.crop((int(left), int(top), int(left + image.width * box.width / 100), int(top + image.height * box.height / 100)))
    darkest, _ = inside.getextrema()
    assert isinstance(darkest, (int, float))
    assert darkest < 100, "printed words, not empty paper"
    assert page.pages == 26


@pytest.mark.parametrize(("data", "number", "told"), [(b"no pdf", 1, "不能打开"), (None, 99, "没有第99页")])
def test_a_page_that_cannot_be_shown_is_told(documents: Path, data: bytes | None, number: int, told: str) -> None:
    source = data or (documents / "putuo-finance-2024.pdf").read_bytes()
    with pytest.raises(UnwritableOutput, match=told):
        render_page(source, Review(document="说明.pdf", text="", coverage=Coverage(), findings=(), ledger=()), number)
