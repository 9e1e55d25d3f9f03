"""A document that is no explanation of final accounts is told by its words."""

import pytest

from assistant.checking.kinds import tell_kind
from schemas.manuscript import Manuscript

BUDGET = "示范处2024年度部门预算公开\n一、收支预算总体情况\n2024年收入预算总计120万元，比上年执行数增加2万元。" * 10
NOVEL = "他在山上住了3年，攒下12两银子，下山时只带走了一本书。" * 20
REPORT = "示范处2024年度单位决算公开\n2024年度收、支总计120万元，完成年初预算的90%，年初预算为133万元。" * 10


@pytest.mark.parametrize(("text", "told"), [(BUDGET, "像是预算公开文件"), (NOVEL, "全文没有“决算”二字")])
def test_what_is_something_else_is_told(text: str, told: str) -> None:
    finding = tell_kind(Manuscript(file="文件.pdf", kind="pdf", text=text))
    assert finding is not None
    assert (finding.rule, finding.severity) == ("other_kind", "warning")
    assert finding.message.startswith(f"文件.pdf：{told}")


@pytest.mark.parametrize("text", [REPORT, " ".join(REPORT), "支出10万元。", ""])
def test_a_report_or_a_short_piece_of_one_is_not_questioned(text: str) -> None:
    assert tell_kind(Manuscript(file="文件.txt", kind="txt", text=text)) is None
