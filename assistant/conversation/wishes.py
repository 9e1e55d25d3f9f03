"""Wishes: how a person wants numbers written, or a paragraph worded. A wish is the whole of its sentence, or it is none."""

import re
from collections.abc import Sequence

from assistant.conversation.asking import is_interrogative
from assistant.desks.desk import STYLES, Desk, place_of, tell_place
from assistant.drafting.outlines import label_outlines, list_outlines
from assistant.numerals.chinese import parse_chinese
from schemas.conversation import Action, AskBack, Option, Revise, SetStyle

_POLITE = re.compile(r"请|麻烦|帮我|把|将|所有的?|全部|全文|统一|一律|都|给我|一下|就行|即可|[的了吧，,。！! ]")
_STYLE = re.compile(
    r"(?P<what>百分比|百分数|百分率|百分号|比例|占比|增长率|金额|钱数|万元|数字|数|小数点?)?后?"
    r"(?:改成|改为|保留|写成|用|取|变成|显示|按|要|留|精确到|换成)*(?:小数点?后?)?"
    r"(?:(?P<count>[零〇一二两三四五六七八九\d])位(?:小数)?|(?P<whole>整数?|(?:不要|不留|不带|去掉|没有|无)小数))"
)
_MONEY = {"金额", "钱数", "万元"}
_PLACES = {"上海": "shanghai", "武汉": "wuhan"}
_OTHER_OUTLINE = re.compile(r"(?:换成|改成|改用|用|换|按)[\u4e00-\u9fff]{2,4}(?:20\d\d年?)?(?:提纲|格式|模板|口径)")
_OUTLINE = re.compile(
    r"(?:换成|改成|改用|用|换|按)(?P<name>[a-z]+-20\d\d|上海|武汉)(?:20\d\d年?)?(?:提纲|格式|模板|口径|写法)?", re.IGNORECASE
)
_NUMBER = r"第\s*(?P<number>\d+|[一二三四五六七八九十百]+)\s*(?:自然)?段"
_PARAGRAPH = re.compile(rf"^(?:请|麻烦|帮我|把|将|给我)*(?P<verb>恢复|还原|润色|改写|精简|重写)?{_NUMBER}")
_ANY_PARAGRAPH = re.compile(
    r"第\s*(?:\d+|[一二三四五六七八九十百]+)\s*(?:[、和,，到至]\s*第?\d+\s*)*(?:自然)?段|(?:那|这|最后一|上一|下一)段"
)
_VAGUE = re.compile(r"(?:请|把|将|帮我)*.{0,8}?(?:[那这]一?|最后一?|上一|下一)段.{0,4}(?:改|删|写|恢复|换|去掉)")
_QUOTES = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ('"', '"'), ("'", "'"))
_QUOTED = "|".join(
    f"{re.escape(left)}(?P<{{name}}{number}>[^{re.escape(right)}]+){re.escape(right)}" for number, (left, right) in enumerate(_QUOTES)
)
_TO = r"\s*[，,]?\s*(?:都)?(?:改成|改为|换成|替换为|替换成)\s*[，,:：]?\s*"
_REPLACED = re.compile(rf"[里中的]*[，,]?(?:把|将)?\s*(?:{_QUOTED.format(name='old')}){_TO}(?:{_QUOTED.format(name='new')})[。]?")
_UNQUOTED = re.compile(rf"[里中的]*[，,]?(?:把|将)?\s*(?P<old>[^“”‘’「」『』\"']+?){_TO}(?P<new>[^“”‘’「」『』\"']+)")
_WHOLE_TEXT = re.compile(r"\s*(?:的?(?:内容|文字))?\s*(?:改成|改为|写成|换成|内容为)\s*[:：]?\s*(?P<text>.+)", re.DOTALL)
_RESTORE = re.compile(
    r"[，, ]*(?:请)?(?:恢复|还原|不要改了|用生成的)(?:为|成|到)?(?:原样|原来的?|原稿|生成的)?(?:文字|内容|样子)?(?:吧|了)?[。]?"
)
_WISH = re.compile(r"简练|简洁|精简|简短|短一?[些点]|正式|通顺|书面|润色|改写|重写|换个说法|啰嗦|写得")
_ASKED_POLITELY = re.compile(r"能不能|可不可以|能否|可以|能|(?:吗|吧|么)?[？?]$|吗$")
_DELETE = re.compile(r"删|去掉|不要了")
_LEAST = 8
"""Characters of what is plainly the new text of a whole paragraph."""


def read_style(words: str, desk: Desk) -> Action | None:
    """Decimals, or another outline."""
    plain = _POLITE.sub("", words)
    outline = _OUTLINE.fullmatch(plain)
    if outline:
        return _outline(outline["name"].lower())
    if _OTHER_OUTLINE.fullmatch(plain):
        return AskBack(question=f"没有这个提纲，现有的是：{'、'.join(label_outlines().values())}。")
    style = _STYLE.fullmatch(plain)
    if style is None:
        return None
    value = "0" if style["whole"] else str(count_of(style["count"]))
    if style["what"] in _MONEY:
        return SetStyle(name="money_decimals", value=value)
    if style["what"] in {None, "数字", "数", "小数", "小数点"}:
        options = tuple(Option(label=f"{told}改为 {value} 位", does=SetStyle(name=name, value=value)) for name, told in STYLES.items())  # type: ignore[arg-type]
        return AskBack(question="是百分比的小数，还是金额的？", options=options)
    return SetStyle(name="percent_decimals", value=value)


