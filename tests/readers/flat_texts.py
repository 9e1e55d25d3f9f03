"""Tables as they look when a document was copied as plain text: blanks gone, lines torn; and what they truly said."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from schemas.accounts import CLASS_NAMES, INCOME_LABELS
from tests.readers.figures import ORDINALS

UNIT = "江城市示范服务中心"
Truth = dict[str, dict[str, dict[str, Decimal | None]]]
"""By kind of table, key of the line (income lines of table 1 as ``income.other``) and column."""

NAMES = {
    "208": "社会保障和就业支出",
    "20801": "人力资源和社会保障管理事务",
    "2080101": "行政运行",
    "2080109": "社会保险经办机构",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "2101103": "公务员医疗补助",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "2210203": "购房补贴",
}
ITEMS = tuple(code for code in NAMES if len(code) == 7)


@dataclass(frozen=True)
class Spending:
    """An account's spending in 元: from the budget as 基本支出 and 项目支出, and from other income as 项目支出."""

    basic: int
    project: int
    other: int


def shown(yuan: int) -> Decimal | None:
    """Money as a table in 万元 shows it; blank for nothing."""
    return (Decimal(yuan) / 10000).quantize(Decimal("0.01"), ROUND_HALF_UP) if yuan else None


def text_of(amount: Decimal | None) -> str:
    """An amount with a comma, without trailing zeros."""
    return "" if amount is None else f"{amount.normalize():,f}"


def amounts_of(spending: dict[str, Spending]) -> Truth:
    """What tables 1, 2, 3 and 5 say of the items: each cell rounded by itself."""
    truth: Truth = {"overall": {}, "income": {}, "expenditure": {}, "general": {}}
    for key in ("total", *NAMES):
        parts = [item for code, item in spending.items() if key == "total" or code.startswith(key)]
        basic, project, other = (sum(getattr(item, name) for item in parts) for name in ("basic", "project", "other"))
        budget = basic + project
        if budget + other:
            truth["income"][key] = {"total": shown(budget + other), "fiscal": shown(budget), "other": shown(other)}
            truth["expenditure"][key] = {"total": shown(budget + other), "basic": shown(basic), "project": shown(project + other)}
        if budget:
            truth["general"][key] = {"total": shown(budget), "basic": shown(basic), "project": shown(project)}
        if key == "total":
            truth["overall"]["income.general"] = {"amount": shown(budget)}
            truth["overall"]["income.other"] = {"amount": shown(other)}
            for side in ("income", "expenditure"):
                truth["overall"] |= {f"{side}.{name}": {"amount": shown(budget + other)} for name in ("total", "grand_total")}
        elif len(key) == 3 and budget + other:
            truth["overall"][f"expenditure.{key}"] = {"amount": shown(budget + other)}
    return truth


def overall_text(truth: Truth) -> str:
    """Table 1 with its 行次, a line for each of its 31 rows."""
    amounts = {key: text_of(cells["amount"]) for key, cells in truth["overall"].items()}
    lines = []
    for index, (code, name) in enumerate(CLASS_NAMES.items()):
        label = f"{ORDINALS[index]}、{list(INCOME_LABELS.values())[index]}" if index < 8 else ""
        income = amounts.get(f"income.{list(INCOME_LABELS)[index]}", "") if index < 8 else ""
        spent = amounts.get(f"expenditure.{code}", "")
        lines.append(f"{label} {index + 1} {income} {ORDINALS[index]}、{name} {index + 32} {spent}".strip())
    total = amounts["income.total"]
    lines += [f"本年收入合计 27 {total} 本年支出合计 58 {total}", "使用非财政拨款结余 28 结余分配 59"]
    lines += ["年初结转和结余 29 年末结转和结余 60", "30 61", f"总计 31 {total} 总计 62 {total}"]
    header = "收 入 支 出\n\n项 目\n行\n\n次\n金额 项 目\n行\n\n次\n金额\n\n栏次 1 栏次 2"
    return table("收入支出决算总表", 1, header, "\n".join(lines))


def function_text(truth: Truth, kind: str, tears: Sequence[int] = ()) -> str:
    """Table 2, 3 or 5; of each line whose number is in ``tears`` the name runs over to another line."""
    columns = list(next(iter(truth[kind].values())))
    lines = []
    for number, (key, cells) in enumerate(truth[kind].items()):
        name = NAMES.get(key, "")
        stated = " ".join(text for column in columns if (text := text_of(cells[column])))
        if number in tears and name:
            lines.append(f"{key}\n{name[:3]}\n\n{name[3:]}\n{stated}")
        else:
            lines.append(f"{'合计' if key == 'total' else f'{key} {name}'} {stated}")
    title, number, header = _HEADERS[kind]
    return table(title, number, header, "\n\n".join(lines))


_HEADERS = {
    "income": (
        "收入决算表",
        2,
        "项 目\n\n本年收入\n\n合计\n\n财政拨款\n\n收入\n上级\n补助\n收入\n事\n业\n收\n入\n经营收入\n附属单位上缴收入\n其他收\n\n"
        "入功能分类科\n\n目编码\n科目名称\n\n类 款 项\n栏次 1 2 3 4 5 6 7",
    ),
    "expenditure": (
        "支出决算表",
        3,
        "项 目\n本年支出\n合计\n基本支出 项目支出\n上缴上\n级支出\n经营\n支出\n对附属\n单位补\n助支出\n功能分类\n"
        "科目编码\n科目名称\n类 款 项\n栏次 1 2 3 4 5 6",
    ),
    "general": (
        "一般公共预算财政拨款支出决算表",
        5,
        "项 目 本年支出\n功能分类科目编码 科目名称 小计 基本支出 项目支出\n类 款 项\n栏次 1 2 3",
    ),
}


def table(title: str, number: int, header: str, body: str) -> str:
    """A table from its title to the notes below it."""
    notes = "注：本表反映单位本年度的情况，\n\n以决算为准。\n\n1 栏各行＝（2+3）栏各行。"
    return f"2024 年度{title}（表 {number}）\n\n单位：{UNIT} 单位：万元\n\n{header}\n\n{body}\n\n{notes}\n\n\n\n"
