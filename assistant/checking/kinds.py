"""What kind of document a text is: a budget or a novel has numbers too, but nothing that final accounts could prove."""

from schemas.finding import Finding
from schemas.manuscript import Manuscript
from schemas.place import Place

_LEAST = 300
"""Characters: a shorter text may be a part of a report that never says 决算."""

_BEGINNING = 600


def tell_kind(manuscript: Manuscript) -> Finding | None:
    """That a document does not look like an explanation of final accounts; None where it does, or is too short to tell.

    Forms of self-evaluation may stand alone.
    """
    text = "".join(manuscript.text.split())
    accounts, budget = text.count("决算"), text.count("预算")
    if len(text) < _LEAST or "自评表" in text[:_BEGINNING]:
        return None
    if budget > 3 * accounts and "预算" in text[:_BEGINNING] and "决算" not in text[:_BEGINNING]:
        told = "像是预算公开文件，不是决算情况说明；预算数无从核对，只核对了文字自身"
    elif not accounts:
        told = "全文没有“决算”二字，不像决算情况说明；没有可以对照的指标，只核对了文字自身"
    else:
        return None
    return Finding(rule="other_kind", severity="warning", message=f"{manuscript.file}：{told}", places=(Place(file=manuscript.file),))
