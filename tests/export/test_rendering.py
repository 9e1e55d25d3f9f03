"""The Word file as LibreOffice lays it out; runs only when asked for with JUESUAN_RENDER=1."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant import pipeline
from assistant.export.docx import render_docx
from assistant.export.pagination import paginate
from assistant.export.sections import FittedTable, Item, NumberedHeading, divide
from schemas.accounts import Accounts
from schemas.narrative import Narrative
from tests.export.sample import make_accounts, make_narrative

pytestmark = [
    pytest.mark.skipif("JUESUAN_RENDER" not in os.environ, reason="rendering takes some 10 s; set JUESUAN_RENDER=1 to run it"),
    pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice and poppler's pdftotext"),
]


def rendered_pages(data: bytes, folder: Path) -> list[str]:
    """The text of each page, without spaces."""
    (folder / "a.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.docx")], check=True)
    text = subprocess.run(["pdftotext", "-layout", str(folder / "a.pdf"), "-"], check=True, capture_output=True, text=True).stdout
    return [re.sub(r"\s", "", page) for page in text.split("\f")]


def title_of(item: Item, number: int) -> str | None:
    """The text of the heading or table of this number."""
    if isinstance(item, NumberedHeading | FittedTable) and item.number == number:
        return item.heading.text if isinstance(item, NumberedHeading) else item.layout.title
    return None


ROOT = Path(__file__).parents[2]
EXAMPLES = [(example, outline) for example in ("jianghan-2024", "wuchang-2020") for outline in ("wuhan-2024", "wuhan-2020")]


def drafted(example: str, outline: str) -> tuple[Narrative, Accounts]:
    """The draft of an example unit and its tables."""
    folder = ROOT / "examples" / example
    material = pipeline.read_material(folder / "tables.xlsx", inputs=folder / "inputs.yaml")
    return pipeline.draft_unit(material, outline).narrative, material.accounts


@pytest.mark.parametrize(("example", "outline"), [("", ""), *EXAMPLES])
def test_the_page_written_in_the_contents_is_where_the_heading_stands(example: str, outline: str, tmp_path: Path) -> None:
    narrative, accounts = drafted(example, outline) if example else (make_narrative(), make_accounts())
    pages = rendered_pages(render_docx(narrative, accounts), tmp_path)
    first = next(number for number, page in enumerate(pages) if page.endswith("—1—"))
    sections = divide(narrative, accounts)
    for number, page in paginate(sections).items():
        heading = next(text for part in sections for item in part.items if (text := title_of(item, number)))
        assert re.sub(r"\s", "", heading) in pages[first + page - 1]
        assert pages[first + page - 1].endswith(f"—{page}—")
