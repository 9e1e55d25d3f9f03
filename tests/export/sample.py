"""The nine tables of a real unit (figures of jianghan-2024), and a short narrative over them."""

from decimal import Decimal
from typing import Any

from schemas.accounts import (
    CLASS_NAMES,
    INCOME_LABELS,
    TABLE_TITLES,
    Accounts,
    Basic,
    Capital,
    Cell,
    Expenditure,
    Fiscal,
    Fund,
    General,
    Income,
    Line,
    Overall,
    TableKind,
    ThreePublic,
)
from schemas.narrative import Block, Chart, Gap, Heading, Listing, Narrative, Paragraph, PublicTable, Series
from schemas.place import Place
from schemas.style import HouseStyle

UNIT = "武汉市人力资源和社会保障局江汉社会保险管理处"
PLACE = Place(file="样例.xlsx", sheet="表", cell="A1")

FUNCTIONS = """
208 社会保障和就业支出 1575.79 1272.69 303.10
20801 人力资源和社会保障管理事务 1435.16 1132.06 303.10
2080101 行政运行 1132.06 1132.06 -
2080109 社会保险经办机构 303.10 - 303.10
20805 行政事业单位养老支出 139.01 139.01 -
2080501 行政单位离退休 32.13 32.13 -
2080505 机关事业单位基本养老保险缴费支出 106.88 106.88 -
20899 其他社会保障和就业支出 1.62 1.62 -
2089999 其他社会保障和就业支出 1.62 1.62 -
210 卫生健康支出 192.36 192.36 -
21011 行政事业单位医疗 192.36 192.36 -
2101101 行政单位医疗 83.00 83.00 -
2101103 公务员医疗补助 109.36 109.36 -
221 住房保障支出 177.65 177.65 -
22102 住房改革支出 177.65 177.65 -
2210201 住房公积金 116.20 116.20 -
2210202 提租补贴 20.30 20.30 -
2210203 购房补贴 41.15 41.15 -
"""

ECONOMIC = """
301 工资福利支出 1362.90|30101 基本工资 202.01|30102 津贴补贴 243.93|30103 奖金 499.31|30106 伙食补助费 -|30107 绩效工资 -
30108 机关事业单位基本养老保险缴费 106.88|30109 职业年金缴费 -|30110 职工基本医疗保险缴费 83.00|30111 公务员医疗补助缴费 85.90
30112 其他社会保障缴费 1.62|30113 住房公积金 116.20|30114 医疗费 -|30199 其他工资福利支出 24.05
303 对个人和家庭的补助 44.23|30301 离休费 -|30302 退休费 19.70|30303 退职（役）费 -|30304 抚恤金 -|30305 生活补助 -|30306 救济费 -
30307 医疗费补助 23.46|30308 助学金 -|30309 奖励金 1.07|30310 个人农业生产补贴 -|30311 代缴社会保险费 -|30399 其他对个人和家庭的补助 -
302 商品和服务支出 235.56|30201 办公费 27.16|30202 印刷费 2.99|30203 咨询费 3.27|30204 手续费 -|30205 水费 0.82|30206 电费 21.37
30207 邮电费 12.04|30208 取暖费 -|30209 物业管理费 3.70|30211 差旅费 0.37|30212 因公出国（境）费用 -|30213 维修（护）费 16.00
30214 租赁费 -|30215 会议费 -|30216 培训费 -|30217 公务接待费 -|30218 专用材料费 -|30224 被装购置费 -|30225 专用燃料费 -
30226 劳务费 1.93|30227 委托业务费 37.30|30228 工会经费 20.31|30229 福利费 37.89|30231 公务用车运行维护费 1.54
30239 其他交通费用 35.04|30240 税金及附加费用 -|30299 其他商品和服务支出 13.83
310 资本性支出 -|31002 办公设备购置 -|31003 专用设备购置 -|31007 信息网络及软件购置更新 -|31013 公务用车购置 -|31022 无形资产购置 -
31099 其他资本性支出 -
"""


def amount(text: str) -> Cell:
    """A cell; ``-`` is blank."""
    return Cell(value=None if text == "-" else Decimal(text), place=PLACE)


def line(key: str, label: str, columns: str, *amounts: str) -> Line:
    """A line whose columns, separated by spaces, hold the amounts."""
    return Line(key=key, label=label, cells={column: amount(text) for column, text in zip(columns.split(), amounts, strict=True)})


def base(kind: TableKind, number: int, note: str) -> dict[str, Any]:
    """What every table has."""
    return {
        "title": f"2024年度{TABLE_TITLES[kind]}",
        "number": f"公开{number:02d}表",
        "unit": UNIT,
        "year": 2024,
        "money": "万元",
        "decimals": 2,
        "place": PLACE,
        "notes": (f"注：{note}",),
    }


