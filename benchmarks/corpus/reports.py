"""Correct reports about invented units, in six families of layout and the wording of many houses."""

from collections.abc import Callable
from random import Random
from typing import Final, NamedTuple

from assistant.figures.sheet import compute_facts
from benchmarks.corpus.house import FAMILIES, Family, draw_house
from benchmarks.corpus.marks import Report, settle, unravel
from benchmarks.corpus.scribe import Scribe
from benchmarks.corpus.sections import general, others, three_public, totals
from benchmarks.corpus.typesetting import typeset
from benchmarks.corpus.units import Unit

Section = Callable[[Scribe], list[str]]


class Part(NamedTuple):
    """A heading with its paragraphs; a heading of level 2 is numbered （一）. ``key`` names what it is about."""

    level: int
    heading: str
    key: str
    section: Section | None


TOTALS: Final = (
    Part(1, "收入支出决算总体情况说明", "overall", totals.overall),
    Part(1, "收入决算情况说明", "income", totals.income),
    Part(1, "支出决算情况说明", "expenditure", totals.expenditure),
    Part(1, "财政拨款收入支出决算总体情况说明", "fiscal", totals.fiscal),
)
GENERAL: Final = (
    Part(1, "一般公共预算财政拨款支出决算情况说明", "general", None),
    Part(2, "一般公共预算财政拨款支出决算总体情况", "general", general.total),
    Part(2, "一般公共预算财政拨款支出决算结构情况", "general", general.structure),
    Part(2, "一般公共预算财政拨款支出决算具体情况", "general", general.details),
    Part(1, "一般公共预算财政拨款基本支出决算情况说明", "basic", general.basic),
)
THREE_PUBLIC: Final = (
    Part(1, "财政拨款{三公}经费支出决算情况说明", "three_public", None),
    Part(2, "{三公}经费财政拨款支出决算总体情况说明", "three_public", three_public.overview),
    Part(2, "{三公}经费财政拨款支出决算具体情况说明", "three_public", three_public.parts),
)
FUNDS: Final = (
    Part(1, "政府性基金预算财政拨款收入支出决算情况说明", "fund", others.fund),
    Part(1, "国有资本经营预算财政拨款支出决算情况说明", "capital", others.capital),
)
COST = Part(1, "机关运行经费支出情况说明", "operating_cost", others.operating_cost)
PROCUREMENT = Part(1, "政府采购支出情况说明", "procurement", others.procurement)
ASSETS = Part(1, "国有资产占用情况说明", "assets", others.assets)
PERFORMANCE = Part(1, "预算绩效情况说明", "performance", others.performance)
OTHERS: Final = (
    Part(1, "其他重要事项的情况说明", "others", None),
    *(part._replace(level=2, heading=part.heading.removesuffix("说明")) for part in (COST, PROCUREMENT, ASSETS)),
)
OUTLINES: Final[dict[Family, tuple[Part, ...]]] = {
    "wuhan": (*TOTALS, *GENERAL, *FUNDS, *THREE_PUBLIC, COST, PROCUREMENT, ASSETS, PERFORMANCE),
    "shanghai": (*TOTALS, *GENERAL, *THREE_PUBLIC, *FUNDS, PERFORMANCE, *OTHERS),
    "beijing": (
        Part(1, "收入支出决算总体情况说明", "overall", totals.overall),
        Part(2, "收入决算说明", "income", totals.income),
        Part(2, "支出决算说明", "expenditure", totals.expenditure),
        TOTALS[3],
        *GENERAL[:3],
        GENERAL[4],
        *FUNDS,
        Part(1, "{三公}经费财政拨款决算情况", "three_public", three_public.parts),
        *OTHERS,
    ),
    "guangdong": (*TOTALS, *GENERAL[:4], GENERAL[4], *THREE_PUBLIC, *FUNDS, COST, PROCUREMENT, ASSETS),
    "sichuan": (*TOTALS, *GENERAL, *THREE_PUBLIC, *FUNDS, *OTHERS, PERFORMANCE._replace(level=2)),
    "zhejiang": (*TOTALS, *GENERAL, *FUNDS, *THREE_PUBLIC, *OTHERS, PERFORMANCE._replace(level=2)),
}
ORDINALS: Final = "一二三四五六七八九十"


def write_report(unit: Unit, family: Family | None = None) -> Report:
    """The report of a unit: the same for the same unit, always."""
    random = Random(f"report {unit.seed}")
    chosen = family or FAMILIES[unit.seed % len(FAMILIES)]
    assert unit.accounts.overall is not None
    house = draw_house(random, chosen, unit.accounts.overall.money)
    shown = compute_facts(unit.accounts, unit.prior, unit.inputs)
    exact = compute_facts(unit.exact, unit.exact_prior, unit.inputs)
    scribe = Scribe(unit, house, (shown, exact), random)
    paragraphs = [*_front(scribe), _title(scribe), *_body(scribe, OUTLINES[chosen])]
    text, marks = settle(typeset(random, house, [unravel(paragraph) for paragraph in paragraphs]), scribe.marks)
    return Report(unit, shown, chosen, text, tuple(sorted(marks, key=lambda mark: mark.start)))


def _front(s: Scribe) -> list[str]:
    """The part on the unit itself, in families that have it."""
    if s.house.family not in {"wuhan", "guangdong"}:
        return []
    return [f"第一部分 {s.name()}概况", s.word("heading", "一、人员构成情况", "staff"), *others.staff(s)]


def _title(s: Scribe) -> str:
    part = s.pick("第三部分 ", "第二部分 ", "")
    return f"{part}{s.name()}{s.year(s.unit.year)}{s.pick('年度', '年度', '年')}{s.pick('部门', '单位')}决算情况说明"


def _body(s: Scribe, outline: tuple[Part, ...]) -> list[str]:
    paragraphs = []
    first = second = 0
    for part in outline:
        first, second = (first + 1, 0) if part.level == 1 else (first, second + 1)
        words = part.heading.replace("{三公}", s.quoted("三公"))
        number = f"{_ordinal(first)}、" if part.level == 1 else f"（{_ordinal(second)}）"
        paragraphs.append(s.word("heading", number + words, part.key))
        paragraphs += part.section(s) if part.section else []
    return paragraphs


def _ordinal(number: int) -> str:
    return ORDINALS[number - 1] if number <= 10 else f"十{ORDINALS[number - 11]}"
