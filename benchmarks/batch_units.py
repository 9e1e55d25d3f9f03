"""Folders of invented units for the benchmarks of batches: two years of tables and the inputs, whole or damaged."""

import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from assistant.export.templates import inputs_template, tables_workbook
from benchmarks.corpus.units import draw_unit

DISTINCT = 1000
"""So many units are drawn; more are the same files in other folders."""


def write_units(folder: Path, count: int) -> None:
    """A folder a unit below ``folder``."""
    folder.mkdir(parents=True)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(partial(write_unit, folder), range(min(count, DISTINCT)), chunksize=10))
    for number in range(DISTINCT, count):
        shutil.copytree(folder / unit_folder(number % DISTINCT), folder / unit_folder(number))


def write_unit(folder: Path, number: int) -> None:
    """The files of one unit."""
    unit = draw_unit(number)
    place = folder / unit_folder(number)
    place.mkdir()
    (place / "决算表.xlsx").write_bytes(tables_workbook(unit.accounts))
    (place / "上年决算表.xlsx").write_bytes(tables_workbook(unit.prior))
    (place / "补充资料.xlsx").write_bytes(inputs_template(unit.inputs))


def unit_folder(number: int) -> str:
    """The name of a unit's folder."""
    return f"单位{number:05d}"


def choose(folder: Path, place: Path, count: int) -> Path:
    """A folder of the first units only."""
    place.mkdir()
    for number in range(count):
        (place / unit_folder(number)).symlink_to(folder / unit_folder(number))
    return place
