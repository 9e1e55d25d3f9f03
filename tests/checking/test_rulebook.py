"""The rulebook finds the rules by themselves, and each has a page."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import assistant
from assistant.checking.rulebook import describe_rule, list_pages, list_rules


def test_the_rules_are_the_files_of_their_folder_in_the_order_of_their_names() -> None:
    assert list(list_rules()) == sorted(list_rules())
    assert {"change_rate", "direction", "share", "completion", "text_table"} <= set(list_rules())


def ids(value: ast.expr) -> Iterator[str]:
    """The rules that an expression may name."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from (*ids(value.body), *ids(value.orelse))


def named(node: ast.AST) -> Iterator[str]:
    """The rules that a piece of the program gives to findings."""
    if isinstance(node, ast.keyword) and node.arg == "rule":
        yield from ids(node.value)
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "rule":
                yield from ids(value)
    elif isinstance(node, ast.Assign) and [target.id for target in node.targets if isinstance(target, ast.Name)] == ["RULE"]:
        yield from ids(node.value)
    elif isinstance(node, ast.Call) and (getattr(node.func, "attr", "") == "finding" or getattr(node.func, "id", "") == "Relation"):
        yield from (rule for value in node.args[:1] for rule in ids(value))


def test_every_rule_that_a_finding_can_name_has_a_page_and_no_page_is_idle() -> None:
    files = Path(assistant.__file__).parent.rglob("*.py")
    found = {rule for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) for rule in named(node)}
    assert found - set(list_pages()) == set()
    assert set(list_pages()) - set(list_rules()) - found == set()


@pytest.mark.parametrize("rule", list(list_pages()))
def test_a_rules_page_opens_with_its_title(rule: str) -> None:
    page = describe_rule(rule)
    assert page is not None
    assert page.splitlines()[0].endswith("。")


def test_there_is_no_page_for_an_unknown_rule() -> None:
    assert describe_rule("unheard of") is None
