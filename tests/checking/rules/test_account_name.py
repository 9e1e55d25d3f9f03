"""Names of accounts are held against the tables: unknown names, names in the wrong place, names that go with another code."""

import pytest

from assistant.checking.review import review
from assistant.readers.accounts import read_accounts
from schemas.facts import FactSheet
from schemas.finding import Finding
from schemas.review import Review
from tests.checking.texts import manuscript, money, sheet
from tests.material import TABLES

ACCOUNTS = read_accounts(TABLES)
HEADING = "五、一般公共预算财政拨款支出决算情况说明\n"
RIGHT = "卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。支出决算为83万元。"


def _review(text: str, facts: FactSheet | None = None) -> Review:
    return review(manuscript(HEADING + text), facts, ACCOUNTS)


def findings(text: str, facts: FactSheet | None = None) -> list[Finding]:
    """What is said of the names in a text of part five."""
    return [finding for finding in _review(text, facts).findings if finding.rule == "account_name"]


def test_names_as_the_tables_have_them_are_right() -> None:
    assert findings(RIGHT) == []


@pytest.mark.parametrize(
    ("wrong", "quote", "stated", "expected"),
    [
        (
            RIGHT.replace("行政单位医疗", "行政单位医"),
            "卫生健康支出（类）行政事业单位医疗（款）行政单位医（项）",
            "行政单位医",
            "行政单位医疗",
        ),
        (RIGHT.replace("行政单位医疗", "住房公积金"), "住房公积金", "住房公积金", ""),
        ("2101101公务员医疗补助83万元。", "公务员医疗补助", "公务员医疗补助", "行政单位医疗"),
    ],
    ids=["no such name", "under another 款", "the name of another code"],
)
def test_a_wrong_name_is_told_at_its_place(wrong: str, quote: str, stated: str, expected: str) -> None:
    (finding,) = findings(wrong)
    assert (finding.severity, finding.quote, finding.stated, finding.expected) == ("error", quote, stated, expected)


def test_an_item_that_a_detailed_list_leaves_out_is_a_warning() -> None:
    items = [row for row in ACCOUNTS.general.rows if len(row.key) == 7] if ACCOUNTS.general else []
    listed = "".join(f"{row.key}{row.label}：支出决算为{row.cells['total'].value}万元。" for row in items[1:])
    (finding,) = findings(listed)
    assert (finding.severity, finding.expected) == ("warning", items[0].label)


BUDGET_ONLY = sheet(money("function.2080150.budget", "12.00").model_copy(update={"label": "事业运行（2080150）年初预算"}), year=2024)


def test_a_name_that_has_only_a_budget_is_known() -> None:
    """The tables list what was spent; nothing was spent of 事业运行."""
    path = "社会保障和就业支出（类）人力资源和社会保障管理事务（款）事业运行（项）。年初预算为12.00万元，支出决算为0万元。"
    assert [finding.stated for finding in findings(path)] == ["事业运行"]
    assert findings(path, BUDGET_ONLY) == []


def test_a_name_that_the_tables_have_elsewhere_is_right_where_a_budget_stands_here() -> None:
    path = "卫生健康支出（类）行政事业单位医疗（款）购房补贴（项）。年初预算为12.00万元，支出决算为0万元。"
    budget = money("function.2101150.budget", "12.00").model_copy(update={"label": "购房补贴（2101150）年初预算"})
    assert [finding.quote for finding in findings(path)] == ["购房补贴"]
    assert findings(path, sheet(budget)) == []
    assert [finding.quote for finding in findings(path, sheet(budget.model_copy(update={"value": None})))] == ["购房补贴"]


def test_a_path_of_two_steps_can_lead_to_the_wrong_place_too() -> None:
    (finding,) = findings("卫生健康支出（类）住房改革支出（款）。支出决算为177.65万元。")
    assert (finding.severity, finding.quote) == ("error", "住房改革")


def test_a_code_with_an_amount_that_the_tables_lack_is_told_with_the_nearest_name() -> None:
    (finding,) = findings("2080199其他人力资源管理事务支出12.00万元。")
    assert (finding.severity, finding.stated) == ("error", "其他人力资源管理事务")


def test_a_paragraph_that_is_a_form_names_no_account() -> None:
    assert findings("科目编码：5.00万元、6.00万元、7.00万元、8.00万元、9.00万元、10.00万元。\n" + RIGHT) == []


def test_an_item_that_is_left_out_is_told_with_its_cell() -> None:
    rows = [row for row in ACCOUNTS.general.rows if len(row.key) == 7] if ACCOUNTS.general else []
    listed = "".join(f"{row.key}{row.label}：支出决算为{row.cells['total'].value}万元。" for row in rows[1:])
    (finding,) = findings(listed)
    assert finding.places == (rows[0].cells["total"].place,)


def test_the_accounts_of_a_list_whose_shares_add_up_to_100_add_up_to_its_total() -> None:
    listed = (
        "一般公共预算财政拨款支出{}万元，主要用于以下方面：社会保障和就业支出（类）75.00万元，占75%；卫生健康支出（类）25.00万元，占25%。"
    )
    assert [finding.rule for finding in _review(listed.format("100.00")).findings] == []
    (finding,) = _review(listed.format("110.00")).findings
    assert (finding.rule, finding.expected) == ("parts", "100万元")


def test_a_name_that_is_still_to_be_given_is_not_called_unknown() -> None:
    assert findings(RIGHT.replace("行政单位医疗", "【待补充：科目2101101的名称】")) == []
