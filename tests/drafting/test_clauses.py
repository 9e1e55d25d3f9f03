"""People's words made fit to stand within a sentence."""

import pytest

from assistant.drafting.clauses import trim_clause


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("人员增加。", "人员增加"),
        ("主要原因是：人员增加；", "人员增加"),
        ("主要原因是人员增加", "人员增加"),
        ("  人员增加，\n工资提高。\n", "人员增加，工资提高"),
        ("，人员增加、", "人员增加"),
        ("一是人员增加。二是工资提高。", "一是人员增加。二是工资提高"),
        ("原因是多方面的", "原因是多方面的"),
        ("主要原因是", ""),
        ("。", ""),
        ("", ""),
    ],
)
def test_a_clause_has_no_stop_and_no_lead_of_its_own(given: str, shown: str) -> None:
    assert trim_clause(given, "主要原因是") == shown
