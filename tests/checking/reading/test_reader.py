"""A numbered paragraph opens a section with the words before it states anything."""

import pytest

from tests.checking.county import errors
from tests.checking.test_wordings import SPENDING, TOTAL
from tests.checking.texts import read_text

OTHER = "十、其他重要事项的情况说明\n"
INCOME_OF = "（一）本年收入{}万元，其中：一般公共预算财政拨款收入820.81万元，政府性基金预算财政拨款收入23.32万元。\n"
PARTS = "（二）本年支出{}万元，其中：基本支出501.96万元，项目支出347.31万元。"
BASIC_OF = "（一）基本支出{}万元，占59.10%，其中一般公共预算财政拨款基本支出478.89万元。\n"
PROJECT_OF = "（二）项目支出347.31万元，占40.90%，其中政府性基金预算财政拨款支出{}万元。"
RECEIPTS = "（一）收入总计{}万元。包括：财政拨款收入844.13万元，为一般公共预算拨款和政府性基金拨款，本年收入合计{}万元。"


@pytest.mark.parametrize(
    ("text", "right", "wrong", "stated"),
    [
        (TOTAL + INCOME_OF + PARTS, ("883.99", "849.27"), ("888.39", "849.27"), "888.39万元"),
        (TOTAL + INCOME_OF + PARTS, ("883.99", "849.27"), ("883.99", "894.27"), "894.27万元"),
        (SPENDING + BASIC_OF + PROJECT_OF, ("501.96", "24.30"), ("510.96", "24.30"), "510.96万元"),
        (SPENDING + BASIC_OF + PROJECT_OF, ("501.96", "24.30"), ("501.96", "42.30"), "42.30万元"),
        (TOTAL + RECEIPTS, ("950.66", "883.99"), ("950.66", "889.33"), "889.33万元"),
    ],
)
def test_what_a_numbered_paragraph_lists_is_no_section_of_its_own(text: str, right: tuple[str], wrong: tuple[str], stated: str) -> None:
    assert errors(text.format(*right)) == []
    assert errors(text.format(*wrong)) == [stated]


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("（一）机关运行经费支出68.62万元，比上年增加1.97万元。", "operating"),
        ("（一）2024年度机关运行经费支出68.62万元。", "operating"),
        ("（一）机关运行经费支出情况。2024年度支出68.62万元。", "operating"),
        ("（一）“三公”经费支出8.86万元，在机关运行经费中列支。", "three_public"),
        ("（一）单位基本情况。2024年度政府采购支出12.50万元。", ""),
    ],
)
def test_the_words_that_a_numbered_paragraph_opens_with_tell_its_section(line: str, section: str) -> None:
    assert read_text(f"{OTHER}{line}\n").passages[-1].section.removeprefix("other") == section
