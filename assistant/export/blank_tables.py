"""The nine tables with all fixed lines and no amounts, to be filled in."""

from typing import Any

from schemas.accounts import (
    CLASS_NAMES,
    INCOME_LABELS,
    TABLE_TITLES,
    Accounts,
    Basic,
    Capital,
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
from schemas.place import Place

_YEAR = "____年度"
_ROWS_FOR_ACCOUNTS = 20
_FISCAL_KINDS = ("general", "fund", "capital")
_NOTES: dict[TableKind, str] = {
    "overall": "注：本表反映本年度的总收支和年末结转结余情况。",
    "income": "注：本表反映本年度取得的各项收入情况。",
    "expenditure": "注：本表反映本年度各项支出情况。",
    "fiscal": "注：本表反映本年度各项财政拨款的总收支和年末结转结余情况。",
    "general": "注：本表反映本年度一般公共预算财政拨款支出情况。",
    "basic": "注：本表反映本年度一般公共预算财政拨款基本支出明细情况。",
    "fund": "注：本表反映本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
    "capital": "注：本表反映本年度国有资本经营预算财政拨款支出情况。",
    "three_public": "注：预算数为“三公”经费全年预算数，即调整后的预算数；决算数包括以前年度结转资金安排的支出。",
}
_ECONOMIC = """
301工资福利支出 30101基本工资 30102津贴补贴 30103奖金 30106伙食补助费 30107绩效工资 30108机关事业单位基本养老保险缴费
30109职业年金缴费 30110职工基本医疗保险缴费 30111公务员医疗补助缴费 30112其他社会保障缴费 30113住房公积金 30114医疗费
30199其他工资福利支出
303对个人和家庭的补助 30301离休费 30302退休费 30303退职（役）费 30304抚恤金 30305生活补助 30306救济费 30307医疗费补助
30308助学金 30309奖励金 30310个人农业生产补贴 30311代缴社会保险费 30399其他对个人和家庭的补助
302商品和服务支出 30201办公费 30202印刷费 30203咨询费 30204手续费 30205水费 30206电费 30207邮电费 30208取暖费 30209物业管理费
30211差旅费 30212因公出国（境）费用 30213维修（护）费 30214租赁费 30215会议费 30216培训费 30217公务接待费 30218专用材料费
30224被装购置费 30225专用燃料费 30226劳务费 30227委托业务费 30228工会经费 30229福利费 30231公务用车运行维护费
30239其他交通费用 30240税金及附加费用 30299其他商品和服务支出
307债务利息及费用支出 30701国内债务付息 30702国外债务付息 30703国内债务发行费用 30704国外债务发行费用
310资本性支出 31001房屋建筑物购建 31002办公设备购置 31003专用设备购置 31005基础设施建设 31006大型修缮
31007信息网络及软件购置更新 31008物资储备 31009土地补偿 31010安置补助 31011地上附着物和青苗补偿 31012拆迁补偿
31013公务用车购置 31019其他交通工具购置 31021文物和陈列品购置 31022无形资产购置 31099其他资本性支出
399其他支出 39907国家赔偿费用支出 39908对民间非营利组织和群众性自治组织补贴 39909经常性赠与 39910资本性赠与 39999其他支出
"""
"""政府收支分类科目, economic classes that basic expenditure may have."""


def blank_accounts() -> Accounts:
    """The nine tables, every line named and every cell blank."""
    accounts = tuple(_line("", "") for _ in range(_ROWS_FOR_ACCOUNTS))
    economic = tuple(_split_code(entry) for entry in _ECONOMIC.split())
    return Accounts(
        unit="",
        year=0,
        files=(),
        overall=Overall(**_base("overall"), income=_overall_income(), expenditure=_overall_expenditure()),
        income=Income(**_base("income"), total=None, rows=accounts),
        expenditure=Expenditure(**_base("expenditure"), total=None, rows=accounts),
        fiscal=Fiscal(**_base("fiscal"), income=_fiscal_income(), expenditure=_fiscal_expenditure()),
        general=General(**_base("general"), total=None, rows=accounts),
        basic=Basic(**_base("basic"), rows=economic, personnel=None, public=None),
        fund=Fund(**_base("fund"), total=None, rows=accounts),
        capital=Capital(**_base("capital"), total=None, rows=accounts),
        three_public=ThreePublic(**_base("three_public"), rows=()),
    )


def _base(kind: TableKind) -> dict[str, Any]:
    number = list(TABLE_TITLES).index(kind) + 1
    return {
        "title": _YEAR + TABLE_TITLES[kind],
        "number": f"公开{number:02d}表",
        "money": "万元",
        "decimals": 2,
        "place": Place(file=""),
        "notes": (_NOTES[kind],),
    }


def _line(key: str, label: str) -> Line:
    return Line(key=key, label=label, cells={})


def _lines(labels: dict[str, str]) -> tuple[Line, ...]:
    return tuple(_line(key, label) for key, label in labels.items())


def _split_code(entry: str) -> Line:
    name = entry.lstrip("0123456789")
    return _line(entry.removesuffix(name), name)


def _overall_income() -> tuple[Line, ...]:
    carried = {"use_surplus": "使用非财政拨款结余（含专用结余）", "opening": "年初结转和结余"}
    return _lines({**INCOME_LABELS, "total": "本年收入合计", **carried, "grand_total": "总计"})


def _overall_expenditure() -> tuple[Line, ...]:
    carried = {"surplus_distribution": "结余分配", "closing": "年末结转和结余"}
    return _lines({**CLASS_NAMES, "total": "本年支出合计", **carried, "grand_total": "总计"})


def _fiscal_income() -> tuple[Line, ...]:
    kinds = {key: INCOME_LABELS[key].removesuffix("收入") for key in _FISCAL_KINDS}
    carried = {"opening": "年初财政拨款结转和结余", **{f"opening_{key}": label for key, label in kinds.items()}}
    return _lines({**kinds, "total": "本年收入合计", **carried, "grand_total": "总计"})


def _fiscal_expenditure() -> tuple[Line, ...]:
    return _lines({**CLASS_NAMES, "total": "本年支出合计", "closing": "年末财政拨款结转和结余", "grand_total": "总计"})
