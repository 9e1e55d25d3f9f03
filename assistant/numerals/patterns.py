"""Patterns: the shapes that numbers take in Chinese text, as compiled regular expressions.

Every quantifier over white space or 汉字 is bounded and every one over digits is possessive, so that
reading a text costs time in proportion to its length.
"""

import re

from assistant.numerals.units import COUNT_WORDS, SCORE_GUARD

_DIGIT = "[0-9０-９]"
_ANY = r"[\s\u200b\ufeff]{0,6}"
"""White space inside a numeral: beside a comma or point, tabs of torn cells included."""
_GAP = r"[ \n\r\f\v\u00a0\u2000-\u200b\u3000\ufeff]{0,6}+"
"""White space between numeral and unit: soft wraps, but no tab, which ends a cell."""
_RANGE = "[-－—–~～〜至]{1,2}"
_HANZI = "[\u4e00-\u9fff]"


def _guard(word: str) -> str:
    """A counting word where it is not the beginning of another word; headers of tables space out ``类 款`` and ``项 目``."""
    if word.isascii():
        return f"{re.escape(word)}(?![A-Za-z0-9])"
    space = {"类": r"\s{0,6}", "项": " ?"}.get(word, "")
    guard = COUNT_WORDS[word]
    return re.escape(word) + (f"(?!{space}[{guard}])" if guard else "")


_COUNT = f"(?:{'|'.join(_guard(word) for word in sorted(COUNT_WORDS, key=len, reverse=True))})"
_MONEY = f"(?:万{_GAP}亿|亿|千{_GAP}万|百{_GAP}万|万|千)?{_GAP}元(?![旦素化])"
_UNIT = f"(?:[%％‰]|个?{_GAP}百{_GAP}分{_GAP}点|分(?![{SCORE_GUARD}])|[余多]?{_GAP}(?:{_MONEY}|[万亿]?{_GAP}[余多]?{_GAP}{_COUNT}|[万亿]))"
_MEASURED = f"(?:[%％‰]|{_MONEY}|[万亿]|个?百分点|分(?![{SCORE_GUARD}]))"
"""Units before which a numeral torn at its point may be sewn together."""

_WHOLE = f"(?:[1-9１-９]{_DIGIT}{{0,2}}(?:(?:{_ANY},{_ANY}|，){_DIGIT}{{3}})++(?!{_DIGIT})|{_DIGIT}++)"
_GLUED = f"(?P<glued>{_WHOLE}[.．]{_DIGIT}{{2}})(?={_DIGIT}{{1,3}}(?:,{_DIGIT}{{3}}){{0,4}}[.．]{_DIGIT}{{2}})"
_TORN_FRACTION = (
    f"{_ANY}[.．]{_ANY}(?:{_DIGIT}{{1,6}}(?!{_DIGIT})(?={_GAP}{_MEASURED})"
    rf"|{_DIGIT}{{1,2}}(?![\w.．])(?!{_GAP}(?:{_COUNT}|[年月日])))"
)
_NUMERAL = f"(?P<numeral>{_WHOLE}(?P<fraction>[.．]{_DIGIT}++|{_TORN_FRACTION})?+)(?:{_GAP}(?P<unit>{_UNIT}))?"

