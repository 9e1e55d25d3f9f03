"""Batch jobs: a batch in the background of a server: its states to be seen, cancelled, and begun again where it stopped."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from platformdirs import user_data_path

from assistant.batch.plan import Settings
from assistant.batch.run import run_units
from assistant.batch.units import find_units
from assistant.desks.background import Background
from assistant.export.files import prepare_folder, write_whole
from assistant.store.database import Store
from assistant.store.outcomes import StoredLedger
from schemas.batch import Event, Outcome


@dataclass
class BatchJob(Background):
    """A running or finished batch; ``events`` holds the latest event of each unit. Begun again, it goes on where it stopped."""

    name: str
    source: Path
    out: Path
    settings: Settings
    store: Store
    events: dict[str, Event] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)

    def work(self) -> None:
        """Find the units and do them; when cancelled, those under way are finished and no further one is begun."""
        with TemporaryDirectory() as scratch:
            prepare_folder(self.out)
            units = find_units(self.source, Path(scratch))
            self.outcomes = run_units(units, self.settings, self.out, StoredLedger(self.store), self.take, self.is_cancelled)

    def take(self, event: Event) -> None:
        """Take note of an event."""
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
