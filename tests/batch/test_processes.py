"""Processes that do one call at a time: what they return and raise, what a limit or a crash costs, and that none outlives its maker."""

import operator
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from assistant.batch.crew import WorkerLost
from assistant.batch.processes import Limits, Processes
from assistant.errors import UnreadableFile
from tests.batch.material import Unloadable
from tests.conftest import ROOT

MEGABYTE = 1024**2


def test_a_call_returns_and_raises_as_if_it_were_made_here() -> None:
    with Processes(2, Limits()) as crew:
        assert crew.submit(operator.add, 1, 2).result() == 3
        with pytest.raises(ZeroDivisionError):
            crew.submit(operator.truediv, 1, 0).result()
        assert crew.at_a_time == 2


def test_calls_are_made_in_so_many_other_processes() -> None:
    with Processes(2, Limits()) as crew:
        numbers = {future.result() for future in [crew.submit(os.getpid) for _ in range(20)]}
    assert os.getpid() not in numbers
    assert 1 <= len(numbers) <= 2
    assert not any(psutil.pid_exists(number) for number in numbers)


@pytest.mark.parametrize(
    ("fn", "argument", "seconds", "reason"),
    [
        (time.sleep, 600, 3, "用时超过 3 秒"),
        (bytearray, 400 * MEGABYTE, 600, "内存超过 200 MB"),
        (os._exit, 3, 600, "处理它的进程意外结束（退出码 3）"),
        (signal.raise_signal, signal.SIGKILL, 600, "处理它的进程意外结束（信号 9）"),
    ],
)
def test_a_call_that_ends_its_process_costs_this_call_only(fn: object, argument: int, seconds: float, reason: str) -> None:
    with Processes(1, Limits(seconds=seconds, memory=200 * MEGABYTE)) as crew:
        with pytest.raises(WorkerLost, match=reason):
            crew.submit(fn, argument).result()  # type: ignore[arg-type]
        assert crew.submit(operator.add, 1, 2).result() == 3


def test_a_crash_leaves_a_log_of_where_it_was() -> None:
    with Processes(1, Limits()) as crew, pytest.raises(WorkerLost) as lost:
        crew.submit(os.abort).result()
    assert "Fatal Python error: Aborted" in lost.value.log


def test_what_is_under_way_can_be_dropped() -> None:
    with Processes(1, Limits()) as crew:
        future = crew.submit(time.sleep, 60)
        while not future.running():
            time.sleep(0.01)
        crew.abandon()
        with pytest.raises(WorkerLost, match="已停下"):
            future.result()


def test_what_waits_when_all_is_dropped_is_never_begun(tmp_path: Path) -> None:
    """One call is handed over, one waits for it, one is submitted when all has been dropped."""
    with Processes(1, Limits()) as crew:
        futures = [crew.submit(time.sleep, 600), crew.submit((tmp_path / "waiting").touch)]
        crew.abandon()
        futures.append(crew.submit((tmp_path / "late").touch))
    for future in futures:
        with pytest.raises(WorkerLost, match="已停下"):
            future.result()
    assert not list(tmp_path.iterdir())


def test_what_a_call_prints_does_not_disturb_its_answer() -> None:
    with Processes(1, Limits()) as crew:
        assert crew.submit(print, "一行").result() is None
        assert crew.submit(subprocess.call, [sys.executable, "-c", "print(1)"]).result() == 0


def test_a_killed_maker_leaves_no_process_behind(tmp_path: Path) -> None:
    """The process is in the middle of a call when its maker is killed."""
    code = f"""
import os, time
from pathlib import Path
from assistant.batch.processes import Limits, Processes
crew = Processes(1, Limits())
Path({str(tmp_path / "pid")!r}).write_text(str(crew.submit(os.getpid).result()))
crew.submit(time.sleep, 600)
"""
    maker = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        time.sleep(0.05)
    worker = psutil.Process(int((tmp_path / "pid").read_text()))
    maker.kill()
    maker.wait()
    worker.wait(timeout=10)


def refuse(name: str) -> None:
    raise UnreadableFile(name, "是空文件")


def test_what_stops_a_run_comes_back_as_it_was_and_the_process_goes_on() -> None:
    with Processes(1, Limits()) as crew:
        with pytest.raises(UnreadableFile, match=r"^甲\.xlsx：是空文件$"):
            crew.submit(refuse, "甲.xlsx").result()
        assert crew.submit(operator.add, 1, 2).result() == 3


def test_an_answer_that_cannot_be_read_costs_its_call_only() -> None:
    with Processes(1, Limits()) as crew:
        with pytest.raises(WorkerLost, match="它的结果读不出来"):
            crew.submit(Unloadable).result()
        assert crew.submit(operator.add, 1, 2).result() == 3
