"""Account codes (科目编码): read from one cell or put together from 类, 款 and 项."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.numerals.width import narrow
from schemas.document import Scalar

_CODE_AND_NAME = re.compile(r"'?([0-9０-９]{3}(?:[0-9０-９]{2}){0,2})(?![0-9０-９])[-—_.、:]?(.*)", re.DOTALL)
"""An apostrophe before a code is typed to keep it as text; full-width digits come from an input method."""

_WHOLE_LENGTHS = (3, 5, 7)


def split_code(text: str) -> tuple[str, str]:
    """A cell's code and the name behind it (``208社会保障和就业支出``); an empty code if there is none."""
    match = _CODE_AND_NAME.fullmatch(text)
    return (narrow(match[1]), match[2]) if match else ("", text)


def code_digits(value: Scalar, printed: str) -> str:
    """The digits of a code cell, be it text or a number (2080101.0); empty if it holds no code."""
    if isinstance(value, Decimal):
        return str(int(value)) if value == value.to_integral_value() and value >= 0 else ""
    digits = narrow(printed).removeprefix("'")
    return digits if digits.isascii() and digits.isdecimal() else split_code(printed)[0]


def join_code(parts: Sequence[str], previous: str) -> str:
    """The code that a row's 类, 款 and 项 cells state; ``previous`` is the code of the row above.

    A part may be the whole code (``20801``), or its own two digits (``01``; as a number, ``1``), in
    which case a blank part before it repeats the row above.
    """
    code = ""
    for index, part in enumerate(parts):
        if not part:
            continue
        if len(part) in _WHOLE_LENGTHS and (not code or part.startswith(code)):
            code = part
        elif index and len(part) <= 2:
            code = (code or previous[: 2 * index + 1]) + part.zfill(2)
        else:
            code += part
    return code


def is_code(code: str) -> bool:
    """Whether this is the code of a 类 (3 digits), 款 (5) or 项 (7)."""
    return len(code) in _WHOLE_LENGTHS
