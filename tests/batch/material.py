"""Folders of units for the tests of batches: real workbooks, copied, damaged, zipped."""

import shutil
import time
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import ParamSpec, TypeVar

from assistant.batch.attend import Task
from assistant.batch.crew import Crew
from assistant.batch.outputs import working_in
from assistant.batch.plan import Settings
from assistant.batch.run import Batch, run_units
from assistant.batch.sorting import sort_files
from assistant.batch.totals import Totals
from assistant.batch.units import find_units
from assistant.drafting.model.cache import NoAnswers
from assistant.drafting.model.throttle import Throttle, local_throttle
from assistant.settings import ModelSettings
from schemas.batch import Event, KeptBatch, Outcome, UnitFiles
from tests.material import EXAMPLE, INPUTS, TABLES

_P = ParamSpec("_P")
_T = TypeVar("_T")

OTHER_TABLES = EXAMPLE.parent / "wuchang-2020" / "tables.xlsx"
MARK = "the mark of a batch"
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


def sort_all(source: Path, scratch: Path, out: Path | None = None) -> list[UnitFiles]:
    """The units of a source with their files sorted."""
    units = find_units(source, scratch, out).units
    return [sort_files(unit, Path(mkdtemp(dir=scratch)), out) for unit in units]


class Books:
    """Books in memory, with whatever outcomes a test puts there."""

    def __init__(self) -> None:
        self.kept: dict[str, Outcome] = {}
        self.folders: dict[str, Path] = {}

    @property
    def ledger(self) -> "Books":
        return self

    def find(self, key: str) -> Outcome | None:
        return self.kept.get(key)

    def last(self, folder: Path) -> Outcome | None:
        return next((outcome for key, outcome in self.kept.items() if self.folders[key] == folder), None)

    def record(self, key: str, folder: Path, outcome: Outcome) -> None:
        self.kept = {other: kept for other, kept in self.kept.items() if self.folders[other] != folder}
        self.kept[key], self.folders[key] = outcome, folder

    def answers(self, settings: ModelSettings) -> AbstractContextManager[NoAnswers]:
        return nullcontext(NoAnswers())

    def throttle(self, settings: ModelSettings) -> Throttle:
        return local_throttle(settings.provider, settings.limits)

    def begin(self, batch: KeptBatch) -> None:
        """Not looked at again."""

    def knows(self, mark: str) -> bool:
        return mark == MARK


def open_books(books: Books) -> Books:
    """The ledger itself."""
    return books


def linger(task: Task) -> None:
    """In place of ``attend``: begin an output, and never end."""
    (task.scratch / "half").touch()
    time.sleep(600)


class Unloadable:
    """What can be pickled and cannot be loaded."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return int, ("no number",)

    def __call__(self) -> None:
        """Never called: it would have to be loaded."""


class Threads(Crew):
    """A crew of threads of this process: what a test replaces is replaced there too."""

    def __init__(self, workers: int = 1) -> None:
        self._pool, self._workers = ThreadPoolExecutor(workers), workers

    @property
    def at_a_time(self) -> int:
        return self._workers

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        return self._pool.submit(fn, *args, **kwargs)

    def abandon(self) -> None:
        """Threads cannot be ended."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._pool.shutdown(wait, cancel_futures=cancel_futures)


def run(
    units: Sequence[UnitFiles],
    out: Path,
    settings: Settings | None = None,
    ledger: Books | None = None,
    on_event: Callable[[Event], None] = lambda event: None,
    cancelled: Callable[[], bool] = lambda: False,
    crew: Crew | None = None,
    again: bool = False,
) -> list[Outcome]:
    """The outcomes of a batch of which a test says only what it is about, in the order of its units."""
    books = ledger or Books()
    batch = Batch(settings or Settings("draft"), out, partial(open_books, books), MARK, again)
    totals = Totals()
    with crew or Threads() as workers, working_in(out) as scratch:
        for event in run_units(units, batch, scratch, workers, cancelled):
            totals.take(event)
            on_event(event)
    return totals.outcomes
