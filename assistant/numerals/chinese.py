"""中文数字: parse of a numeral written in 汉字 that has already been isolated."""

import re
from decimal import Decimal

_DIGITS = {"〇": 0, "○": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_LONGEST = 32
"""Characters of the longest numeral that is an amount and not a text of digits."""
_BELOW_WAN = re.compile(
    r"零?(?:([一二两三四五六七八九])千)?零?(?:([一二两三四五六七八九])百)?零?(?:([一二三四五六七八九])?(十))?零?([一二两三四五六七八九])?"
)


def parse_chinese(text: str) -> Decimal | None:
    """The value of ``text``, or None where it is not one well-formed numeral.

    Knows places up to 亿 (三千二百万), digit by digit (二〇二四), and decimals (五点三). A colloquial
    tail without its place (三百二 for 320) is not accepted: amounts are not written so.
    """
    if len(text) > _LONGEST:
        return None
    whole, point, fraction = text.partition("点")
    integer = _parse_integer(whole)
    if integer is None:
        return None
    if not point:
        return Decimal(integer)
    digits = _spell_digits(fraction)
    return Decimal(f"{integer}.{digits}") if digits else None


def _spell_digits(text: str) -> str | None:
    if not text or any(character not in _DIGITS for character in text):
        return None
    return "".join(str(_DIGITS[character]) for character in text)


def _parse_integer(text: str) -> int | None:
    if len(text) > 1 and (digits := _spell_digits(text)):
        return int(digits) if len(digits) > 2 or digits[0] == "0" else None
    for mark, factor in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = text.rpartition(mark)
        if found:
            high = _parse_integer(head)
            low = _parse_integer(tail) if tail else 0
            return None if high is None or low is None or low >= factor else high * factor + low
    return _parse_below_wan(text)


def _parse_below_wan(text: str) -> int | None:
    if text in _DIGITS:
        return _DIGITS[text]
    match = _BELOW_WAN.fullmatch(text)
    if not match or text.strip("零") == "":
        return None
    thousands, hundreds, tens, ten, ones = match.groups()
    if ones and not ten and (thousands or hundreds) and "零" not in text:
        return None
    counted = _DIGITS.get(thousands, 0) * 1000 + _DIGITS.get(hundreds, 0) * 100 + _DIGITS.get(ones, 0)
    return counted + (_DIGITS[tens] * 10 if tens else 10 if ten else 0)
