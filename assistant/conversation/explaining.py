"""Explaining: a reason that a person gives, bound to the movement it explains; what is not plainly a reason is asked back.

A sentence is a claim where something stands before its cause that only names what moved and how (支出比上年减少主要是…). Any
other sentence is, as a whole, the reason that was asked for, if it speaks of the matters that reasons speak of.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.conversation.asking import is_interrogative
from assistant.conversation.telling import tell_movement
from assistant.conversation.topics import Topic, find_topics
from assistant.desks.desk import Desk
from assistant.drafting.clauses import trim_clause
from assistant.drafting.reasons import LEADS, difference_of
from schemas.conversation import Action, AskBack, Option, SetReason, Talk

_DIRECTION = r"(?:增加|增长|上升|提高|上涨|增多|变多|减少|下降|降低|下跌|变少|超(?:支|预算|出)?|没[用花]完|[增减升降涨多少])"
_CAUSE = re.compile(
    r"的?(?:主要|根本|直接)?(?:原因|主因)(?:就?是|为|在于|系)?(?:因为|由于)?[:：，,]?"
    r"|(?:主要)?(?:就?是)?(?:因为|由于)[:：，,]?|主要(?:是|系)(?:因为|由于)?[:：，,]?"
    rf"|[，,]系(?:因为?|由于)?|[:：]|[—－-]{{2,}}|(?<={'[加长升高涨多少降低跌支算出完减增]'})了?(?:是|[，,])"
)
_LEAD = re.compile(r"(?:(?:主要)?原因(?:是|为|在于)?|主要(?:是|系)?|是|系)?(?:因为|由于|因)?[:：，,]?")
_LEADING = re.compile(r"(?:主要)?原因(?:是|为|在于|[:：])|主要(?:是|系)|(?:主要)?是?(?:因为|由于)")
_AMOUNT = re.compile(r"\d[\d,.，]*\s*多?\s*(?:个百分点|万元?|亿元?|元|%|％)?")
_FILLING = re.compile(
    r"比(?:上|去)年|较(?:上|去)年|与?(?:上|去)年(?:度)?相?比|同比|(?:上|去|今|本)年度?|比?(?:年初|调整|全年)?预算数?|决算数?|大幅|有所|略有?|明显"
    r"|合计|总额|总数|完成|执行|这么|那么|都|也|和|与|及|的|了|数|比|较|于|大|小|各|均|[、，, 　]"
)
_UP = re.compile(r"增加|增长|上升|提高|上涨|增多|变多|大于|升|涨|超|多|增")
_DOWN = re.compile(r"减少|下降|降低|下跌|变少|没[用花]完|小于|少|减|降")
_LAST_YEAR, _BUDGET = re.compile(r"上年|去年|同比"), re.compile(r"预算|完成|超支|没[用花]完|执行")
_ACKNOWLEDGED = re.compile(r"^(?:嗯+|哦+|好的?|那个|对了?|是的)[，,。 ]+")
_TAIL = "。．.!！~～啊呗吧嘛呀哦 　"
_SAME = re.compile(r"(?:原因)?(?:同|和|跟|与)(?P<what>上面?(?:那?(?:个|条|项))?|前面|.{0,16}?)(?:的原因)?(?:一样|相同|一致|同)?")
_CORRECTED = re.compile(
    r"(?:不对|错了|说错了|写错了|改一下|更正|(?:刚才|上一个|上一条|前面)(?:那个|的|那条)?(?:原因)?(?:不对|错了|写错了|改一下)?)[，,。：: ]*"
    r"(?:(?:刚才|上一个)(?:的|那个)?原因[，,：: ]*)?(?:应该|应当|应|要)?(?:是|为|写|改成|改为)[:：]?(?P<text>.+)"
)
_CHANGED = re.compile(r"^(?:改成|改为|换成|应该是|应为|应是)[:：]?")
_ASIDE = re.compile(
    r"第\s*[\d一二三四五六七八九十百]+(?:[、和,，]\d+)*\s*段|[那这最]后?一?段|小数|百分号|提纲|格式|刚才|上一[个条步]|上面|删[掉除了]|去掉|撤[销回]|恢复|重[做写来]"
    r"|导出|下载|生成|保存|打印|检查|看一?下|帮我|你|编一|不(?:知道|清楚|晓得|对|会|懂)|没想好|想一?想|再说|稍等|等(?:一下|会儿?|等)|算了|略$|空着"
    r"|待(?:定|确认|补|查|核|.{0,4}确认)|问一?[下问]|电话|写错|错了|一样|同上|如上|继续|写了没|改成|改为|换成|另外|顺便|啰嗦|太绕|理顺|措辞|语句|句子|文字|段落"
)
_MATTER = re.compile(
    r"项目|经费|人员|职工|干部|拨款|工资|薪|补[助贴缴]|资金|财政|业务|政策|标准|采购|购[置买]|维[修护]|会议|培训|车|接待|出国|退休|在职|编制|[招录]"
    r"|调[入出整资走动标岗]|晋|绩效|奖|社保|公积金|养老|医疗|年金|住房|物业|水电|[用公]房|办公|设备|系统|信息|工程|建设|施工|验收|结算|支付|付款|尾款|合同"
    r"|进度|完工|竣工|完成|结束|收尾|开展|实施|启动|暂停|压[减缩]|节约|厉行|紧日子|减少|增加|下降|上升|提高|降低|增长|追加|新增|划转|上缴|结[转余]"
    r"|[上去今本]年|一次性|专项|清算|考核|发放|缴|基数|人数|活动|任务|工作|机构|改革|合并|涨价|单价|租|宣传|印刷|差旅|油|保险|利息|收入|支出|[费款]|来访|去世|抚恤|丧葬|[增减]"
)


class Claim(NamedTuple):
    """What a sentence says moved, in its words and as topics, and the reason it gives."""

    before: str
    topics: Sequence[Topic]
    text: str


def read_reason(words: str, desk: Desk, talk: Talk) -> Action | None:
    """A reason for what its sentence names, or else for what was asked for; None where it is none, or may be none."""
    words = _ACKNOWLEDGED.sub("", words).strip()
    if is_interrogative(words):
        return None
    corrected = _CORRECTED.fullmatch(words)
    if corrected and talk.recorded:
        return _settle(talk.recorded, corrected["text"], desk)
    claim = find_claim(words, desk)
    if claim and any(find_claim(part, desk) for part in re.split(r"[，,；;。\n]", claim.text)):
        return AskBack(question="这句话里说了几件事，请一件一件说，免得记错。")
    if claim:
        return _bound(claim, desk, talk)
    if not talk.asked:
        return _unbound(words, desk) if _LEADING.match(words) else None
    text = _trimmed(words)
    same = _same_as(words, desk, talk)
    if same is not None:
        return same
    return SetReason(facts=(talk.asked,), text=text) if text and is_reason(text) else None


def find_claim(words: str, desk: Desk) -> Claim | None:
    """The claim of a sentence: what stands before its first cause must only name what moved and how."""
    for cause in _CAUSE.finditer(words):
        before, text = words[: cause.start()], words[cause.end() :]
        if not before or re.match(r"(?:上|去)年(?!.*(?:比|较))", before):
            return None
        topics = find_topics(before, desk)
        rest = _residue(before, topics)
        if topics and not rest:
            return Claim(before, topics, text)
        causal = cause[0].strip("，,:：—－-了") != ""
        clause = re.split(r"[，,；;。]", before.rstrip("，, "))[-1]
        if causal and len(clause) <= 14 and re.search(rf"{_DIRECTION}了?(?:的)?$", clause.strip()) and not _LEADING.match(words):
            return Claim(before, [] if rest else topics, text)
    return None


def is_reason(text: str) -> bool:
    """Whether a text speaks of what reasons speak of, and of nothing that is said to the program."""
    return bool(_MATTER.search(text)) and not _ASIDE.search(text)


def offer_as_reason(words: str, fact: str, desk: Desk) -> AskBack:
    """Ask whether a sentence is meant as the reason of a movement."""
    text = _trimmed(words)
    option = Option(label=f"是，记为：{tell_movement(desk, fact)}的原因", does=SetReason(facts=(fact,), text=text))
    return AskBack(question=f"没有听懂。要把“{text}”记为原因吗？不是的话请换个说法。", options=(option,))


def offer_reason(facts: Sequence[str], text: str, desk: Desk, sure: bool = True) -> Action:
    """A reason set where one movement is meant, or the question which of several is; asked too where one is not ``sure``."""
    if len(facts) == 1 and sure:
        return SetReason(facts=(facts[0],), text=text)
    options = [Option(label=tell_movement(desk, fact), does=SetReason(facts=(fact,), text=text)) for fact in facts]
    if len(facts) > 1:
        options.append(Option(label="以上都是这个原因", does=SetReason(facts=tuple(facts), text=text)))
    return AskBack(question="这是哪一项的原因？", options=tuple(options))


def agrees(fact: str, before: str, desk: Desk) -> bool:
    """Whether the direction that words tell, if they tell one, is that of a movement."""
    value = desk.sheet.value(difference_of(fact))
    plain = _AMOUNT.sub("", before)
    up, down = bool(_UP.search(plain)), bool(_DOWN.search(plain))
    if not value:
        return False
    return up == down or (value > 0) == up


def _bound(claim: Claim, desk: Desk, talk: Talk) -> Action:
    """A claim's reason, bound where one movement fits, asked back where several do, refused where none does."""
    text = _trimmed(claim.text)
    if not claim.topics:
        return _refused(f"“{claim.before}”对不上表中的哪一项，原因没有记下。请用表上的名称再说一次。", text, desk, talk)
    plain = claim.before
    for topic in claim.topics:  # the 预算 of 一般公共预算 is no budget
        plain = plain.replace(topic.words, "")
    stems = list(dict.fromkeys(stem for topic in claim.topics for stem in topic.stems))
    known = [fact for stem in stems for fact in _movements(stem, plain) if desk.sheet.value(difference_of(fact))]
    named = "、".join(topic.words for topic in claim.topics)
    if not known:
        basis = "上年数" if _LAST_YEAR.search(plain) else "预算数" if _BUDGET.search(plain) else "上年数或预算数"
        return _refused(f"“{named}”没有{basis}，或者持平，没有可以说明的增减，原因没有记下。", text, desk, talk)
    fitting = [fact for fact in known if agrees(fact, plain, desk)]
    if not fitting:
        told = "；".join(tell_movement(desk, fact) for fact in known[:3])
        return AskBack(question=f"{told}，与您说的方向不同，原因没有记下。请核对。")
    wanted, given = desk.narrative.wanted, desk.draft.material.inputs.reasons
    explained = {*(reason.fact for reason in wanted), *(reason.fact for reason in given)}
    return _settle([fact for fact in fitting if fact in explained] or fitting[:1], text, desk)


