"""Batch jobs: a batch in the background of a server: its states to be seen, cancelled, and begun again where it stopped."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event as Signal
from threading import Thread

from platformdirs import user_data_path

from assistant.batch.plan import Settings
from assistant.batch.run import run_units
from assistant.batch.units import find_units
from assistant.errors import JuesuanError
from assistant.export.files import prepare_folder, write_whole
from assistant.store.database import Store
from assistant.store.outcomes import StoredLedger
from schemas.batch import Event, Outcome


@dataclass
class BatchJob:
    """A running or finished batch. ``events`` holds the latest event of each unit; ``trouble`` why it could not go on."""

    name: str
    source: Path
    out: Path
    settings: Settings
    store: Store
    events: dict[str, Event] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    trouble: str = ""
    _stop: Signal = field(default_factory=Signal)
    _ended: Signal = field(default_factory=Signal)

    def start(self) -> "BatchJob":
        """Begin, or go on where an earlier run of the same source stopped."""
        self._stop.clear()
        self._ended.clear()
        Thread(target=self._run, daemon=True).start()
        return self

    def cancel(self) -> None:
        """Begin no further unit; those under way are finished."""
        self._stop.set()

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self._ended.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether a person stopped it."""
        return self._stop.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait for the end; whether it came."""
        return self._ended.wait(seconds)

    def _run(self) -> None:
        try:
            with TemporaryDirectory() as scratch:
                prepare_folder(self.out)
                units = find_units(self.source, Path(scratch))
                self.outcomes = run_units(units, self.settings, self.out, StoredLedger(self.store), self._told, self._stop.is_set)
        except JuesuanError as error:
            self.trouble = str(error)
        finally:
            self._ended.set()

    def _told(self, event: Event) -> None:
        self.events[event.name] = event


def keep_source(name: str, data: bytes) -> Path:
    """An uploaded archive as a file in the user's data folder, under its content, so that a batch can be begun again.

    Raises:
        UnwritableOutput: It cannot be written.
    """
    folder = batch_folder(sha256(data).hexdigest()) / "source"
    prepare_folder(folder)
    path = folder / Path(name).name
    if not path.exists():
        write_whole(path, data)
    return path


def batch_folder(key: str) -> Path:
    """Where the files of a batch lie: in the user's data folder, by a key of its source."""
    return user_data_path("juesuan", appauthor=False) / "batch" / key[:16]


def folder_key(source: Path) -> str:
    """The key of a folder on this machine."""
    return sha256(str(source.resolve()).encode()).hexdigest()
