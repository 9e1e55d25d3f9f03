"""Sections on all income and expenditure, and on 财政拨款 as a whole."""

from typing import Final

from benchmarks.corpus.phrases import change, nudge, reason, rising, share, share_of
from benchmarks.corpus.quantity import change_of, rate_of, ratio_of
from benchmarks.corpus.scribe import Scribe
from schemas.accounts import INCOME_LABELS

OF_INCOME: Final = ("占本年收入", "占本年收入合计的", "占", "占总收入的", "占收入合计的", "占比")
OF_EXPENDITURE: Final = ("占本年支出", "占本年支出合计的", "占", "占支出合计的", "占比")


def this_year(s: Scribe) -> str:
    """“2024年度”."""
    return f"{s.year(s.unit.year)}{s.house.years}"


def overall(s: Scribe) -> list[str]:
    """收、支总计, in some reports by its composition or with income and expenditure as a pair."""
    s.begin_claim()
    total = s.quantity("overall.total")
    both = s.pick("收、支总计", "收、支总计", "收入支出总计", "收支总计")
    level = s.pick(
        f"{this_year(s)}{both}{s.money(total)}",
        f"{this_year(s)}{both}为{s.money(total)}",
        f"{s.name()}{this_year(s)}{both}{s.money(total)}",
        f"{this_year(s)}收入总计{s.money(total)}，支出总计{s.money(total)}",
    )
    moved = change(s, "overall.total", each=s.pick("各", "", "各"), subject=both)
    text = f"{level}{s.pick('。', '。', '，')}{moved}{reason(s, rising(s, 'overall.total'))}。"
    return [text, *_pair(s), *(_composition(s) if s.chance(0.3) else [])]


def _pair(s: Scribe) -> list[str]:
    """Income and expenditure as a pair: 分别为X、Y，各减少P、Q，各下降R、S."""
    facts = ("income.total", "expenditure.total")
    directions = {rising(s, fact) for fact in facts}
    pairs = [(s.quantity(fact), s.quantity(f"{fact}.prior")) for fact in facts]
    if s.chance(0.7) or directions not in ({1}, {-1}) or any(prior.value == 0 for _, prior in pairs):
        return []
    s.begin_claim()
    amounts = [change_of(now, prior, f"{now.fact}.change") for now, prior in pairs]
    rates = [rate for now, prior in pairs if (rate := rate_of(now, prior, f"{now.fact}.change_rate"))]
    verb, rate_verb = ("增加", "增长") if directions == {1} else ("减少", "下降")
    between = s.pick("、", "、", "，", "和")
    levels = between.join(s.money(now) for now, _ in pairs)
    changes = between.join(s.money(amount, "change") for amount in amounts)
    percents = "、".join(s.percent(rate, "change_rate") for rate in rates)
    up, faster = s.word("amount_direction", verb), s.word("rate_direction", rate_verb)
    subject = s.pick("本年收入、本年支出分别为", "本年收入合计、本年支出合计分别是", "本年收入和本年支出各是")
    return [f"{this_year(s)}{subject}{levels}，与上年相比，{s.pick('各', '分别')}{up}{changes}，{s.pick('各', '分别')}{faster}{percents}。"]


def _composition(s: Scribe) -> list[str]:
    s.begin_claim()
    income = f"收入总计{s.money(s.quantity('overall.total'))}，包括：本年收入合计{s.money(s.quantity('income.total'))}"
    if s.quantity("overall.opening").value:
        income += f"，年初结转和结余{s.money(s.quantity('overall.opening'))}"
    outgo = f"支出总计{s.money(s.quantity('overall.total'))}，包括：本年支出合计{s.money(s.quantity('expenditure.total'))}"
    if s.quantity("overall.closing").value:
        outgo += f"，年末结转和结余{s.money(s.quantity('overall.closing'))}"
    return [f"{income}。", f"{outgo}。"]


