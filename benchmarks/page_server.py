"""The page as it is served: `juesuan app` on a port and in a folder of its own, to be measured, tested and pictured."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.error import URLError

ROOT = Path(__file__).parent.parent
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""What Chromium is told so that it asks for nothing on its own account."""

_FAULTS = ("on the page", "in the background", "Uncaught app execution")
"""What the log says of a fault of ours; the server itself complains of every tab that is closed while it answers."""


class PageServer:
    """A server over an empty store, without a model unless ``settings`` of the environment name one; it can be killed and started again."""

    def __init__(self, folder: Path, **settings: str) -> None:
        folder.mkdir(exist_ok=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "log"
        own = {"JUESUAN_DATABASE_URL": f"sqlite:///{folder}/x.sqlite3", "XDG_DATA_HOME": str(folder), "JUESUAN_MODEL": ""}
        self._environment = {**os.environ, **own, **settings}
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.kill()

    def start(self) -> None:
        """Start, and wait until it answers.

        Raises:
            RuntimeError: It does not, for half a minute.
        """
        command = [sys.executable, "-m", "assistant.cli", "app", "--port", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health"):
                    return
            except (URLError, ConnectionError):
                time.sleep(0.1)
        raise RuntimeError(self._log.read_text())

    def kill(self) -> None:
        """End at once, as by the loss of power."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def faults(self) -> int:
        """How many faults of the program its log tells of."""
        said = self._log.read_text()
        return sum(said.count(words) for words in _FAULTS)
