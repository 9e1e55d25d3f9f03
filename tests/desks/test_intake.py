"""Intake: files told apart by what they hold."""

import pytest

from assistant.desks.intake import sort_files
from assistant.errors import ConflictingMaterial, NoTables
from tests.desk_examples import EXAMPLES, example_files

FILES = dict(example_files().values())


def test_files_are_told_apart_whatever_their_names() -> None:
    data = {
        "一.xlsx": FILES["inputs.xlsx"],
        "二.xlsx": FILES["tables.xlsx"],
        "三.xlsx": (EXAMPLES / "jianghan-2024/performance.xlsx").read_bytes(),
    }
    handed, idle = sort_files({**data, "笔记.png": b"\x89PNG"})
    assert {role: name for role, (name, _) in handed.items()} == {"tables": "二.xlsx", "inputs": "一.xlsx", "forms": "三.xlsx"}
    assert idle == ["笔记.png"]


def test_without_tables_nothing_can_be_begun() -> None:
    with pytest.raises(NoTables, match="里面没有决算公开表"):
        sort_files({"inputs.xlsx": FILES["inputs.xlsx"]})


def test_two_workbooks_of_one_year_are_refused() -> None:
    with pytest.raises(ConflictingMaterial, match="2024年度的决算表"):
        sort_files({"a.xlsx": FILES["tables.xlsx"], "b.xlsx": FILES["tables.xlsx"] + b"\0"})


def test_a_published_document_with_tables_serves_where_there_is_no_workbook(documents) -> None:  # type: ignore[no-untyped-def]
    name = "putuo-finance-2024.pdf"
    handed, _ = sort_files({name: (documents / name).read_bytes()})
    assert handed["tables"][0] == name
