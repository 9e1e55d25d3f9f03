"""Cells: the text of a table cell as an amount."""

import re
from decimal import Decimal

from assistant.numerals.width import narrow

_BLANKS = frozenset({"", "-", "--", "---", "—", "——", "–", "―", "/", "\\"})
_AMOUNT = re.compile(r"[-+]?¥?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,2})?|[-+]?¥?\.[0-9]+")
_SPACED_THOUSANDS = re.compile(r"(?<![0-9.])[0-9]{1,3}(?: [0-9]{3})+(?![0-9 ])")
_NEAR_MARK = re.compile(r"(?<![0-9]) | (?![0-9])")


def read_amount(text: str) -> Decimal | None:
    """The amount a cell's text states, None where the cell is blank or holds a dash for "nothing".

    Full-width digits and marks, a leading ¥, accountants' brackets for a negative amount, and spaces
    beside a comma, point or sign (``1, 945. 80``) are read; a space between digits only where it
    separates thousands, for ``12 34`` may be two cells that ran together.

    Raises:
        ValueError: the text is not one number, or carries a unit of its own.
    """
    plain = _normalise(text)
    if plain in _BLANKS:
        return None
    negative = plain.startswith("(") and plain.endswith(")")
    body = plain[1:-1] if negative else plain
    if not _AMOUNT.fullmatch(body) or (negative and body[0] in "-+"):
        raise ValueError(f"not an amount: {text!r}")
    value = Decimal(body.replace(",", "").replace("¥", ""))
    return value.copy_negate() if negative else value


def _normalise(text: str) -> str:
    """``text`` in half-width characters without the spaces that cannot separate two numbers."""
    spaced = " ".join(narrow(text).split())
    spaced = _NEAR_MARK.sub("", spaced)
    return _SPACED_THOUSANDS.sub(lambda match: match.group().replace(" ", ""), spaced)
