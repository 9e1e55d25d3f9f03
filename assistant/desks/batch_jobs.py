"""Batch jobs: a batch in the background of a server: looked at, begun, cancelled, and begun again where it stopped."""

import os
import secrets
import zipfile
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from platformdirs import user_data_path

from assistant.batch.looking import look_at, tell_source
from assistant.batch.plan import Settings
from assistant.batch.processes import Limits, Processes
from assistant.batch.run import Batch
from assistant.batch.totals import Totals
from assistant.batch.whole import run_batch
from assistant.desks.background import Background
from assistant.export.files import prepare_folder, write_whole
from assistant.store.books import open_books
from assistant.store.database import Store
from schemas.batch import Event, Outcome, UnitLook


@dataclass
class BatchJob(Background):
    """A running or finished batch; ``events`` holds the latest event of each unit. Begun again, it goes on where it stopped.

    What it shows is of the last time that it was begun: the source may have other units by then.

    With ``again``, quarantined units are tried once more the next time that it is begun.
    """

    name: str
    source: Path
    out: Path
    settings: Settings
    store: Store
    again: bool = False
    events: dict[str, Event] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    summaries: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()

    def work(self) -> None:
        """Find the units and do them in processes of this machine; when cancelled, those under way may end for a moment."""
        self.events, self.outcomes, self.summaries, self.notes = {}, [], (), ()
        batch = Batch(self.settings, self.out, partial(open_books, self.store.url), secrets.token_hex(16), self.again)
        self.again = False
        totals = Totals()
        try:
            with Processes(os.cpu_count() or 1, Limits()) as crew:
                for event in run_batch(self.source, batch, crew, self.is_cancelled, totals):
                    self.take(event)
        finally:
            self.outcomes, self.notes, self.summaries = totals.outcomes, totals.notes, totals.tell().summaries

    def take(self, event: Event) -> None:
        """Take note of an event."""
        self.events[event.name] = event


@dataclass
class Look(Background):
    """A look at a source before a batch: what each unit has and lacks, in ``units``, as it is known."""

    source: Path
    settings: Settings
    out: Path
    units: list[UnitLook] = field(default_factory=list)
    told: tuple[str, ...] = ()
    total: int = 0

    def work(self) -> None:
        """Sort and read the files of each unit."""
        with TemporaryDirectory() as scratch, Processes(os.cpu_count() or 1, Limits()) as crew:
            found, units = look_at(self.source, self.settings, Path(scratch), self.out, crew)
            self.told, self.total = tuple(tell_source(found)), len(found.units)
            for unit in units:
                if self.is_cancelled():
                    crew.abandon()
                    return
                self.units.append(unit)


def keep_source(name: str, data: bytes) -> Path:
    """An uploaded file as an archive in the user's data folder, under its content, so that a batch can be begun again.

    A workbook is put into an archive: what it may name as a manifest lies within this, and nowhere else on the server.

    Raises:
        UnwritableOutput: It cannot be written.
    """
    folder = batch_folder(sha256(data).hexdigest()) / "source"
    prepare_folder(folder)
    given = Path(name)
    path = folder / Path(given.name).with_suffix(".zip")
    if not path.exists():
        write_whole(path, data if given.suffix.lower() == ".zip" else _pack(given.name, data))
    return path


def _pack(name: str, data: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), data)
    return packed.getvalue()


def list_earlier(store: Store) -> list[BatchJob]:
    """The batches that pages have begun and whose source is still there, the latest first; to be begun again."""
    return [
        BatchJob(kept.name, kept.source, kept.out, Settings(what=kept.what, drafter=kept.drafter), store)
        for kept in open_books(store.url).begun()
        if kept.out.is_relative_to(_all_batches()) and kept.source.exists()
    ]


def batch_folder(key: str) -> Path:
    """Where the files of a batch lie: in the user's data folder, by a key of its source."""
    return _all_batches() / key[:16]


def _all_batches() -> Path:
    return user_data_path("juesuan", appauthor=False) / "batch"


def folder_key(source: Path) -> str:
    """The key of a folder on this machine."""
    return sha256(str(source.resolve()).encode()).hexdigest()
