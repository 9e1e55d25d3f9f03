"""The unit of money of each table."""

from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from tests.readers import layouts
from tests.readers.reading import rules, saved, value


def test_yuan_is_kept_as_stated_and_never_mixed_up(workbook: Workbook, tmp_path: Path) -> None:
    """One table in 元 beside one in 万元: each keeps its own, and the mixture is told."""
    layouts.add_wuhan_overall(workbook)
    layouts.add_wuhan_general(workbook, money="元", amount=layouts.as_yuan)
    accounts = saved(workbook, tmp_path)
    assert accounts.overall is not None
    assert accounts.general is not None
    assert (accounts.overall.money, accounts.general.money, accounts.general.decimals) == ("万元", "元", 2)
    assert value(accounts.general, "total", "total") == Decimal(19458000)
    assert rules(accounts) == ["mixed_money"]


def test_money_left_out_is_taken_from_the_other_tables(workbook: Workbook, tmp_path: Path) -> None:
    layouts.add_wuhan_overall(workbook, layouts.as_yuan, money="元")
    sheet = layouts.add_wuhan_general(workbook, amount=layouts.as_yuan)
    sheet["G3"] = None
    accounts = saved(workbook, tmp_path)
    assert accounts.general is not None
    assert accounts.general.money == "元"
    assert rules(accounts) == []


def test_money_named_nowhere_is_assumed_aloud(workbook: Workbook, tmp_path: Path) -> None:
    layouts.add_wuhan_general(workbook)["G3"] = None
    accounts = saved(workbook, tmp_path)
    assert accounts.general is not None
    assert accounts.general.money == "万元"
    assert rules(accounts) == ["no_money_unit"]


def test_other_unit_of_money_is_not_read(workbook: Workbook, tmp_path: Path) -> None:
    layouts.add_wuhan_overall(workbook)
    layouts.add_wuhan_general(workbook, money="千元")
    accounts = saved(workbook, tmp_path)
    assert accounts.general is None
    assert "unsupported_money" in rules(accounts)


def test_money_named_in_a_heading(workbook: Workbook, tmp_path: Path) -> None:
    sheet = layouts.add_wuhan_general(workbook)
    sheet["G3"] = None
    sheet["E4"], sheet["F4"], sheet["G4"] = "小计（元）", "基本支出（元）", "项目支出（元）"
    accounts = saved(workbook, tmp_path)
    assert accounts.general is not None
    assert (accounts.general.money, value(accounts.general, "total", "basic")) == ("元", Decimal("1642.7"))
    assert rules(accounts) == []
