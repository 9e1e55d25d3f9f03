"""A review desk: documents uploaded, reviewed, decided upon, handed back."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from docx import Document

from assistant.desks.review import decide_finding, decisions_of, hand_back, review_files
from assistant.store.database import Store, open_store
from tests.desk_examples import example_files

WRONG = "二、收入决算情况说明\n收入合计1,000.00万元，比上年增加100.00万元，增长12%。\n"
RIGHT = WRONG.replace("12%", "11.1%")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path}/x.sqlite3")


def test_several_documents_are_reviewed_and_one_that_cannot_be_read_stops_no_other(store: Store) -> None:
    reviewed, troubles = review_files(store, {"一.txt": WRONG.encode(), "二.txt": RIGHT.encode(), "坏.docx": b"PK\x03\x04broken"})
    assert {each.name: bool(each.review.findings) for each in reviewed} == {"一.txt": True, "二.txt": False}
    assert len(troubles) == 1
    assert "坏.docx" in troubles[0]


def test_a_document_that_was_corrected_is_compared_with_its_last_review(store: Store) -> None:
    review_files(store, {"一.txt": WRONG.encode()})
    ((again,), _) = review_files(store, {"一.txt": RIGHT.encode()})
    assert [finding.quote for finding in again.review.fixed] == ["12%"]


def test_the_same_document_again_is_compared_with_nothing(store: Store) -> None:
    review_files(store, {"一.txt": WRONG.encode()})
    ((again,), _) = review_files(store, {"一.txt": WRONG.encode()})
    assert again.review.fixed == ()
    assert again.review.findings[0].history == ""


def test_what_was_dismissed_is_not_handed_back(store: Store) -> None:
    ((reviewed,), _) = review_files(store, {"一.txt": WRONG.encode()})
    assert json.loads(hand_back(reviewed, {}, "json"))["findings"]
    decide_finding(store, reviewed, 0, "dismissed", "口径不同", "甲")
    decisions = decisions_of(store, reviewed)
    assert json.loads(hand_back(reviewed, decisions, "json"))["findings"] == []
    decide_finding(store, reviewed, 0, "open", "", "甲")
    assert json.loads(hand_back(reviewed, decisions_of(store, reviewed), "json"))["findings"]


def test_a_document_is_handed_back_in_every_form(store: Store) -> None:
    ((reviewed,), _) = review_files(store, {"一.txt": WRONG.encode()})
    assert "12%" in "".join(paragraph.text for paragraph in Document(io.BytesIO(hand_back(reviewed, {}, "docx"))).paragraphs)
    assert zipfile.is_zipfile(io.BytesIO(hand_back(reviewed, {}, "xlsx")))
    assert "12%" in hand_back(reviewed, {}, "html").decode()


def test_an_archive_of_documents_is_opened(store: Store) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("一.txt", WRONG)
    reviewed, troubles = review_files(store, {"说明.zip": archive.getvalue()})
    assert [each.name for each in reviewed] == ["一.txt"]
    assert troubles == []


def test_files_that_are_of_no_use_are_told_each_in_a_line(store: Store) -> None:
    inputs = example_files()["inputs"][1]
    _, troubles = review_files(store, {"表.xlsx": b"not a workbook", "补充.xlsx": inputs, "图.png": b"\x89PNG"})
    assert [any(name in trouble for trouble in troubles) for name in ("表.xlsx", "补充.xlsx", "图.png")] == [True] * 3


def test_tables_among_the_files_are_what_the_document_is_checked_against(store: Store) -> None:
    files = dict(example_files().values())
    ((reviewed,), troubles) = review_files(
        store,
        {
            **files,
            "说明.txt": "二、收入决算情况说明\n2024年度收入合计1,945.8万元。与2023年度相比，收入合计减少202.44万元，下降9.4%。".encode(),
        },
    )
    assert troubles == []
    assert reviewed.review.coverage.mismatch == 1
