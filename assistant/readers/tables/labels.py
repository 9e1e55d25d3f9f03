"""Labels of tables 1 and 4 as keys, tolerant of ordinals, of brackets and of the names of earlier years."""

import re

from assistant.readers.texts import without_ordinal
from schemas.accounts import CLASS_NAMES, INCOME_LABELS

FORMER_FISCAL_INCOME = "财政拨款收入"
"""The line of table 1 up to 2018 that the three lines of the budgets have taken the place of."""

_INCOME: dict[str, str] = {
    **{label: key for key, label in INCOME_LABELS.items()},
    FORMER_FISCAL_INCOME: "general",
    "一般公共预算财政拨款": "general",
    "一般公共预算拨款收入": "general",
    "政府性基金预算财政拨款": "fund",
    "政府性基金财政拨款": "fund",
    "政府性基金预算拨款收入": "fund",
    "国有资本经营预算财政拨款": "capital",
    "国有资本经营财政拨款": "capital",
    "国有资本经营预算拨款收入": "capital",
    "附属单位缴款": "affiliated",
    "附属单位上缴": "affiliated",
    "事业单位经营收入": "operating",
}
_Keys = tuple[tuple[re.Pattern[str], str], ...]

_RESULTS: _Keys = (
    (re.compile(r"本年收入(?:合|总)?计|收入合计"), "total"),
    (re.compile(r"(?:使用|动用)非财政拨款结余.*|(?:使用|动用)专用结余|用?事业基金弥补收支差额"), "use_surplus"),
    (re.compile(r"(?:年初|上年)(?:财政拨款)?结转(?:和|及)?结余(?:资金)?"), "opening"),
    (re.compile(r"(?:收入)?总计"), "grand_total"),
)
_USES: _Keys = (
    (re.compile(r"本年支出(?:合|总)?计|支出合计"), "total"),
    (re.compile(r"结余分配"), "surplus_distribution"),
    (re.compile(r"(?:年末|结转下年)(?:财政拨款)?(?:结转(?:和|及)?结余)?(?:资金)?"), "closing"),
    (re.compile(r"(?:支出)?总计"), "grand_total"),
)
_FORMER_CLASS_NAMES: dict[str, str] = {
    "文化体育与传媒": "207",
    "医疗卫生": "210",
    "医疗卫生与计划生育": "210",
    "环境保护": "211",
    "城乡社区事务": "212",
    "农林水事务": "213",
    "资源勘探电力信息等事务": "215",
    "资源勘探信息等": "215",
    "资源勘探工业信息等": "215",
    "商业服务业等事务": "216",
    "金融监管等事务": "217",
    "国土资源气象等事务": "220",
    "国土海洋气象等": "220",
    "转移性": "230",
    "债务发行费用": "233",
    "预备费": "227",
    "抗疫特别国债安排": "234",
}
"""Names that 政府收支分类科目 used before, or classes that tables 1 and 4 rarely print."""

_CODE = re.compile(r"[0-9]{3}(?![0-9])")
_ASIDE = re.compile(r"\((?:类|含.*)\)$")

_CLASSES = {name.removesuffix("支出"): code for code, name in CLASS_NAMES.items()} | _FORMER_CLASS_NAMES


def income_key(label: str) -> str | None:
    """The key of an income line; None if the label is of none."""
    bare = _bare(label)
    return _INCOME.get(bare) or _match(_RESULTS, bare)


def expenditure_key(label: str) -> str | None:
    """The key of an expenditure line: a class code or a word of the model; None if the label is of none."""
    bare = _bare(label)
    coded = _CODE.match(bare)
    if coded:
        return coded[0]
    return _match(_USES, bare) or _CLASSES.get(bare.removesuffix("(类)").removesuffix("支出"))


def _bare(label: str) -> str:
    bare = without_ordinal(label).replace("（", "(").replace("）", ")")
    return _ASIDE.sub("", bare)


def _match(patterns: _Keys, bare: str) -> str | None:
    return next((key for pattern, key in patterns if pattern.fullmatch(bare)), None)
