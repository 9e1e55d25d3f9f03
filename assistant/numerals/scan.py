r"""Scan: every number of a Chinese text, in order, with its place in the author's own characters.

White space inside a number. PDF text and OCR tear numbers; two neighbours must still not be glued.
White space (soft wraps included) belongs to a number only

* beside a half-width thousands comma with exactly three digits after it (``1, 945``, ``1,945\n,800``);
* beside a decimal point, where the digits after it are followed by a unit of money, percentage or
  score (``17.\n31%``), or are at most two and stand alone (``192. 36``): not before a word that
  counts, 年, 月 or 日 (``3. 15 个`` is item 3 and 15 个);
* between numeral and unit, and inside 万元 and 个百分点 (``86.42 万\n\n元``), but never a tab.

Anything else separates: ``210 11 01`` are three numbers, ``45 1,575.79`` are two. A numeral torn
between two digits cannot be told from two numbers and stays two.
"""

from assistant.numerals.arabic import read_arabic
from assistant.numerals.hanzi import read_chinese
from assistant.numerals.patterns import START
from schemas.number import Number


def find_numbers(text: str) -> tuple[Number, ...]:
    """Every number in ``text``, ordered and disjoint; ``text[n.start:n.end] == n.text`` for each.

    A sign counts where no number or letter stands before it (``增长-5.2%``); elsewhere it is a range
    (``80-90%``, two numbers) or a dash. ≥, 约 and brackets lie outside the span, except those of a
    document number (``〔2021〕108号``). Of an ordinal the span is the numeral alone. The value of a
    date is its year, or None; that of codes, times and document numbers is None. 三分之二 is plain
    with the value None, for no Decimal is exact. A bare 万 or 亿 is money.
    """
    found: list[Number] = []
    at = floor = 0
    while hit := START.search(text, at):
        start = hit.start()
        number = read_arabic(text, start, floor) if hit["digit"] else read_chinese(text, start)
        at = hit.end()
        if number is not None:
            found.append(number)
            at = floor = number.end
    return tuple(found)
