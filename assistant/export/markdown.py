"""A narrative as Markdown: text is only ever text, tables and charts are Markdown tables."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.export.form_layout import lay_out_form
from assistant.export.grid import Grid, Layout, Placed, show_box
from assistant.export.layouts import lay_out
from assistant.export.text import legible
from schemas.accounts import Accounts
from schemas.narrative import Block, Chart, FormTable, Heading, Listing, Narrative, Paragraph, PublicTable

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$])")
_LEADING = re.compile(r"^(?:([#+\-=>:])|(\d{1,9})([.)])(?=\s|$))")


def render_markdown(narrative: Narrative, accounts: Accounts) -> str:
    """The whole report in GitHub's Markdown.

    Raises:
        ValueError: The narrative prints a table that the accounts do not hold.
    """
    parts = [f"# {escape_text(narrative.title)}", *(_block(block, accounts) for block in narrative.blocks)]
    return "\n\n".join(parts) + "\n"


def escape_text(text: str) -> str:
    """People's text such that Markdown shows it as it is; line ends become line breaks."""
    lines = [line.strip() for line in legible(text).splitlines()]
    return "\\\n".join(_LEADING.sub(_escape_leading, _MARKUP.sub(r"\\\1", line)) for line in lines if line)


def _escape_leading(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def _block(block: Block, accounts: Accounts) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {escape_text(block.text)}"
        case Paragraph():
            return escape_text(block.text)
        case PublicTable():
            return _public_table(block, accounts)
        case FormTable():
            return _form(block)
        case Listing():
            return _table(block.header, block.rows, "-" * len(block.header))
        case Chart():
            return _chart(block)


def _public_table(block: PublicTable, accounts: Accounts) -> str:
    table = getattr(accounts, block.kind)
    if table is None:
        raise ValueError(f"the accounts have no table {block.kind}")
    layout = lay_out(table, block.title, block.number, accounts.unit)
    corner = "　".join(part for part in (layout.number, f"单位：{layout.unit}", f"单位：{layout.money}") if part)
    columns = _used_columns(layout.grid)
    header = _flat_header(layout.grid, columns)
    alignment = "".join("r" if layout.grid.columns[column] == "number" else "-" for column in columns)
    rows = [[row.get(column, "") for column in columns] for row in _body_texts(layout)]
    after = [escape_text(note) for note in (*layout.notes, block.statement) if note]
    return "\n\n".join([f"**{escape_text(layout.title)}**", escape_text(corner), _table(header, rows, alignment), *after])


def _form(block: FormTable) -> str:
    """A form row by row; a cell that reaches over several columns or rows stands in the first."""
    layout = lay_out_form(block.card)
    width = len(layout.grid.columns)
    rows = [
        [next((show_box(placed.box, 2) for placed in row if placed.column == column and not placed.below), "") for column in range(width)]
        for row in layout.grid.placed
    ]
    notes = [escape_text(note) for note in layout.notes]
    return "\n\n".join([f"**{escape_text(layout.title)}**", _table(rows[0], rows[1:], "-" * width), *notes])


def _used_columns(grid: Grid) -> list[int]:
    """All columns, but only the first of the three over which an account code is merged."""
    return [column for column, kind in enumerate(grid.columns) if kind != "digit" or column == 0]


def _body(grid: Grid) -> Sequence[Sequence[Placed]]:
    return grid.placed[len(grid.header) :]


def _flat_header(grid: Grid, columns: Sequence[int]) -> list[str]:
    """The headings above each column, from top to bottom, joined into one."""
    paths: dict[int, list[str]] = {column: [] for column in columns}
    for row in grid.placed[: len(grid.heads)]:
        for placed in row:
            for column in range(placed.column, placed.column + placed.box.columns):
                if column in paths and placed.below == 0:
                    paths[column].append(placed.box.text)
    return ["/".join(paths[column]) for column in columns]


def _body_texts(layout: Layout) -> list[dict[int, str]]:
    return [
        {placed.column: show_box(placed.box, layout.decimals) for placed in row if placed.row - placed.below >= len(layout.grid.header)}
        for row in _body(layout.grid)
    ]


def _chart(chart: Chart) -> str:
    header = ["", *(f"{series.name}（{chart.unit}）" for series in chart.series)]
    rows = [[category, *(_show(series.values[index]) for series in chart.series)] for index, category in enumerate(chart.categories)]
    return f"{_table(header, rows, '-' + 'r' * len(chart.series))}\n\n{escape_text(chart.caption)}"


def _show(value: Decimal | None) -> str:
    return "" if value is None else f"{value:,f}"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], alignment: str) -> str:
    rule = ["---:" if side == "r" else "---" for side in alignment]
    return "\n".join(_row(cells) for cells in (_cells(header), rule, *map(_cells, rows)))


def _cells(texts: Sequence[str]) -> list[str]:
    return [_MARKUP.sub(r"\\\1", " ".join(legible(text).split())) for text in texts]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
