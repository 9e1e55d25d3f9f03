"""The rulebook: every rule by its id, and its page in the manual."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from assistant.checking import rules
from assistant.checking.book import Book
from assistant.checking.material_rules import MATERIAL_RULES
from assistant.checking.relations import Relation
from schemas.finding import Finding


@cache
def list_rules() -> dict[str, ModuleType]:
    """The rules by id, in the order of their ids: the modules of ``rules``."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    return {name: importlib.import_module(f"{rules.__name__}.{name}") for name in names}


def relate(book: Book) -> Iterator[Relation]:
    """The relations of all rules that hold numbers against each other."""
    for rule in list_rules().values():
        if hasattr(rule, "relate"):
            yield from rule.relate(book)


def find(book: Book) -> Iterator[Finding]:
    """The findings of all rules that read words."""
    for rule in list_rules().values():
        if hasattr(rule, "find"):
            yield from rule.find(book)


@cache
def list_pages() -> dict[str, str]:
    """The pages of the manual by rule, in the order of their ids: of those that read the text, and those that read the material."""
    pages = {name: inspect.getdoc(module) or "" for name, module in list_rules().items()}
    return dict(sorted((MATERIAL_RULES | pages).items()))


def name_rules() -> dict[str, str]:
    """The titles of the rules by id."""
    return {rule: page.splitlines()[0].rstrip("。") for rule, page in list_pages().items()}


def describe_rule(rule_id: str) -> str | None:
    """A rule's page in the manual; None where there is no such rule."""
    return list_pages().get(rule_id)
