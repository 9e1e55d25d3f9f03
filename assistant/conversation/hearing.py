"""Hearing by rules: the common forms in which people give reasons, ask, and want something changed, without a model."""

import re

from assistant.conversation.asking import read_question
from assistant.conversation.explaining import read_reason
from assistant.conversation.wishes import read_revision, read_style
from assistant.desk import Desk
from assistant.numerals.chinese import parse_chinese
from schemas.conversation import Action, AskBack, SetReason, Skip, Talk, Undo

_UNDO = re.compile(r"(?:请|帮我)?(?:撤销|撤回|撤消|取消(?:刚才|上一步|上次)|退回上一步|恢复上一步|undo)", re.IGNORECASE)
_SKIP = re.compile(r"(?:跳过|先?不填|先放着|下一个|不知道|以后再说|暂时没有|略过)(?:吧|这个|了)?")
_LAST_YEAR = re.compile(r"(?:用|沿用|同|照|采用|按)(?:上年|去年)的?(?:说法|原因|写法)?(?:吧|即可|就行)?")
_ALL = re.compile(r"都是|全部|以上都|都用|都算|都")


def hear(sentence: str, desk: Desk, talk: Talk) -> Action:
    """What a sentence asks for; what it does not understand it says, with what it can do."""
    words = sentence.strip()
    for reader in (_command, _choice, read_style, read_revision, read_question, read_reason):
        action = reader(words, desk, talk)
        if action is not None:
            return action
    return AskBack(question="这句话我没有听懂。可以这样说：“支出减少主要是压减了项目经费”“项目支出占多少”“还有什么没填”“撤销”。")


def _command(words: str, desk: Desk, talk: Talk) -> Action | None:
    bare = words.rstrip("。！!. ")
    if _UNDO.match(bare):
        return Undo()
    if talk.asked and _SKIP.fullmatch(bare):
        return Skip()
    suggestion = desk.draft.material.suggestions.get(talk.asked, "")
    if suggestion and _LAST_YEAR.fullmatch(bare):
        return SetReason(facts=(talk.asked,), text=suggestion)
    return None


def _choice(words: str, desk: Desk, talk: Talk) -> Action | None:
    """One of the options offered, by its number or its name."""
    if not talk.options:
        return None
    bare = words.rstrip("。！!. ")
    number = re.fullmatch(r"(?:第|选|选项)?\s*(\d|[一二三四五六七八九])\s*(?:个|项|条|、)?", bare)
    if number:
        at = int(number[1]) if number[1].isdigit() else int(parse_chinese(number[1]) or 0)
        return talk.options[at - 1].does if 0 < at <= len(talk.options) else None
    if _ALL.fullmatch(bare) and talk.options[-1].label.startswith("以上都是"):
        return talk.options[-1].does
    named = [option for option in talk.options if bare and bare in option.label]
    return named[0].does if len(named) == 1 else None
