"""Processes of this machine that do one call at a time, each within a limit of time and memory; one that ends harms no other."""

import pickle  # nosec B403  # between processes of this program only
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from os import environ, pathsep
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, ParamSpec, TypeVar

import psutil

from assistant.batch.crew import Crew, WorkerLost

_P = ParamSpec("_P")
_T = TypeVar("_T")

_MEGABYTE = 1024**2
_STOPPED = "已停下"
_LOOK_EVERY = 0.2
_LONGEST_LOG = 20_000
_ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Limits:
    """What one unit may use: ``seconds``, and ``memory`` in bytes. PDFs are read in processes with limits of their own."""

    seconds: float = 600
    memory: int = 2048 * _MEGABYTE


class Processes(Crew):
    """So many processes, begun when they are first needed; they end with this one, however it ends."""

    def __init__(self, workers: int, limits: Limits) -> None:
        self._workers, self._limits = workers, limits
        self._threads = ThreadPoolExecutor(workers)
        self._own = threading.local()
        self._slots: list[_Slot] = []
        self._is_abandoned = False
        self._closed = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def at_a_time(self) -> int:
        """As many as there are processes."""
        return self._workers

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Have a function called in one of the processes; function, arguments and result are pickled."""
        return self._threads.submit(self._call, fn, args, kwargs)

    def abandon(self) -> None:
        """Kill what is under way; what waits, and what is submitted later, is not begun."""
        self._is_abandoned = True
        for slot in list(self._slots):
            slot.end()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes, when what was submitted is done."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        self._closed.set()
        for slot in self._slots:
            slot.close()

    def _call(self, fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        slot = getattr(self._own, "slot", None)
        if slot is None:
            slot = self._own.slot = _Slot()
            self._slots.append(slot)
        if self._is_abandoned:  # looked at after the slot can be seen: whoever abandons from now on ends it
            raise WorkerLost(_STOPPED)
        return slot.call(fn, args, kwargs)

    def _watch(self) -> None:
        while not self._closed.wait(_LOOK_EVERY):
            for slot in list(self._slots):
                slot.hold_to(self._limits)


class _Slot:
    """A process and what is said to it; ``call`` is for one thread, ``hold_to`` and ``end`` for others."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._log = TemporaryFile()  # noqa: SIM115  # lives as long as the process, closed by ``close``
        self._lock = threading.Lock()
        self._since: float | None = None
        self._ended_for = ""
        self._is_ended = False

    def call(self, fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """What the function returns in the process.

        Raises:
            WorkerLost: The process ended, by itself or for the excess that was seen, or it is to do nothing more.
        """
        asked = pickle.dumps((fn, args, kwargs))
        if self._process is None or self._process.poll() is not None:
            self._process = self._start()
        self._log.seek(0)
        self._log.truncate()
        with self._lock:
            if self._is_ended:
                raise WorkerLost(_STOPPED)
            self._ended_for, self._since = "", time.monotonic()
        try:
            answered, value = self._exchange(self._process, asked)
        except (EOFError, OSError):
            raise self._lost(self._process) from None
        except Exception as error:  # whatever an answer that cannot be unpickled raises: the process is of no use any more
            raise self._lost(self._process, f"它的结果读不出来（{error}）") from error
        finally:
            with self._lock:
                self._since = None
        if not answered:
            raise value
        return value

    def hold_to(self, limits: Limits) -> None:
        """Kill the process if the call under way exceeds its limits."""
        with self._lock:
            if reason := self._excess(limits):
                self._kill(reason)

    def end(self) -> None:
        """Kill the process if it has a call under way, and make no other."""
        with self._lock:
            self._is_ended = True
            self._kill(_STOPPED)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._dismiss(self._process)
        self._log.close()

    def _start(self) -> "subprocess.Popen[bytes]":
        paths = environ.get("PYTHONPATH", "")
        surroundings = {**environ, "PYTHONPATH": f"{_ROOT}{pathsep}{paths}" if paths else str(_ROOT)}
        command = [sys.executable, "-m", "assistant.batch.worker"]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, env=surroundings)

    def _excess(self, limits: Limits) -> str:
        """What of its limits the call under way exceeds; empty where there is none."""
        if self._since is None or self._process is None:
            return ""
        if time.monotonic() - self._since > limits.seconds:
            return f"用时超过 {limits.seconds:g} 秒"
        with suppress(psutil.Error):
            if psutil.Process(self._process.pid).memory_info().rss > limits.memory:
                return f"内存超过 {limits.memory // _MEGABYTE} MB"
        return ""

    def _kill(self, reason: str) -> None:
        if self._since is None or self._process is None:
            return
        self._ended_for = reason
        with suppress(psutil.Error):
            for child in psutil.Process(self._process.pid).children(recursive=True):
                child.kill()
        self._process.kill()

    @staticmethod
    def _exchange(process: "subprocess.Popen[bytes]", asked: bytes) -> tuple[bool, Any]:
        if process.stdin is None or process.stdout is None:
            raise EOFError
        process.stdin.write(asked)
        process.stdin.flush()
        answer: tuple[bool, Any] = pickle.load(process.stdout)  # nosec B301  # from a process of our own
        return answer

    def _lost(self, process: "subprocess.Popen[bytes]", reason: str = "") -> WorkerLost:
        code = self._dismiss(process)
        self._log.seek(0)
        log = self._log.read()[-_LONGEST_LOG:].decode(errors="replace")
        self._process = None
        return WorkerLost(self._ended_for or reason or f"处理它的进程意外结束（{_tell_code(code)}）", log)

    @staticmethod
    def _dismiss(process: "subprocess.Popen[bytes]") -> int:
        """Let go of an ended process; its exit code."""
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        process.kill()
        return process.wait()


def _tell_code(code: int) -> str:
    return f"信号 {-code}" if code < 0 else f"退出码 {code}"
