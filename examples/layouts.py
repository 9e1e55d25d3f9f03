"""How workbooks of the nine tables look in life: order, titles, headings and lines of two years of one place."""

from dataclasses import dataclass
from typing import NamedTuple

from schemas.accounts import CLASS_NAMES, INCOME_LABELS, TABLE_TITLES, TableKind


class Column(NamedTuple):
    """A column of amounts: its key, its heading, and the heading above several columns, if any."""

    key: str
    heading: str
    group: str = ""


class Pair(NamedTuple):
    """A line of a two-sided table: key and label of the income side and of the expenditure side."""

    income: str
    income_label: str
    expenditure: str
    expenditure_label: str


@dataclass(frozen=True)
class Layout:
    """What differs from year to year. ``{n}`` is a table's number, ``{title}`` its title, ``{year}`` the year."""

    order: tuple[TableKind, ...]
    titles: dict[TableKind, str]
    heading: str
    sheet: str
    number: str
    income: str
    expenditure: str
    item: str
    amount: str
    fiscal_group: str
    code_columns: int
    numbers_as_text: bool
    three_public_group: str
    overall_tail: tuple[Pair, ...]
    notes: dict[TableKind, tuple[str, ...]]


COLUMNS: dict[str, tuple[Column, ...]] = {
    "income": (
        Column("total", "本年收入合计"),
        Column("fiscal", "财政拨款收入"),
        Column("superior", "上级补助收入"),
        Column("business", "事业收入"),
        Column("operating", "经营收入"),
        Column("affiliated", "附属单位上缴收入"),
        Column("other", "其他收入"),
    ),
    "expenditure": (
        Column("total", "本年支出合计"),
        Column("basic", "基本支出"),
        Column("project", "项目支出"),
        Column("remitted", "上缴上级支出"),
        Column("operating", "经营支出"),
        Column("subsidy", "对附属单位补助支出"),
    ),
    "general": (
        Column("total", "小计", "本年支出"),
        Column("basic", "基本支出", "本年支出"),
        Column("project", "项目支出", "本年支出"),
    ),
    "fund": (
        Column("opening", "年初结转和结余"),
        Column("income", "本年收入"),
        Column("total", "小计", "本年支出"),
        Column("basic", "基本支出", "本年支出"),
        Column("project", "项目支出", "本年支出"),
        Column("closing", "年末结转和结余"),
    ),
    "capital": (
        Column("total", "合计", "本年支出"),
        Column("basic", "基本支出", "本年支出"),
        Column("project", "项目支出", "本年支出"),
    ),
}

FISCAL_TAIL: tuple[Pair, ...] = (
    Pair("total", "本年收入合计", "total", "本年支出合计"),
    Pair("opening", "年初财政拨款结转和结余", "closing", "年末财政拨款结转和结余"),
    Pair("opening_general", "  一般公共预算财政拨款", "", ""),
    Pair("opening_fund", "  政府性基金预算财政拨款", "", ""),
    Pair("opening_capital", "  国有资本经营预算财政拨款", "", ""),
    Pair("grand_total", "总计", "grand_total", "总计"),
)


def ordinal(number: int) -> str:
    """A Chinese ordinal below 100: 21 is ``二十一``."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones or not tens else "")


def overall_pairs(layout: Layout) -> tuple[Pair, ...]:
    """The lines of table 1."""
    return _head_pairs(dict(INCOME_LABELS)) + layout.overall_tail


def fiscal_pairs() -> tuple[Pair, ...]:
    """The lines of table 4: its income lines are the first three of table 1, without 收入."""
    income = {key: INCOME_LABELS[key].removesuffix("收入") for key in ("general", "fund", "capital")}
    return _head_pairs(income) + FISCAL_TAIL


def fiscal_columns(layout: Layout) -> tuple[Column, ...]:
    """The columns of table 4's expenditure side."""
    headings = {
        "total": "合计",
        "general": "一般公共预算财政拨款",
        "fund": "政府性基金预算财政拨款",
        "capital": "国有资本经营预算财政拨款",
    }
    return tuple(Column(key, heading, layout.fiscal_group) for key, heading in headings.items())


