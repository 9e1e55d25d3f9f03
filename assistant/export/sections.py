"""A narrative's blocks grouped by the kind of page they stand on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.export.form_layout import lay_out_form
from assistant.export.grid import Layout
from assistant.export.layouts import lay_out
from assistant.export.pages import LYING_TABLE_PAGE, TEXT_PAGE, UPRIGHT_TABLE_PAGE, Page
from assistant.export.widths import Fit, fit_columns
from schemas.accounts import Accounts
from schemas.narrative import Block, Chart, FormTable, Heading, Listing, Narrative, Paragraph, PublicTable

_SMALLEST_UPRIGHT = 7
"""Points of the letters below which a table lies rather than stands."""


@dataclass(frozen=True, slots=True)
class FittedTable:
    """A public table laid out, its columns fitted to the page.

    ``number`` is counted with the headings; None where the heading above announces the table already.
    """

    layout: Layout
    fit: Fit
    statement: str | None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class NumberedHeading:
    """A heading with its number in the document, from 1."""

    heading: Heading
    number: int


Item = NumberedHeading | Paragraph | Listing | Chart | FittedTable


@dataclass(frozen=True, slots=True)
class Section:
    """Items in a row that stand on pages of one shape."""

    page: Page
    items: tuple[Item, ...]


def divide(narrative: Narrative, accounts: Accounts) -> tuple[Section, ...]:
    """The narrative as sections: tables, with the headings just above them, on pages with room for them."""
    sections: list[Section] = []
    number = 0
    for page, table, blocks in _runs(narrative.blocks, accounts):
        items: list[Item] = []
        for block in blocks:
            if isinstance(block, Heading):
                number += 1
                items.append(NumberedHeading(block, number))
            elif not isinstance(block, PublicTable | FormTable):
                items.append(block)
        if table and _is_announced(blocks):
            items.append(table)
        elif table:
            number += 1
            items.append(replace(table, number=number))
        if sections and sections[-1].page == page:
            sections[-1] = Section(page, sections[-1].items + tuple(items))
        else:
            sections.append(Section(page, tuple(items)))
    return tuple(sections)


def _is_announced(above: Sequence[Block]) -> bool:
    """Whether a table has a heading of its own, so that its title need not stand in the contents."""
    return bool(above) and isinstance(above[-1], Heading) and above[-1].level > 1


def _runs(blocks: Sequence[Block], accounts: Accounts) -> Iterator[tuple[Page, FittedTable | None, Sequence[Block]]]:
    start = 0
    for index, block in enumerate(blocks):
        if isinstance(block, PublicTable | FormTable):
            above = index
            while above > start and isinstance(blocks[above - 1], Heading):
                above -= 1
            if above > start:
                yield TEXT_PAGE, None, blocks[start:above]
            page, table = fit_table(block, accounts)
            yield page, table, blocks[above:index]
            start = index + 1
    if start < len(blocks):
        yield TEXT_PAGE, None, blocks[start:]


def fit_table(block: PublicTable | FormTable, accounts: Accounts) -> tuple[Page, FittedTable]:
    """The table with the page it fits on: upright if it can, lying if it is wide; a form always upright.

    Raises:
        ValueError: The accounts do not hold the table.
    """
    if isinstance(block, FormTable):
        form = lay_out_form(block.card)
        return UPRIGHT_TABLE_PAGE, FittedTable(form, fit_columns(form, UPRIGHT_TABLE_PAGE.text_width), None)
    table = getattr(accounts, block.kind)
    if table is None:
        raise ValueError(f"the accounts have no table {block.kind}")
    layout = lay_out(table, block.title, block.number, accounts.unit)
    page = LYING_TABLE_PAGE if layout.landscape else UPRIGHT_TABLE_PAGE
    fit = fit_columns(layout, page.text_width)
    if fit.size < _SMALLEST_UPRIGHT:
        page = LYING_TABLE_PAGE
        fit = fit_columns(layout, page.text_width)
    return page, FittedTable(layout, fit, block.statement)
