"""Clauses that claim something: change, share, completion, comparison with a budget, in the wordings of a dozen provinces."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from benchmarks.corpus.catalogue import REASONS_COUNTED, REASONS_DOWN, REASONS_UP
from benchmarks.corpus.quantity import HUNDRED, Quantity, change_of, rate_of, ratio_of, round_half_up
from benchmarks.corpus.scribe import Scribe

UP: Final = (("增加", "增长"),) * 6 + (("增加", "上升"), ("增加", "增幅"), ("增加", "增幅为"), ("增加", "增加"), ("增长", "增长"))
DOWN: Final = (("减少", "下降"),) * 6 + (("减少", "降低"), ("减少", "减少"), ("减少", "降幅"), ("减少", "降幅为"), ("下降", "下降"))
FLAT_AFTER_WITH: Final = ("持平", "一致", "相同", "相等")


def against(s: Scribe) -> str:
    """What a change is set against: “与2023年度相比，”, “比上年”, “同比”."""
    year, years = s.unit.year - 1, s.house.years
    if s.chance(0.45):
        return f"与{s.year(year, 'compare_year')}{years}{s.pick('', '', '决算数')}相比，"
    if s.chance(0.3):
        return s.pick(f"较{s.year(year, 'compare_year')}{years}{s.pick('', '决算数')}", f"比{s.year(year, 'compare_year')}{years}")
    return s.pick("与上年相比，", "与上年度相比，", "比上年", "较上年", "较上年同期", "同比", "比去年", "较上年度")


def flat(s: Scribe) -> str:
    """No change, in words."""
    last = s.pick("上年", "上年度", f"{s.year(s.unit.year - 1, 'compare_year')}{s.house.years}")
    return s.pick(
        f"与{last}{s.word('amount_direction', s.pick(*FLAT_AFTER_WITH))}",
        f"较{last}{s.word('amount_direction', s.pick('无变化', '无增减变化', '无增减'))}",
        f"与{last}相比{s.word('amount_direction', '零增长')}",
    )


def flat_in_figures(s: Scribe, now: Quantity, prior: Quantity, stem: str) -> str:
    """No change, told as 增加0万元，增长0%."""
    change, rate = change_of(now, prior, f"{stem}.change"), rate_of(now, prior, f"{stem}.change_rate")
    tail = f"，增长{s.percent(rate, 'change_rate')}" if rate else ""
    return f"{against(s)}增加{s.money(change, 'change')}{tail}"


def change(s: Scribe, fact: str, *, each: str = "", subject: str = "") -> str:
    """How an amount moved since last year.

    ``each`` is put before the verbs (“各”), ``subject`` may be named again after “与上年相比，”.
    """
    stem = fact.removesuffix(".actual")
    now, prior = s.quantity(fact), s.quantity(f"{stem}.prior")
    if now.value == prior.value or s.shown_zero(change_of(now, prior, "")):
        return flat_in_figures(s, now, prior, stem) if now.value == prior.value and s.chance(0.2) else flat(s)
    amount_verb, rate_verb = s.pick(*(UP if now.value > prior.value else DOWN))
    amount = s.money(change_of(now, prior, f"{stem}.change"), "change")
    rate = rate_of(now, prior, f"{stem}.change_rate")
    verb = each + s.word("amount_direction", amount_verb)
    lead = against(s)
    if lead.endswith("，") and s.chance(0.5):
        lead += subject
    if rate is None:
        return f"{lead}{verb}{amount}{s.pick('', '', '，上年无此项收支，增幅无可比性')}"
    percent = s.percent(rate, "change_rate")
    plain = not rate_verb.endswith(("幅", "为"))
    rate_word = each * (plain and s.chance(0.4)) + s.word("rate_direction", rate_verb)
    if s.chance(0.08):
        return f"{lead}{verb}{amount}"
    if s.chance(0.08) and plain:
        return f"{lead}{each}{s.word('rate_direction', rate_verb)}{percent}"
    if s.chance(0.12) and not each:
        before = s.money(prior, "prior")
        last = s.pick("上年", "上年度", f"{s.year(s.unit.year - 1, 'compare_year')}{s.house.years}")
        lead = s.pick("较", "比") + f"{last}{s.pick('', '的', '决算数')}{before}"
    return f"{lead}{verb}{amount}{s.pick('，{}', '，{}', '，{}', '（{}）').format(rate_word + percent)}"


def rising(s: Scribe, fact: str) -> int:
    """1 where an amount rose since last year, −1 where it fell, 0 where it stayed."""
    stem = fact.removesuffix(".actual")
    now, prior = s.quantity(fact).value, s.quantity(f"{stem}.prior").value
    return (now > prior) - (now < prior)


def reason(s: Scribe, direction: int, subject: str = "") -> str:
    """Why: a clause that follows a change, with its punctuation; it may hold numbers of no account."""
    if direction == 0:
        return ""
    words = s.pick(*(REASONS_UP if direction > 0 else REASONS_DOWN))
    if direction > 0 and s.chance(0.04):
        words = s.pick(*REASONS_COUNTED)
    verb = s.word("reason_direction", "增加" if direction > 0 else "减少")
    return s.pick(
        f"，主要原因是{words}",
        f"，主要是{words}",
        f"。主要原因：{words}",
        f"。{subject}{verb}的主要原因是{words}" if subject else f"，主要是因为{words}",
        f"。主要原因是：{words}",
    )


def share(s: Scribe, part: str, whole: str, words: Sequence[str], fact: str = "") -> str:
    """“占本年收入99.8%”; empty where there is nothing to divide by."""
    name = fact or f"{part.removesuffix('.actual')}.share"
    ratio = ratio_of(s.quantity(part), s.quantity(whole), name)
    return "" if ratio is None else share_of(s, ratio, words)


def share_of(s: Scribe, ratio: Quantity, words: Sequence[str]) -> str:
    """A share in words; ``words`` name the whole (“占本年收入合计的”)."""
    return f"{s.pick(*words)}{s.percent(ratio, 'share')}"


def nudge(s: Scribe, ratios: list[Quantity]) -> list[Quantity]:
    """Shares of all parts of a whole, the largest adjusted so that they add up to 100 as shown."""
    decimals = s.house.percent_decimals
    shown = [round_half_up(ratio.value, decimals) for ratio in ratios]
    gap = HUNDRED - sum(shown)
    step = Decimal(1).scaleb(-decimals)
    largest = max(range(len(ratios)), key=lambda index: ratios[index].value)
    if gap == 0 or abs(gap) > step:
        return ratios
    ratio = ratios[largest]
    ratios[largest] = replace(ratio, value=shown[largest] + gap, low=ratio.low - 2 * step, high=ratio.high + 2 * step)
    return ratios


def completion(s: Scribe, stem: str, actual: str, budget: str, kind: str, name: str = "completion") -> str:
    """Budget, actual and completion rate, or what is said where there was no budget. ``kind`` is 年初 or 全年."""
    spent, planned = s.quantity(actual), s.quantity(budget)
    plan, done = s.money(planned, "budget"), s.money(spent, "actual")
    ratio = ratio_of(spent, planned, f"{stem}.{name}")
    if ratio is None:
        return s.pick(f"{kind}预算为{plan}，支出决算为{done}", f"{kind}预算{plan}，支出决算{done}", f"{kind}未安排预算，支出决算为{done}")
    rate = s.percent(ratio, "completion")
    return s.pick(
        f"{kind}预算为{plan}，支出决算为{done}，完成{kind}预算的{rate}",
        f"{kind}预算为{plan}，支出决算为{done}，完成{kind}预算的{rate}",
        f"{kind}预算{plan}，支出决算{done}，完成预算的{rate}",
        f"{kind}预算数为{plan}，支出决算数为{done}，完成预算{rate}",
        f"支出决算为{done}，完成{kind}预算{plan}的{rate}",
        f"{kind}预算为{plan}，支出决算为{done}，为{kind}预算的{rate}",
        f"{kind}预算为{plan}，支出决算为{done}，占{kind}预算{rate}",
    )


def comparison(s: Scribe, actual: str, budget: str, kind: str = "") -> str:
    """决算数大于预算数, with a reason; begins with its punctuation."""
    spent, planned = s.quantity(actual).value, s.quantity(budget).value
    if spent == planned:
        same = s.word("comparison", "等于")
        return s.pick(
            f"，决算数{same}{kind}预算数",
            f"。决算数与{kind}预算数{s.word('comparison', s.pick('持平', '一致', '基本持平'))}",
            "",
            f"，支出决算数{same}{kind}预算数",
        )
    if s.numeral(spent) == s.numeral(planned):
        return ""
    word = s.word("comparison", s.pick("大于", "高于") if spent > planned else s.pick("小于", "低于"))
    words = s.pick(*(REASONS_UP if spent > planned else REASONS_DOWN))
    return s.pick(
        f"，决算数{word}{kind}预算数的主要原因是{words}",
        f"。决算数{word}{kind}预算数的主要原因：{words}",
        f"，支出决算数{word}{kind}预算数，主要原因是{words}",
        f"。决算数{word}{kind}预算数",
    )


def against_budget(s: Scribe, stem: str, actual: str, budget: str, kind: str) -> str:
    """比年初预算减少3.5万元，下降20%; with no difference, in words; 差值为 without a direction."""
    spent, planned = s.quantity(actual), s.quantity(budget)
    if spent.value == planned.value:
        return s.pick(
            f"与{kind}预算数{s.word('comparison', s.pick('持平', '一致', '相同'))}",
            f"比{kind}预算增加{s.money(change_of(spent, planned, f'{stem}.budget_change'), 'budget_change')}",
        )
    amount_verb, rate_verb = s.pick(*(UP if spent.value > planned.value else DOWN))
    amount = s.money(change_of(spent, planned, f"{stem}.budget_change"), "budget_change")
    rate = rate_of(spent, planned, f"{stem}.budget_change_rate")
    if s.chance(0.06):
        return f"与{kind}预算数的差值为{amount}"
    tail = "" if rate is None or s.chance(0.4) else f"，{s.word('rate_direction', rate_verb)}{s.percent(rate, 'budget_change_rate')}"
    return f"{s.pick('比', '较')}{kind}预算{s.pick('', '数')}{s.word('amount_direction', amount_verb)}{amount}{tail}"
