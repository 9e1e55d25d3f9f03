"""Names of accounts are held against the tables: unknown names, names in the wrong place, names that go with another code."""

import pytest

from assistant.checking.review import review
from assistant.readers.accounts import read_accounts
from schemas.finding import Finding
from tests.checking.texts import manuscript
from tests.material import TABLES

ACCOUNTS = read_accounts(TABLES)
HEADING = "五、一般公共预算财政拨款支出决算情况说明\n"
RIGHT = "卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。支出决算为83万元。"


def findings(text: str) -> list[Finding]:
    """What is said of the names in a text of part five."""
    found = review(manuscript(HEADING + text), None, ACCOUNTS).findings
    return [finding for finding in found if finding.rule == "account_name"]


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
