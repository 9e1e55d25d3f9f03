"""Units: of money with their worth, of counts with the words they must not be taken for."""

from decimal import Decimal

from assistant.numerals.rounding import EXACT
from schemas.number import NumberKind

MONEY_IN_WAN: dict[str, Decimal] = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "万": Decimal(1),
    "百万元": Decimal(100),
    "千万元": Decimal(1000),
    "亿元": Decimal(10000),
    "亿": Decimal(10000),
    "万亿元": Decimal(100000000),
}
"""What one of each unit of money is in 万元. A bare 万 or 亿 is read as money."""

PERCENT_UNITS = {"%": "%", "％": "%", "‰": "‰"}
POINT_UNITS = frozenset({"个百分点", "百分点"})

_UNMISTAKABLE = """
平方公里 平方千米 平方米 立方米 公里 千米 公顷 公斤 千克 千瓦时 小时 个小时 分钟 课时 学时 天次 工作日 个工作日 个月 周年
美元 欧元 港元 日元 台（套） 台(套) 台/套 台套 人份 人天 人日 人月 人次 批次 场次 车次 班次 户次 家次 件次 项次 架次 笔次 辆次
类别 ㎡ km kg kWh kW MW GB TB MB cm mm m t L 件 篇 倍 吨 亩 米 页 株 棵 艘 块 盏 册 趟 袋 箱 颗 辆
"""
_MISTAKABLE = {
    "人": "员均力才工社事数口大行防身们群物为民文选道",
    "个": "人别体性税",
    "项": "目",
    "家": "庭属长具园政电",
    "户": "籍均口外",
    "笔": "记试者",
    "台": "账帐湾风式山",
    "套": "餐用取",
    "名": "称词单义额誉胜录",
    "次": "年月日要数级性",
    "份": "额",
    "张": "家贴",
    "岁": "月",
    "天": "然气河空津门",
    "年": "度初末底均中内报检审限级轻龄鉴",
    "条": "件例款",
    "处": "理长置级罚于分室",
    "所": "有需属得以在涉谓长",
    "部": "门分署级长委队",
    "批": "准复示注",
    "场": "地所景馆合",
    "座": "谈位",
    "幅": "度",
    "轮": "流值班换岗",
    "期": "间末初限满望货",
    "升": "级",
    "字": "第号",
    "本": "级年单部表次期着市区局处院校账身",
    "例": "如行外会",
    "宗": "旨",
    "只": "有是要能",
    "门": "诊户面类",
    "床": "位",
    "间": "接隔断",
    "节": "能约日假余支育",
    "支": "出付持部撑队行援农教",
    "组": "织成建长",
    "村": "级民",
    "类": "别似款",
}
COUNT_WORDS: dict[str, str] = dict.fromkeys(_UNMISTAKABLE.split(), "") | _MISTAKABLE
"""Words that count, each with the characters that make another word of it (人 before 员 is 人员)."""

SCORE_GUARD = "之为别成布类析配属档批期两三四值工管析解散局公支行会钟"
"""Characters after 分 that make another word of it (分为, 分别, 分值)."""


def to_wan(value: Decimal, unit: str) -> Decimal:
    """``value`` of a unit of money in 万元, exactly.

    Raises:
        ValueError: ``unit`` is not a unit of money.
    """
    factor = MONEY_IN_WAN.get(unit)
    if factor is None:
        raise ValueError(f"not a unit of money: {unit!r}")
    return EXACT.multiply(value, factor)


def kind_of_unit(unit: str) -> NumberKind:
    """The kind of a number that carries ``unit``, written without spaces."""
    if not unit:
        return "plain"
    if unit in MONEY_IN_WAN:
        return "money"
    if unit in PERCENT_UNITS.values():
        return "percent"
    if unit in POINT_UNITS:
        return "points"
    return "score" if unit == "分" else "count"
