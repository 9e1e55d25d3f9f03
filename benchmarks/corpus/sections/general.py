"""Sections on 一般公共预算财政拨款支出: the whole, its structure, its accounts one by one, its basic part."""

from collections.abc import Sequence
from typing import Final

from benchmarks.corpus.catalogue import PURPOSES, SECTIONS
from benchmarks.corpus.phrases import change, comparison, completion, nudge, reason, rising, share, share_of
from benchmarks.corpus.quantity import ratio_of
from benchmarks.corpus.scribe import Scribe
from benchmarks.corpus.sections.totals import OF_EXPENDITURE, this_year
from schemas.accounts import CLASS_NAMES, Line

OF_GENERAL: Final = ("占", "占", "占比", "占一般公共预算财政拨款支出的")


def rows(s: Scribe, length: int) -> list[Line]:
    """The accounts of table 5 that spent something: 类 (3 digits), 款 (5) or 项 (7)."""
    table = s.unit.accounts.general
    assert table is not None
    return [line for line in table.rows if len(line.key) == length and line.cells["total"].value]


def total(s: Scribe) -> list[str]:
    """一般公共预算财政拨款支出: level, share of all expenditure, change."""
    s.begin_claim()
    level = f"{this_year(s)}一般公共预算财政拨款支出{s.pick('', '', '为')}{s.money(s.quantity('general.total'))}"
    words = tuple(word for word in OF_EXPENDITURE if word not in {"占", "占比"})
    part = f"，{share(s, 'general.total', 'expenditure.total', words)}"
    use = f"，主要用于{'、'.join(s.random.sample(PURPOSES, 3))}等方面" if s.chance(0.15) else ""
    moved = change(s, "general.total", subject=s.pick("一般公共预算财政拨款支出", "财政拨款支出"))
    return [f"{level}{part}{use}{s.pick('。', '。', '，')}{moved}{reason(s, rising(s, 'general.total'))}。"]


def structure(s: Scribe) -> list[str]:
    """The 类 with their shares, in a sentence or as a list; in some reports the 项 with codes below them."""
    s.begin_claim()
    opening = f"{this_year(s)}一般公共预算财政拨款支出{s.money(s.quantity('general.total'))}，主要用于以下方面："
    lines = rows(s, 3)
    whole = s.quantity("general.total")
    ratios = [
        ratio for line in lines if (ratio := ratio_of(s.quantity(f"function.{line.key}.actual"), whole, f"function.{line.key}.share"))
    ]
    if s.house.nudged:
        ratios = nudge(s, ratios)
    phrase = s.pick(*OF_GENERAL)
    texts = []
    for line, ratio in zip(lines, ratios, strict=True):
        s.begin_claim()
        amount = s.money(s.quantity(f"function.{line.key}.actual"))
        texts.append(f"{_class(s, line.key)}{amount}，{share_of(s, ratio, (phrase,))}")
    style = s.pick("sentence", "sentence", "list", "codes")
    if style == "sentence":
        return [f"{opening}{'；'.join(texts)}。"]
    if style == "list":
        uses = [f"，主要用于{s.pick(*PURPOSES)}" if s.chance(0.4) else "" for _ in texts]
        return [opening, *(f"{number}.{text}{use}。" for number, (text, use) in enumerate(zip(texts, uses, strict=True), start=1))]
    length = s.pick(7, 7, 5)
    return [opening, *(f"{text}；{_items(s, line.key, length)}。" for text, line in zip(texts, lines, strict=True))]


def _class(s: Scribe, code: str) -> str:
    name = s.word("account_name", CLASS_NAMES[code], f"function.{code}")
    return s.pick(
        f"{name}（类）", f"{name}", f"{s.word('account_name', CLASS_NAMES[code].removesuffix('支出'), f'function.{code}')}（类）支出"
    )


def _items(s: Scribe, code: str, length: int) -> str:
    return "，".join(
        f"{line.key}{s.word('account_name', line.label, f'function.{line.key}')}{s.money(s.quantity(f'function.{line.key}.actual'))}"
        for line in rows(s, length)
        if line.key.startswith(code)
    )


def details(s: Scribe) -> list[str]:
    """Budget, actual and completion of the whole and of each account."""
    return [_whole(s), *_accounts(s)]


