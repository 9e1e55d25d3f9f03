"""A batch that is killed, cut off and starved at random moments: is every unit done exactly once in the end?

``python -m benchmarks.batch_faults [FOLDER] [FAULT…]`` prints a table; FOLDER keeps the invented units for a next time.
Needs root (mount, chattr), faketime, and the extra [cluster].
"""

import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from benchmarks.batch_trial import Account, Run, Trial, fingerprint
from benchmarks.batch_units import choose, write_units
from benchmarks.dask_cluster import Cluster

UNITS = 500
KILLS = 4
OPTIONS = ("--what", "draft")
_COPIED = "copied"

Fault = Callable[[Trial, int, random.Random], int]
"""Disturbs a trial of so many units until it has ended at last; returns how often it did."""


def kill_driver(trial: Trial, units: int, chance: random.Random) -> int:
    """The process that was begun by a person."""
    count = 0
    for moment in _moments(units, chance):
        run = trial.start()
        if run.wait_until(moment):
            workers = run.workers()
            run.process.kill()
            run.end()
            psutil.wait_procs(workers, timeout=10)
            count += 1
    trial.finish()
    return count


def kill_worker(trial: Trial, units: int, chance: random.Random) -> int:
    """A process that does units, again and again in one run."""
    run, count = trial.start(), 0
    for moment in sorted(chance.sample(range(units), 3 * KILLS)):
        if run.wait_until(moment) and (workers := run.workers()):
            chance.choice(workers).kill()
            count += 1
    run.end()
    return count


def kill_dask_worker(trial: Trial, units: int, chance: random.Random) -> int:
    """A machine of the cluster, with what it was doing; another takes its place."""
    count = 0
    with Cluster(trial.url, 2) as machines:
        run = trial.start("--cluster", machines.address)
        for moment in _moments(units, chance):
            if run.wait_until(moment):
                machines.workers.pop(chance.randrange(2)).kill()
                machines.add_worker()
                count += 1
        run.end()
    return count


def kill_scheduler(trial: Trial, units: int, chance: random.Random) -> int:
    """What all machines of the cluster hang on."""
    count = 0
    for moment in _moments(units, chance):
        with Cluster(trial.url, 2) as machines:
            run = trial.start("--cluster", machines.address)
            if run.wait_until(moment):
                machines.scheduler.kill()
            count += _has_stopped(run)
    with Cluster(trial.url, 2) as machines:
        trial.finish("--cluster", machines.address)
    return count


def fill_disk(trial: Trial, units: int, chance: random.Random) -> int:
    """The outputs outgrow a small file system, which is enlarged a little each time."""
    size, count = 8, 0
    with mounted(trial.out, f"size={size}m"):
        while _has_stopped(trial.start()):
            count, size = count + 1, size + chance.randint(10, 90)
            _remount(trial.out, f"size={size}m")
        _copy_out(trial)
    return count


def make_read_only(trial: Trial, units: int, chance: random.Random) -> int:
    """The folder of the outputs, with all in it, may not be changed by anybody any more."""
    count = 0
    for moment in _moments(units, chance):
        run = trial.start()
        if run.wait_until(moment):
            subprocess.run(["chattr", "-R", "+i", trial.out], check=False)
            try:
                count += _has_stopped(run)
            finally:
                subprocess.run(["chattr", "-R", "-i", trial.out], check=True)
        else:
            run.end()
    trial.finish()
    return count


def lock_store(trial: Trial, units: int, chance: random.Random) -> int:
    """Another program holds the database until the batch gives up."""
    count = 0
    for moment in _moments(units, chance):
        run = trial.start()
        if run.wait_until(moment):
            other = sqlite3.connect(trial.database, isolation_level=None, timeout=10)
            other.execute("BEGIN EXCLUSIVE")
            count += _has_stopped(run)
            other.execute("ROLLBACK")
            other.close()
        else:
            run.end()
    trial.finish()
    return count


def set_clock_back(trial: Trial, units: int, chance: random.Random) -> int:
    """The clock of the machine goes back by days while the batch runs."""
    clock = trial.out.parent / "clock"
    clock.write_text("+0")
    library = next(Path("/usr/lib").rglob("libfaketime.so.1"))
    surroundings = {"LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1"}
    run = trial.start(**surroundings, FAKETIME_DONT_FAKE_MONOTONIC="1")
    count = 0
    for moment in _moments(units, chance):
        if run.wait_until(moment):
            count += 1
            clock.write_text(f"-{3 * count}d")
    run.end()
    return count


FAULTS: dict[str, Fault] = {
    "主进程被杀（kill -9）": kill_driver,
    "工作进程被杀": kill_worker,
    "集群中一台机器的进程被杀": kill_dask_worker,
    "集群的调度器被杀": kill_scheduler,
    "磁盘满": fill_disk,
    "结果文件夹变为不可改": make_read_only,
    "数据库被别的程序锁住": lock_store,
    "时钟被拨回": set_clock_back,
}


def main(folder: Path, chosen: list[str]) -> None:
    """Print what came of every fault, or of those chosen."""
    if not folder.exists():
        write_units(folder, UNITS)
    chance = random.Random(8)
    print(
        "| 故障 | 次数 | 单位 | 恰好一次 | 重复 | 结果与未受扰的相同 | 残留的临时文件 | 秒 |\n|---|---:|---:|---:|---:|---|---:|---:|",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        choose(folder, place / "units", UNITS)
        undisturbed = Trial(place / "units", place / "undisturbed", OPTIONS)
        undisturbed.start().end_well()
        outputs = fingerprint(undisturbed.out)
        shutil.rmtree(undisturbed.out)
        for name, fault in FAULTS.items():
            if chosen and fault.__name__ not in chosen:
                continue
            trial, started = Trial(place / "units", place / fault.__name__, OPTIONS), time.monotonic()
            times = fault(trial, UNITS, chance)
            print(_row(name, times, trial.account(UNITS, outputs), time.monotonic() - started), flush=True)
            shutil.rmtree(trial.out.parent)


def _row(name: str, times: int, account: Account, seconds: float) -> str:
    same = "是" if account.same else "否"
    return f"| {name} | {times} | {account.units} | {account.once} | {account.twice} | {same} | {account.temporary} | {seconds:.0f} |"


def _moments(units: int, chance: random.Random) -> list[int]:
    """Numbers of settled units at which something happens."""
    return sorted(chance.sample(range(1, units - 1), KILLS))


def _has_stopped(run: Run) -> bool:
    """Whether the fault took hold: the run has stopped with its one line, or, near its end, with units that failed."""
    code, told = run.end()
    failed = any(event["state"] == "failed" for event in run.events if event.get("outcome"))
    if code == 2 and (failed or ("再运行同一命令接着做" in told and told.count("\n") == 1)):
        return True
    if code == 0:
        return False
    raise SystemExit(f"exit {code}: {told}")


@contextmanager
def mounted(place: Path, options: str) -> Iterator[None]:
    """A file system in memory at a place."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "juesuan", place], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", place], check=True)
        place.rmdir()
        (place.parent / _COPIED).rename(place)


def _remount(place: Path, options: str) -> bool:
    return subprocess.run(["mount", "-o", f"remount,{options}", place], capture_output=True, check=False).returncode == 0


def _copy_out(trial: Trial) -> None:
    """Keep the outputs beyond the file system that they lie in."""
    shutil.copytree(trial.out, trial.out.parent / _COPIED)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]), sys.argv[2:])
    else:
        with tempfile.TemporaryDirectory() as kept:
            main(Path(kept) / "units", [])
