"""Asking: what a person's question is, and what it is about; a name that the tables do not have is said, not guessed."""

import re
from collections.abc import Sequence

from assistant.conversation.topics import Topic, find_topics
from assistant.desks.desk import Desk
from assistant.desks.sources import level_of
from schemas.conversation import Action, Answer, AskBack, Question, Talk

_LAST_YEARS_TEXT = r"(?:去年|上年|上一年)的?(?:情况)?(?:说明|文件|报告|稿子?|文稿|材料|那份)?"
_QUESTIONS: tuple[tuple[Question, re.Pattern[str]], ...] = (
    ("help", re.compile(r"^(?:帮助|help|怎么用|如何使用|你?能做什么|你会什么|有什么功能)[？?]?$|你能(?:做|干)什么|怎么使用")),
    (
        "missing",
        re.compile(
            r"(?:还|哪些|什么|哪里).{0,6}(?:没填|没写|没有填|没有写|未填|缺|差|待补充|要填|需要填|要补)"
            r"|^(?:还)?(?:缺|差)(?:什么|哪些|几)|没填的.{0,3}(?:哪些|什么|几)|填完了?(?:吗|没)"
        ),
    ),
    (
        "findings",
        re.compile(
            r"(?:哪里|哪些|哪儿|有没有|有什么|有无).{0,6}(?:错|问题|不一致|对不上|不对|疑点)|检查结果|复核结果|^检查一下|数字?对不对|都对吗"
        ),
    ),
    (
        "compare",
        re.compile(rf"{_LAST_YEARS_TEXT}.{{0,8}}(?:什么|哪些|有何|哪里).{{0,4}}(?:不同|不一样|区别|变化|差别)|{_LAST_YEARS_TEXT}对比一下"),
    ),
    (
        "why",
        re.compile(
            r"为什么|为何|为啥|什么原因|原因(?:是|呢)?(?:什么|啥|呢)|怎么会?(?:这么)?(?:增|减|降|升|少|多|高|低|涨)|怎么回事|咋|因为什么|主要原因[？?]?$"
        ),
    ),
    ("source", re.compile(r"怎么(?:算|来|得)|如何计算|哪里来|出处|来源|公式|哪(?:张|个)表|哪个单元格|从哪")),
    (
        "completion",
        re.compile(r"完成(?:率|预算|年初预算|了)?.{0,4}(?:多少|几|怎么样|情况|率)|完成率|执行率|预算数|(?:比|超)(?:年初)?预算|超了?多少"),
    ),
    ("share", re.compile(r"占.{0,8}(?:多少|几|比例|比重|百分)|占比|比重|所占|占多大")),
    ("change", re.compile(r"[增减涨降升]|变化|变动|(?:比|较)(?:上年|去年)|[多少](?:了|多少)|是多还是少")),
    ("level", re.compile(r"多少|是几|几[个辆万人]|多大|[？?]$|呢$|情况$")),
)
_INTERROGATIVE = re.compile(
    r"多少|多[大高]|几[个辆万人项次]*(?:[？?。]|$)|(?<!没)(?<!没有)什么(?!都)|哪(?!怕)|(?<!不)怎么(?!不)|为何|为啥|如何|咋|是不是|有没有|对吗|[了增减升降多少高低加]还是"
    r"|[？?]$|(?:吗|呢|嘛|了没|了没有)[。！!]?$|干嘛|啥"
)
_ASKS_PLAINLY = re.compile(r"[？?]$|(?:吗|呢)[。！!]?$|多少")
_MOVING = re.compile(r"增加|减少|增长|下降|上升|降低|提高|[增减升降涨]|同(?!比)|一样")
"""What a reason says of its matter, and a person who only names a figure does not."""

