"""Hearing by rules: the common forms in which people give reasons, ask, and want something changed, without a model.

What is not understood changes nothing: where a reason was asked for, it is asked whether the sentence is one.
"""

import re
from collections.abc import Iterator

from assistant.conversation.asking import is_interrogative, read_question
from assistant.conversation.explaining import offer_as_reason, read_reason
from assistant.conversation.wishes import count_of, read_revision, read_style
from assistant.desks.desk import Desk
from schemas.conversation import Action, AskBack, SetReason, Skip, Talk, Undo

IDLE = "好。请接着说；说“帮助”看我能做什么。"
"""What is answered to what asks for nothing."""

_END = "。！!.~～ 　"
_UNDO = re.compile(
    r"(?:请|帮我)?(?:撤销|撤回|撤消|取消|退回|undo)(?:一下|(?:上|刚才(?:那|的)?|最近)(?:一)?(?:步|次|个)?(?:的?(?:修改|改动|操作|原因))?)?(?:吧|了)?",
    re.IGNORECASE,
)
_UNDO_LAST = re.compile(r"把?(?:刚才|上一)(?:那|的|个)*(?:条|个|句|次|步)?(?:原因|修改|改动)?(?:删了|删掉|去掉|不要了|不算)")
_UNDO_MORE = re.compile(
    r"(?:撤销|撤回|取消)(?:第.+段|全部|所有|最近|\d|[两三四五]|前面).*|(?:全部|都|一起)(?:撤销|撤回)|回到(?:最?开始|最初|第一版)"
)
_WRONG = re.compile(r"(?:不是|不对|错了|说错了|写错了)(?:这个|这样|这项)?(?:原因)?(?:的|了)?")
_SKIP = re.compile(
    r"(?:跳过|略过?|(?:先)?不填|先?放着|先?空着|下一个|不知道|不清楚|不晓得|以后再说|再说|暂时没有|算了|待定)(?:吧|这个|了|呀|啊)*"
)
_LAST_YEAR = re.compile(
    r"(?:原因)?(?:用|沿用|同|跟|和|与|照|采用|按)(?:上年|去年)(?:的|一样|相同|一致|说法|原因|写法|来)*(?:吧|即可|就行)?"
)
_IDLE = re.compile(r"(?:好的?|嗯+|哦+|行|可以|谢谢|多谢|你好|您好|在吗|知道了|收到|继续|ok|OK|[，,])+|[\W\d_]*")
_YES, _NO = re.compile(r"是的?|对的?|好的?|嗯+|可以|行|记吧?|确认"), re.compile(r"(?:都)?不(?:是|对|用|要|记)(?:的|了)?|算了|取消|没有")
_ALL = re.compile(r"(?:以上|全部|全)?都(?:是|用|算|行)?的?|全部|全是")
_NUMBERS = re.compile(
    r"(?:第|选|选项|前)?\s*[\d一二两三四五六七八九](?:\s*(?:个|项|条|和|、|，|,|跟|与|第)?\s*[\d一二三四五六七八九])*\s*(?:个|项|条)?"
)


def hear(sentence: str, desk: Desk, talk: Talk) -> Action:
    """What a sentence asks for; what it does not understand it says, with what it can do."""
    words = sentence.strip()
    bare = words.rstrip(_END)
    for action in _readings(words, bare, desk, talk):
        if action is not None:
            return action
    if len(talk.options) > 1 and not is_interrogative(bare):
        return AskBack(question="请选上面的编号，或说“都不是”。", options=talk.options)
    if talk.asked and not is_interrogative(bare) and not _IDLE.fullmatch(bare) and re.search(r"[\u4e00-\u9fff]{2}", bare):
        return offer_as_reason(words, talk.asked, desk)
    if _IDLE.fullmatch(bare):
        return AskBack(question=IDLE)
    return AskBack(question="这句话我没有听懂。可以这样说：“支出减少主要是压减了项目经费”“项目支出占多少”“还有什么没填”“撤销”。")


def _readings(words: str, bare: str, desk: Desk, talk: Talk) -> Iterator[Action | None]:
    """What each reader makes of a sentence, the surest first."""
    yield _choice(bare, talk)
    yield _command(bare, desk, talk)
    yield read_style(words, desk)
    yield read_revision(words, desk)
    yield read_question(words, desk, talk)
    if not _IDLE.fullmatch(bare):
        yield read_reason(words, desk, talk)


def _command(bare: str, desk: Desk, talk: Talk) -> Action | None:
    if _UNDO.fullmatch(bare) or _UNDO_LAST.fullmatch(bare):
        return Undo()
    if _UNDO_MORE.fullmatch(bare):
        return AskBack(question="撤销是一步一步的：说“撤销”取回最近一次修改；更早的在“版本”里选。")
    if _WRONG.fullmatch(bare) and not talk.options:
        return AskBack(question="没有改动。要改上一个原因，请说“不对，应该是……”；要取回上一步，请说“撤销”。")
    if talk.asked and _SKIP.fullmatch(bare):
        return Skip()
    if talk.asked and _LAST_YEAR.fullmatch(bare):
        suggestion = desk.draft.material.suggestions.get(talk.asked, "")
        return (
            SetReason(facts=(talk.asked,), text=suggestion) if suggestion else AskBack(question="上年的说明里没有这一项的原因，请写出来。")
        )
    return None


def _choice(bare: str, talk: Talk) -> Action | None:
    """One or several of the options offered, by number or name; several reasons of one text become one."""
    if not talk.options:
        return None
    if _NO.fullmatch(bare):
        return AskBack(question="好，没有改动。")
    reasons = [option.does for option in talk.options if isinstance(option.does, SetReason)]
    if (_YES.fullmatch(bare) and len(talk.options) == 1) or (_ALL.fullmatch(bare) and len(reasons) == len(talk.options)):
        return talk.options[-1].does
    if _NUMBERS.fullmatch(bare):
        return _numbered(bare, talk)
    named = [option for option in talk.options if len(bare) > 1 and bare in option.label]
    return named[0].does if len(named) == 1 else None


def _numbered(bare: str, talk: Talk) -> Action | None:
    said = [count_of(mark) for mark in re.findall(r"\d|[一二两三四五六七八九]", bare)]
    numbers = list(range(1, said[0] + 1)) if bare.startswith("前") else said
    if any(not 0 < number <= len(talk.options) for number in numbers):
        return None
    chosen = [talk.options[number - 1].does for number in numbers]
    if len(chosen) == 1:
        return chosen[0]
    reasons = [action for action in chosen if isinstance(action, SetReason)]
    if len(reasons) < len(chosen):
        return None
    return SetReason(facts=tuple(dict.fromkeys(fact for reason in reasons for fact in reason.facts)), text=reasons[0].text)
