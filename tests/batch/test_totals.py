"""What a batch came to: a unit's amounts are summed once, other years and files that cannot be written are noted."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.batch.totals import Totals
from schemas.batch import Event, Outcome

KEY = "收支总表·本年收入合计"


def take(totals: Totals, name: str, unit: str, year: int = 2024) -> None:
    amounts = {KEY: Decimal("100.00")}
    outcome = Outcome(key=name, name=name, state="done", unit=unit, year=year, amounts=amounts)
    totals.take(Event(name=name, state="done", done=1, total=1, outcome=outcome))


@pytest.fixture
def totals() -> Totals:
    return Totals()


def test_a_unit_that_is_given_twice_is_summed_once_and_told(totals: Totals, tmp_path: Path) -> None:
    for name, unit in (("甲处", "甲管理处"), ("甲处（2）", "甲管理处"), ("乙处", "乙管理处")):
        take(totals, name, unit)
    totals.write(tmp_path, None)
    end = totals.tell()
    assert end.notes == ("甲处（2） 与 甲处 都是甲管理处2024年度的，只汇入一次",)
    assert end.rollup.startswith("汇总2个单位，另有1个没有汇入")
    assert "甲处（2） 与 甲处" in (tmp_path / "汇总.html").read_text(encoding="utf-8")


def test_units_of_another_year_are_told_and_not_summed(totals: Totals, tmp_path: Path) -> None:
    for name, year in (("甲处", 2024), ("乙处", 2024), ("丙处", 2020), ("丁处", 0), *((f"{count}处", 2024) for count in range(6))):
        take(totals, name, name, year)
    for count in range(6):
        take(totals, f"旧{count}", f"旧{count}", 2023)
    totals.write(tmp_path, None)
    assert totals.tell().notes == (
        "汇总的是2024年度，别的年度没有汇入：没有写年度的 1 个（丁处）",
        "汇总的是2024年度，别的年度没有汇入：2020年度的 1 个（丙处）",
        "汇总的是2024年度，别的年度没有汇入：2023年度的 6 个（旧0、旧1、旧2、旧3、旧4等）",
    )


def test_a_summary_that_cannot_be_written_is_noted_and_the_other_is_written(totals: Totals, tmp_path: Path) -> None:
    (tmp_path / "汇总.xlsx").mkdir()
    take(totals, "甲处", "甲管理处")
    totals.write(tmp_path, None)
    end = totals.tell()
    assert [path.name for path in end.summaries] == ["汇总.html"]
    assert "如果正在 Excel 等程序里打开，请关掉再运行同一命令" in end.notes[0]


def test_a_departments_tables_that_cannot_be_read_are_told_beside_the_sum(totals: Totals, tmp_path: Path) -> None:
    (tmp_path / "部门.xlsx").write_bytes(b"")
    for name in ("甲处", "乙处"):
        take(totals, name, name)
    totals.write(tmp_path, tmp_path / "部门.xlsx")
    assert totals.tell().rollup.startswith("部门汇总表不能使用（部门.xlsx：是空文件）；汇总2个单位")
