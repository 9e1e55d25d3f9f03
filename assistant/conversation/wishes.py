"""Wishes: how a person wants numbers written, or a paragraph worded."""

import re

from assistant.desk import Desk, place_of, tell_place
from assistant.numerals.chinese import parse_chinese
from schemas.conversation import Action, AskBack, Revise, SetStyle, Talk

_DECIMALS = re.compile(
    r"(?P<what>百分比|百分数|百分率|比例|占比|增长率|金额|万元|数字|小数).*?(?P<count>[零〇一二两三四0-9])\s*位(?:小数)?"
)
_WHOLE = re.compile(r"(?P<what>百分比|百分数|比例|占比|增长率|金额|万元).*?(?:整数|不(?:要|留|带)小数)")
_OUTLINE = re.compile(r"(?:换成|改成|改用|用|换)[^。]{0,6}?(?P<name>[a-z]+-20\d\d)")
_PARAGRAPH = re.compile(r"第\s*(?P<number>\d+|[一二三四五六七八九十百]+)\s*(?:自然)?段")
_REPLACED = re.compile(
    r"(?:把|将)?[^“‘\"「]*?[“‘\"「](?P<old>[^”’\"」]+)[”’\"」]"
    r"\s*(?:改成|改为|换成|替换为|替换成)\s*[“‘\"「](?P<new>[^”’\"」]*)[”’\"」]"
)
_NEW_TEXT = re.compile(r"(?:改成|改为|换成|写成|内容为)\s*[:：]?\s*(?P<text>.+)", re.DOTALL)
_RESTORE = re.compile(r"恢复|还原|不要改了|用生成的")
_WISH = re.compile(r"简练|简洁|精简|简短|短一?些|短一?点|正式|通顺|书面|润色|改写|重写|换个说法|写得")


def read_style(words: str, desk: Desk, talk: Talk) -> Action | None:
    """Decimals, or another outline."""
    outline = _OUTLINE.search(words)
    if outline:
        return SetStyle(name="outline", value=outline["name"])
    match = _DECIMALS.search(words) or _WHOLE.search(words)
    if match is None:
        return None
    count = match.groupdict().get("count")
    value = "0" if count is None else str(int(count)) if count.isdigit() else str(int(parse_chinese(count.replace("两", "二")) or 0))
    return SetStyle(name="money_decimals" if match["what"] in {"金额", "万元"} else "percent_decimals", value=value)


def read_revision(words: str, desk: Desk, talk: Talk) -> Action | None:
    """A paragraph by its number, and what is to stand there: new words, a word for another, the drafted text, or a wish."""
    named = _PARAGRAPH.search(words)
    if named is None:
        return None
    number = int(named["number"]) if named["number"].isdigit() else int(parse_chinese(named["number"]) or 0)
    place = place_of(desk, number)
    if place is None:
        return AskBack(question=f"没有第{number}段，全文共 {sum(map(bool, desk.places))} 段；段号标在正文左边。")
    rest = words[: named.start()] + words[named.end() :]
    if _RESTORE.search(rest):
        return Revise(place=place)
    replaced = _REPLACED.search(rest)
    if replaced:
        return _replaced(desk, place, replaced["old"], replaced["new"])
    new = _NEW_TEXT.search(rest)
    if new and not _WISH.search(new["text"][:6]):
        return Revise(place=place, text=_unquoted(new["text"]))
    return Revise(place=place, wish=rest.strip("，,。 把将请")) if _WISH.search(rest) else None


def _replaced(desk: Desk, place: str, old: str, new: str) -> Action:
    text = desk.paragraph(place).text
    if text.count(old) == 1:
        return Revise(place=place, text=text.replace(old, new))
    told = "没有" if old not in text else f"有 {text.count(old)} 处"
    return AskBack(question=f"{tell_place(desk, place)}中{told}“{old}”，没有改动；请把前后的字也写上。")


def _unquoted(text: str) -> str:
    stripped = text.strip()
    quoted = re.fullmatch(r"[“\"「](.*)[”\"」]", stripped, re.DOTALL)
    return quoted[1] if quoted else stripped
