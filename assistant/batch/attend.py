"""A unit's job as a worker does it: looked up in the ledger first, else done, and recorded there."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.batch.books import Books, Ledger
from assistant.batch.outputs import is_filled, put_outputs, set_aside_all, sweep
from assistant.batch.plan import Job, Settings, job_key, program_digest
from assistant.batch.sorting import sort_files
from assistant.batch.work import Work, do_unit
from assistant.errors import Hindrance, JuesuanError, tell_bug
from assistant.export.excerpts import one_line
from assistant.export.review_words import count_severities
from schemas.batch import Outcome, UnitFiles

_HUNDREDTH = Decimal("0.01")
_OUTPUTS = "outputs"
"""The folder that a unit's outputs are written into before they are put where they belong."""

_BEGUN = "上次没有做完"


@dataclass(frozen=True)
class Task:
    """A job with all that a worker needs for it; ``open_books`` is called where the worker is.

    ``program`` is the digest of the program that planned the job, ``mark`` that of the batch. With ``again`` a quarantined
    unit is tried once more.
    """

    job: Job
    settings: Settings
    out: Path
    scratch: Path
    open_books: Callable[[], Books]
    mark: str
    program: str
    again: bool = False

    @property
    def folder(self) -> Path:
        """The folder of the unit's outputs."""
        return self.out / self.job.name


def attend(task: Task) -> Outcome:
    """The outcome of a job: of an earlier time, where the ledger knows it and none of its outputs is gone, else of doing it.

    Whatever stops a unit is told in its outcome, a bug too: it must not stop the other units. What came of it is recorded,
    unless it could not be kept.
    """
    started = time.perf_counter_ns()
    key = ""
    try:
        books = _prepare(task)
        key = find_key(task)
        if known := _recall(task, key, books.ledger):
            return known
        with TemporaryDirectory(dir=task.scratch, ignore_cleanup_errors=True) as scratch:
            outcome = _do(task, key, books, Path(scratch), started)
            _keep(task, outcome, Path(scratch) / _OUTPUTS, books.ledger)
    except Exception as error:
        return _fail(task, key, error, started)
    return outcome


def _prepare(task: Task) -> Books:
    """The books of the batch.

    Raises:
        Hindrance: This machine has another program, folder or database than the one that the batch was begun on.
    """
    if task.program != program_digest():
        raise Hindrance("这台机器", "程序的版本与主机上的不同，请装成同一版本")
    if not task.scratch.is_dir():
        raise Hindrance("这台机器", f"看不到主机上的文件夹 {task.out}，请各台机器挂上同一个共享文件夹，路径也相同")
    books = task.open_books()
    if not books.knows(task.mark):
        raise Hindrance("这台机器", "用的不是主机上的数据库，请设同样的 JUESUAN_DATABASE_URL")
    return books


def find_key(task: Task) -> str:
    """The key of a job; of one with a model, the settings of the model on this machine are part of it.

    Raises:
        Misconfigured: No model can be used.
    """
    if task.settings.drafter == "offline":
        return job_key(task.job, task.settings, task.out)
    from assistant.settings import load_settings

    return job_key(task.job, task.settings, task.out, load_settings().identity)


def _recall(task: Task, key: str, ledger: Ledger) -> Outcome | None:
    """The outcome of an earlier time, if it is not to be done again and none of the outputs is gone or empty."""
    known = ledger.find(key)
    if known is None or known.state == "failed" or not all(is_filled(task.out / output) for output in known.outputs):
        return None
    if known.state == "quarantined" and task.again:
        return None
    return known.model_copy(update={"repeated": True})


def _do(task: Task, key: str, books: Books, scratch: Path, started: int) -> Outcome:
    """Do a unit into ``scratch``: what stops half-way leaves nothing.

    Raises:
        Hindrance: The outputs cannot be written, or the books not be used: that is not the unit's fault.
    """
    try:
        unit = sort_files(task.job.unit, scratch, task.out)
        work = do_unit(unit, task.settings, scratch / _OUTPUTS, books)
    except Hindrance:
        raise
    except Exception as error:
        return _fail(task, key, error, started)
    return _conclude(task, key, work, unit, [f"{task.job.name}/{path.name}" for path in work.outputs], started)


def _keep(task: Task, outcome: Outcome, written: Path, ledger: Ledger) -> None:
    """Put what was written into the unit's folder; of what was done into it before, the files of other names are set aside.

    The ledger holds all these files from the beginning as those of a job that failed: what a killed process leaves is no
    other's.

    Raises:
        UnwritableOutput: A file cannot be put there.
        StoreUnusable: The ledger cannot be written.
    """
    earlier = ledger.last(task.folder)
    before = earlier.outputs if earlier else ()
    touched = tuple(dict.fromkeys((*outcome.outputs, *before)))
    if touched:
        sweep(task.folder)
        ledger.record(outcome.key, task.folder, outcome.model_copy(update={"state": "failed", "message": _BEGUN, "outputs": touched}))
        set_aside_all(task.out, (output for output in before if output not in outcome.outputs))
        put_outputs(task.out, written, outcome.outputs)
    ledger.record(outcome.key, task.folder, outcome)


def _fail(task: Task, key: str, error: Exception, started: int) -> Outcome:
    message = str(error) if isinstance(error, JuesuanError) else tell_bug(error)
    return Outcome(
        key=key,
        name=task.job.name,
        state="failed",
        message=one_line(message),
        seconds=_seconds_since(started),
        hindered=isinstance(error, Hindrance),
    )


def _conclude(task: Task, key: str, work: Work, unit: UnitFiles, outputs: Sequence[str], started: int) -> Outcome:
    counts = count_severities(work.findings)
    return Outcome(
        key=key,
        name=task.job.name,
        state="failed" if work.faults else "done",
        errors=counts["error"],
        warnings=counts["warning"],
        hints=counts["hint"],
        unchecked=work.unchecked,
        wanted=work.wanted,
        missing=work.missing,
        message=one_line("；".join(dict.fromkeys((*work.faults, *work.doubts, *unit.problems)))),
        outputs=tuple(outputs),
        seconds=_seconds_since(started),
        calls=work.calls,
        tokens=work.tokens,
        unit=work.unit,
        year=work.year,
        amounts=work.amounts,
    )


def _seconds_since(started: int) -> Decimal:
    return (Decimal(time.perf_counter_ns() - started) / 10**9).quantize(_HUNDREDTH)
