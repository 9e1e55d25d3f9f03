"""Width: full-width digits and the marks of a numeral in their half-width form."""

_NARROW = str.maketrans("０１２３４５６７８９，．－−﹣＋（）／％￥：；", "0123456789,.---+()/%¥:;", "\u200b\ufeff")


def narrow(text: str) -> str:
    """``text`` with its full-width digits and marks narrowed, zero-width characters dropped.

    Not NFKC, which would change other Chinese punctuation too. For reading only: places must index
    the author's own text.
    """
    return text if text.isascii() else text.translate(_NARROW)