_YEAR = f"(?:[1１][9９]|[2２][0０]){_DIGIT}{{2}}(?!{_DIGIT})"
YEAR_ALONE = re.compile(_YEAR)
_SHORT = f"{_DIGIT}{{1,2}}(?!{_DIGIT})"
_MONTH = f"{_SHORT}(?:{_GAP}{_RANGE}{_GAP}{_SHORT})?{_GAP}月(?!均)份?"
_DAY = f"{_SHORT}{_GAP}[日号]"
_DATE = (
    f"{_YEAR}{_GAP}[-－—–/.．]{_GAP}{_DIGIT}{{1,2}}{_GAP}[-－—–/.．]{_GAP}{_SHORT}(?!{_GAP}[年%％])"
    f"|{_YEAR}{_GAP}年(?:{_GAP}度(?!假)|{_GAP}{_MONTH}(?:{_GAP}{_DAY})?)?"
    f"|{_YEAR}(?={_GAP}(?:{_RANGE}|[、和及与到]){_GAP}{_YEAR}{_GAP}年)"
    f"|{_YEAR}[./．]{_SHORT}{_GAP}月"
    f"|{_MONTH}(?:{_GAP}{_DAY})?|{_SHORT}{_GAP}日(?![均常记报间])|{_SHORT}{_GAP}季度"
)
_TIME = (
    f"{_DIGIT}{{1,2}}[:：][0-5０-５]{_DIGIT}(?:[:：][0-5０-５]{_DIGIT})?(?![0-9０-９.．:：]|,{_DIGIT}{{3}})(?!{_GAP}{_UNIT})"
    f"|{_SHORT}{_GAP}[时点]{_GAP}{_SHORT}{_GAP}分?(?!{_DIGIT})|{_SHORT}时(?![间期效点常])"
)
_CODE = (
    f"[0０]{_DIGIT}{{2,3}}[-－—]{_DIGIT}{{7,8}}(?!{_DIGIT})|{_DIGIT}++(?:[.．]{_DIGIT}++){{2,}}+"
    f"|(?!{_DIGIT}++(?:km|kg|kWh|kW|MW|GB|TB|MB|cm|mm|m|t|L)(?![A-Za-z0-9])){_DIGIT}++[A-Za-z][A-Za-z0-9]*+"
)
_MARKER = f"(?P<marker>{_SHORT})(?=[.．、]{_GAP}(?:{_YEAR}{_GAP}年|{_SHORT}{_GAP}月))"

ARABIC = re.compile(f"{_MARKER}|(?P<date>{_DATE})|(?P<time>{_TIME})|{_GLUED}|(?P<code>{_CODE})|{_NUMERAL}")
"""A number that starts with a digit, in one of its shapes; always matches at a digit."""

DOCUMENT_NUMBER = re.compile(rf"\s?{_YEAR}\s?[〕\]］）)】]{_GAP}(?:第{_GAP})?{_DIGIT}{{1,5}}{_GAP}号")
"""What follows the bracket that opens a document number: ``2021〕108号``."""

_HAN_DIGIT = "[〇○零一二两三四五六七八九]"
_HAN_NUMERAL = f"[一二两三四五六七八九十零〇][〇○零一二两三四五六七八九十百千万亿]{{0,31}}+(?:点{_HAN_DIGIT}{{1,12}}+)?"
_HAN_MONTH = "(?:十[一二]?|[一二三四五六七八九])"
CHINESE = re.compile(
    f"(?P<date>[一二][〇○零九]{_HAN_DIGIT}{{2}}{_GAP}年(?:度|{_GAP}{_HAN_MONTH}月(?:[一二三]?十?[一二三四五六七八九十][日号])?)?"
    f"|{_HAN_MONTH}月(?!均)份?(?:[一二三]?十?[一二三四五六七八九十][日号])?)"
    f"|(?P<per>[百千])分之(?:(?P<hundred>百)|(?P<hundredths>{_HAN_NUMERAL})|(?P<digits>{_DIGIT}++(?:[.．]{_DIGIT}++)?))"
    f"|(?P<fraction>{_HAN_NUMERAL}分之{_HAN_NUMERAL})"
    f"|(?P<numeral>{_HAN_NUMERAL})(?:{_GAP}(?P<unit>{_UNIT}))?"
)
"""A number that starts with 汉字, in one of its shapes."""

START = re.compile(f"(?P<digit>{_DIGIT})|[〇零一二两三四五六七八九十百千]++")
"""Where a number may start."""

ACCOUNT_NAME = re.compile(rf"\s{{0,4}}{_HANZI}{{2}}")
WORD = re.compile("[A-Za-z0-9]*+")
BEFORE_ORDINAL = re.compile(r"(?:第|[图表]|附件|附|公开|专栏|专题)[\s（(]{0,3}\Z")
SUBNUMBER = re.compile(f"[-－—]{_DIGIT}{{1,2}}(?!{_DIGIT})")
BEFORE_CODE = re.compile(r"(?:编码|代码|科目|电话|传真|邮编|热线|号码|邮政编码|账号|编号)(?:为|是)?[\s:：]{0,3}\Z")
AFTER_ORDINAL = re.compile(f"{_GAP}(?:[级号楼层届版]|[）)]?{_GAP}(?:栏(?!次)|行(?![政为业动驶使次])))")
