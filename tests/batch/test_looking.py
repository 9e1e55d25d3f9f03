"""A look at a source before anything is done."""

from pathlib import Path

import pytest

from assistant.batch import looking as module
from assistant.batch.looking import look_at
from assistant.batch.plan import Settings
from assistant.batch.work import read_unit
from assistant.errors import JuesuanError
from assistant.pipeline import Material
from schemas.batch import UnitFiles
from tests.batch.material import OTHER_TABLES, Threads, make_unit
from tests.material import UNIT


def test_a_bug_in_one_unit_does_not_end_the_look_at_the_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    make_unit(tmp_path / "units" / "1甲处", OTHER_TABLES)
    make_unit(tmp_path / "units" / "2乙处")

    def stumble(unit: UnitFiles, scheme: str) -> Material | None:
        if unit.name == "1甲处":
            raise KeyError
        return read_unit(unit, scheme)

    monkeypatch.setattr(module, "read_unit", stumble)
    with Threads() as crew:
        first, second = look_at(tmp_path / "units", Settings(), tmp_path, tmp_path / "out", crew)[1]
    assert first.faults[0].startswith("程序出错（KeyError")
    assert (second.faults, second.unit) == ((), UNIT)


@pytest.mark.parametrize("settings", [Settings(outline="没有"), Settings(scheme="没有")])
def test_an_outline_or_scheme_that_is_none_is_told_before_units_are_looked_at(settings: Settings, tmp_path: Path) -> None:
    make_unit(tmp_path / "甲处")
    with Threads() as crew, pytest.raises(JuesuanError, match="没有"):
        look_at(tmp_path / "甲处", settings, tmp_path, tmp_path / "out", crew)
