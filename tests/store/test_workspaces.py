"""Workspaces: versions, undo, and two people at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.store.database import Store, open_store
from assistant.store.workspaces import (
    EditConflict,
    NothingToUndo,
    items_at,
    list_versions,
    list_workspaces,
    load_workspace,
    open_workspace,
    save_change,
    undo_version,
)
from schemas.workspace import Change, Workspace


def give(name: str, value: str | None) -> Change:
    return Change(summary=f"改了{name}", items={name: value})


@pytest.fixture
def workspace(store: Store) -> Workspace:
    opened = open_workspace(store, "示例单位", 2024)
    return save_change(store, opened, give("file.tables", "表"), "甲")


def test_a_unit_and_year_have_one_workspace_whoever_opens_it(store: Store) -> None:
    first, second = (open_workspace(store, "示例单位", 2024) for _ in range(2))
    other = open_workspace(store, "示例单位", 2023)
    assert first == second
    assert other.id != first.id
    assert [each.year for each in list_workspaces(store)] == [2024, 2023]


def test_a_change_outlives_the_store_that_saved_it(url: str) -> None:
    store = open_store(url)
    saved = save_change(store, open_workspace(store, "示例单位", 2024), give("reason.income.total.change", "拨款减少"), "甲")
    store.engine.dispose()
    again = open_store(url)
    assert load_workspace(again, saved.id).items == {"reason.income.total.change": "拨款减少"}
    again.engine.dispose()


def test_changes_of_different_items_by_two_people_are_both_kept(store: Store, workspace: Workspace) -> None:
    save_change(store, workspace, give("a", "甲写的"), "甲")
    both = save_change(store, workspace, give("b", "乙写的"), "乙")
    assert (both.items["a"], both.items["b"], both.version) == ("甲写的", "乙写的", 3)


def test_a_change_of_what_another_has_changed_is_refused_and_says_who_changed_what(store: Store, workspace: Workspace) -> None:
    save_change(store, workspace, give("a", "甲写的"), "甲")
    with pytest.raises(EditConflict, match=r"甲在 .* 已改了同一处（改了a）"):
        save_change(store, workspace, give("a", "乙写的"), "乙")
    assert load_workspace(store, workspace.id).items["a"] == "甲写的"


def test_a_change_to_the_same_value_is_no_conflict_and_no_new_version(store: Store, workspace: Workspace) -> None:
    save_change(store, workspace, give("a", "同样的"), "甲")
    again = save_change(store, workspace, give("a", "同样的"), "乙")
    assert again.version == 2


def test_many_people_at_once_lose_nothing(store: Store, workspace: Workspace) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: save_change(store, workspace, give(f"item{number}", str(number)), f"{number}"), range(24)))
    now = load_workspace(store, workspace.id)
    assert now.version == 25
    assert {name: value for name, value in now.items.items() if name.startswith("item")} == {f"item{n}": str(n) for n in range(24)}
    assert [version.number for version in list_versions(store, workspace.id)] == list(range(1, 26))


def test_one_of_many_who_change_the_same_item_at_once_wins_and_the_others_are_told(store: Store, workspace: Workspace) -> None:
    def change(number: int) -> bool:
        try:
            save_change(store, workspace, give("a", str(number)), f"{number}")
        except EditConflict:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(change, range(12))) == 1


def test_undoing_takes_back_the_last_change_and_again_the_one_before(store: Store, workspace: Workspace) -> None:
    seen = save_change(store, workspace, give("a", "一"), "甲")
    save_change(store, seen, give("a", "二"), "甲")
    assert undo_version(store, workspace.id, "甲").items["a"] == "一"
    assert "a" not in undo_version(store, workspace.id, "甲").items
    with pytest.raises(NothingToUndo):
        undo_version(store, workspace.id, "甲")


def test_undoing_takes_back_ones_own_last_change_and_not_anothers(store: Store, workspace: Workspace) -> None:
    seen = save_change(store, workspace, give("a", "甲写的"), "甲")
    save_change(store, seen, give("b", "乙写的"), "乙")
    items = undo_version(store, workspace.id, "甲").items
    assert ("a" in items, items["b"]) == (False, "乙写的")
    with pytest.raises(NothingToUndo, match="没有您自己的修改"):
        undo_version(store, workspace.id, "丙")


def test_what_was_handed_over_first_is_never_undone(store: Store, workspace: Workspace) -> None:
    with pytest.raises(NothingToUndo):
        undo_version(store, workspace.id, "甲")


def test_an_undoing_can_itself_be_undone(store: Store, workspace: Workspace) -> None:
    save_change(store, workspace, give("a", "一"), "甲")
    undone = undo_version(store, workspace.id, "甲")
    assert undo_version(store, workspace.id, "甲", undone.version).items["a"] == "一"


def test_an_older_version_that_was_changed_since_is_not_undone(store: Store, workspace: Workspace) -> None:
    seen = save_change(store, workspace, give("a", "一"), "甲")
    save_change(store, seen, give("a", "二"), "乙")
    with pytest.raises(EditConflict, match="乙"):
        undo_version(store, workspace.id, "甲", 2)


def test_the_items_of_any_version_can_be_had_again(store: Store, workspace: Workspace) -> None:
    seen = save_change(store, workspace, give("a", "一"), "甲")
    save_change(store, seen, give("a", None), "甲")
    versions = list_versions(store, workspace.id)
    assert [items_at(versions, number).get("a") for number in range(4)] == [None, None, "一", None]
    assert items_at(versions, 3) == load_workspace(store, workspace.id).items
