"""汉字: amounts, dates and ordinals that a text writes in 中文数字."""

from decimal import Decimal
from re import Match

from assistant.numerals.chinese import parse_chinese
from assistant.numerals.context import at_clause_start
from assistant.numerals.patterns import CHINESE, START
from assistant.numerals.units import MONEY_IN_WAN, PERCENT_UNITS, POINT_UNITS, kind_of_unit
from assistant.numerals.width import narrow
from schemas.number import Number, NumberKind

_ALONE = frozenset("一二")
_ALONE_UNITS = frozenset({"辆", "台", "台（套）", "元", "万元", "亿元", "名", "批次", "人次", "个百分点", "百分点", "小时", "万", "亿"})
_MONEY_AND_POINTS = frozenset({*MONEY_IN_WAN, *POINT_UNITS})
_DIGIT_COUNTS = frozenset("人名辆台套户家笔件个项次张份岁天年倍吨亩批期场") | {
    "人次", "批次", "场次", "台（套）", "小时", "个月", "公里", "平方米", "万人", "万人次", "万户", "万笔", "万件", "万份",
}  # fmt: skip
"""What a single 汉字 digit counts; before other words it is part of a name (三级, 八角, 五行)."""
_SLOGANS = ("意识", "自信", "维护", "确立", "全面", "代表", "规定", "务必")
_MYRIADS = {"万": 10**4, "亿": 10**8}
_WORD_BEFORE = "统唯单专逐同万数几"
"""What makes a numeral part of a word (统一), or leaves it vague (数十万元, 几百元)."""


def read_chinese(text: str, at: int) -> Number | None:
    """The number in 汉字 that starts at ``at``, or None where the characters belong to a word.

    ``一般``, ``一是``, ``三公``, ``三级指标``, ``十四五`` and ``一次性`` state no amount: a single 一 or 二
    counts only before units that nothing else is said with.
    """
    ordinal = _read_ordinal(text, at)
    if ordinal:
        return ordinal
    match = CHINESE.match(text, at)
    if match is None:
        return None
    if match["date"]:
        return _number(match, "date", _year(match["date"]), match.end(), "")
    if match["per"]:
        return _read_percentage(match)
    if match["fraction"]:
        return _number(match, "plain", None, match.end(), "")
    return _read_amount(text, match)


def _read_ordinal(text: str, at: int) -> Number | None:
    run = START.match(text, at)
    if run is None:
        return None
    end, before = run.end(), text[at - 1 : at]
    after = text[end : end + 1]
    listed = after and after in "、.．" and (at_clause_start(text, at) or before.isspace())
    bracketed = before and before in "（(" and after and after in "）)"
    if not (before == "第" or bracketed or listed) or (value := parse_chinese(run.group())) is None:
        return None
    return Number(start=at, end=end, digits_end=end, text=run.group(), kind="ordinal", value=value, decimals=0, unit="")


def _read_percentage(match: Match[str]) -> Number | None:
    value: Decimal | None = Decimal(100)
    if match["hundredths"]:
        value = parse_chinese(match["hundredths"])
    elif match["digits"]:
        value = Decimal(narrow(match["digits"]))
    if value is None:
        return None
    unit = PERCENT_UNITS["%" if match["per"] == "百" else "‰"]
    return _number(match, "percent", value, match.end(), unit)


def _read_amount(text: str, match: Match[str]) -> Number | None:
    numeral, unit = match["numeral"], "".join((match["unit"] or "").split())
    value, worth, tail = parse_chinese(numeral), numeral, ""
    if value is not None and len(numeral.rstrip("万亿")) == len(numeral) - 1:
        worth, tail = numeral[:-1], numeral[-1]
        value = Decimal(int(value) // _MYRIADS[tail])
    unit = tail + unit.replace("余", "").replace("多", "")
    if value is None or not unit or not _is_stated(text, match, worth, unit):
        return None
    return _number(match, kind_of_unit(unit), value, match.start() + len(worth), unit)


def _is_stated(text: str, match: Match[str], numeral: str, unit: str) -> bool:
    """Whether numeral and unit are an amount, not part of a word or a slogan."""
    before = text[match.start() - 1 : match.start()]
    if (before and before in _WORD_BEFORE) or text.startswith(_SLOGANS, match.end()):
        return False
    if numeral in _ALONE:
        return unit in _ALONE_UNITS
    return len(numeral) > 1 or unit in _MONEY_AND_POINTS or unit in _DIGIT_COUNTS


def _year(text: str) -> Decimal | None:
    head, found, _ = text.partition("年")
    return parse_chinese(head.strip()) if found else None


def _number(match: Match[str], kind: NumberKind, value: Decimal | None, digits_end: int, unit: str) -> Number:
    return Number(
        start=match.start(),
        end=match.end(),
        digits_end=digits_end,
        text=match.group(),
        kind=kind,
        value=value,
        decimals=0 if value is None else max(0, -int(value.as_tuple().exponent)),
        unit=unit,
    )
