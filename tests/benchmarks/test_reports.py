"""Correct reports: every mark stands where it says, states its exact value, and no template shows through."""

import re
from decimal import Decimal
from functools import cache

import pytest

from benchmarks.corpus.edits import SCALES, numeral_of
from benchmarks.corpus.house import FAMILIES
from benchmarks.corpus.marks import Report
from benchmarks.corpus.reports import write_report
from benchmarks.corpus.units import draw_unit

SEEDS = range(0, 36)


@cache
def report_of(seed: int) -> Report:
    return write_report(draw_unit(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_is_its_exact_value_rounded_half_up(seed: int) -> None:
    report = report_of(seed)
    numbers = [mark for mark in report.marks if mark.tag == "number"]
    assert len(numbers) > 50
    for mark in numbers:
        assert mark.value is not None
        stated = Decimal(numeral_of(report, mark))
        gap = mark.value.scaleb(SCALES.get(mark.unit, 0)) - stated
        half = Decimal(5).scaleb(-mark.decimals - 1)
        assert -half <= gap < half, (mark, stated)


@pytest.mark.parametrize("seed", SEEDS)
def test_exact_values_lie_within_what_the_tables_permit(seed: int) -> None:
    for mark in report_of(seed).marks:
        if mark.value is not None and mark.low is not None and mark.high is not None:
            assert mark.low <= mark.value <= mark.high


@pytest.mark.parametrize("seed", SEEDS)
def test_facts_of_the_product_agree_with_the_marks(seed: int) -> None:
    report = report_of(seed)
    for mark in report.marks:
        fact = report.sheet.facts.get(mark.fact)
        if mark.tag == "number" and fact is not None and mark.low is not None and mark.high is not None:
            margin = Decimal("0.02") if fact.unit == "万元" else Decimal("1e-20")
            value = abs(fact.value or Decimal(0))
            assert mark.low - margin <= value <= mark.high + margin, (mark, value)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_template_shows_through(seed: int) -> None:
    text = re.sub(r"\s", "", report_of(seed).text)
    assert not re.search(r"[\ue000-\uf8ff\U000f0000-\U000fffff{}]|None|XX|。。|，，|，。|。，|；。|：。|支出支出", text)


def test_every_family_writes_its_sections() -> None:
    for number, family in enumerate(FAMILIES):
        report = report_of(number)
        assert report.family == family
        headings = {mark.fact for mark in report.marks if mark.tag == "heading"}
        assert {"overall", "income", "expenditure", "fiscal", "general", "basic", "fund", "capital", "three_public"} <= headings


def test_a_report_is_the_same_for_the_same_unit() -> None:
    assert write_report(draw_unit(3)).text == report_of(3).text


@pytest.mark.parametrize(
    "wording",
    [
        r"与上年度?相比",
        r"[比较]上年",
        r"同比",
        r"比去年",
        r"[比较]\d{4}年",
        r"较上年同期",
        r"较上年度?的?[\d,.]+万元减少",
        r"各增加|各减少",
        r"分别(为|是).{5,30}、",
        r"降幅",
        r"上升",
        r"降低",
        r"持平|一致|相同|相等",
        r"无增减变化|无变化",
        r"增加0(\.00)?万元",
        r"完成(年初|全年)预算[\d,.]+万元的",
        r"占调整预算",
        r"占(年初|全年)预算\d",
        r"为(年初|全年)预算的",
        r"差值为",
        r"决算数(大于|小于|等于)",
        r"基本持平",
        r"亿元",
        r"\d元",
        r"[０-９]",
        r"\d\.\n+\d",
        r"主要用于[^，。]+，[比较与同]",
        r"208\d{4}\D",
        r"无可比性",
    ],
)
def test_each_wording_of_the_field_occurs(wording: str) -> None:
    assert any(re.search(wording, report_of(seed).text) for seed in range(0, 150)), wording
