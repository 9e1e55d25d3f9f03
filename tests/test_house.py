"""The house rules that no linter knows: the README's commands, the lock, names and first lines of files."""

import ast
import re
import shlex
import socket
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from assistant.cli import app
from schemas.accounts import INCOME_LABELS, TABLE_TITLES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^juesuan .+$", README, re.MULTILINE)
FOLDERS = ("assistant", "benchmarks", "examples", "prompts", "schemas", "tests")
SOURCES = sorted(path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def test_the_readme_begins_with_two_commands_that_the_makefile_has() -> None:
    shown = re.findall(r"^make (\w+)", README, re.MULTILINE)[:2]
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert shown == ["demo", "test"]
    assert set(shown) <= set(targets)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_readme_is_understood(line: str) -> None:
    name, *arguments = shlex.split(line, comments=True)
    command = typer.main.get_command(app)
    while isinstance(command, TyperGroup):
        name = arguments.pop(0)
        command = command.commands[name]
    assert command.make_context(name, arguments).params or not command.params


def test_the_readme_shows_every_command() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    assert {line.split()[1] for line in COMMANDS} == set(group.commands)


def test_the_lock_holds_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^\S+==", lock, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^\S+==.*\\\n    --hash=sha256:", lock, re.MULTILINE)) > 0
    assert not re.search(r"://|--(?:extra-)?index|--find-links|file:| @ ", lock)


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_a_file_says_its_purpose_in_its_first_line(source: Path) -> None:
    tree = ast.parse((ROOT / source).read_text(encoding="utf-8"))
    first = tree.body[0]
    assert isinstance(first, ast.Expr), "a docstring comes first"
    assert first.lineno == 1
    assert (ast.get_docstring(tree) or "").splitlines()[0].strip()


def test_no_file_is_named_for_everything_and_nothing() -> None:
    vague = {"util", "utils", "helper", "helpers", "common", "misc"}
    assert not [source for source in SOURCES if source.stem in vague]


def test_a_package_file_holds_its_docstring_only() -> None:
    """A re-exporting ``__init__`` is where import cycles begin."""
    packages = [source for source in SOURCES if source.name == "__init__.py"]
    assert packages
    assert not [source for source in packages if len(ast.parse((ROOT / source).read_text(encoding="utf-8")).body) > 1]


def test_a_test_cannot_reach_the_network() -> None:
    with socket.socket() as outside, pytest.raises(AssertionError, match="only loopback"):
        outside.connect(("192.0.2.1", 80))


def test_the_glossary_explains_every_table_and_where_its_money_comes_from() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert not [kind for kind, title in TABLE_TITLES.items() if f"| {title} | `{kind}` |" not in glossary]
    assert not [key for key in INCOME_LABELS if f"| `{key}` |" not in glossary]
