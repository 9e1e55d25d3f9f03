"""Asking: what a person's question is about."""

import re
from collections.abc import Sequence

from assistant.conversation.topics import Topic, find_topics
from assistant.desk import Desk
from schemas.conversation import Action, Answer, Question, Talk

_LAST_YEARS_TEXT = r"(?:去年|上年|上一年)的?(?:情况)?(?:说明|文件|报告|稿子?|文稿|材料|那份)"
_QUESTIONS: tuple[tuple[Question, re.Pattern[str]], ...] = (
    ("help", re.compile(r"^(?:帮助|help|怎么用|如何使用|你?能做什么|你会什么|有什么功能)[？?]?$|你能(?:做|干)什么|怎么使用")),
    (
        "missing",
        re.compile(r"(?:还|哪些|什么).{0,6}(?:没填|没写|没有填|没有写|未填|缺|差|待补充|要填|需要填|要补)|(?:缺|差)(?:什么|哪些|几)"),
    ),
    ("findings", re.compile(r"(?:哪里|哪些|有没有|有什么|有无).{0,6}(?:错|问题|不一致|对不上|不对|疑点)|检查结果|复核结果")),
    ("compare", re.compile(_LAST_YEARS_TEXT + r".{0,8}(?:不同|不一样|区别|变化|差别|比)")),
    ("why", re.compile(r"为什么|为何|为啥|什么原因|原因是什么|怎么会?(?:这么)?(?:增|减|降|升|少|多|高|低|涨)|怎么回事|咋")),
    ("source", re.compile(r"怎么(?:算|来|得)|如何计算|哪里来|出处|来源|公式|哪(?:张|个)表|哪个单元格|从哪")),
    ("completion", re.compile(r"完成(?:率|预算|年初预算|了)?.{0,4}(?:多少|几|怎么样|情况|率)|完成率|执行率|预算数?(?:是|为)?多少")),
    ("share", re.compile(r"占.{0,8}(?:多少|几|比例|比重|百分)|占比|比重|所占|占多少|占多大")),
    (
        "change",
        re.compile(
            r"(?:增|减|涨|降|升|变化|变动|多了?|少了?).{0,4}(?:多少|几)|(?:比|较)(?:上年|去年).{0,10}(?:多少|怎么样|如何|[？?])|增减(?:情况)?"
        ),
    ),
    ("level", re.compile(r"多少|是几|几个|几辆|几万|多大|[？?]$")),
)
_INTERROGATIVE = re.compile(r"多少|(?<=[了增减升降多少高低])还是|几[个辆万项]?|什么|哪|怎么|为何|为啥|如何|咋|[？?]$|(?:吗|呢|么)[。！!]?$")
_NAMING = re.compile(
    r"(?:我?想?(?:看看?|问|知道|查一?下?|告诉我|说说))|的|是|占比|比重|完成率|执行率|情况|来源|出处|公式|增减|本年|今年|[，。：:、 ]"
)


def read_question(words: str, desk: Desk, talk: Talk) -> Action | None:
    """A question, by its words; one without a topic is about what was just asked for, if anything was."""
    kind = next((kind for kind, pattern in _QUESTIONS if pattern.search(words)), None)
    if kind is None:
        return None
    if kind in {"help", "missing", "findings", "compare"}:
        return Answer(question=kind)
    topics = find_topics(words, desk)
    if not _is_question(words, topics):
        return None
    if not topics:
        return _about_asked(kind, talk)
    return Answer(question=kind, facts=_asked_of(kind, topics, desk))


def is_interrogative(words: str) -> bool:
    """Whether a sentence has the words of a question."""
    return bool(_INTERROGATIVE.search(words))


def _is_question(words: str, topics: Sequence[Topic]) -> bool:
    """Whether a sentence asks: it has a question's words, or it only names what it is about (三公经费完成率)."""
    rest = words
    for topic in topics:
        rest = rest.replace(topic.words, "")
    return is_interrogative(words) or not _NAMING.sub("", rest)


def _asked_of(kind: Question, topics: Sequence[Topic], desk: Desk) -> tuple[str, ...]:
    """The stems that a question is about; of several that words may mean, the first that has what is asked for."""
    wanted = {"share": ".share", "completion": ".completion", "why": ".change", "change": ".change"}.get(kind, "")
    chosen = []
    for topic in topics[:1] if kind == "share" else topics:
        having = [stem for stem in topic.stems if desk.sheet.value(f"{stem}{wanted}") is not None] if wanted else []
        chosen.append((having or list(topic.stems))[0])
    return tuple(dict.fromkeys(chosen))


def _about_asked(kind: Question, talk: Talk) -> Action:
    """A question without a topic is about what was just asked for."""
    return Answer(question=kind, facts=(talk.asked.rpartition(".")[0],) if talk.asked else ())