def _whole(s: Scribe) -> str:
    s.begin_claim()
    subject = f"{this_year(s)}一般公共预算财政拨款支出"
    text = f"{subject}{completion(s, 'general.total', 'general.total', 'general.total.budget', '年初')}"
    text += comparison(s, "general.total", "general.total.budget", s.pick("", "年初"))
    if s.known("general.total.adjusted"):
        s.begin_claim()
        ratio = ratio_of(s.quantity("general.total"), s.quantity("general.total.adjusted"), "general.total.adjusted_completion")
        if ratio:
            plan, rate = s.money(s.quantity("general.total.adjusted"), "budget"), s.percent(ratio, "completion")
            text += s.pick(f"。调整预算为{plan}，支出决算占调整预算{rate}", f"。全年预算数为{plan}，完成全年预算的{rate}")
    if s.quantity("general.project").value and s.chance(0.6):
        s.begin_claim()
        text += f"。其中：基本支出{s.money(s.quantity('general.basic'))}，项目支出{s.money(s.quantity('general.project'))}"
        text += _projects(s)
    return f"{text}。".replace("支出支出决算", "支出决算")


def _projects(s: Scribe) -> str:
    projects = s.unit.inputs.projects
    if not projects or s.chance(0.5):
        return ""
    names = (f"{project.name}{s.money(s.quantity(f'project.{number}.actual'))}" for number, project in enumerate(projects, start=1))
    return f"。项目支出主要用于{'，'.join(names)}"


def _accounts(s: Scribe) -> list[str]:
    budgets = {row.code for row in s.unit.inputs.budgets if len(row.code) == 7}
    table = s.unit.accounts.general
    assert table is not None
    by_class = s.house.family == "wuhan" and s.chance(0.3)
    codes = [line.key for line in table.rows if len(line.key) == (3 if by_class else 7)]
    texts = []
    point = s.pick(".", ".", "、")
    for number, code in enumerate((code for code in codes if by_class or code in budgets), start=1):
        s.begin_claim()
        stem = f"function.{code}"
        use = f"主要用于：{s.pick(*PURPOSES)}。" if s.house.family == "shanghai" else ""
        body = completion(s, stem, f"{stem}.actual", f"{stem}.budget", "年初")
        if s.quantity(f"{stem}.budget").value == 0:
            after = s.pick("，主要原因是年中追加预算", "。决算数{}预算数的主要原因是年中追加".format(s.word("comparison", "大于")))
        else:
            after = comparison(s, f"{stem}.actual", f"{stem}.budget", s.pick("", "年初"))
        texts.append(f"{number}{point}{_account(s, code)}{'。' if use else s.pick('。', '。', '：')}{use}{body}{after}。")
    return texts


def _account(s: Scribe, code: str) -> str:
    label = _label(s.unit.accounts.general.rows if s.unit.accounts.general else (), code)
    if len(code) == 3:
        return f"{s.word('account_name', label, f'function.{code}')}（类）"
    name = s.word("account_name", label, f"function.{code}")
    return f"{CLASS_NAMES[code[:3]]}（类）{SECTIONS[code[:5]]}（款）{name}（项）"


def _label(lines: Sequence[Line], code: str) -> str:
    return next(line.label for line in lines if line.key == code)


def basic(s: Scribe) -> list[str]:
    """基本支出 as 人员经费 and 公用经费, with the economic classes they consist of."""
    s.begin_claim()
    table = s.unit.accounts.basic
    assert table is not None
    kinds = {"personnel": ("301", "303"), "public": ("302", "310")}
    names = {
        key: [line.label for line in table.rows if len(line.key) == 5 and line.key.startswith(starts)] for key, starts in kinds.items()
    }
    level = f"{this_year(s)}一般公共预算财政拨款基本支出{s.money(s.quantity('general.basic'))}"
    moved = f"，{change(s, 'general.basic')}" if s.chance(0.25) else ""
    personnel, public = (s.money(s.quantity(f"economic.{key}")) for key in kinds)
    lists = {key: f"，主要包括：{'、'.join(each)}" if each else "" for key, each in names.items()}
    if s.chance(0.4):
        return [f"{level}{moved}，其中：", f"人员经费{personnel}{lists['personnel']}。", f"公用经费{public}{lists['public']}。"]
    return [f"{level}{moved}。其中：人员经费{personnel}{lists['personnel']}；公用经费{public}{lists['public']}。"]