def _settle(facts: Sequence[str], words: str, desk: Desk) -> Action:
    """A reason for movements that are named, unless its words are none."""
    text = _trimmed(_CHANGED.sub("", words))
    if not text or is_interrogative(text):
        return AskBack(question="请把原因写出来，如“支出减少主要是压减了项目经费”。")
    same = _SAME.fullmatch(text)
    known = _reason_named(same["what"], desk, ()) if same else ""
    if known:
        return offer_reason(facts, known, desk)
    return offer_reason(facts, text, desk, sure=is_reason(text) and not same)


def _unbound(words: str, desk: Desk) -> Action:
    """A reason that names nothing, where none was asked for: one of those wanted, chosen by the person."""
    text = _trimmed(words)
    wanted = [reason.fact for reason in desk.narrative.wanted]
    if not wanted or not text:
        return AskBack(question="这是哪一项的原因？请连同名称一起说，如“支出减少主要是……”。")
    return offer_reason(wanted[:4], text, desk, sure=False)


def _refused(why: str, text: str, desk: Desk, talk: Talk) -> AskBack:
    """Why a claim is not taken down; where something was asked for, it may be meant as the reason of that."""
    if not talk.asked or not text:
        return AskBack(question=why)
    return AskBack(question=why, options=offer_as_reason(text, talk.asked, desk).options)


