"""A narrative (情况说明): the drafted report as a sequence of blocks, every number tied to its fact."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from schemas.accounts import TableKind
from schemas.frozen import Frozen
from schemas.performance import Scorecard
from schemas.style import HouseStyle

Drafter = Literal["offline", "model"]


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


class Sentence(Frozen):
    """Where a sentence of a paragraph, ``text[start:end]``, comes from.

    ``drafter`` says who worded it, ``reasons_by`` who worded the reasons in it; ``tries`` and ``tokens`` are those of
    the pieces it is made of, offline wording that a model failed to improve included. ``facts`` are the facts that
    its figures show and ``reasons`` those whose movements it explains; ``stated`` are numbers within people's own words.
    """

    start: int
    end: int
    drafter: Drafter
    reasons_by: Drafter | None = None
    prompts: tuple[str, ...] = ()
    tries: int = 0
    tokens: int = 0
    cost: Decimal = Decimal(0)
    facts: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()


class Paragraph(Frozen):
    """A paragraph of running text with the spans of its figures and gaps; ``sentences`` where a model was asked to word it."""

    block: Literal["paragraph"] = "paragraph"
    text: str
    figures: tuple[Figure, ...] = ()
    gaps: tuple[Gap, ...] = ()
    sentences: tuple[Sentence, ...] = ()


class PublicTable(Frozen):
    """One of the nine tables, printed here. ``statement`` stands below an empty table."""

    block: Literal["table"] = "table"
    kind: TableKind
    title: str
    number: str
    statement: str | None = None


class FormTable(Frozen):
    """A form of self-evaluation, printed here with its scores."""

    block: Literal["form"] = "form"
    card: Scorecard


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


Block = Annotated[Heading | Paragraph | PublicTable | FormTable | Listing | Chart, Field(discriminator="block")]


class WantedReason(Frozen):
    """A reason that a person still has to give: the fact it explains, and how large the change is (万元).

    ``suggestion`` is what last year's document gave as its reason; it is shown, and never written into a report.
    """

    fact: str
    label: str
    change: str
    size: Decimal
    suggestion: str = ""


class ModelRun(Frozen):
    """What a model did for a report: pieces by outcome, calls, tokens and what they cost.

    ``first`` passed the gate at once, ``repaired`` after it was told its faults, ``offline`` never; ``refused`` are
    paragraphs that passed the gate and not the checker. ``stopped`` says why the model was asked no more.
    """

    model: str
    prompts: tuple[str, ...]
    first: int
    repaired: int
    offline: int
    refused: int
    calls: int
    from_cache: int
    tokens_in: int
    tokens_out: int
    cost: Decimal
    currency: str
    stopped: str = ""

    @property
    def tokens(self) -> int:
        """Tokens asked and answered with."""
        return self.tokens_in + self.tokens_out


class Narrative(Frozen):
    """A drafted report.

    ``wanted`` are reasons to be given, the largest change first; ``missing`` figures and texts to be
    given; ``omitted`` says what was left out and why. ``run`` tells of the model that worded it, if one did.
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
    run: ModelRun | None = None


class Wording(Frozen):
    """A paragraph's wording that stands in place of the drafted one, ``base``, which it was made for.

    One ``by`` a model gives way when the drafted text changes; one by a person stays.
    """

    base: str
    paragraph: Paragraph
    by: Literal["person", "model"]
