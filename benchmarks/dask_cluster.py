"""A dask cluster on loopback: a scheduler, and workers of one thread each, every one a process of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.batch_trial import ROOT

_DASK = Path(sys.executable).with_name("dask")


class Cluster:
    """A cluster as a context; its machines know the store at a URL."""

    def __init__(self, url: str, workers: int, surroundings: Mapping[str, str] | None = None) -> None:
        self._surroundings = {**os.environ, "JUESUAN_DATABASE_URL": url, **(surroundings or {})}
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(port))
        self.workers: list[subprocess.Popen[bytes]] = []
        for _ in range(workers):
            self.add_worker()

    def add_worker(self) -> None:
        """Begin one more worker."""
        self.workers.append(self._start("worker", self.address, "--no-nanny", "--nthreads", "1"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        command = [str(_DASK), *arguments, "--no-dashboard"]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self._surroundings, cwd=ROOT)
