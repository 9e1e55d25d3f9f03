"""Answers: what is said to a question, from the facts, the draft and the check; every number in them is a fact's."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant.conversation.telling import Told, label_of, tell_change, tell_completion, tell_level, tell_share
from assistant.desks.desk import Desk, number_at
from assistant.desks.sources import level_of, stem_of, tell_source
from schemas.conversation import Answer, Question, Reply
from schemas.facts import Fact

HELP = """我能做这些（都可以撤销）：
· 记原因：“支出减少主要是压减了项目经费”；也可以直接回答我的提问。
· 答问题：“为什么收入降了？”“项目支出占多少”“三公经费完成预算多少”“这个数怎么来的”“还有什么没填”“和去年的说明比有什么不同”。
· 改文字：“第3段改成：……”“第3段把‘A’改成‘B’”“恢复第3段”；设了语言模型时还可以说“第3段写简练些”。
· 改写法：“把百分比改成两位小数”“金额保留整数”“换成上海的提纲”。
· “撤销”“跳过”。"""

_MOST = 6
_PART = re.compile(r"\{([^}]+)\} ÷ \{([^}]+)\} × 100")


def answer(desk: Desk, asked: Answer) -> Reply:
    """The reply to a question; where its topic has no such number, that is said."""
    about = ABOUT_FACTS.get(asked.question)
    if about is not None:
        told = [about(desk, stem) for stem in asked.facts[:_MOST]]
        return _reply(told) if told else Reply(text="您问的是哪个数？请说出名称，如“本年收入合计”“项目支出”“公务接待费”。")
    return ABOUT_REPORT[asked.question](desk)


def _amount(desk: Desk, stem: str) -> Told:
    told, moved = tell_level(desk, stem), tell_change(desk, stem)
    return Told(f"{told.text}，{moved.text}。", (*told.facts, *moved.facts)) if moved.facts else Told(f"{told.text}。", told.facts)


def _change(desk: Desk, stem: str) -> Told:
    told, moved = tell_level(desk, stem), tell_change(desk, stem)
    return Told(f"{told.text}，{moved.text}。", (*told.facts, *moved.facts))


def _completion(desk: Desk, stem: str) -> Told:
    told, done = tell_level(desk, stem), tell_completion(desk, stem)
    return Told(f"{told.text}，{done.text}。", (*told.facts, *done.facts))


def _share(desk: Desk, stem: str) -> Told:
    told = tell_level(desk, stem)
    shares = [fact for fact in desk.sheet.facts.values() if fact.id == f"{stem}.share" or fact.id.startswith(f"{stem}.share_")]
    found = [tell_share(desk, fact) for fact in shares]
    if not found:
        return Told(f"{told.text}；没有它占比的数。", told.facts)
    return Told(f"{told.text}，{'，'.join(each.text for each in found)}。", (*told.facts, *(fact for each in found for fact in each.facts)))


def _source(desk: Desk, stem: str) -> Told:
    facts = [fact for fact in (level_of(stem, desk.sheet), f"{stem}.change", f"{stem}.change_rate", f"{stem}.share") if fact]
    known = [fact for fact in facts if fact in desk.sheet.facts]
    return Told("\n".join(tell_source(desk, fact) for fact in known), tuple(known))


def _why(desk: Desk, stem: str) -> Told:
    """How an amount moved, the reason that a person gave, and which of its parts moved with it; no reason is made up."""
    moved = _amount(desk, stem)
    given = {reason.fact: reason.text for reason in desk.draft.material.inputs.reasons if reason.text}
    reasons = [given[fact] for fact in (f"{stem}.change", f"{stem}.completion") if fact in given]
    parts = _moving_parts(desk, stem)
    lines = [moved.text]
    lines.append(f"填写的原因：{'；'.join(reasons)}。" if reasons else "还没有填写原因，我不会替您编写。")
    if parts:
        moves = (f"{label_of(desk, part)}{tell_change(desk, part).text}" for part in parts)
        lines.append(f"从组成看，变动最大的是：{'；'.join(moves)}。")
    stated = (fact for part in parts for fact in tell_change(desk, part).facts)
    return Told("\n".join(lines), (*moved.facts, *stated))


def _moving_parts(desk: Desk, stem: str) -> list[str]:
    """The parts of a total that moved the way it did, the largest first: those that have a share of it."""
    total, whole = level_of(stem, desk.sheet), desk.sheet.value(f"{stem}.change")
    found: list[tuple[Decimal, str]] = []
    for fact in desk.sheet.facts.values():
        match = _PART.fullmatch(fact.formula or "") if fact.id.endswith(".share") else None
        part = stem_of(match[1], desk.sheet) if match and match[2] == total else ""
        change = desk.sheet.value(f"{part}.change") if part else None
        if change and whole and (change > 0) == (whole > 0):
            found.append((abs(change), part))
    return [part for _, part in sorted(found, reverse=True)[:3]]


def _missing(desk: Desk) -> Reply:
    wanted, missing = desk.narrative.wanted, desk.narrative.missing
    if not wanted and not missing:
        return Reply(text="都填好了，没有缺的原因和内容。")
    lines = [f"还差 {len(wanted)} 个原因、{len(missing)} 项内容。"]
    lines += [f"{number}. {reason.label}{reason.change}的原因" for number, reason in enumerate(wanted, start=1)]
    lines += [f"· {entry}（在补充资料中填写后重新上传，或直接改相应段落）" for entry in missing]
    return Reply(text="\n".join(lines), facts=tuple(reason.fact for reason in wanted if reason.fact in desk.sheet.facts))


def _findings(desk: Desk) -> Reply:
    """What is wrong with the tables, and in which paragraphs the check found something, the gravest first."""
    coverage = desk.review.coverage
    counted = f"全文 {coverage.numbers} 个数字，未核对 {coverage.unchecked} 个。"
    lines = [f"表：{finding.message}" for finding in desk.draft.findings]
    for severity, name in (("error", "错误"), ("warning", "提醒"), ("hint", "提示")):
        found: dict[str, dict[int, None]] = {}
        for finding in desk.review.findings:
            if finding.severity == severity:
                found.setdefault(finding.message, {})[number_at(desk, finding.start or 0)] = None
        lines += [f"{name}：{message}（第{'、'.join(map(str, numbers))}段）" for message, numbers in found.items()]
    return Reply(text="\n".join([*lines, counted] if lines else [f"没有发现问题；{counted}"]))


def _compare(desk: Desk) -> Reply:
    """What differs from last year's document: the amounts that moved most, and the reasons given then and now."""
    facts = [fact for fact in desk.sheet.facts.values() if fact.id.endswith(".change") and fact.value and ".function." not in fact.id]
    if not facts:
        return Reply(text="没有上年的文件，也没有上年数，无法比较。请在“材料”中给出上年的决算表或说明。")
    largest = sorted(facts, key=_size, reverse=True)[:_MOST]
    lines = ["与上年相比，变动最大的是："]
    stems = [fact.id.removesuffix(".change") for fact in largest]
    lines += [f"· {label_of(desk, stem)}{tell_change(desk, stem).text}" for stem in stems]
    given = {reason.fact: reason.text for reason in desk.draft.material.inputs.reasons if reason.text}
    suggestions = desk.draft.material.suggestions
    both = [fact for fact in suggestions if fact in given or fact in {reason.fact for reason in desk.narrative.wanted}]
    for fact in both[:_MOST]:
        label = desk.sheet.facts[fact].label if fact in desk.sheet.facts else fact
        lines.append(f"· {label}的原因，上年写的是“{suggestions[fact]}”，今年{f'是“{given[fact]}”' if fact in given else '还没有填'}")
    if not suggestions:
        lines.append("没有上年的说明文字（上年材料只有表），原因无从对照。")
    return Reply(text="\n".join(lines), facts=tuple(fact for stem in stems for fact in tell_change(desk, stem).facts))


def _size(fact: Fact) -> Decimal:
    return abs(fact.value or Decimal(0))


def _help(desk: Desk) -> Reply:
    return Reply(text=HELP)


def _reply(told: Sequence[Told]) -> Reply:
    facts = dict.fromkeys(fact for each in told for fact in each.facts)
    return Reply(text="\n".join(each.text for each in told), facts=tuple(facts))


ABOUT_FACTS: dict[Question, Callable[[Desk, str], Told]] = {
    "level": _amount,
    "change": _change,
    "why": _why,
    "share": _share,
    "completion": _completion,
    "source": _source,
}
ABOUT_REPORT: dict[Question, Callable[[Desk], Reply]] = {
    "compare": _compare,
    "missing": _missing,
    "findings": _findings,
    "help": _help,
}
