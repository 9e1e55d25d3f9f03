"""The unit of the tables and the unit that the document names must be one."""

from tests.checking.texts import check, money, serious, sheet

WORDS = "2024年度{0}机关运行经费支出235.57万元。截至2024年12月31日，{0}共有车辆1辆。"
FACTS = sheet(money("operating_cost.actual", "235.57"))


def test_a_document_of_another_unit_than_the_tables_is_asked_about_once_with_both_names() -> None:
    text = WORDS.format("江城市西区医保局")
    (finding,) = serious(check(text, FACTS))
    assert (finding.rule, finding.severity) == ("unit_name", "warning")
    assert (finding.stated, finding.expected) == ("江城市西区医保局", "江城市东区社保处")
    assert finding.start == text.index("江城市西区医保局")


def test_the_unit_of_the_tables_is_right() -> None:
    assert serious(check(WORDS.format("江城市东区社保处"), FACTS)) == []
