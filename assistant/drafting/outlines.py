"""Outlines (提纲): which parts, sections, tables and charts the report of a place and year has."""

from importlib import resources
from typing import Literal

from pydantic import Field

from assistant.drafting.prompt_files import load_prompt
from assistant.errors import UnknownOutline
from schemas.accounts import TableKind
from schemas.frozen import Frozen
from schemas.style import HouseStyle


class ChartPlan(Frozen):
    """A chart: a level of two years as columns, or the parts of a total as a pie; all are fact ids."""

    shape: Literal["column", "pie"]
    caption: str
    compare: str | None = None
    parts: tuple[str, ...] = ()


class Piece(Frozen):
    """One piece of a section: sentences by name, a chart, the nine tables, the list of units, or the forms of self-evaluation.

    ``needs`` names tables without which the piece cannot be written.
    """

    text: str | None = None
    chart: str | None = None
    tables: tuple[TableKind, ...] = ()
    listing: Literal["entities", "forms"] | None = None
    needs: tuple[TableKind, ...] = ()


class Section(Frozen):
    """A heading, what stands below it, and its subsections; one for ``when`` there are forms is left out where there are none."""

    heading: str
    when: Literal["forms"] | None = None
    pieces: tuple[Piece, ...] = ()
    sections: tuple["Section", ...] = ()


class Outline(Frozen):
    """A report's shape, its house style, and the words in which places differ.

    ``label`` is what people call it, ``sentences`` the folder of its wording; ``table_titles`` and ``table_numbers`` say how the
    tables are headed, ``statements`` which sentence stands below an empty table.
    """

    name: str = ""
    label: str
    title: str
    style: HouseStyle
    sentences: str
    words: dict[str, str] = Field(default_factory=dict)
    table_titles: dict[TableKind, str]
    table_numbers: dict[TableKind, str]
    statements: dict[TableKind, str] = Field(default_factory=dict)
    charts: dict[str, ChartPlan] = Field(default_factory=dict)
    parts: tuple[Section, ...]


def list_outlines() -> list[str]:
    """The names of the outlines there are."""
    folder = resources.files("prompts") / "outlines"
    return sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml"))


def label_outlines() -> dict[str, str]:
    """What people call each outline, by its name.

    Raises:
        InvalidWording: a file is broken.
    """
    return {name: load_outline(name).label for name in list_outlines()}


def load_outline(name: str) -> Outline:
    """The outline of this name.

    Raises:
        UnknownOutline: there is none of this name.
        InvalidWording: its file is broken.
    """
    names = list_outlines()
    if name not in names:
        raise UnknownOutline(name, f"没有这个提纲，可用的有：{'、'.join(names)}")
    return load_prompt(f"outlines/{name}.yaml", Outline, name=name)
