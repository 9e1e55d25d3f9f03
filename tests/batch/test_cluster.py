"""A batch on a dask cluster on loopback: done there as here, a machine or the cluster lost, another database, nobody there."""

import operator
import os
import subprocess
import sys
import time
from concurrent.futures import CancelledError
from pathlib import Path

import psutil
import pytest

from assistant.batch.cluster import Cluster as Connected
from assistant.batch.cluster import ClusterLost, connect
from assistant.batch.crew import WorkerLost
from assistant.batch.plan import Settings
from assistant.batch.processes import Limits
from assistant.batch.run import Batch, BatchStopped
from assistant.batch.totals import Totals
from assistant.batch.whole import run_batch
from assistant.store.books import open_own_books
from benchmarks.batch_trial import Trial
from benchmarks.dask_cluster import Cluster
from schemas.batch import Outcome
from tests.batch.material import Unloadable, make_unit
from tests.conftest import ROOT

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")  # of tornado


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database of this machine, which those of the cluster know too."""
    address = f"sqlite:///{tmp_path}/store.sqlite3"
    monkeypatch.setenv("JUESUAN_DATABASE_URL", address)
    return address


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for name in "甲乙丙丁":
        make_unit(tmp_path / "units" / f"{name}处")
    return tmp_path / "units"


def do(
    source: Path, out: Path, machines: Cluster, limits: Limits | None = None, kill: object = None, enough: int | None = None
) -> list[Outcome]:
    """The outcomes of a batch on a cluster; ``kill`` is a process that dies once the first unit is settled, ``enough`` units end it."""
    totals = Totals()
    with connect(machines.address, limits or Limits()) as crew:
        batch = Batch(Settings("draft"), out, open_own_books, "mark")
        for event in run_batch(source, batch, crew, lambda: len(totals.outcomes) == enough, totals):
            if event.outcome and kill:
                kill.kill()  # type: ignore[attr-defined]
    return totals.outcomes


def test_units_are_done_by_the_cluster_and_known_to_the_ledger_of_all(source: Path, url: str, tmp_path: Path) -> None:
    with Cluster(url, 2) as machines:
        first = do(source, tmp_path / "out", machines)
        again = do(source, tmp_path / "out", machines)
    assert [outcome.state for outcome in first] == ["done"] * 4
    assert all((tmp_path / "out" / output).stat().st_size for outcome in first for output in outcome.outputs)
    assert [outcome.repeated for outcome in again] == [True] * 4
    assert not list((tmp_path / "out").rglob(".*"))


def test_a_machine_that_dies_costs_no_unit(source: Path, url: str, tmp_path: Path) -> None:
    with Cluster(url, 2) as machines:
        outcomes = do(source, tmp_path / "out", machines, kill=machines.workers[0])
    assert [outcome.state for outcome in outcomes] == ["done"] * 4


def test_a_cluster_that_is_lost_stops_the_batch_in_one_line(source: Path, url: str, tmp_path: Path) -> None:
    trial = Trial(source, tmp_path / "trial", ("--what", "draft"))
    with Cluster(trial.url, 1) as machines:
        run = trial.start("--cluster", machines.address)
        assert run.wait_until(1)
        machines.scheduler.kill()
        code, told = run.end()
    stopped = f"批量：{machines.address}：与集群的连接断了；做完的都已保存，排除后再运行同一命令接着做\n"
    assert (code, told) == (2, stopped)


def test_a_batch_that_is_cancelled_ends_and_goes_on_later(source: Path, url: str, tmp_path: Path) -> None:
    """What the cluster had under way then is ended there, and done later."""
    with Cluster(url, 1) as machines:
        first = do(source, tmp_path / "out", machines, enough=1)
        later = do(source, tmp_path / "out", machines)
    assert [outcome.state for outcome in first if outcome.state != "done"][-1] == "cancelled"
    assert [outcome.state for outcome in later] == ["done"] * 4


def test_a_machine_with_another_database_is_refused(source: Path, url: str, tmp_path: Path) -> None:
    with (
        Cluster(f"sqlite:///{tmp_path}/another.sqlite3", 1) as machines,
        pytest.raises(BatchStopped, match=r"^批量：机器 .+：用的不是主机上的数据库"),
    ):
        do(source, tmp_path / "out", machines)


def test_limits_hold_on_the_machines_of_a_cluster_too(source: Path, url: str, tmp_path: Path) -> None:
    with Cluster(url, 1) as machines:
        outcomes = do(source, tmp_path / "out", machines, Limits(seconds=0.01))
    assert {outcome.state for outcome in outcomes} == {"quarantined"}
    assert "用时超过 0.01 秒" in outcomes[0].message


def test_an_address_where_nobody_is_is_told_in_one_line() -> None:
    with pytest.raises(ClusterLost, match="连不上集群的调度器"), connect("tcp://127.0.0.1:9", Limits()):
        pass


class Closed:
    """A client that is cut off, and says so in one way or another."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def get_executor(self, pure: bool) -> None:
        """None is needed."""

    def nthreads(self) -> dict[str, int]:
        raise self.error


@pytest.mark.parametrize("error", [OSError(), TimeoutError(), CancelledError(), RuntimeError("closed"), ValueError("closed")])
def test_a_cluster_that_is_lost_is_told_in_one_line_whatever_its_client_raises(error: Exception) -> None:
    with pytest.raises(ClusterLost, match=r"^tcp://machines：与集群的连接断了$"):
        Connected(Closed(error), "tcp://machines", Limits()).require_alive()


def test_what_runs_on_a_machine_ends_with_its_batch_and_harms_no_other(url: str) -> None:
    with Cluster(url, 1) as machines, connect(machines.address, Limits()) as other:
        with connect(machines.address, Limits()) as crew:
            pid = crew.submit(os.getpid).result(30)
            lasting = crew.submit(time.sleep, 600)
        with pytest.raises((WorkerLost, ClusterLost)):
            lasting.result(30)
        assert not psutil.pid_exists(pid)
        assert other.submit(operator.add, 1, 2).result(30) == 3


def test_a_killed_driver_leaves_nothing_running_on_the_machines(url: str, tmp_path: Path) -> None:
    """One unit is under way, another waits for it."""
    code = """
import os, subprocess, sys, time
from assistant.batch.cluster import connect
from assistant.batch.processes import Limits
with connect(sys.argv[1], Limits()) as crew:
    print(crew.submit(os.getpid).result(), flush=True)
    for _ in range(2):
        crew.submit(subprocess.call, [sys.executable, "-c", f"import time; open({sys.argv[2]!r}, 'w'); time.sleep(600)"])
    time.sleep(600)
"""
    with Cluster(url, 1) as machines, connect(machines.address, Limits()) as other:
        command = [sys.executable, "-c", code, machines.address, str(tmp_path / "begun")]
        driver = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
        assert driver.stdout
        with driver.stdout:
            process = psutil.Process(int(driver.stdout.readline()))
        while not (tmp_path / "begun").exists():
            assert driver.poll() is None
            time.sleep(0.02)
        driver.kill()
        driver.wait()
        process.wait(timeout=30)
        assert other.submit(operator.add, 1, 2).result(30) == 3


def test_a_machine_that_cannot_load_the_call_stops_the_batch_in_one_line(url: str) -> None:
    with Cluster(url, 1) as machines, connect(machines.address, Limits()) as crew:
        future = crew.submit(Unloadable())
        with pytest.raises(ClusterLost, match="集群里的机器做不了，请看是否装了同一版本的程序"):
            future.result(30)
