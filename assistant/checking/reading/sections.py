"""Sections: which part of a report a heading opens."""

import re

SECTIONS: tuple[tuple[str, str], ...] = (
    ("performance", r"绩效"),
    ("operating", r"机关运行"),
    ("procurement", r"政府采购"),
    ("assets", r"国有资产|资产占用|占有使用"),
    ("three_public", r"三公"),
    ("fund", r"政府性基金"),
    ("capital", r"国有资本"),
    ("basic", r"(?:财政拨款|一般公共预算).*基本支出"),
    ("all_basic", r"基本支出"),
    ("general", r"一般公共预算.*支出|^[（(].{1,3}[)）]财政拨款支出决算"),
    ("grants", r"^[^（(]*财政拨款支出(?:决算|情况)"),
    ("fiscal", r"财政拨款.*(?:收入.*支出|收、?支|收支)"),
    ("overall", r"(?:收入.*支出|收、?支|收支).*总体|总体.*收支"),
    ("expenditure", r"支出决算|支出情况|支出结构"),
    ("income", r"收入决算|收入情况|收入结构"),
    ("terms", r"名词解释"),
    ("other", r"主要职能|机构设置|单位构成|人员构成|重点工作|概况|附件|其他重要|目录"),
)
"""Kinds of section by their heading, the first that fits; a subsection of 第五节 keeps its parent's.

``all_basic`` is 基本支出 of which it is not said whether other money is in it too; ``grants`` is what Jiangsu and Jiangxi have
for 第五节: 财政拨款支出, with the funds as a rule.
"""

_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in SECTIONS)


def section_kind(heading: str) -> str | None:
    """The kind of section that a heading opens, or None."""
    return next((kind for kind, pattern in _PATTERNS if pattern.search(heading)), None)


ALL_FUNDS = {"overall", "income", "expenditure"}
"""Sections that speak of all the unit's money."""


def is_item(kind: str, parent: str) -> bool:
    """Whether a subsection is an item of its parent: （一）基本支出 under all money is a part of it, no chapter of its own."""
    return kind == "all_basic" and parent in ALL_FUNDS
