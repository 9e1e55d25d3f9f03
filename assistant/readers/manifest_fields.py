"""What a manifest of units (清单) may state of each, and under which headings, Chinese or English."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.readers.texts import comparison_text
from schemas.document import Scalar

Field = Literal["unit", "tables", "prior", "inputs", "forms", "report", "kind", "department"]

_HEADINGS: dict[Field, tuple[str, ...]] = {
    "unit": ("单位", "单位名称", "预算单位", "预算单位名称", "部门", "部门名称", "名称", "unit", "name"),
    "tables": ("决算表", "本年决算表", "本年度决算表", "决算公开表", "决算公开表格", "公开表", "本年", "本年度", "tables"),
    "prior": ("上年", "上年度", "上年决算表", "上年度决算表", "上年表", "上年决算公开表", "prior"),
    "inputs": ("补充资料", "补充", "inputs"),
    "forms": ("绩效自评表", "自评表", "绩效自评", "绩效表", "forms"),
    "report": ("说明", "报告", "情况说明", "决算说明", "决算情况说明", "决算报告", "文档", "report", "reports", "document", "documents"),
    "kind": ("类型", "类别", "kind", "type"),
    "department": ("部门汇总表", "汇总表", "部门决算表", "department"),
}
_FIELDS = {heading: field for field, headings in _HEADINGS.items() for heading in headings}
_IGNORED = frozenset({"序号", "编号", "单位编码", "单位代码", "备注", "联系人", "联系电话", "no", "no.", "note"})
_ADDED = re.compile(r"\((?:必填|选填|可选|可不填|文件|文件名|路径)\)$|(?<=.)(?:文件名?|文件路径|路径)$|[*:]+$")
_MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$")
_FILE = re.compile(r"\S[/\\]\S|\.[A-Za-z]{2,5}[\"”]?$")
OFFERED = "、".join(_HEADINGS[field][0] for field in ("unit", "tables", "prior", "inputs", "forms", "report", "kind"))
"""The headings that a person is told of."""


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """A unit as a manifest states it: texts as written by field, none of them empty; ``where`` is the row, for a person."""

    texts: Mapping[Field, tuple[str, ...]]
    where: str


def find_heading(text: Scalar) -> Field | None:
    """The field that a heading names."""
    return _FIELDS.get(_bare(text))


def is_ignored_heading(text: Scalar) -> bool:
    """Whether a column is one that lists have beside what is used here."""
    return _bare(text) in _IGNORED


def is_file_name(text: str) -> bool:
    """Whether a cell's text is like the name of a file, or a path; an address of electronic mail is none."""
    return bool(_FILE.search(text)) and not _MAIL.match(text)


def _bare(text: Scalar) -> str:
    """A heading without what is often added to it."""
    bare = comparison_text(text).lower()
    while (shorter := _ADDED.sub("", bare)) != bare:
        bare = shorter
    return bare