def function_lines(columns: str, *sources: int) -> tuple[Line, ...]:
    """The accounts with these columns, each taken from a column of FUNCTIONS, blank where there is none (-1)."""
    rows = [row.split() for row in FUNCTIONS.split("\n") if row]
    return tuple(line(code, name, columns, *(([*amounts, "-"])[source] for source in sources)) for code, name, *amounts in rows)


def economic_lines() -> tuple[Line, ...]:
    """The economic classes."""
    rows = [entry.split() for row in ECONOMIC.split("\n") if row for entry in row.split("|")]
    return tuple(line(code, name, "amount", value) for code, name, value in rows)


def two_sided(kind: TableKind) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The income and expenditure lines of table 1 or 4."""
    fiscal = kind == "fiscal"
    columns = "total general fund capital" if fiscal else "amount"
    spent = {"208": "1575.79", "210": "192.36", "221": "177.65", "total": "1945.80", "grand_total": "1945.80"}

    def expense(key: str, label: str) -> Line:
        value = spent.get(key, "-")
        return line(key, label, columns, *((value, value, "-", "-") if fiscal else (value,)))

    kinds = {key: label for key, label in INCOME_LABELS.items() if not fiscal or key in ("general", "fund", "capital")}
    carried = (
        {"opening": "年初财政拨款结转和结余", "opening_general": "一般公共预算财政拨款", "opening_fund": "政府性基金预算财政拨款"}
        | {"opening_capital": "国有资本经营预算财政拨款"}
        if fiscal
        else {"use_surplus": "使用非财政拨款结余（含专用结余）", "opening": "年初结转和结余"}
    )
    labels = {**kinds, "total": "本年收入合计", **carried, "grand_total": "总计"}
    income = tuple(
        line(key, label, "amount", "1945.80" if key in ("general", "total", "grand_total") else "-") for key, label in labels.items()
    )
    rest = {"closing": "年末财政拨款结转和结余"} if fiscal else {"surplus_distribution": "结余分配", "closing": "年末结转和结余"}
    names = {**CLASS_NAMES, "total": "本年支出合计", **rest, "grand_total": "总计"}
    return income, tuple(expense(key, label) for key, label in names.items())


def make_accounts() -> Accounts:
    """The nine tables."""
    income_columns = "total fiscal superior business operating affiliated other"
    spending = "total basic project remitted operating subsidy"
    general = "total basic project"
    income, expenditure = two_sided("overall")
    fiscal_income, fiscal_expenditure = two_sided("fiscal")
    vehicles = {"total": "1.54", "vehicles": "1.54", "vehicle_operation": "1.54"}
    three = {"total": "合计", "abroad": "因公出国（境）费", "vehicles": "公务用车购置及运行维护费", "vehicle_purchase": "公务用车购置费"}
    three |= {"vehicle_operation": "公务用车运行维护费", "reception": "公务接待费"}
    return Accounts(
        unit=UNIT,
        year=2024,
        files=("样例.xlsx",),
        overall=Overall(**base("overall", 1, "1.本表反映本年度的总收支和年末结转结余情况。"), income=income, expenditure=expenditure),
        income=Income(
            **base("income", 2, "本表反映本年度取得的各项收入情况。"),
            total=line("total", "合计", income_columns, "1945.80", "1945.80", *"-----"),
            rows=function_lines(income_columns, 0, 0, -1, -1, -1, -1, -1),
        ),
        expenditure=Expenditure(
            **base("expenditure", 3, "本表反映本年度各项支出情况。"),
            total=line("total", "合计", spending, "1945.80", "1642.70", "303.10", "-", "-", "-"),
            rows=function_lines(spending, 0, 1, 2, -1, -1, -1),
        ),
        fiscal=Fiscal(
            **base("fiscal", 4, "本表反映本年度财政拨款的总收支和年末结转结余情况。"),
            income=fiscal_income,
            expenditure=fiscal_expenditure,
        ),
        general=General(
            **base("general", 5, "本表反映本年度一般公共预算财政拨款支出情况。"),
            total=line("total", "合计", general, "1945.80", "1642.70", "303.10"),
            rows=function_lines(general, 0, 1, 2),
        ),
        basic=Basic(
            **base("basic", 6, "本表反映本年度一般公共预算财政拨款基本支出明细情况。"),
            rows=economic_lines(),
            personnel=line("personnel", "人员经费合计", "amount", "1407.13"),
            public=line("public", "公用经费合计", "amount", "235.57"),
        ),
        fund=Fund(**base("fund", 7, "本表反映本年度政府性基金预算收支及结转结余情况。"), total=None, rows=()),
        capital=Capital(**base("capital", 8, "本表反映本年度国有资本经营预算支出情况。"), total=None, rows=()),
        three_public=ThreePublic(
            **base("three_public", 9, "预算数为全年预算数，决算数为实际支出数。"),
            rows=tuple(line(key, label, "budget actual", *[vehicles.get(key, "-")] * 2) for key, label in three.items()),
        ),
    )


CHANGES = Chart(
    shape="column",
    caption="图1：收、支决算总计变动情况",
    unit="万元",
    categories=("2023年度", "2024年度"),
    series=(
        Series(name="收入总计", values=(Decimal("2279.51"), Decimal("1945.80"))),
        Series(name="支出总计", values=(None, Decimal("1945.80"))),
    ),
)
STRUCTURE = Chart(
    shape="pie",
    caption="图2：支出决算结构",
    unit="万元",
    categories=("基本支出", "项目支出"),
    series=(Series(name="支出", values=(Decimal("1642.70"), Decimal("303.10"))),),
)
GAP = "【待补充：收、支总计减少的主要原因】"


def paragraph(text: str) -> Paragraph:
    """A paragraph whose 【待补充：…】 is marked as a gap."""
    start = text.find(GAP)
    return Paragraph(text=text, gaps=(Gap(start=start, end=start + len(GAP)),) if start >= 0 else ())


def make_narrative() -> Narrative:
    """A report of all kinds of blocks; its wording is made up."""
    tables: list[Block] = []
    for number, kind in zip("一二三四五六七八九", TABLE_TITLES, strict=True):
        if kind in ("overall", "fiscal"):
            tables.append(Heading(level=2, text=f"{number}、{TABLE_TITLES[kind]}"))
        empty = kind in ("fund", "capital")
        code = f"公开{list(TABLE_TITLES).index(kind) + 1:02d}表"
        statement = "本单位当年没有这项收支，本表为空表。" if empty else None
        tables.append(PublicTable(kind=kind, title=f"2024年度{TABLE_TITLES[kind]}", number=code, statement=statement))
    items = [paragraph(_item(row.split())) for row in FUNCTIONS.split("\n") if len(row.partition(" ")[0]) == 7]
    return Narrative(
        unit=UNIT,
        year=2024,
        outline="wuhan-2024",
        title=f"2024年度{UNIT}单位决算公开",
        style=HouseStyle(),
        blocks=(
            Heading(level=1, text=f"第一部分　{UNIT}概况"),
            Heading(level=2, text="一、单位主要职能"),
            *[paragraph("承办辖区内用人单位及其职工参加社会保险的登记、申报和待遇核发等经办事务，办理上级交给的其他工作。")] * 3,
            Heading(level=2, text="二、机构设置情况"),
            paragraph("从单位构成看，本单位决算只含单位本级，没有下属单位。"),
            Listing(header=("序号", "单位名称", "备注"), rows=(("1", UNIT, "参照公务员法管理"), ("2", "某某中心", ""))),
            Heading(level=1, text=f"第二部分　{UNIT}2024年度单位决算表"),
            *tables,
            Heading(level=1, text=f"第三部分　{UNIT}2024年度单位决算情况说明"),
            Heading(level=2, text="一、收入支出决算总体情况说明"),
            paragraph(f"2024年度收、支总计1,945.8万元。与2023年度相比，收、支总计各减少333.71万元，下降14.6%，主要原因是{GAP}。"),
            CHANGES,
            Heading(level=2, text="二、支出决算情况说明"),
            paragraph("2024年度支出合计1,945.8万元，其中：基本支出1,642.7万元，占本年支出84.4%；项目支出303.1万元，占15.6%。"),
            STRUCTURE,
            Heading(level=2, text="三、一般公共预算财政拨款支出决算情况说明"),
            Heading(level=3, text="（一）一般公共预算财政拨款支出决算具体情况"),
            *items,
            Heading(level=2, text="四、“三公”经费支出决算情况说明"),
            *items,
            Heading(level=1, text="第四部分　名词解释"),
            paragraph("基本支出：保障机构正常运转、完成日常工作任务的人员经费和公用经费。"),
        ),
    )


def _item(row: list[str]) -> str:
    amount = f"年初预算为{row[2]}万元，支出决算为{row[2]}万元"
    return f"{row[1]}（项）。{amount}，完成年初预算的100%，“决算数”与预算数持平，全部用于人员和日常公用。"
