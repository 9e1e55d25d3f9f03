"""The rulebook finds the rules by themselves, and each has a page."""

import pytest

from assistant.checking.rulebook import describe_rule, list_rules


def test_the_rules_are_the_files_of_their_folder_in_the_order_of_their_names() -> None:
    assert list(list_rules()) == sorted(list_rules())
    assert {"change_rate", "direction", "share", "completion", "text_table"} <= set(list_rules())


@pytest.mark.parametrize("rule", list(list_rules()))
def test_a_rules_page_opens_with_its_title(rule: str) -> None:
    page = describe_rule(rule)
    assert page is not None
    assert page.splitlines()[0].endswith("。")


def test_there_is_no_page_for_an_unknown_rule() -> None:
    assert describe_rule("unheard of") is None
