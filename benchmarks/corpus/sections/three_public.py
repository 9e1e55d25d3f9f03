"""Sections on “三公”经费: budget, actual, completion and change of the whole and its parts, with counts."""

from typing import Final

from benchmarks.corpus.phrases import against_budget, change, comparison, completion, reason, rising, share
from benchmarks.corpus.scribe import Scribe
from benchmarks.corpus.sections.totals import this_year

NAMES: Final = {"abroad": "因公出国（境）费", "vehicles": "公务用车购置及运行维护费", "reception": "公务接待费"}


def overview(s: Scribe) -> list[str]:
    """The whole: budget, actual, completion, change."""
    s.begin_claim()
    subject = f"{this_year(s)}{s.quoted('三公')}经费财政拨款支出"
    kind = s.pick("年初", "全年")
    if not s.quantity("three_public.total.budget").value and not s.quantity("three_public.total.actual").value:
        prior = "" if s.quantity("three_public.total.prior").value else f"，{change(s, 'three_public.total.actual')}"
        plan = s.money(s.quantity("three_public.total.budget"), "budget")
        done = s.money(s.quantity("three_public.total.actual"), "actual")
        return [f"{subject}预算为{plan}，支出决算为{done}{prior}。"]
    body = completion(s, "three_public.total", "three_public.total.actual", "three_public.total.budget", kind)
    text = f"{subject}{body}{comparison(s, 'three_public.total.actual', 'three_public.total.budget')}。"
    text = text.replace("支出支出决算", "支出决算")
    s.begin_claim()
    moved = change(s, "three_public.total.actual")
    return [text, f"{this_year(s)}{s.quoted('三公')}经费财政拨款支出决算数{moved}{reason(s, rising(s, 'three_public.total.actual'))}。"]


def parts(s: Scribe) -> list[str]:
    """The three parts, each in the wording of its family, or in few words where it is nothing."""
    return [f"{number}.{_part(s, key)}" for number, key in enumerate(NAMES, start=1)]


def _part(s: Scribe, key: str) -> str:
    s.begin_claim()
    stem = f"three_public.{key}"
    spent, planned = (s.quantity(f"{stem}.{column}").value for column in ("actual", "budget"))
    if not spent and not planned:
        nothing = s.money(s.quantity(f"{stem}.actual"), "actual")
        return f"{NAMES[key]}{s.pick('无预算安排，无支出决算数', f'支出决算为{nothing}')}，{change(s, f'{stem}.actual')}。"
    body = completion(s, stem, f"{stem}.actual", f"{stem}.budget", "全年")
    if s.house.family == "beijing":
        difference = against_budget(s, stem, f"{stem}.actual", f"{stem}.budget", "年初")
        body = f"决算数{s.money(s.quantity(f'{stem}.actual'), 'actual')}，{difference}"
    text = f"{NAMES[key]}{body}"
    if spent and s.chance(0.4):
        words = (f"占{s.quoted('三公')}经费支出的", f"占{s.quoted('三公')}经费支出决算的")
        text += f"，{share(s, f'{stem}.actual', 'three_public.total.actual', words)}"
    text += f"，{change(s, f'{stem}.actual')}{reason(s, rising(s, f'{stem}.actual'))}。"
    return text + {"abroad": _abroad, "vehicles": _vehicles, "reception": _reception}[key](s)


def _abroad(s: Scribe) -> str:
    details = s.unit.inputs.three_public
    if not details.abroad_groups or not details.abroad_people:
        return ""
    groups = s.count(details.abroad_groups, "个", "three_public.abroad_groups")
    people = s.count(details.abroad_people, "人次", "three_public.abroad_people")
    return f"全年安排因公出国（境）团组{groups}，累计{people}。"


def _vehicles(s: Scribe) -> str:
    details = s.unit.inputs.three_public
    s.begin_claim()
    texts = []
    for key, name in (("vehicle_purchase", "公务用车购置费"), ("vehicle_operation", "公务用车运行维护费")):
        spent = s.quantity(f"three_public.{key}.actual")
        if spent.value or s.chance(0.3):
            texts.append(f"{name}{s.pick('', '支出')}{s.money(spent, 'actual')}")
    text = f"其中：{'，'.join(texts)}。" if texts else ""
    if details.vehicles_bought:
        text += f"本年购置公务用车{s.count(details.vehicles_bought, '辆', 'three_public.vehicles_bought')}。"
    kept = s.count(details.vehicles_kept or 0, "辆", "three_public.vehicles_kept")
    return f"{text}{cutoff(s)}，开支财政拨款的公务用车保有量{s.pick('', '为')}{kept}。"


def cutoff(s: Scribe) -> str:
    """“截至2024年12月31日”."""
    return f"{s.pick('截至', '截至', '截止')}{s.year(s.unit.year, 'cutoff_year')}年12月31日"


def _reception(s: Scribe) -> str:
    details = s.unit.inputs.three_public
    if not details.reception_batches or not details.reception_people:
        return ""
    batches = s.count(details.reception_batches, "批次", "three_public.reception_batches")
    people = s.count(details.reception_people, "人次", "three_public.reception_people")
    return s.pick(
        f"全年国内公务接待{batches}，{people}。",
        f"国内公务接待批次{batches}，国内公务接待人次{people}。",
        f"共接待国内来访{batches}、{people}。",
    )