def _head_pairs(income: dict[str, str]) -> tuple[Pair, ...]:
    incomes = list(income.items()) + [("", "")] * (len(CLASS_NAMES) - len(income))
    return tuple(
        Pair(key, f"{ordinal(i)}、{label}" if label else "", code, f"{ordinal(i)}、{name}")
        for i, ((key, label), (code, name)) in enumerate(zip(incomes, CLASS_NAMES.items(), strict=True), start=1)
    )


def _tail(use_surplus: str, *, spare: bool) -> tuple[Pair, ...]:
    return (
        Pair("total", "本年收入合计", "total", "本年支出合计"),
        Pair("use_surplus", use_surplus, "surplus_distribution", "结余分配"),
        Pair("opening", "年初结转和结余", "closing", "年末结转和结余"),
        *((Pair("", "", "", ""),) if spare else ()),
        Pair("grand_total", "总计", "grand_total", "总计"),
    )


LAYOUTS: dict[str, Layout] = {
    "wuhan-2024": Layout(
        order=tuple(TABLE_TITLES),
        titles=TABLE_TITLES,
        heading="{year}年度{title}",
        sheet="GK{n:02d} {title}(公开{n:02d}表)",
        number="公开{n:02d}表",
        income="收入",
        expenditure="支出",
        item="项目",
        amount="决算数",
        fiscal_group="决算数",
        code_columns=3,
        numbers_as_text=False,
        three_public_group="公务用车购置及运行维护费",
        overall_tail=_tail("使用非财政拨款结余（含专用结余）", spare=True),
        notes={
            "overall": ("注：1.本表列示单位全年收支总额和年末结转结余。", "2.金额由元折算为万元，尾数可能略有出入。"),
            "income": ("注：本表列示单位全年取得的各项收入。",),
            "expenditure": ("注：本表列示单位全年各项支出。",),
            "fiscal": ("注：本表列示单位三项财政拨款的全年收支和年末结转结余。",),
            "general": ("注：本表列示单位一般公共预算财政拨款的全年支出。",),
            "basic": ("注：本表列示单位一般公共预算财政拨款基本支出的明细。",),
            "fund": ("注：本表列示单位政府性基金预算财政拨款的收支和结转结余。",),
            "capital": ("注：本表列示单位国有资本经营预算财政拨款的全年支出。",),
            "three_public": ("注：预算数为调整后的全年预算数；决算数含以前年度结转资金安排的支出。",),
        },
    ),
    "wuhan-2020": Layout(
        order=("overall", "income", "expenditure", "fiscal", "general", "basic", "three_public", "fund", "capital"),
        titles=TABLE_TITLES
        | {
            "basic": "一般公共预算财政拨款基本支出决算表",
            "three_public": "一般公共预算财政拨款“三公”经费支出决算表",
        },
        heading="{year} 年度{title}（表 {n}）",
        sheet="表{n}",
        number="",
        income="收 入",
        expenditure="支 出",
        item="项 目",
        amount="金额",
        fiscal_group="",
        code_columns=1,
        numbers_as_text=True,
        three_public_group="公务用车购置及运行费",
        overall_tail=_tail("使用非财政拨款结余", spare=False),
        notes={
            "overall": ("注：本表列示单位全年收支总额和年末结转结余。", "27行＝（1＋2＋…＋8）行；30行＝（27＋28＋29）行。"),
            "income": ("注：本表列示单位全年取得的各项收入。", "1栏各行＝（2＋3＋4＋5＋6＋7）栏各行。"),
            "expenditure": ("注：本表列示单位全年各项支出。", "1栏各行＝（2＋3＋4＋5＋6）栏各行。"),
            "fiscal": ("注：本表列示单位三项财政拨款的全年收支和年末结转结余。", "27行＝（1＋2＋3）行；28行＝（29＋30＋31）行。"),
            "general": ("注：本表列示单位一般公共预算财政拨款的全年支出。", "1栏各行＝（2＋3）栏各行。"),
            "basic": ("注：本表列示单位一般公共预算财政拨款基本支出的明细。",),
            "three_public": ("注：预算数为年初预算数；决算数含以前年度结转资金安排的支出。", "1栏＝（2＋3＋6）栏；3栏＝（4＋5）栏。"),
            "fund": ("注：本表列示单位政府性基金预算财政拨款的收支和结转结余。", "6栏各行＝（1＋2－3）栏各行。"),
            "capital": ("注：本表列示单位国有资本经营预算财政拨款的全年支出。",),
        },
    ),
}
