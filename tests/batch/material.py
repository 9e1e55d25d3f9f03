"""Folders of units for the tests of batches: real workbooks, copied, damaged, zipped."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

from assistant.batch.plan import Settings
from assistant.batch.run import run_units
from schemas.batch import Event, Outcome, UnitFiles
from tests.material import EXAMPLE, INPUTS, TABLES

OTHER_TABLES = EXAMPLE.parent / "wuchang-2020" / "tables.xlsx"
WRONG = "五、一般公共预算财政拨款支出决算情况说明\n2024年度一般公共预算财政拨款支出1,945.8万元。与2023年度相比，增加22.98万元，增长2.1%。\n"


def make_unit(folder: Path, tables: Path = TABLES) -> Path:
    """A unit's folder with its tables and inputs."""
    folder.mkdir(parents=True)
    shutil.copy(tables, folder / "决算表.xlsx")
    if tables == TABLES:
        shutil.copy(INPUTS, folder / "补充.yaml")
    return folder


def zip_folder(folder: Path, target: Path, below: str = "") -> Path:
    """The files of a folder as an archive, with ``below`` in front of their names."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            archive.write(file, f"{below}{file.relative_to(folder).as_posix()}")
    return target


class Books:
    """A ledger in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Outcome] = {}

    def find(self, key: str) -> Outcome | None:
        return self.kept.get(key)

    def record(self, key: str, outcome: Outcome) -> None:
        self.kept[key] = outcome


def run(
    units: list[UnitFiles],
    out: Path,
    settings: Settings | None = None,
    ledger: Books | None = None,
    on_event: Callable[[Event], None] = lambda event: None,
    cancelled: Callable[[], bool] = lambda: False,
    workers: int = 1,
) -> list[Outcome]:
    """A batch of which a test says only what it is about."""
    return run_units(units, settings or Settings("draft"), out, ledger or Books(), on_event, cancelled, workers)
