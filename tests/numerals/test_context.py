"""Bare numerals: list numbers, page numbers and codes are told from quantities by what stands beside them."""

import pytest

from assistant.numerals.context import is_code, is_ordinal


def place(marked: str) -> tuple[str, int, int]:
    """The text without its marks, and the marked span."""
    before, inside, after = marked.replace("⟧", "⟦").split("⟦")
    return before + inside + after, len(before), len(before) + len(inside)


@pytest.mark.parametrize(
    "marked",
    [
        "⟦1⟧.常年性项目",
        "项目类型 1.常年性 ⟦2⟧.延续性",
        "情况如下。⟦10⟧．其他",
        "⟦3⟧、“双评议”工作",
        "已完成 ⟦2⟧、《条例》宣传",
        "项目（⟦3⟧）其他",
        "情况如下：（⟦12⟧）其他",
        "情况如下：⟦12⟧）其他",
        "正文\n— ⟦12⟧ —\n正文",
    ],
)
def test_a_number_that_counts_a_place_is_an_ordinal(marked: str) -> None:
    assert is_ordinal(*place(marked))


@pytest.mark.parametrize(
    "marked",
    [
        "共⟦12⟧",
        "比重（⟦12⟧）其他",
        "分别为⟦3⟧、4",
        "增长⟦3⟧.5",
        "情况如下：⟦123⟧、其他",
        "正文 — ⟦12⟧ 正文",
    ],
)
def test_other_bare_numbers_are_not(marked: str) -> None:
    assert not is_ordinal(*place(marked))


@pytest.mark.parametrize(
    "marked", ["⟦2080101⟧行政运行", "⟦20801⟧人力资源", "⟦208⟧社会保障", "⟦30101⟧ 基本工资", "电话⟦027123456⟧", "⟦0123⟧"]
)
def test_account_codes_and_telephones_are_codes(marked: str) -> None:
    assert is_code(*place(marked))


@pytest.mark.parametrize("marked", ["共⟦2080101⟧", "⟦999⟧人力资源", "⟦2080⟧行政运行", "新增⟦12345⟧"])
def test_other_whole_numbers_are_no_codes(marked: str) -> None:
    assert not is_code(*place(marked))
