"""A year that the report's own year does not allow is told with what is wrong about it."""

import pytest

from tests.checking.texts import check, serious


@pytest.mark.parametrize(
    ("words", "quote", "told"),
    [
        ("与2022年度相比，收、支总计各减少333.71万元。", "2022年度", "比较的年度不是上一年度"),
        ("截至2023年12月31日，本单位共有车辆1辆。", "2023年12月31日", "截至日期不是报告年度年末"),
        ("组织对2022年度项目开展绩效自评。", "2022年度", "所述年度不是报告年度"),
        ("\n二、收入决算情况说明\n2022年度收入合计1,945.80万元。", "2022年度", "所述年度不是报告年度"),
        ("\n2022年度单位决算情况说明\n", "2022年度", "标题中的年度不是报告年度"),
    ],
)
def test_a_wrong_year_is_told_by_what_it_stands_for(words: str, quote: str, told: str) -> None:
    (finding,) = serious(check(f"2024年度收、支总计1,945.80万元。{words}"))
    assert (finding.rule, finding.quote, finding.message, finding.formula) == ("year", quote, told, "报告年度为2024年")


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        ("2023年度收、支总计2,279.51万元，与2022年度相比，增加100.00万元。", []),
        ("2023年度收、支总计2,279.51万元，与2021年度相比，增加100.00万元。", ["2021年度"]),
        ("2023年度收、支总计2,279.51万元。与2022年度相比，减少333.71万元。", ["2022年度"]),
    ],
)
def test_a_sentence_on_the_year_before_compares_it_with_the_one_before_that(words: str, quotes: list[str]) -> None:
    found = serious(check(f"2024年度收、支总计1,945.80万元。{words}"))
    assert [finding.quote for finding in found if finding.rule == "year"] == quotes
