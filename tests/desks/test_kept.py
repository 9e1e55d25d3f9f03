"""An open desk: kept in the store, resumed, and shared."""

from pathlib import Path

import pytest

from assistant.desks.desk import place_of, reword
from assistant.desks.kept import OpenDesk, resume_desk, start_desk
from assistant.errors import NoTables
from assistant.store.database import Store, open_store
from assistant.store.workspaces import EditConflict, list_versions
from schemas.workspace import Change
from tests.desk_examples import example_files


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path}/x.sqlite3")


@pytest.fixture
def keeper(store: Store) -> OpenDesk:
    return start_desk(store, example_files(), "甲")


def test_the_same_files_lead_back_to_the_same_desk_with_what_was_done(store: Store, keeper: OpenDesk) -> None:
    keeper.save(Change(summary="改", items={"style.percent_decimals": "2"}))
    again = start_desk(store, example_files(), "乙")
    assert again.desk.workspace == keeper.desk.workspace
    assert resume_desk(store, keeper.desk.workspace.id, "乙").desk.narrative == keeper.desk.narrative


def test_two_tabs_on_one_desk_keep_the_edits_of_both_and_tell_of_a_clash(store: Store, keeper: OpenDesk) -> None:
    other = resume_desk(store, keeper.desk.workspace.id, "乙")
    fifth, sixth = (place_of(keeper.desk, number) or "" for number in (5, 6))
    keeper.save(reword(keeper.desk, fifth, "甲写的。"))
    other.save(reword(other.desk, sixth, "乙写的。"))
    assert {other.desk.paragraphs[fifth].text, other.desk.paragraphs[sixth].text} == {"甲写的。", "乙写的。"}
    with pytest.raises(EditConflict, match="乙在"):
        keeper.save(reword(keeper.desk, sixth, "甲也写。"))
    assert keeper.reload().paragraphs[sixth].text == "乙写的。"


def test_undo_returns_the_paragraph_to_what_it_was(keeper: OpenDesk) -> None:
    place = place_of(keeper.desk, 6) or ""
    before = keeper.desk.paragraphs[place].text
    keeper.save(reword(keeper.desk, place, "改了。"))
    assert keeper.undo().paragraphs[place].text == before


def test_files_of_another_unit_open_another_desk(store: Store, keeper: OpenDesk) -> None:
    other = start_desk(store, example_files("wuchang-2020"), "甲")
    assert other.desk.workspace.id != keeper.desk.workspace.id


def test_files_that_cannot_be_used_leave_nothing_behind(store: Store) -> None:
    book = example_files()["inputs"]
    with pytest.raises(NoTables):
        start_desk(store, {"tables": book}, "甲")
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM workspaces").scalar() == 0


def test_new_files_are_a_version_that_can_be_undone(store: Store, keeper: OpenDesk) -> None:
    name, data = example_files()["inputs"]
    again = start_desk(store, {"inputs": (f"新{name}", data), "tables": example_files()["tables"]}, "乙")
    assert [version.summary for version in list_versions(store, keeper.desk.workspace.id)][-1] == "交来补充资料、决算公开表"
    assert name in again.undo().workspace.items["file.inputs"]
