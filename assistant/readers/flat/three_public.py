"""Table 9 in plain text: one line of twelve amounts, read only where tabs keep its blank cells."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.numerals.cells import read_amount
from assistant.readers.flat.layout import FlatTable
from assistant.readers.flat.regions import FlatRegion
from assistant.readers.flat.tokens import adds_up, split_tokens
from assistant.readers.placed import Piece

_COLUMNS = 12
_ITEMS = ("合计", "因公出国（境）费", "公务用车购置及运行维护费", None, None, "公务接待费")
_PARTS = (None, None, "小计", "公务用车购置费", "公务用车运行维护费", None)
_HEADER = (("预算数", *[None] * 5, "决算数", *[None] * 5), _ITEMS * 2, _PARTS * 2)


def read_three_public(region: FlatRegion) -> FlatTable | None:
    """The amounts of table 9; None where a blank may have been lost, or they do not add up."""
    numbered = next((index for index, line in enumerate(region.body) if _is_numbering(line)), None)
    if numbered is None:
        return None
    below = [line for line in region.body[numbered + 1 :] if split_tokens([line])]
    if not below:
        return FlatTable(_HEADER, ([None] * _COLUMNS,))
    cells = _split_cells(below[0])
    amounts = _read_amounts(cells) if len(below) == 1 else None
    if amounts is None or not all(_is_sound(amounts[first : first + 6]) for first in (0, 6)):
        return None
    return FlatTable(_HEADER, (cells,))


def _is_numbering(line: Piece) -> bool:
    return [token.text for token in split_tokens([line])] == [str(number) for number in range(1, _COLUMNS + 1)]


def _split_cells(line: Piece) -> list[Piece | None]:
    """Twelve cells: parted by tabs, or by blanks where there are as many numbers as columns."""
    cells: list[Piece] = []
    start = line.start
    for text in line.text.split("\t"):
        cells.append(Piece(text, start, start + len(text)).stripped)
        start += len(text) + 1
    if len(cells) == 1:
        cells = [token.piece for token in split_tokens([line])]
    while len(cells) > _COLUMNS and not cells[-1].text:
        cells.pop()
    return [cell if cell.text else None for cell in cells]


def _read_amounts(cells: Sequence[Piece | None]) -> list[Decimal | None] | None:
    if len(cells) != _COLUMNS:
        return None
    try:
        return [read_amount(cell.text) if cell else None for cell in cells]
    except ValueError:
        return None


def _is_sound(amounts: Sequence[Decimal | None]) -> bool:
    """合计 = 出国 + 用车 + 接待, 用车 = 购置 + 运行."""
    total, abroad, vehicles, purchase, operation, reception = amounts
    return adds_up(total, [abroad, vehicles, reception]) and adds_up(vehicles, [purchase, operation])