_ABOUT_REPORT: frozenset[Question] = frozenset({"help", "missing", "findings", "compare"})
_KINDS = re.compile(
    r"百分之|多少|几[个辆万人项次]?|什么|为何|为啥|怎么样?|如何|咋|哪[个张里儿些]?|是不是|有没有|还是|[？?，。、,.!！：:“”\"]"
    r"|占比?|比重|比例|所占|完成率?|执行率?|预算数?|决算数?|超了?"
    r"|增[加长]?|减少?|下?降低?|上?升高?|涨|变[化动]"
    r"|来的?|来源|出处|公式|算|得"
    r"|原因|主要|情况|单元格|表|回事|高|低|大|我?想?(?:看看?|问一?下?|知道|查一?下?|告诉我|说说|请问)|分别|各|都|总共|一共|到底"
    r"|比|较|与|和|跟|同|相|[上去今本]年度?|年初|全年|花|用|支?了|的|是|有|在|里面?|其?中|当中"
    r"|吗|呢|么|多|少|会|这|那|数|个|为|因|从|啥|对|也|还|就|呀|啊|吧| "
)
_THAT = re.compile(r"它|这个|那个|该项|上面|这项|此|其(?!他|它|中)|这数|这")
_WITHIN = re.compile(r"^(?:里面?|当中|其?中)")
_VEHICLES = re.compile(r"[几多少]+辆|多少台")


def read_question(words: str, desk: Desk, talk: Talk) -> Action | None:
    """A question by its words, with what it is about; one that names nothing is about what was last spoken of."""
    kind = next((kind for kind, pattern in _QUESTIONS if pattern.search(words)), None)
    if kind in _ABOUT_REPORT and (is_interrogative(words) or len(words) < 12):
        return Answer(question=kind)
    topics = find_topics(words, desk)
    unknown = _unknown(words, topics)
    if not is_interrogative(words) and (unknown or not topics or (talk.asked and _MOVING.search(words))):
        return None
    if kind is None or kind in _ABOUT_REPORT:
        kind = "level"
    if not topics:
        return _about_before(kind, words, unknown, talk)
    chosen = _asked_of(kind, words, topics, desk)
    return Answer(question=kind, facts=chosen) if chosen else AskBack(question=f"表和补充资料里没有“{words.rstrip('？?')}”要的数。")


def is_interrogative(words: str) -> bool:
    """Whether a sentence has the words of a question."""
    return bool(_INTERROGATIVE.search(words.strip()))


def _about_before(kind: Question, words: str, unknown: str, talk: Talk) -> Action | None:
    """A question without a topic: about what was last spoken of, if it says so or names nothing else."""
    if kind == "level" and not _THAT.search(words):
        return None
    about = talk.about or ((talk.asked.rpartition(".")[0],) if talk.asked else ())
    if len(unknown) > 1 and not _THAT.search(words):
        if talk.asked and not _ASKS_PLAINLY.search(words):
            return None
        return AskBack(question=f"“{unknown}”对不上表中的哪一项。请用表上的名称再问一次。")
    return Answer(question=kind, facts=about)


def _unknown(words: str, topics: Sequence[Topic]) -> str:
    """The Chinese words of a sentence that are neither a topic nor those of a question."""
    for topic in topics:
        words = words.replace(topic.words, " ")
    return "".join(re.findall(r"[\u4e00-\u9fff]", _KINDS.sub("", _THAT.sub("", words))))


def _asked_of(kind: Question, words: str, topics: Sequence[Topic], desk: Desk) -> tuple[str, ...]:
    """The stems that a question is about; of several that words may mean, the first that has what is asked for."""
    wanted = {"share": ".share", "completion": ".completion", "why": ".change", "change": ".change"}.get(kind, "")
    chosen = []
    for topic in _meant(kind, words, topics):
        stems = [stem for stem in topic.stems if _in_vehicles(stem, desk)] if _VEHICLES.search(words) else list(topic.stems)
        having = [stem for stem in stems if desk.sheet.value(f"{stem}{wanted}") is not None] if wanted else []
        chosen += (having or stems)[:1]
    return tuple(dict.fromkeys(chosen))


def _meant(kind: Question, words: str, topics: Sequence[Topic]) -> Sequence[Topic]:
    """The topics asked for: not the whole within which (三公里面公车), nor of a share the whole of which (项目支出占支出)."""
    if len(topics) > 1 and _WITHIN.match(words[topics[0].end :]):
        return topics[1:]
    at = words.find("占")
    if kind == "share" and at > 0:
        return [topic for topic in topics if topic.end <= at] or topics
    return topics


def _in_vehicles(stem: str, desk: Desk) -> bool:
    fact = level_of(stem, desk.sheet)
    return fact is not None and desk.sheet.facts[fact].unit == "辆"
