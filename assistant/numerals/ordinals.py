"""Chinese ordinals: 1 is 一, 12 is 十二, as headings count."""

DIGITS = "〇一二三四五六七八九"


def chinese_ordinal(number: int) -> str:
    """The ordinal of 1 to 99 in 汉字.

    Raises:
        ValueError: the number is outside that range.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"no ordinal for {number}")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")
