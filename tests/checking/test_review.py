"""A review accounts for every number once, points at the author's own characters, and says nothing of a right text."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checking.review import review
from assistant.numerals.scan import find_numbers
from schemas.document import Grid
from schemas.manuscript import Manuscript, ManuscriptTable
from schemas.review import Review
from tests.checking.texts import REPORT, check, money, serious, sheet

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def states_add_up(outcome: Review) -> bool:
    """Whether the counts are those of the ledger and each number has one place."""
    spans = [(entry.start, entry.end) for entry in outcome.ledger]
    coverage = outcome.coverage
    parts = (coverage.matched, coverage.derived, coverage.consistent, coverage.mismatch, coverage.unchecked, coverage.exempt)
    disjoint = all(one[1] <= other[0] for one, other in pairwise(spans))
    return disjoint and coverage.numbers == len(spans) == sum(parts) and coverage.verified == sum(parts[:3])


def test_a_right_report_has_no_finding_and_most_of_its_amounts_are_accounted_for() -> None:
    outcome = check(REPORT)
    assert outcome.findings == ()
    amounts = [entry for entry in outcome.ledger if entry.text.endswith(("万元", "%"))]
    assert sum(entry.status == "consistent" for entry in amounts) / len(amounts) > 0.9


def test_every_number_of_the_text_has_one_entry_in_the_ledger() -> None:
    outcome = check(REPORT)
    assert states_add_up(outcome)
    entries = {(entry.start, entry.end) for entry in outcome.ledger}
    assert {(number.start, number.end) for number in find_numbers(REPORT)} <= entries


def test_a_span_slices_back_to_wraps_page_numbers_and_wide_digits() -> None:
    text = "收、支总计 1,677.19 万\n元。与上年相比增加２０５．３ 万元，增长\n- 7 -\n 13.\n95%，人员"
    outcome = check(text)
    assert [outcome.text[entry.start : entry.end] for entry in outcome.ledger if entry.status != "exempt"] == [
        "1,677.19 万\n元",
        "２０５．３ 万元",
        "13.\n95%",
    ]
    assert states_add_up(outcome)


def test_a_finding_quotes_the_authors_characters_and_corrects_the_sentence() -> None:
    text = "首先。收、支总计 1,673 万\n元，比上年增加86.42 万元，增长 ５.5 %。其次。"
    (finding,) = serious(check(text))
    assert text[finding.start : finding.end] == finding.quote == "５.5 %"
    assert finding.sentence == "收、支总计 1,673 万\n元，比上年增加86.42 万元，增长 ５.5 %。"
    assert finding.fix == "收、支总计 1,673 万\n元，比上年增加86.42 万元，增长 5.4%。"


@pytest.mark.parametrize("text", ["", "\n\n", "没有数字的一段话。", "\ufeff", "\x00\x01\x02", "（", "。。。…"])
def test_a_text_without_numbers_has_an_empty_ledger(text: str) -> None:
    outcome = check(text)
    assert outcome.ledger == ()
    assert outcome.coverage.numbers == 0


def test_control_characters_do_no_harm() -> None:
    outcome = check("2024年度收、支总计1,945.80万元。\x0c\x07与2023年度相比，减少333.71万元，\x0b下降17.6%。")
    assert [finding.quote for finding in serious(outcome)] == ["17.6%"]


def test_traditional_characters_are_read_where_their_words_are_the_same_and_left_unchecked_elsewhere() -> None:
    outcome = check("2024年度收入總計1,945.80萬元，與上年相比減少333.71萬元，下降17.6%。")
    assert states_add_up(outcome)
    assert outcome.findings == ()
    assert outcome.coverage.unchecked == outcome.coverage.numbers - outcome.coverage.exempt > 0


def test_tables_of_another_year_are_said_once_and_the_text_is_checked_alone() -> None:
    facts = sheet(money("overall.total", "5.00", year=2022), money("income.total", "6.00", year=2022), year=2022)
    outcome = check(REPORT, facts)
    assert [finding.rule for finding in outcome.findings] == ["other_document"]
    assert outcome.coverage.verified == check(REPORT).coverage.verified


def test_tables_of_another_unit_are_said_once() -> None:
    wrong = {
        "overall.total": "1.00", "income.total": "2.00", "income.fiscal": "3.00", "income.other": "4.00", "expenditure.total": "5.00",
        "expenditure.basic": "6.00", "expenditure.project": "7.00", "general.basic": "8.00", "economic.personnel": "9.00",
        "economic.public": "10.00", "procurement.total": "11.00", "procurement.goods": "12.00",
    }  # fmt: skip
    outcome = check(REPORT, sheet(*(money(name, value) for name, value in wrong.items())))
    assert [finding.rule for finding in serious(outcome)] == ["other_document"]


@pytest.mark.parametrize("unbroken", ["支出", "1", "，", "（", "增加", "占", "1万元，", "2024年、", "其中：基本支出"])
def test_a_long_text_of_one_thing_is_read_to_its_end(unbroken: str) -> None:
    """How long it takes ``benchmarks.check_speed`` prints."""
    outcome = check(unbroken * (50_000 // len(unbroken)))
    assert states_add_up(outcome)
    assert bool(outcome.ledger) == any(character.isdigit() for character in unbroken)
    if unbroken == "1万元，":
        assert len(outcome.ledger) == 50_000 // len(unbroken)


BREAKABLE = [
    at
    for at in range(1, len(REPORT))
    if "\n" not in REPORT[at - 1 : at + 1]
    and not (REPORT[at - 1].isdigit() and REPORT[at].isdigit())
    and REPORT[at - 1] not in "。；：！？"
    and not re.match(r"[一二三四五六七八九十]{1,3}、|[（(]|\d|图|附|目|第", REPORT[at : at + 4])
]
"""Where a line of the report can wrap without looking like the beginning of another paragraph."""
SPACED = [at for at in range(1, len(REPORT)) if not (REPORT[at - 1].isdigit() and REPORT[at].isdigit())]


def insert(places: set[int], what: str) -> str:
    """The report with something put in at places."""
    return "".join((what if at in places else "") + character for at, character in enumerate(REPORT))


@given(st.sets(st.sampled_from(SPACED), max_size=60), st.sampled_from([" ", "\u3000", "  "]))
def test_blanks_at_any_place_but_inside_digits_change_nothing(places: set[int], blank: str) -> None:
    outcome = check(insert(places, blank))
    assert serious(outcome) == []
    assert states_add_up(outcome)


@given(st.sets(st.sampled_from(BREAKABLE), max_size=40))
def test_soft_wraps_at_any_place_never_make_an_error(places: set[int]) -> None:
    outcome = check(insert(places, "\n"))
    assert serious(outcome) == []
    assert states_add_up(outcome)


def test_wide_digits_and_narrow_marks_change_nothing() -> None:
    assert serious(check(REPORT.translate(WIDE))) == []
    assert serious(check(REPORT.translate(str.maketrans("，；：（）", ",;:()")))) == []


@given(st.text(alphabet="一二支出收入为增长减少占比上年预算的，。；：（）\n 0123456789.%万元2024年度", max_size=80))
def test_any_text_at_all_gives_spans_that_slice_to_their_quotes(text: str) -> None:
    outcome = check(text)
    assert states_add_up(outcome)
    for entry in outcome.ledger:
        assert text[entry.start : entry.end] == entry.text
    for finding in outcome.findings:
        assert text[finding.start : finding.end] == finding.quote


def test_the_ledger_says_what_each_number_states_and_about_what() -> None:
    text = (
        "一、收入支出决算总体情况说明\n2024年度收、支总计100.00万元，较上年90.00万元增加10.00万元，主要原因是新增2人。\n"
        "五、一般公共预算财政拨款支出决算情况说明\n教育支出（类）年初预算为5.00万元，支出决算为4.00万元，完成年初预算的80%。资产3辆。"
    )
    told = [(entry.text, entry.role, entry.subject, entry.year) for entry in check(text).ledger if entry.status != "exempt"]
    assert told == [
        ("100.00万元", "level", "收、支总计", 2024),
        ("90.00万元", "prior", "收、支总计", 2023),
        ("10.00万元", "change", "收、支总计", 2024),
        ("2人", "count", "", 2024),
        ("5.00万元", "budget", "教育支出（类）", 2024),
        ("4.00万元", "actual", "教育支出（类）", 2024),
        ("80%", "completion", "教育支出（类）", 2024),
        ("3辆", "count", "资产", 2024),
    ]


def test_the_numbers_of_a_table_are_in_the_ledger_once_and_no_prose() -> None:
    text = "2024年度收、支总计100.00万元。\n本年收入合计\n90.00\n本年收入合计120.00万元\n年末。"
    start, end = text.index("本年收入合计"), text.index("年末")
    table = ManuscriptTable(grid=Grid(file="", sheet="", rows=()), cells=(), start=start, end=end)
    outcome = review(Manuscript(file="a.docx", kind="docx", text=text, tables=(table,)), None, None)
    assert states_add_up(outcome)
    told = [(entry.text, entry.subject, entry.status) for entry in outcome.ledger if entry.start >= start]
    assert told == [("90.00", "表内数字", "unchecked"), ("120.00万元", "表内数字", "unchecked")]
    assert outcome.findings == ()


def test_a_project_is_known_by_its_name_whether_or_not_the_word_for_spending_follows() -> None:
    facts = sheet(money("project.1.actual", "45.00").model_copy(update={"label": "社保扩面补贴支出"}))
    outcome = check("十三、预算绩效情况说明\n社保扩面补贴45.00万元，社保扩面补贴支出45.00万元。", facts)
    assert [entry.fact for entry in outcome.ledger if entry.status == "matched"] == ["project.1.actual"] * 2


def test_the_sentence_of_a_finding_is_cut_where_it_is_unbearably_long() -> None:
    """A page without a full stop is not shown whole."""
    text = f"本年收入合计1,134.00万元，较上年1,174.00万元增加40.00万元，用于人员经费{'、公用经费、项目支出' * 200}。"
    (finding,) = serious(check(text))
    assert finding.sentence.startswith("本年收入合计1,134.00万元")
    assert len(finding.sentence) < 1100 < len(text)


def test_in_a_part_of_a_report_that_begins_with_an_item_the_item_is_the_heading() -> None:
    (finding,) = serious(check("1.公务接待费\n年初预算为5.00万元，支出决算为3.00万元，完成年初预算的70%。"))
    assert (finding.section, finding.quote) == ("1.公务接待费", "70%")


def test_an_item_of_a_list_is_no_heading_of_its_own() -> None:
    head = "十一、政府采购支出情况说明\n政府采购支出总额9.90万元，其中：\n"
    text = head + "（一）政府采购货物支出1.16万元。\n（二）政府采购服务支出8.74万元，比上年7.74万元增加2.00万元。"
    (finding,) = serious(check(text))
    assert (finding.section, finding.quote) == ("十一、政府采购支出情况说明", "2.00万元")
