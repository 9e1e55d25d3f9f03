"""Intake: files told apart by what they hold."""

import pytest

from assistant.desks.intake import add_files, name_files, sort_files
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
    assert idle == ["没有用上：笔记.png：是图片（PNG），只能读取 .docx、.pdf、.txt、.md 文档"]


def test_without_tables_nothing_can_be_begun() -> None:
    with pytest.raises(NoTables, match="没有决算公开表"):
        sort_files({"inputs.xlsx": FILES["inputs.xlsx"]})


def test_two_workbooks_of_one_year_are_refused() -> None:
    with pytest.raises(ConflictingMaterial, match="2024年度的决算表"):
        sort_files({"a.xlsx": FILES["tables.xlsx"], "b.xlsx": FILES["tables.xlsx"] + b"\0"})


def test_files_of_one_name_are_all_kept_and_one_handed_over_twice_is_there_once() -> None:
    named = name_files([("a.xlsx", b"1"), ("a.xlsx", b"2"), ("b/a.xlsx", b"1"), ("长" * 200 + ".xlsx", b"3")])
    assert list(named.values()) == [b"1", b"2", b"3"]
    assert list(named)[:2] == ["a.xlsx", "a（2）.xlsx"]
    assert all(len(name.encode()) < 256 and name.endswith(".xlsx") for name in named)


def test_a_file_handed_over_later_takes_the_place_of_that_of_its_role() -> None:
    handed, _ = sort_files(FILES)
    newer = FILES["tables.xlsx"] + b"\0"
    again, idle = add_files(handed, {"新表.xlsx": newer})
    assert again["tables"] == ("新表.xlsx", newer)
    assert again["inputs"] == handed["inputs"]
    assert idle == []
    forms = (EXAMPLES / "jianghan-2024/performance.xlsx").read_bytes()
    assert set(add_files(handed, {"自评.xlsx": forms})[0]) == {"tables", "inputs", "forms"}


def test_two_new_files_of_one_role_are_refused() -> None:
    handed, _ = sort_files(FILES)
    with pytest.raises(ConflictingMaterial, match="交来的文件：有 2 份2024年度的决算表"):
        add_files(handed, {"a.xlsx": FILES["tables.xlsx"] + b"\0", "b.xlsx": FILES["tables.xlsx"] + b"\0\0"})


def test_a_published_document_with_tables_serves_where_there_is_no_workbook(documents) -> None:  # type: ignore[no-untyped-def]
    name = "putuo-finance-2024.pdf"
    handed, _ = sort_files({name: (documents / name).read_bytes()})
    assert handed["tables"][0] == name
