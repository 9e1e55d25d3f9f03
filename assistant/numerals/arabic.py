"""Arabic: numbers written in digits, half- or full-width: amounts, dates, times, ordinals and codes."""

from decimal import Decimal
from functools import lru_cache

from assistant.numerals.context import is_code, is_ordinal
from assistant.numerals.patterns import ARABIC, BEFORE_ORDINAL, DOCUMENT_NUMBER, SUBNUMBER, WORD, YEAR_ALONE
from assistant.numerals.units import PERCENT_UNITS, kind_of_unit
from assistant.numerals.width import narrow
from schemas.number import Number, NumberKind

_MINUS = "-－−﹣"
_OPENING = "〔［[（(【"
_CLOSING = "〕］])）】"
_REMARK = 8
"""The longest bracket between the two ends of a range: ``60分（含）-80分``."""
_LONGEST = 40
"""Digits beyond which a numeral is a code, not an amount."""


def read_arabic(text: str, start: int, floor: int) -> Number:
    """The number whose first digit is at ``start``; ``floor`` is where the number before it ends."""
    before = text[start - 1 : start]
    bracket = start - 2 if before.isspace() else start - 1
    if bracket >= floor and text[bracket] in _OPENING and (match := DOCUMENT_NUMBER.match(text, bracket + 1)):
        return _exempt(text, bracket, match.end(), "document_number")
    match = ARABIC.match(text, start)
    if match is None:
        raise AssertionError(f"no digit at {start}")
    if match["marker"]:
        return _ordinal(text, start, match.end())
    if match["date"]:
        return _exempt(text, start, match.end(), "date", _year(match.group()))
    if match["glued"]:
        return _quantity(text, start, floor, match.end(), match.end(), "")
    unit = _plain_unit(match["unit"])
    if before.isascii() and before.isalpha() and kind_of_unit(unit) not in ("money", "percent"):
        return _lettered(text, start, floor, match.end("numeral") if match["numeral"] else match.end())
    if match["time"]:
        return _exempt(text, start, match.end(), "time")
    if match["code"]:
        return _exempt(text, start, match.end(), "code")
    digits_end = match.end("numeral")
    whole = match["fraction"] is None and match["numeral"].isdigit()
    named = _read_name(text, start, digits_end, bool(unit)) if whole else None
    return named or _quantity(text, start, floor, digits_end, match.end(), unit)


def _read_name(text: str, start: int, end: int, measured: bool) -> Number | None:
    """A whole number that names instead of measuring: an ordinal, a year in brackets, a code."""
    announced = BEFORE_ORDINAL.search(text, max(0, start - 6), start)
    if announced and end - start <= 4 and (not measured or announced.group()[0] == "第"):
        return _read_announced(text, start, end)
    if measured:
        return None
    if is_ordinal(text, start, end):
        return _ordinal(text, start, end)
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and before in _OPENING and after and after in _CLOSING and YEAR_ALONE.fullmatch(text, start, end):
        return _exempt(text, start, end, "date", Decimal(narrow(text[start:end])))
    return _exempt(text, start, end, "code") if is_code(text, start, end) else None


def _read_announced(text: str, start: int, end: int) -> Number:
    """The ordinal after 第, 图 or 表, its second part included: ``1-2`` has no value of its own."""
    tail = SUBNUMBER.match(text, end)
    return _exempt(text, start, tail.end(), "ordinal") if tail else _ordinal(text, start, end)


def _ordinal(text: str, start: int, end: int) -> Number:
    return _exempt(text, start, end, "ordinal", Decimal(narrow(text[start:end])))


def _quantity(text: str, start: int, floor: int, digits_end: int, end: int, unit: str) -> Number:
    numeral = "".join(narrow(text[start:digits_end]).replace(",", "").split())
    if len(numeral) > _LONGEST:
        return _exempt(text, start, end, "code")
    _, _, fraction = numeral.partition(".")
    value = Decimal(numeral)
    if _is_negative(text, start, floor, bare=not unit and not fraction):
        start, value = start - 1, value.copy_negate()
    return Number(
        start=start,
        end=end,
        digits_end=digits_end,
        text=text[start:end],
        kind=kind_of_unit(unit),
        value=value,
        decimals=len(fraction),
        unit=unit,
    )


def _is_negative(text: str, start: int, floor: int, bare: bool) -> bool:
    """Whether the character before ``start`` is a sign: not a hyphen in a range, a word or a label (``项目-1``)."""
    sign = start - 1
    if sign < floor or text[sign] not in _MINUS:
        return False
    before = text[sign - 1 : sign]
    if not before or before.isspace() or before in _OPENING:
        return True
    if sign == floor or (before.isascii() and before.isalnum()) or before in _MINUS:
        return False
    if before in _CLOSING and sign - floor <= _REMARK and text[floor] in _OPENING:
        return False
    return not bare


def _lettered(text: str, start: int, floor: int, end: int) -> Number:
    """A code that letters begin: ``A4``, ``QQ2``, ``PM2.5``; at most 32 of its letters are looked at."""
    first = start
    while first > max(floor, start - 32) and text[first - 1].isascii() and text[first - 1].isalnum():
        first -= 1
    word = WORD.match(text, end)
    return _exempt(text, first, word.end() if word else end, "code")


def _exempt(text: str, start: int, end: int, kind: NumberKind, value: Decimal | None = None) -> Number:
    return Number(start=start, end=end, digits_end=end, text=text[start:end], kind=kind, value=value, decimals=0, unit="")


@lru_cache(maxsize=256)
def _plain_unit(unit: str | None) -> str:
    """A unit without white space and 余 or 多: ``余人次`` is 人次."""
    plain = "".join((unit or "").split()).replace("余", "").replace("多", "")
    return PERCENT_UNITS.get(plain, plain)


def _year(date: str) -> Decimal | None:
    match = YEAR_ALONE.match(date)
    return Decimal(narrow(match.group())) if match else None
