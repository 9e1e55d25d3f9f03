"""Speed and scale of a batch: ``python -m benchmarks.batch [FOLDER]`` prints tables; FOLDER keeps the invented units for a next time.

1,000 units drafted, checked and written as Word by the command itself, on the cores that there are; time and memory a unit
from 100 to 3,000 units, and what a second run costs that finds all done; one and two workers of a dask cluster; what the
ledger costs. Targets are printed, not asserted.
"""

import json
import os
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from benchmarks.batch_trial import Trial
from benchmarks.batch_units import choose, write_units
from benchmarks.dask_cluster import Cluster

SIZES = (100, 1000, 3000)
AGAIN = 1000
COMPARED = 200
RECORDS = 500
MEGABYTE = 2**20
_LOOK_EVERY = 0.5
_SETTLE = 5
"""Seconds in which a cluster comes together, left out of the measure."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A run of the command: seconds in all, bytes of all its processes together at most, and whether every unit was done."""

    units: int
    seconds: float
    peak_bytes: int
    done: int


def main(folder: Path) -> None:
    """Measure everything and print it."""
    if not folder.exists():
        write_units(folder, max(SIZES))
    print(f"处理器核数：{os.cpu_count()}\n")
    print("| 单位 | 秒 | 每个单位（毫秒） | 峰值内存（MB，主进程和工作进程合计） | 完成 |\n|---:|---:|---:|---:|---:|", flush=True)
    with tempfile.TemporaryDirectory() as place:
        for size in SIZES:
            trial = Trial(choose(folder, Path(place) / f"units{size}", size), Path(place) / str(size))
            measure = measure_batch(trial)
            each = measure.seconds / measure.units * (os.cpu_count() or 1)
            print(_row(f"{size}", measure), flush=True)
            if size == AGAIN:
                print(_row(f"{size}，再运行一次", measure_batch(trial)), flush=True)
        print("\n目标：1,000 个单位 240 秒以内、600 MB 以内；每个单位的时间和内存不随单位数增长。\n")
        _print_cluster(choose(folder, Path(place) / "compared", COMPARED), Path(place))
        _print_ledger(Path(place), each)


def measure_batch(trial: Trial) -> Measure:
    """One run of the command, from its start to its end."""
    started = time.monotonic()
    run = trial.start()
    with _watched(run.process.pid) as peak:
        run.end()
    done = sum(1 for event in run.events if event.get("outcome") and event["state"] == "done")
    return Measure(sum(1 for _ in trial.units.iterdir()), time.monotonic() - started, peak[0], done)


def _row(name: str, measure: Measure) -> str:
    each, peak = measure.seconds / measure.units * 1000, measure.peak_bytes / MEGABYTE
    return f"| {name} | {measure.seconds:.1f} | {each:.0f} | {peak:.0f} | {measure.done} |"


@contextmanager
def _watched(pid: int) -> Iterator[list[int]]:
    """The most memory that a process and all that it starts hold together (the private memory and its share of the rest)."""
    peak, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(_LOOK_EVERY):
            peak[0] = max(peak[0], _memory(pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        ended.set()
        watcher.join()


def _memory(pid: int) -> int:
    total = 0
    try:
        for process in (psutil.Process(pid), *psutil.Process(pid).children(recursive=True)):
            total += process.memory_full_info().pss
    except psutil.Error:
        return total
    return total


def _print_cluster(units: Path, place: Path) -> None:
    """The same units by one worker of a dask cluster, and by two."""
    seconds = []
    for workers in (1, 2):
        trial = Trial(units, place / f"cluster{workers}")
        with Cluster(trial.url, workers) as machines:
            time.sleep(_SETTLE)
            started = time.monotonic()
            trial.start("--cluster", machines.address).end_well()
            seconds.append(time.monotonic() - started)
    one, two = seconds
    print(f"集群：{COMPARED} 个单位，一个工作进程 {one:.0f} 秒，两个 {two:.0f} 秒，{one / two:.2f} 倍（目标 1.7 倍以上）\n")


def _print_ledger(place: Path, each: float) -> None:
    """What a unit costs in the store: looks before and after it is done, records before and after its files are put in place.

    ``each`` is its time in a worker.
    """
    from assistant.store.books import open_books
    from schemas.batch import Outcome

    trial = Trial(place, place / "ledger")
    books = open_books(trial.url)
    outcome = next(_outcomes(place / str(SIZES[0])))
    begun = Outcome(key="", name="", state="failed", outputs=tuple(outcome["outputs"]))
    looks, records = [], []
    for number in range(RECORDS):
        key, folder = f"{number}", Path(f"{number}")
        kept = Outcome.model_validate({**outcome, "key": key})
        asked = (partial(books.knows, key), partial(books.ledger.find, key), partial(books.ledger.last, folder), partial(books.knows, key))
        looks += [_time(look) for look in asked]
        records += [_time(partial(books.ledger.record, key, folder, told)) for told in (begun, kept)]
    look, record = (1000 * sum(times) / len(times) for times in (looks, records))
    share = (sum(looks) + sum(records)) / RECORDS / each
    print(f"台账：查一次 {look:.1f} 毫秒、记一次 {record:.1f} 毫秒（{RECORDS} 个单位平均）；", end="")
    print(f"查 {len(looks) // RECORDS} 次、记 {len(records) // RECORDS} 次", end="")
    print(f"占一个单位在工作进程里的 {1000 * each:.0f} 毫秒的 {share:.1%}（目标 2%）")


def _outcomes(place: Path) -> Iterator[dict[str, Any]]:
    """The outcomes in the ledger of a measured batch."""
    connection = sqlite3.connect(place / "store.sqlite3")
    yield from (json.loads(outcome) for (outcome,) in connection.execute("SELECT outcome FROM outcomes"))
    connection.close()


def _time(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            main(Path(scratch) / "units")