def count_of(numeral: str) -> int:
    """A small number in digits or 汉字."""
    return int(numeral) if numeral.isdigit() else int(parse_chinese(numeral) or 0)


def _outline(name: str) -> Action:
    """The outline of a name, or which of those of a place."""
    start = _PLACES.get(name)
    if start is None:
        return SetStyle(name="outline", value=name)
    options = [
        Option(label=f"提纲 {each}", does=SetStyle(name="outline", value=each)) for each in list_outlines() if each.startswith(start)
    ]
    return options[0].does if len(options) == 1 else AskBack(question="用哪一个提纲？", options=tuple(options))


def read_revision(words: str, desk: Desk) -> Action | None:
    """A paragraph by its number, and what is to stand there: new words, a word for another, the drafted text, or a wish."""
    if _WISH.search(words):
        words = _ASKED_POLITELY.sub("", words)
    named = _PARAGRAPH.match(words)
    if named is None and _VAGUE.match(words):
        return AskBack(question="请说段号，如“第6段改成：……”；段号标在正文左边。")
    if named is None or is_interrogative(words[: named.end()] + _unquoted_part(words[named.end() :])):
        return None
    if len(_ANY_PARAGRAPH.findall(_unquoted_part(words))) > 1 or re.match(r"\s*[、和,，到至]\s*第?\d", words[named.end() :]):
        return AskBack(question="一次请只改一段，免得改错。")
    number = count_of(named["number"])
    place = place_of(desk, number)
    if place is None:
        return AskBack(question=f"没有第{number}段，全文共 {sum(map(bool, desk.places))} 段；段号标在正文左边。")
    return _of_paragraph((named["verb"] or "") + words[named.end() :].strip(), place, desk)


def _of_paragraph(rest: str, place: str, desk: Desk) -> Action | None:
    if _RESTORE.fullmatch(rest):
        return Revise(place=place)
    replaced = _REPLACED.fullmatch(rest)
    if replaced:
        return _replaced(desk, place, _taken(replaced, "old"), _taken(replaced, "new"))
    whole = _WHOLE_TEXT.fullmatch(rest)
    if whole:
        return _whole(_unquoted(whole["text"]), place, desk)
    unquoted = _UNQUOTED.fullmatch(rest)
    if unquoted and unquoted["old"].strip() in desk.paragraphs[place].text:
        return _replaced(desk, place, unquoted["old"].strip(), unquoted["new"].strip(" 。"))
    if unquoted:
        return AskBack(question=f"{tell_place(desk, place)}中没有“{unquoted['old'].strip()}”，没有改动；请照原文写要改的字。")
    if _DELETE.search(rest):
        return AskBack(question="段落不能整段删去；可以说“第…段改成：……”，或在正文里直接改。")
    return Revise(place=place, wish=rest.strip("，,。 ")) if _WISH.search(rest) else None


def _whole(text: str, place: str, desk: Desk) -> Action:
    if not re.search(r"\w", text):
        return AskBack(question="要换成什么？请写在冒号后面，如“第3段改成：……”。")
    revise = Revise(place=place, text=text)
    if len(text) >= _LEAST:
        return revise
    return AskBack(
        question="这会换掉整段文字，对吗？", options=(Option(label=f"是，{tell_place(desk, place)}整段换成“{text}”", does=revise),)
    )


def _replaced(desk: Desk, place: str, old: str, new: str) -> Action:
    text = desk.paragraphs[place].text
    if text.count(old) == 1:
        return Revise(place=place, text=text.replace(old, new))
    told = "没有" if old not in text else f"有 {text.count(old)} 处"
    return AskBack(question=f"{tell_place(desk, place)}中{told}“{old}”，没有改动；请把前后的字也写上。")


def _taken(match: re.Match[str], name: str) -> str:
    return next(match[f"{name}{number}"] for number in range(len(_QUOTES)) if match[f"{name}{number}"] is not None)


def _unquoted(text: str) -> str:
    """A text without the quotes around the whole of it."""
    stripped = text.strip()
    pair: Sequence[tuple[str, str]] = [(left, right) for left, right in _QUOTES if stripped.startswith(left) and stripped.endswith(right)]
    return stripped[1:-1] if pair and len(stripped) > 1 and pair[0][1] not in stripped[1:-1] else stripped


def _unquoted_part(text: str) -> str:
    """What is said about a paragraph, without the new words themselves: those may be anything."""
    text = re.sub("|".join(f"{re.escape(left)}[^{re.escape(right)}]*{re.escape(right)}" for left, right in _QUOTES), "", text)
    return re.split(r"(?:改成|改为|写成|换成|内容为)\s*[:：]", text)[0]