def income(s: Scribe) -> list[str]:
    """本年收入合计, its change, its lines with their shares."""
    s.begin_claim()
    total = s.money(s.quantity("income.total"))
    level = s.pick(f"{this_year(s)}收入合计{total}", f"本年收入合计{total}", f"{this_year(s)}本年收入合计为{total}")
    moved = ""
    if s.chance(0.75):
        moved = s.pick("。", "，") + change(s, "income.total", subject="收入合计") + reason(s, rising(s, "income.total"))
    names = {"fiscal": "财政拨款收入"} | {key: label for key, label in INCOME_LABELS.items() if key not in {"general", "fund", "capital"}}
    if s.house.family in {"sichuan", "beijing"}:
        names = INCOME_LABELS
    parts = _parts(s, names, "income", OF_INCOME)
    return [f"{level}{moved}。其中：{parts}。"]


def expenditure(s: Scribe) -> list[str]:
    """本年支出合计, its change, 基本支出 and 项目支出 with their shares."""
    s.begin_claim()
    total = s.money(s.quantity("expenditure.total"))
    level = s.pick(f"{this_year(s)}支出合计{total}", f"本年支出合计{total}", f"{this_year(s)}本年支出合计为{total}")
    moved = ""
    if s.chance(0.75):
        moved = s.pick("。", "，") + change(s, "expenditure.total", subject="支出合计") + reason(s, rising(s, "expenditure.total"))
    parts = _parts(s, {"basic": "基本支出", "project": "项目支出"}, "expenditure", OF_EXPENDITURE)
    return [f"{level}{moved}。其中：{parts}。"]


def _parts(s: Scribe, names: dict[str, str], room: str, words: tuple[str, ...]) -> str:
    """Parts of a total: those that are something, or in some reports all of them with 0."""
    total = s.quantity(f"{room}.total")
    everything = s.chance(0.15)
    keys = [key for key in names if everything or s.quantity(f"{room}.{key}").value]
    ratios = [ratio for key in keys if (ratio := ratio_of(s.quantity(f"{room}.{key}"), total, f"{room}.{key}.share"))]
    if len(ratios) < len(keys):
        return "；".join(f"{names[key]}{s.money(s.quantity(f'{room}.{key}'))}" for key in keys) or "无"
    if s.house.nudged:
        ratios = nudge(s, ratios)
    phrase = s.pick(*words)
    moves = room == "income" and s.chance(0.1)
    texts = []
    for key, ratio in zip(keys, ratios, strict=True):
        s.begin_claim()
        fact = f"{room}.{key}"
        moved = f"，{change(s, fact)}" if moves and s.quantity(f"{fact}.prior").value else ""
        texts.append(f"{names[key]}{s.pick('', '', '为')}{s.money(s.quantity(fact))}，{share_of(s, ratio, (phrase,))}{moved}")
    return s.pick("；", "；", "，").join(texts)


def fiscal(s: Scribe) -> list[str]:
    """财政拨款收、支总计, its change, and what the income consists of."""
    s.begin_claim()
    total = s.quantity("fiscal.total")
    both = s.pick("财政拨款收、支总计", "财政拨款收、支总计", "财政拨款收入支出总计")
    level = f"{this_year(s)}{both}{s.pick('', '为')}{s.money(total)}"
    moved = change(s, "fiscal.total", each=s.pick("各", ""), subject=both)
    text = f"{level}{s.pick('。', '，')}{moved}{reason(s, rising(s, 'fiscal.total'), '财政拨款收、支总计')}。"
    return [text, *(_fiscal_income(s) if s.chance(0.6) else [])]


def _fiscal_income(s: Scribe) -> list[str]:
    texts = []
    for key in ("general", "fund", "capital"):
        fact = f"fiscal.income.{key}"
        if s.quantity(fact).value:
            s.begin_claim()
            texts.append(f"{INCOME_LABELS[key]}{s.money(s.quantity(fact))}，{change(s, fact)}")
    if len(texts) > 1 and s.chance(0.3):
        texts[0] += f"，{share(s, 'fiscal.income.general', 'fiscal.income.total', ('占财政拨款收入的', '占财政拨款本年收入合计的'))}"
    return [f"{this_year(s)}财政拨款收入中，{'；'.join(texts)}。"] if texts else []
