"""Commented Word files as LibreOffice reads them; runs only when asked for with JUESUAN_RENDER=1."""

import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document

from assistant.export.review_docx import review_docx, review_docx_from_text
from tests.export.review_sample import GENERAL, REVIEW, find, make_review
from tests.export.word_sample import TEXT, make_word

pytestmark = [
    pytest.mark.skipif("JUESUAN_RENDER" not in os.environ, reason="starting LibreOffice takes some 5 s; set JUESUAN_RENDER=1 to run it"),
    pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice"),
]


def comments(data: bytes) -> list[tuple[str, str]]:
    """Author and text of each comment."""
    return sorted((comment.author, comment.text) for comment in Document(io.BytesIO(data)).comments)


def test_libreoffice_opens_the_file_and_keeps_every_comment(tmp_path: Path) -> None:
    words = ("1,673.00", "673.00 万", "增加86", "5.5%", "4.19", "7.5%", "金额\n收入", "末段")
    commented = review_docx(make_word(), make_review(TEXT, *(find(TEXT, word, "不符") for word in words), GENERAL))
    for name, data in (("a.docx", commented), ("b.docx", review_docx_from_text(REVIEW))):
        (tmp_path / name).write_bytes(data)
        profile, out = f"-env:UserInstallation=file://{tmp_path}/profile", tmp_path / "out"
        command = ["soffice", "--headless", profile, "--convert-to", "docx", "--outdir", str(out), str(tmp_path / name)]
        subprocess.run(command, check=True, capture_output=True)
        assert comments((out / name).read_bytes()) == comments(data)
