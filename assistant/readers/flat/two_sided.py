"""Tables 1 and 4 in plain text: their 行次 (1, 2, 3 … left; n + 1, n + 2 … right) part the cells of a line.

Seen flattened in jianghan-2024 and wuchang-2020, where labels are torn over lines and blanks are lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from assistant.readers.flat.columns import Columns, place_amounts
from assistant.readers.flat.layout import FlatTable
from assistant.readers.flat.regions import FlatRegion
from assistant.readers.flat.tokens import Token, adds_up, join_tokens, split_tokens
from assistant.readers.placed import Piece, PlacedRow
from assistant.readers.tables.labels import expenditure_key, income_key
from assistant.readers.texts import comparison_text
from schemas.accounts import INCOME_LABELS

_FUNDS = ("general", "fund", "capital")
_FUND_HEADINGS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
_INCOME = tuple(INCOME_LABELS)


@dataclass(slots=True)
class _Line:
    """A line with both its sides; ``number`` is the income side's 行次."""

    number: int
    income: list[Token]
    amounts: list[Token] = field(default_factory=list)
    expenditure: list[Token] = field(default_factory=list)
    spent: list[Token] = field(default_factory=list)
    marks: list[Token] = field(default_factory=list)
    right: bool = False


@dataclass(frozen=True, slots=True)
class _Keyed:
    """Amounts by key: of income one, of expenditure the total and what follows it."""

    income: dict[str, Decimal | None]
    spent: dict[str, list[Decimal]]


def read_two_sided(region: FlatRegion) -> tuple[FlatTable, dict[str, Decimal | None]] | None:
    """The lines of table 1 or 4, and its income by key; None where they cannot be told apart or do not add up."""
    tokens = split_tokens(region.body)
    start = next((index for index, token in enumerate(tokens) if token.text.startswith("一、")), None)
    if start is None:
        return None
    size = _count_lines(tokens)
    lines = _split_lines(tokens[start:], size) if size else None
    keyed = _key(lines) if lines else None
    if lines is None or keyed is None or not _is_sound(keyed, region.kind == "fiscal"):
        return None
    table = _lay_out_fiscal(lines, keyed) if region.kind == "fiscal" else _lay_out_overall(lines)
    return table, keyed.income


def _count_lines(tokens: Sequence[Token]) -> int:
    """The 行次 of 总计 on the income side; on the other side it is twice that."""
    words = ["", *("".join(token.text for token in pair) for pair in pairwise(tokens))]
    behind = (following.ordinal for said, following in zip(words, tokens[1:], strict=False) if said.endswith("总计"))
    totals = [number for number in behind if number]
    return totals[0] if len(totals) == 2 and totals[1] == 2 * totals[0] else 0


def _split_lines(tokens: Sequence[Token], size: int) -> list[_Line] | None:
    """The lines, in order, none missing; None where a number is neither the next 行次 nor can be an amount."""
    lines: list[_Line] = []
    words: list[Token] = []
    for index, token in enumerate(tokens):
        line = lines[-1] if lines else None
        if token.value is None:
            if line and line.right and line.number == size:
                break
            words.append(token)
            continue
        following = tokens[index + 1].ordinal if index + 1 < len(tokens) else None
        begun = _begin_line(line, token, words, size)
        if begun:
            lines.append(begun)
        elif line is None or not _continue_line(line, token, words, size, following):
            return None
        words = []
    return lines if len(lines) == size and lines[-1].right else None


def _begin_line(line: _Line | None, token: Token, words: list[Token], size: int) -> _Line | None:
    """The line that a number begins as its 行次; that of the income side may be lost."""
    number = line.number + 1 if line else 1
    if line and not line.right:
        return None
    if token.ordinal == number and (words or token.first):
        return _Line(number, words, marks=[token])
    if token.ordinal == size + number and words:
        return _Line(number, [], expenditure=words, marks=[token], right=True)
    return None


def _continue_line(line: _Line, token: Token, words: list[Token], size: int, following: int | None) -> bool:
    """Take a number as the second 行次 or as an amount; False where it is neither."""
    if not line.right and token.ordinal == size + line.number and (words or following != token.ordinal):
        line.expenditure, line.right = words, True
        line.marks.append(token)
        return True
    amounts = line.spent if line.right else line.amounts
    if words or len(amounts) >= (4 if line.right else 1):
        return False
    amounts.append(token)
    return True


