"""A whole batch: its units found, done into its folder, and summed up there."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from assistant.batch.crew import Crew
from assistant.batch.outputs import working_in
from assistant.batch.run import Batch, BatchStopped, run_units
from assistant.batch.totals import Totals
from assistant.batch.units import find_units
from assistant.pipeline import shape_outline
from assistant.readers.performance.schemes import read_scheme
from schemas.batch import Event, KeptBatch


def run_batch(source: Path, batch: Batch, crew: Crew, cancelled: Callable[[], bool], totals: Totals) -> Iterator[Event]:
    """Do the units of a source, telling and counting what happens; the summary is written when the batch is stopped, too.

    That the batch was begun is kept in its books.

    Raises:
        UnreadableFile, InvalidInputs, ConflictingMaterial: The source, its manifest or the scheme cannot be used.
        UnknownOutline, InvalidWording: The outline or its wording cannot be used.
        UnwritableOutput: The folder cannot be written, another batch works in it, or material is, or lies in, it.
        StoreUnusable: The database cannot be used.
        BatchStopped: It could not go on; what was done is kept.
    """
    shape_outline(batch.settings.outline)
    read_scheme(batch.settings.scheme)
    with working_in(batch.out) as scratch:
        found = find_units(source, scratch, batch.out)
        batch.open_books().begin(_keep(source, batch))
        totals.note(found.problems)
        stopped: BatchStopped | None = None
        try:
            for event in run_units(found.units, batch, scratch, crew, cancelled):
                totals.take(event)
                yield event
        except BatchStopped as error:
            stopped = error
        totals.write(batch.out, found.department)
        if stopped:
            raise stopped


def _keep(source: Path, batch: Batch) -> KeptBatch:
    settings = batch.settings
    return KeptBatch(
        name=source.name, source=source, out=batch.out, what=settings.what, drafter=settings.drafter, mark=batch.mark, at=datetime.now(UTC)
    )
