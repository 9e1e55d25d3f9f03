"""Which amounts hold what units of one department pay one another."""

import pytest

from assistant.figures.amounts import AmountName
from assistant.figures.eliminations import list_inner, list_partners


@pytest.mark.parametrize(
    ("name", "inner"),
    [
        (("收支总表", "本年收入合计"), [("收支总表", "上级补助收入"), ("收支总表", "附属单位上缴收入")]),
        (("收支总表", "支出总计"), [("支出表", "合计", "对附属单位补助支出"), ("支出表", "合计", "上缴上级支出")]),
        (("收支总表", "208"), [("支出表", "208", "对附属单位补助支出"), ("支出表", "208", "上缴上级支出")]),
        (("收入表", "20801", "本年收入合计"), [("收入表", "20801", "上级补助收入"), ("收入表", "20801", "附属单位上缴收入")]),
        (("收入表", "20801", "上级补助收入"), [("收入表", "20801", "上级补助收入")]),
        (("支出表", "20801", "基本支出"), []),
        (("收支总表", "年初结转和结余"), []),
        (("财政总表", "本年收入合计"), []),
    ],
)
def test_totals_hold_inner_amounts_and_appropriations_do_not(name: tuple[str, ...], inner: list[tuple[str, ...]]) -> None:
    assert list_inner(AmountName(*name)) == tuple(AmountName(*one) for one in inner)


def test_what_one_unit_receives_another_has_paid() -> None:
    assert list_partners(AmountName("收支总表", "上级补助收入")) == (
        AmountName("收支总表", "上级补助收入"),
        AmountName("支出表", "合计", "对附属单位补助支出"),
    )
    assert list_partners(AmountName("支出表", "208", "上缴上级支出")) == (
        AmountName("支出表", "合计", "上缴上级支出"),
        AmountName("收入表", "合计", "附属单位上缴收入"),
    )
