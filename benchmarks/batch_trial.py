"""One batch under observation: begun, watched, disturbed and begun again, and held against an undisturbed one in the end."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parent.parent
_BEGIN = "juesuan"
_DONE = (0, 1)
"""Exit codes of a batch whose units are all done, without errors in their documents or with some."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a disturbed batch came to, after it was resumed until it ended: ``same`` says that its outputs are those of the other."""

    units: int
    once: int
    twice: int
    same: bool
    temporary: int


class Run:
    """The command as a process, and the events that it has told."""

    def __init__(self, command: list[str], surroundings: Mapping[str, str]) -> None:
        self.events: list[dict[str, Any]] = []
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **surroundings}, cwd=ROOT
        )
        self._told: list[bytes] = []
        self._readers = [threading.Thread(target=read, daemon=True) for read in (self._read, self._listen)]
        for reader in self._readers:
            reader.start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.events.append(json.loads(line))

    def _listen(self) -> None:
        self._told += self.process.stderr or ()

    @property
    def settled(self) -> int:
        """How many units have an outcome."""
        return next((event["done"] for event in reversed(self.events) if "done" in event), 0)

    def wait_until(self, settled: int) -> bool:
        """Wait until so many units are settled; false where the run has ended before."""
        while self.settled < settled:
            if self.process.poll() is not None:
                return False
            time.sleep(0.02)
        return self.process.poll() is None

    def workers(self) -> list[psutil.Process]:
        """The processes that do units."""
        return [child for child in psutil.Process(self.process.pid).children() if "assistant.batch.worker" in child.cmdline()]

    def end(self) -> tuple[int, str]:
        """Wait for the end: the exit code, and what was said on stderr."""
        code = self.process.wait()
        for reader in self._readers:
            reader.join()
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe:
                pipe.close()
        return code, b"".join(self._told).decode(errors="replace")

    def end_well(self) -> int:
        """Wait for the end: the exit code of a run that did all its units.

        Raises:
            SystemExit: It did not, and there is nothing to measure or compare.
        """
        code, told = self.end()
        if code not in _DONE:
            raise SystemExit(f"这一遍没有做完（退出码 {code}）：{told.strip()}")
        return code


class Trial:
    """A batch in a folder of its own with a ledger of its own, whose database notes down every record of a unit that was done."""

    def __init__(self, units: Path, folder: Path, options: tuple[str, ...] = ()) -> None:
        self.units, self.out, self.options = units, folder / "out", options
        self.database = folder / "store.sqlite3"
        folder.mkdir(parents=True, exist_ok=True)
        from assistant.store.database import open_store

        open_store(self.url).engine.dispose()
        with sqlite3.connect(self.database) as connection:
            connection.execute("CREATE TABLE noted (job TEXT)")
            done = "json_extract(new.outcome, '$.state') = 'done'"
            connection.execute(f"CREATE TRIGGER note AFTER INSERT ON outcomes WHEN {done} BEGIN INSERT INTO noted VALUES (new.job); END")
        connection.close()

    @property
    def url(self) -> str:
        """The URL of the store."""
        return f"sqlite:///{self.database}"

    def start(self, *options: str, **surroundings: str) -> Run:
        """Begin, or go on."""
        script = str(Path(sys.executable).with_name(_BEGIN))
        command = [script, "batch", str(self.units), "--out", str(self.out), "--format", "json", *self.options, *options]
        return Run(command, {"JUESUAN_DATABASE_URL": self.url, **surroundings})

    def finish(self, *options: str) -> tuple[int, str]:
        """Go on to the end."""
        return self.start(*options).end()

    def account(self, units: int, undisturbed: Mapping[str, str]) -> Account:
        """What came of it."""
        with sqlite3.connect(self.database) as connection:
            noted = Counter(job for (job,) in connection.execute("SELECT job FROM noted"))
        connection.close()
        once, twice = sum(count == 1 for count in noted.values()), sum(count > 1 for count in noted.values())
        hidden = sum(1 for path in self.out.rglob(".*"))
        return Account(units, once, twice, fingerprint(self.out) == undisturbed, hidden)


def fingerprint(out: Path) -> dict[str, str]:
    """The hash of every output of the units; the summary tells times and is left out."""
    return {
        path.relative_to(out).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.is_file() and path.parent != out
    }
