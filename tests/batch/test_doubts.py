"""What a person should look at: another unit's tables, last year's amounts in both years, files named for another year."""

from pathlib import Path

import pytest

from assistant.batch.doubts import list_doubts
from assistant.batch.work import read_unit
from schemas.batch import UnitFiles
from tests.material import TABLES, UNIT, year_before


def doubts(tables: Path = TABLES, prior: Path | None = None, stated: str = "") -> list[str]:
    unit = UnitFiles(name="甲处", stated=stated, tables=tables, prior=prior)
    material = read_unit(unit, "wuhan")
    assert material
    return list(list_doubts(unit, material))


@pytest.mark.parametrize("stated", ["", UNIT, UNIT[2:], "江城社会保险处", f"{UNIT}（本级）"])
def test_a_unit_that_is_as_it_should_be_leaves_no_doubt(stated: str, tmp_path: Path) -> None:
    assert doubts(prior=year_before(tmp_path / "2023年决算表.xlsx", "0.9"), stated=stated) == []


def test_a_manifest_that_names_another_unit_is_doubted() -> None:
    assert doubts(stated="江城市水利局") == [f"清单写的单位是“江城市水利局”，决算表里是“{UNIT}”，请确认没有写错文件"]


def test_last_years_tables_of_another_unit_are_doubted(tmp_path: Path) -> None:
    (told,) = doubts(prior=year_before(tmp_path / "上年.xlsx", "0.9", unit="江城市水利局"))
    assert told == f"上年决算表 上年.xlsx：单位是“江城市水利局”，本年是“{UNIT}”，请确认是同一单位"


def test_years_of_the_same_amounts_are_doubted(tmp_path: Path) -> None:
    assert doubts(prior=year_before(tmp_path / "上年.xlsx")) == ["本年和上年的金额逐项相同，请确认本年的表不是上年的"]


@pytest.mark.parametrize(("name", "count"), [("2023年决算表.xlsx", 1), ("2024年决算表.xlsx", 0), ("2025年公开的决算表.xlsx", 0)])
def test_a_file_named_for_an_earlier_year_is_doubted_one_named_for_a_later_may_be_of_its_publication(
    name: str, count: int, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(TABLES.read_bytes())
    assert len(doubts(tmp_path / name)) == count
