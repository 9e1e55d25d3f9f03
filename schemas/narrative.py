"""A narrative (情况说明): the drafted report as a sequence of blocks, every number tied to its fact."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from schemas.accounts import TableKind
from schemas.frozen import Frozen
from schemas.style import HouseStyle


class Figure(Frozen):
    """A number in a paragraph: ``text[start:end]`` shows the fact, its unit included."""

    start: int
    end: int
    fact: str


class Gap(Frozen):
    """A place where a person's words are missing: ``text[start:end]`` is 【待补充：…】."""

    start: int
    end: int


class Heading(Frozen):
    """A heading: level 1 is a part (第一部分), 2 a section (一、), 3 a subsection (（一）)."""

    block: Literal["heading"] = "heading"
    level: Literal[1, 2, 3]
    text: str


class Paragraph(Frozen):
    """A paragraph of running text with the spans of its figures and gaps."""

    block: Literal["paragraph"] = "paragraph"
    text: str
    figures: tuple[Figure, ...] = ()
    gaps: tuple[Gap, ...] = ()


class PublicTable(Frozen):
    """One of the nine tables, printed here. ``statement`` stands below an empty table."""

    block: Literal["table"] = "table"
    kind: TableKind
    title: str
    number: str
    statement: str | None = None


class Listing(Frozen):
    """A small table of text, such as the units within the accounts."""

    block: Literal["listing"] = "listing"
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Series(Frozen):
    """The values of one chart series, one a category; None leaves a gap."""

    name: str
    values: tuple[Decimal | None, ...]


class Chart(Frozen):
    """A native chart: clustered columns for changes, a pie for structures. Values in ``unit``."""

    block: Literal["chart"] = "chart"
    shape: Literal["column", "pie"]
    caption: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


Block = Annotated[Heading | Paragraph | PublicTable | Listing | Chart, Field(discriminator="block")]


class WantedReason(Frozen):
    """A reason that a person still has to give: the fact it explains, and how large the change is (万元).

    ``suggestion`` is what last year's document gave as its reason; it is shown, and never written into a report.
    """

    fact: str
    label: str
    change: str
    size: Decimal
    suggestion: str = ""


class Narrative(Frozen):
    """A drafted report.

    ``wanted`` are reasons to be given, the largest change first; ``missing`` figures and texts to be
    given; ``omitted`` says what was left out and why.
    """

    unit: str
    year: int
    outline: str
    title: str
    style: HouseStyle
    blocks: tuple[Block, ...]
    wanted: tuple[WantedReason, ...] = ()
    missing: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()
