"""A rate follows from a change and a base of one kind, whatever years the base is of."""

import pytest

from tests.checking.county import check_unit, errors
from tests.checking.test_wordings import SPENDING, THREE, states

TOGETHER = ["较前三年平均数{}", "与前三年平均相比{}", "比近五年均值{}", "较过去3年的平均水平{}", "较三年前{}"]


@pytest.mark.parametrize("words", TOGETHER)
def test_a_change_from_earlier_years_is_held_to_its_own_base(words: str) -> None:
    text = f"{SPENDING}本年支出849.27万元，{words.format('增加169.85万元')}，增长"
    assert errors(text + "25.00%。") == []
    assert states(check_unit(text + "25.00%。"))["25.00%"] == "consistent"
    assert errors(text + "52.00%。") == ["52.00%"]


@pytest.mark.parametrize(("rates", "wrong"), [(("25.00", "20.58"), []), (("52.00", "20.58"), ["52.00%"]), (("25.00", "25.08"), ["25.08%"])])
def test_last_year_is_told_apart_from_earlier_years(rates: tuple[str, str], wrong: list[str]) -> None:
    text = "本年支出849.27万元，较前三年平均数增加169.85万元，增长{}%，较上年增加144.96万元，增长{}%，连续三年增长。"
    assert errors(SPENDING + text.format(*rates)) == wrong


@pytest.mark.parametrize(
    "text",
    ["国内公务接待20批次，比上年减少0.50万元，下降20%。", "公务用车保有2辆，较上年的1.50万元减少0.50万元，下降33%。"],
)
def test_a_count_is_no_base_of_a_change_in_money(text: str) -> None:
    assert errors(THREE + text) == []


def test_a_change_in_money_is_held_to_a_base_in_money_beside_a_count() -> None:
    assert errors(THREE + "公务用车保有2辆，较上年的1.50万元减少0.50万元，下降53%。") == ["53%"]
    assert errors(THREE + "国内公务接待20批次，比上年减少5批次，下降52%。") == ["52%"]
