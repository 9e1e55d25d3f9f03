"""The reasons of a finished text, each with the fact it explains, in the words that were written."""

import pytest

from assistant import pipeline
from assistant.checking.reasons import find_reasons
from schemas.accounts import Accounts
from tests.checking.texts import REPORT, manuscript
from tests.material import INPUTS, TABLES

TOTAL = "一、收入支出决算总体情况说明\n"
ITEMS = "（三）一般公共预算财政拨款支出决算具体情况\n"


def reasons(text: str) -> dict[str, str | None]:
    found = find_reasons(manuscript(text), Accounts(unit="", year=2023, files=(), findings=()))
    return {reason.fact: reason.text for reason in found}


def test_the_reason_of_an_account_is_found_where_the_tables_name_it() -> None:
    assert reasons(REPORT) == {"overall.total.change": "项目减少3个"}
    accounts = pipeline.read_material(TABLES, inputs=INPUTS).accounts
    assert {reason.fact: reason.text for reason in find_reasons(manuscript(REPORT), accounts)} == {
        "overall.total.change": "项目减少3个",
        "function.2080101.completion": "2人退休",
    }


@pytest.mark.parametrize(
    ("text", "fact", "reason"),
    [
        (TOTAL + "收、支总计10万元，比上年增加1万元，主要原因：人员增加，工资提高。", "overall.total.change", "人员增加，工资提高"),
        (TOTAL + "收、支总计10万元，比上年增加1万元。增加的主要原因是新增项目。", "overall.total.change", "新增项目"),
        (TOTAL + "收、支总计10万元，与上年持平，主要是由于没有新增项目。", "overall.total.change", "没有新增项目"),
        (TOTAL + "收、支总计10万元，比上年增加1万元，主要原因：一是涨价；二是扩编。", "overall.total.change", "一是涨价；二是扩编"),
        (TOTAL + "收、支总计10万元，比上年增加1万元，主要原因：一是涨价；二是扩编", "overall.total.change", "一是涨价；二是扩编"),
        (TOTAL + "收、支总计10万元，完成年初预算的90%，原因是项目推迟2个月。", "overall.total.completion", "项目推迟2个月"),
    ],
)
def test_a_reason_is_kept_as_it_was_written(text: str, fact: str, reason: str) -> None:
    assert reasons(text) == {fact: reason}


@pytest.mark.parametrize(
    "text", ["主要原因是人员增加。", TOTAL + "收、支总计10万元，比上年增加1万元。", TOTAL + "甲项目5万元，原因是新增。"]
)
def test_what_explains_no_known_figure_is_no_reason(text: str) -> None:
    assert reasons(text) == {}