def _same_as(words: str, desk: Desk, talk: Talk) -> Action | None:
    """The reason that was given for something else, where a person says that it is the same (同上, 和支出一样)."""
    same = _SAME.fullmatch(words.rstrip(_TAIL))
    text = _reason_named(same["what"], desk, talk.recorded) if same else ""
    return SetReason(facts=(talk.asked,), text=text) if text else None


def _reason_named(what: str, desk: Desk, recorded: Sequence[str]) -> str:
    """The reason given for what is named, or, for 上 and 前面, the one recorded last."""
    given = {reason.fact: reason.text or "" for reason in desk.draft.material.inputs.reasons}
    if re.match(r"[上前]", what):
        return next((given[fact] for fact in recorded if fact in given), "")
    stems = (stem for topic in find_topics(what, desk) for stem in topic.stems)
    return next((given[fact] for stem in stems for fact in (f"{stem}.change", f"{stem}.completion") if fact in given), "")


def _movements(stem: str, before: str) -> Iterator[str]:
    """The facts whose movement a reason may explain: against last year or the budget, whichever is spoken of."""
    if not _BUDGET.search(before) or _LAST_YEAR.search(before):
        yield f"{stem}.change"
    if not _LAST_YEAR.search(before):
        yield f"{stem}.completion"


def _residue(before: str, topics: Sequence[Topic]) -> str:
    """What is left of words besides topics, directions, amounts and what joins them."""
    for topic in topics:
        before = before.replace(topic.words, "")
    left = re.sub(_DIRECTION, "", _FILLING.sub("", _AMOUNT.sub("", before)))
    return "".join(re.findall(r"[\u4e00-\u9fffA-Za-z]", _FILLING.sub("", left)))


def _trimmed(words: str) -> str:
    """Words without a lead, and without the stop and the particles that close a spoken sentence."""
    text = words.strip().rstrip(_TAIL)
    return trim_clause(text[_lead_end(text) :], *LEADS).rstrip(_TAIL)


def _lead_end(text: str) -> int:
    lead = _LEAD.match(text)
    return lead.end() if lead and _LEADING.match(text) else 0
