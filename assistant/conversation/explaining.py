"""Explaining: a reason that a person gives, bound to the movement it explains; two that fit are asked back."""

import re
from collections.abc import Iterator, Sequence

from assistant.conversation.asking import is_interrogative
from assistant.conversation.telling import tell_movement
from assistant.conversation.topics import Topic, find_topics
from assistant.desk import Desk
from assistant.drafting.clauses import trim_clause
from assistant.drafting.reasons import LEADS, difference_of
from schemas.conversation import Action, AskBack, Option, SetReason, Talk

_CAUSE = re.compile(
    r"(?:的?(?:主要)?原因(?:就?是|为|在于)?|主要是?(?:因为|由于|因)|(?:是|就是)?(?:因为|由于)|主要系|主要是"
    r"|(?<=[增减升降长少加多高低])(?:了)?是|系)(?:因为|由于)?[：:，,]?"
)
_IDLE = re.compile(r"(?:好的?|嗯+|哦|行|可以|谢谢|多谢|你好|您好|在吗|是的?|对的?|不是|没有|收到|知道了|ok|OK|哈+)[。！!~ ]*|[\W\d_]*")
"""What is no reason of anything."""

_UP = re.compile(r"增加|增长|上升|提高|上涨|增多|变多|升|涨|超|多")
_DOWN = re.compile(r"减少|下降|降低|下跌|变少|少|减|降")
_BUDGET = re.compile(r"预算|完成|超支|结余")


def read_reason(words: str, desk: Desk, talk: Talk) -> Action | None:
    """A reason for what it names, or else for what was asked for."""
    cause = _CAUSE.search(words)
    before = words[: cause.start()] if cause else ""
    text = trim_clause(words[cause.end() :] if cause else words, *LEADS)
    topics = find_topics(before, desk) if cause else []
    if cause and topics and text:
        return _bound(text, before, topics, desk)
    if is_interrogative(words) or _IDLE.fullmatch(words):
        return None
    if talk.asked and text:
        return SetReason(facts=(talk.asked,), text=text)
    if cause and text:
        return _unbound(text, before, desk)
    return None


def _bound(text: str, before: str, topics: Sequence[Topic], desk: Desk) -> Action:
    """A reason for what its sentence names: bound where one movement fits, asked back where several do."""
    stems = list(dict.fromkeys(stem for topic in topics for stem in topic.stems))
    for topic in topics:  # the 预算 of 一般公共预算 is no budget
        before = before.replace(topic.words, "")
    known = [fact for stem in stems for fact in _movements(stem, before) if desk.sheet.value(difference_of(fact))]
    named = "、".join(topic.words for topic in topics)
    if not known:
        return AskBack(question=f"“{named}”没有可以说明的增减（没有上年数或预算数，或者持平），原因没有记下。")
    fitting = [fact for fact in known if agrees(fact, before, desk)]
    if not fitting:
        return AskBack(question=f"{'；'.join(tell_movement(desk, fact) for fact in known[:3])}，与您说的方向不同，原因没有记下。请核对。")
    wanted = {reason.fact for reason in desk.narrative.wanted}
    return offer_reason([fact for fact in fitting if fact in wanted] or fitting[:1], text, desk)


def _unbound(text: str, before: str, desk: Desk) -> Action:
    """A reason that names no topic, where none was asked for: one of the reasons wanted, by the direction it tells."""
    wanted = [reason.fact for reason in desk.narrative.wanted if agrees(reason.fact, before, desk)]
    if not wanted:
        return AskBack(question="这是哪一项的原因？请连同名称一起说，如“支出减少主要是……”。")
    return offer_reason(wanted[:4], text, desk, sure=False)


def offer_reason(facts: Sequence[str], text: str, desk: Desk, sure: bool = True) -> Action:
    """A reason set where one movement is meant, or the question which of several is; asked too where one is not ``sure``."""
    if len(facts) == 1 and sure:
        return SetReason(facts=(facts[0],), text=text)
    options = [Option(label=tell_movement(desk, fact), does=SetReason(facts=(fact,), text=text)) for fact in facts]
    if len(facts) > 1:
        options.append(Option(label="以上都是这个原因", does=SetReason(facts=tuple(facts), text=text)))
    return AskBack(question="这是哪一项的原因？", options=tuple(options))


def _movements(stem: str, before: str) -> Iterator[str]:
    """The facts whose movement a reason may explain: against last year, or against the budget where that is spoken of."""
    if _BUDGET.search(before):
        yield f"{stem}.completion"
        return
    yield from (f"{stem}.change", f"{stem}.completion")


def agrees(fact: str, before: str, desk: Desk) -> bool:
    """Whether the direction that words tell, if they tell one, is that of a movement."""
    value = desk.sheet.value(difference_of(fact))
    up, down = bool(_UP.search(before)), bool(_DOWN.search(before))
    if not value:
        return False
    return up == down or (value > 0) == up
