"""A year that the report's own year does not allow is told with what is wrong about it."""

import pytest

from tests.checking.county import check_unit
from tests.checking.test_wordings import BASIC, PROCUREMENT, SPENDING, THREE
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
        ("与2023年度相比，收、支总计减少333.71万元，与2023年度相比，收入减少20.00万元。", []),
        ("2023年度收、支总计2,279.51万元。与2022年度相比，减少333.71万元。", ["2022年度"]),
    ],
)
def test_a_sentence_on_the_year_before_compares_it_with_the_one_before_that(words: str, quotes: list[str]) -> None:
    found = serious(check(f"2024年度收、支总计1,945.80万元。{words}"))
    assert [finding.quote for finding in found if finding.rule == "year"] == quotes


@pytest.mark.parametrize(
    "text",
    [
        SPENDING + "本年支出合计849.27万元，比2019年的500.00万元增加349.27万元，增长69.85%。",
        SPENDING + "本年支出合计849.27万元，比上年增加144.96万元，增长20.58%，连续三年增长，比2021年下降8.8%。",
        THREE + "“三公”经费支出8.86万元，与2019年22.79万元相比，减少13.93万元，下降61.12%。",
        THREE + "公务接待费3.44万元，公务接待费较2019年下降50%。",
        THREE + "公务接待费3.44万元，与2019年持平。",
        THREE + "国内公务接待20批次，批次比2019年减少12批次。",
        BASIC + "人员经费410.28万元，较2022年增加9.99万元；公用经费68.62万元，较2022年减少4.00万元。",
        BASIC + "培训费1.10万元，比2019年减少2.10万元。",
        PROCUREMENT + "政府采购支出12.50万元，比2020年增加5.50万元。",
        THREE + "疫情前的2019年“三公”经费支出20.00万元，2024年8.86万元，减少11.14万元。",
        THREE + "2019年公务用车运行维护费支出2.00万元，2024年0万元。",
        THREE + "2022年公务用车维修支出2.00万元，2024年0.50万元。",
    ],
)
def test_an_earlier_year_with_figures_of_its_own_is_right(text: str) -> None:
    assert [finding for finding in check_unit(text).findings if finding.rule == "year"] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (SPENDING + "本年支出合计849.27万元，比2019年的704.31万元增加144.96万元，增长20.58%。", "2019年"),
        (SPENDING + "本年支出合计849.27万元，比2021年增长20.58%。", "2021年"),
        (SPENDING + "本年支出合计849.27万元，比2032年增长69.85%。", "2032年"),
        (SPENDING + "本年支出合计849.27万元，比2024年增长20.58%。", "2024年"),
        (THREE + "公务接待费3.44万元，较2022年增加0.14万元。", "2022年"),
        (THREE + "2019年“三公”经费支出8.86万元。", "2019年"),
        (THREE + "2025年“三公”经费支出9.86万元。", "2025年"),
    ],
)
def test_a_year_with_the_figures_of_another_is_an_error(text: str, wrong: str) -> None:
    found = [finding for finding in check_unit(text).findings if finding.rule == "year"]
    assert [(finding.severity, finding.stated) for finding in found] == [("error", wrong)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (PROCUREMENT + "政府采购支出12.50万元，比2022年增加5.50万元。", "2022年"),
        (THREE + "2022年公务用车维修支出2.00万元。", "2022年"),
        (THREE + "2022年“三公”经费无支出。", "2022年"),
        (SPENDING + "本年支出合计849.27万元，比2021年增加104.96万元，增长20.58%。", "2021年"),
    ],
)
def test_a_year_of_which_the_figures_do_not_tell_is_a_warning(text: str, wrong: str) -> None:
    found = [finding for finding in check_unit(text).findings if finding.rule == "year"]
    assert [(finding.severity, finding.stated) for finding in found] == [("warning", wrong)]
