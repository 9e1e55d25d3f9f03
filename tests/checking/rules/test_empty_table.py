"""Words that deny income and expenditure are held against the tables; a balance that is denied is another thing."""

import pytest

from schemas.place import Place
from tests.checking.texts import check, money, sheet

FACTS = sheet(money("fund.income", "12.00"), money("fund.total", "12.00"))
HEADING = "七、政府性基金预算财政拨款收入支出决算情况说明\n"


@pytest.mark.parametrize(
    "words", ["本单位没有政府性基金预算财政拨款收入和支出。", "本单位政府性基金预算财政拨款无收支。", "无政府性基金预算财政拨款收支。"]
)
def test_denied_income_that_the_tables_state_is_an_error(words: str) -> None:
    assert [finding.rule for finding in check(HEADING + words, FACTS).findings] == ["empty_table"]


def test_a_denied_balance_says_nothing_of_income_and_expenditure() -> None:
    words = "政府性基金预算财政拨款收入12万元，支出12万元，没有政府性基金预算财政拨款年初结转和结余。"
    assert check(HEADING + words, FACTS).findings == ()


def test_the_cells_that_refute_the_words_are_shown() -> None:
    income = FACTS.facts["fund.income"].model_copy(update={"places": (Place(file="决算表.xlsx", sheet="公开07表", cell="C9"),)})
    facts = FACTS.model_copy(update={"facts": {**FACTS.facts, income.id: income}})
    (finding,) = check(HEADING + "本单位没有政府性基金预算财政拨款收入和支出。", facts).findings
    assert finding.places == income.places