def _key(lines: Sequence[_Line]) -> _Keyed | None:
    """The amounts by key; None where a line with amounts has no known label, or two have the same."""
    keyed = _Keyed({}, {})
    for line in lines:
        label = comparison_text("".join(token.text for token in line.income))
        key = income_key(label) if label else None
        if key in _FUNDS and "opening" in keyed.income:
            key = f"opening_{key}"
        spent_label = comparison_text("".join(token.text for token in line.expenditure))
        spent_key = expenditure_key(spent_label) if spent_label else None
        if (line.amounts and key is None) or (line.spent and spent_key is None) or key in keyed.income or spent_key in keyed.spent:
            return None
        if key:
            keyed.income[key] = line.amounts[0].value if line.amounts else None
        if spent_key:
            keyed.spent[spent_key] = [token.value for token in line.spent if token.value is not None]
    return keyed


def _is_sound(keyed: _Keyed, fiscal: bool) -> bool:
    """Whether both sides add up, line by line to 合计, and from there to the same 总计."""
    income, spent = keyed.income, {key: amounts[0] if amounts else None for key, amounts in keyed.spent.items()}
    if not {"total", "grand_total"} <= income.keys() & spent.keys():
        return False
    classes = [amount for key, amount in spent.items() if key.isdecimal()]
    return (
        adds_up(income["total"], [income.get(key) for key in _INCOME])
        and adds_up(spent["total"], classes)
        and adds_up(income["grand_total"], [income.get(key) for key in ("total", "use_surplus", "opening")])
        and adds_up(spent["grand_total"], [spent.get(key) for key in ("total", "surplus_distribution", "closing")])
        and income["grand_total"] == spent["grand_total"]
        and (fiscal or all(len(amounts) < 2 for amounts in keyed.spent.values()))
    )


def _lay_out_overall(lines: Sequence[_Line]) -> FlatTable:
    header = (["项目", "行次", "决算数", "项目", "行次", "决算数"],)
    return FlatTable(header, tuple([*_income_cells(line), *_labelled(line), *(token.piece for token in line.spent)] for line in lines))


def _lay_out_fiscal(lines: Sequence[_Line], keyed: _Keyed) -> FlatTable:
    """Table 4: the columns of the funds only where each amount of each line has its certain place."""
    header = ["项目", "行次", "决算数", "项目", "行次", "合计"]
    placed = _place_funds(keyed)
    rows: list[PlacedRow] = []
    for line in lines:
        cells: list[Piece | None] = [token.piece for token in line.spent[:1]]
        if placed is not None and line.spent:
            key = expenditure_key(comparison_text("".join(token.text for token in line.expenditure)))
            by_column = dict(zip(placed[key or ""], line.spent[1:], strict=True))
            cells += [by_column[column].piece if column in by_column else None for column in range(len(_FUNDS))]
        rows.append([*_income_cells(line), *_labelled(line), *cells])
    left_out = 0 if placed is not None else sum(max(len(line.spent) - 1, 0) for line in lines)
    return FlatTable((header if placed is None else [*header, *_FUND_HEADINGS],), tuple(rows), left_out)


def _place_funds(keyed: _Keyed) -> dict[str, Columns] | None:
    """For each line of expenditure the columns of its amounts behind the total.

    A fund from which nothing came in, this year or before, has paid for nothing: its column is blank.
    """
    active = [index for index, fund in enumerate(_FUNDS) if keyed.income.get(fund) or keyed.income.get(f"opening_{fund}")]
    grand = keyed.spent["grand_total"][1:]
    stated = {key: amounts for key, amounts in keyed.spent.items() if amounts}
    if any(not adds_up(amounts[0], amounts[1:]) for amounts in stated.values()) or len(grand) != len(active):
        return None
    placed: dict[str, Columns] = {"grand_total": tuple(active)}
    for parent, keys in (
        ("grand_total", [key for key in stated if key in {"total", "surplus_distribution", "closing"}]),
        ("total", [key for key in stated if key.isdecimal()]),
    ):
        if parent not in stated:
            continue
        amounts = dict(zip(placed[parent], stated[parent][1:], strict=True))
        found = place_amounts(amounts, [stated[key][1:] for key in keys], [None] * len(keys))
        if found is None:
            return None
        placed |= zip(keys, found, strict=True)
    return placed


def _income_cells(line: _Line) -> list[Piece | None]:
    mark = line.marks[0].piece if len(line.marks) == 2 else None
    return [join_tokens(line.income), mark, line.amounts[0].piece if line.amounts else None]


def _labelled(line: _Line) -> list[Piece | None]:
    return [join_tokens(line.expenditure), line.marks[-1].piece]
