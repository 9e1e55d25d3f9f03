"""Reading a PDF in a process of its own, within a time limit."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread, Timer
from typing import IO

from assistant.errors import UnreadableFile
from schemas.manuscript import Manuscript

TIME_LIMIT = 60.0
"""Seconds without progress; a report of 25 pages takes two, a scanned page five."""

Progress = Callable[[int, int], None]
_PROGRESS = re.compile(rb"progress (\d+) (\d+)\s*")


def read_pdf(file: str, data: bytes, time_limit: float = TIME_LIMIT, progress: Progress | None = None) -> Manuscript:
    """The manuscript of a PDF; ``file`` is the name that places show, ``progress`` is told of scanned pages.

    Raises:
        UnreadableFile: It cannot be read (see ``parse_pdf``), not within the limit, or ends the process that reads it.
    """
    command = [sys.executable, "-m", "assistant.readers.pdf.worker", file]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as worker:
        told = _Conversation(worker, time_limit, progress).hold(data)
    if told is None:
        raise UnreadableFile(file, f"{time_limit:.0f} 秒内没有读完，已停止，未读取")
    if worker.returncode:
        raise UnreadableFile(file, "PDF 的内容使读取程序中止，未读取；文件可能已损坏")
    found = json.loads(told)
    if "error" in found:
        raise UnreadableFile(file, found["error"])
    return Manuscript.model_validate(found)


class _Conversation:
    """What is said to a worker and what it says; it is stopped when it makes no progress."""

    def __init__(self, worker: "subprocess.Popen[bytes]", time_limit: float, progress: Progress | None) -> None:
        self._worker, self._time_limit, self._progress = worker, time_limit, progress
        self._answer = b""
        self._stopped = False

    def hold(self, data: bytes) -> bytes | None:
        """Its answer to a file; None where it was stopped."""
        threads = [Thread(target=self._write, args=(self._worker.stdin, data)), Thread(target=self._read, args=(self._worker.stdout,))]
        for thread in threads:
            thread.start()
        timer = self._started_timer()
        for line in self._worker.stderr or ():
            told = _PROGRESS.fullmatch(line)
            if told:
                timer.cancel()
                timer = self._started_timer()
                if self._progress:
                    self._progress(int(told[1]), int(told[2]))
        for thread in threads:
            thread.join()
        self._worker.wait()
        timer.cancel()
        return None if self._stopped else self._answer

    def _started_timer(self) -> Timer:
        timer = Timer(self._time_limit, self._stop)
        timer.start()
        return timer

    def _stop(self) -> None:
        self._stopped = True
        self._worker.kill()

    def _read(self, stdout: IO[bytes]) -> None:
        self._answer = stdout.read()

    def _write(self, stdin: IO[bytes], data: bytes) -> None:
        with suppress(BrokenPipeError), stdin:
            stdin.write(data)
