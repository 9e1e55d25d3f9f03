"""What a template left behind is told by what is wrong with it."""

import pytest

from tests.checking.texts import check


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("与2023年度相比，增加（减少）12万元。", "留有未选定的模板用语"),
        ("主要原因：XXXX。", "留有未填写的内容"),
        ("基本支出1,642.7万元，占%。", "缺少数字"),
    ],
)
def test_a_residue_is_told_by_its_kind(text: str, told: str) -> None:
    assert [finding.message for finding in check(text).findings] == [told]
