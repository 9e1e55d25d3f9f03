"""A 绩效自评表 as a grid, in the official layout: head, 预算执行情况, indicators, total, reasons, measures."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from assistant.export.grid import Box, ColumnKind, Grid, Layout, Row
from assistant.numerals.render import render_count, render_plain
from assistant.numerals.rounding import round_half_up
from schemas.performance import Form, Scorecard, Scored

_COLUMNS: tuple[ColumnKind, ...] = ("code", "code", "label", "code", "code", "label", "code")
_PERSONAL: tuple[ColumnKind, ...] = ("label", "label")
"""Two more columns of a workbook: the reason and the measure of each indicator."""

_NOTES = (
    "注：1. 预算数为调整后的全年预算数（含上年结转结余），执行数为实际支出数。",
    "2. 定量指标：正向指标（≥X）得分＝权重×B/A，反向指标（≤X）得分＝权重×A/B，不超过权重。",
)


def lay_out_form(card: Scorecard, personal: bool = False) -> Layout:
    """A form as printed, with the scores filled in or else computed.

    ``personal`` adds the columns in which each indicator has its own reason and measure.
    """
    rows = tuple(_with_personal(row, scored) if personal else row for row, scored in _rows(card))
    grid = Grid(_COLUMNS + (_PERSONAL if personal else ()), (), (), rows)
    bands = "、".join(f"{band.name}{_show(band.high)}～{_show(band.low)}%" for band in card.scheme.bands)
    notes = (*_NOTES, f"3. 定性指标按权重的百分比分档计分：{bands}。")
    return Layout(title_of(card.form), "", card.form.unit, "万元", 2, landscape=personal, grid=grid, notes=notes)


def title_of(form: Form) -> str:
    """The title of a form."""
    year = f"{form.year}年度" if form.year else ""
    return f"{year}整体绩效自评表" if form.kind == "unit" else f"{year}{form.bare_name}项目绩效自评表"


def _rows(card: Scorecard) -> Iterator[tuple[Row, Scored | None]]:
    form = card.form
    for row in _head(form):
        yield row, None
    yield from ((row, None) for row in _execution(card))
    yield (Box("label", "年度目标", columns=2), Box("label", form.goal, columns=5)), None
    in_columns = card.scheme.weights == "column"
    names = (Box("head", "三级指标"), Box("head", "分值")) if in_columns else (Box("head", "三级指标", columns=2),)
    heads = (Box("head", "一级指标"), Box("head", "二级指标"), *names)
    yield (*heads, Box("head", "年初目标值（A）"), Box("head", "实际完成值（B）"), Box("head", "得分")), None
    yield from _indicators(card.scored, in_columns)
    total = form.total if form.total is not None else card.total
    yield (Box("label", "总分", columns=6), Box("label", "" if total is None else _show(total))), None
    yield (Box("label", "偏差大或目标未完成原因分析", columns=2), Box("label", _told(form.reasons, card, "reason"), columns=5)), None
    yield (Box("label", "改进措施及结果应用方案", columns=2), Box("label", _told(form.measures, card, "measure"), columns=5)), None


def _head(form: Form) -> Iterator[Row]:
    if form.kind == "unit":
        yield Box("label", "单位名称", columns=2), Box("label", form.unit or form.name, columns=5)
        yield (
            Box("label", "基本支出总额", columns=2),
            Box("label", _money(form.basic), columns=2),
            Box("label", "项目支出总额"),
            Box("label", _money(form.project), columns=2),
        )
    else:
        yield Box("label", "项目名称", columns=2), Box("label", form.name, columns=5)
    for label, value in form.particulars.items():
        yield Box("label", label, columns=2), Box("label", value, columns=5)


def _execution(card: Scorecard) -> Iterator[Row]:
    form = card.form
    weight = _show(form.rate_weight if form.rate_weight is not None else card.scheme.rate_weight)
    score = f"得分（{weight}分*执行率）"
    heads = ("预算数（A）", "执行数（B）", "执行率（B/A）", score)
    yield (Box("label", f"预算执行情况（万元）（{weight}分）", rows=2, columns=2), Box("head"), *(Box("head", text) for text in heads))
    rate = form.rate if form.rate is not None or card.rate is None else round_half_up(card.rate, 1)
    yield (
        Box("label", "单位整体支出总额" if form.kind == "unit" else "年度财政资金总额"),
        Box("label", _money(form.budget)),
        Box("label", _money(form.executed)),
        Box("label", "" if rate is None else f"{render_plain(rate, 2, False, False)}%"),
        Box("label", _show(card.rate_score)),
    )


def _indicators(scored: Sequence[Scored], in_columns: bool) -> Iterator[tuple[Row, Scored]]:
    """The rows of the indicators, those of a group under one name."""
    for level1, ones in groupby(scored, key=lambda entry: entry.indicator.level1):
        group = list(ones)
        first = True
        for level2, twos in groupby(group, key=lambda entry: entry.indicator.level2):
            row: list[Box] = [Box("label", level1, rows=len(group))] if first else []
            members = list(twos)
            row.append(Box("label", level2, rows=len(members)))
            first = False
            for entry in members:
                yield (*row, *_indicator(entry, in_columns)), entry
                row = []


def _indicator(entry: Scored, in_columns: bool) -> Iterator[Box]:
    indicator = entry.indicator
    weight = "" if indicator.weight is None else _show(indicator.weight)
    if in_columns:
        yield from (Box("label", indicator.name), Box("label", weight))
    else:
        yield Box("label", f"{indicator.name}（{weight}分）" if weight else indicator.name, columns=2)
    yield from (Box("label", indicator.target), Box("label", indicator.actual), Box("label", _show(entry.score)))


def _told(whole: str, card: Scorecard, part: str) -> str:
    """What stands in a cell below the indicators: the form's own words, else those of its indicators, numbered."""
    if whole:
        return whole
    words = [(entry.indicator.name, getattr(entry.indicator, part)) for entry in card.scored]
    told = [(name, text.rstrip("。")) for name, text in words if text]
    return "\n".join(f"{number}. “{name}”：{text}。" for number, (name, text) in enumerate(told, start=1))


def _with_personal(row: Row, scored: Scored | None) -> Row:
    if scored is not None:
        return (*row, Box("label", scored.indicator.reason), Box("label", scored.indicator.measure))
    if any(box.text == "三级指标" for box in row):
        return (*row, Box("head", "偏差原因"), Box("head", "改进措施"))
    return (*row, Box("head", columns=2))


def _show(value: Decimal | None) -> str:
    return "" if value is None else render_count(value)


def _money(value: Decimal | None) -> str:
    """An amount with commas and two decimals, or as many as it has."""
    if value is None:
        return ""
    exponent = value.normalize().as_tuple().exponent
    return render_plain(value, max(2, -exponent) if isinstance(exponent, int) else 2, True, True)
