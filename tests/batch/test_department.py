"""The department's own tables beside the folders of its units: which of several workbooks is meant."""

import shutil
from pathlib import Path

import pytest

from assistant.batch.department import choose_department
from tests.batch.material import make_unit
from tests.material import TABLES, year_before


@pytest.fixture
def department(tmp_path: Path) -> list[Path]:
    """The department's tables of 2023 and 2024."""
    files = [tmp_path / "部门2023.xlsx", tmp_path / "部门2024.xlsx"]
    year_before(files[0])
    shutil.copy(TABLES, files[1])
    return files


@pytest.mark.parametrize(("year", "chosen"), [(2022, 1), (2023, 0), (2024, 1)])
def test_of_two_years_of_the_departments_tables_that_of_the_units_is_taken_else_the_latest(
    year: int, chosen: int, department: list[Path], tmp_path: Path
) -> None:
    """A unit's folder holds last year's tables too."""
    for name in ("甲处", "乙处"):
        (tmp_path / name).mkdir()
        year_before(tmp_path / name / "决算表.xlsx", year=year)
        year_before(tmp_path / name / "上年.xlsx", year=year - 1)
    make_unit(tmp_path / "丙处")
    assert choose_department(department) == (department[chosen], ())


def test_without_units_that_state_a_year_the_latest_of_the_departments_tables_is_taken(department: list[Path], tmp_path: Path) -> None:
    (tmp_path / "甲处").mkdir()
    assert choose_department(department) == (department[1], ())
    assert choose_department([]) == (None, ())


def test_of_two_workbooks_of_the_year_of_the_units_none_is_taken_which_is_told(department: list[Path], tmp_path: Path) -> None:
    shutil.copy(TABLES, tmp_path / "部门.xlsx")
    make_unit(tmp_path / "甲处")
    chosen, problems = choose_department([tmp_path / "部门.xlsx", *department])
    assert (chosen, problems) == (None, ("单位文件夹旁有 2 份同一年度的部门汇总表（部门.xlsx、部门2024.xlsx），请只留一份",))
