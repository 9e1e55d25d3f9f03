"""A unit's job as a worker does it: looked up in the ledger first, else done, and recorded there."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from socket import gethostname

from assistant.batch.books import Books, Ledger
from assistant.batch.outputs import is_filled, put_outputs, scratch_within, set_aside_all
from assistant.batch.plan import Job, Settings, digest_of, job_key, program_digest
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


class UnfitMachine(JuesuanError):
    """A machine has another program, folder, database or model than the one that the batch was begun on, or none.

    That is no unit's fault, and would fail all those that the machine is given: it ends the batch.
    """


class Superseded(JuesuanError):
    """Another batch was begun in the folder meanwhile: what this one still does there is of no use to anybody."""


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

    Raises:
        UnfitMachine: No unit can be done here.
        Superseded: Nothing was written or recorded of the unit.
    """
    started = time.perf_counter_ns()
    key = ""
    try:
        books = _prepare(task)
        key = find_key(task)
        if known := _recall(task, key, books.ledger):
            return known
        with scratch_within(task.scratch) as scratch:
            outcome = _do(task, key, books, scratch, started)
            if not books.knows(task.mark):
                raise Superseded(str(task.out), "这个文件夹里已另外开始了一批，这一批就此停下")
            _keep(task, outcome, scratch / _OUTPUTS, books.ledger)
    except (UnfitMachine, Superseded):
        raise
    except Exception as error:
        return _fail(task, key, error, started)
    return outcome


def _prepare(task: Task) -> Books:
    """The books of the batch.

    Raises:
        UnfitMachine: This machine has another program, folder or database than the one that the batch was begun on, or none.
        StoreUnusable: The database cannot be read.
    """
    if task.program != program_digest():
        raise UnfitMachine(_machine(), "程序的版本与主机上的不同，请装成同一版本")
    if not task.scratch.is_dir():
        raise UnfitMachine(_machine(), f"看不到主机上的文件夹 {task.out}，请各台机器挂上同一个共享文件夹，路径也相同")
    try:
        books = task.open_books()
    except Hindrance as error:
        raise UnfitMachine(_machine(), str(error)) from error
    if not books.knows(task.mark):
        raise UnfitMachine(_machine(), "用的不是主机上的数据库，请设同样的 JUESUAN_DATABASE_URL")
    return books


def find_key(task: Task) -> str:
    """The key of a job; of one with a model, the settings of the model on this machine are part of it.

    Raises:
        UnfitMachine: No model can be used on this machine.
    """
    if task.settings.drafter == "offline":
        return job_key(task.job, task.settings, task.out)
    from assistant.settings import Misconfigured, load_settings

    try:
        model = load_settings().identity
    except Misconfigured as error:
        raise UnfitMachine(_machine(), str(error)) from error
    return job_key(task.job, task.settings, task.out, model)


def _recall(task: Task, key: str, ledger: Ledger) -> Outcome | None:
    """The outcome of an earlier time, if it is not to be done again and none of the outputs is gone or empty."""
    known = ledger.find(key)
    if known is None or known.state == "failed" or not all(is_filled(task.out / output) for output in known.outputs):
        return None
    if known.state == "quarantined" and task.again:
        return None
    return known.model_copy(update={"repeated": True, **_tell_edited(known, task.out)})


def _tell_edited(known: Outcome, out: Path) -> dict[str, object]:
    """What no longer holds of an outcome whose report a person worked on after it was reviewed: that review is of another text."""
    edited = [Path(output).name for output, digest in known.reviewed.items() if digest_of(out / output) != digest]
    if not edited:
        return {}
    told = f"{'、'.join(edited)}：起草以后改过，改过的没有复核；把它放进材料文件夹，再做一次就复核"
    return {"unchecked": None, "message": one_line("；".join(filter(None, (told, known.message))))}


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
        begun = Outcome(key=outcome.key, name=outcome.name, state="failed", message=_BEGUN, outputs=touched)
        ledger.record(outcome.key, task.folder, begun)
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
        reviewed={f"{task.job.name}/{path.name}": digest_of(path) for path in work.reviewed},
        seconds=_seconds_since(started),
        calls=work.calls,
        tokens=work.tokens,
        unit=work.unit,
        year=work.year,
        amounts=work.amounts,
    )


def _machine() -> str:
    return f"机器 {gethostname()}"


def _seconds_since(started: int) -> Decimal:
    return (Decimal(time.perf_counter_ns() - started) / 10**9).quantize(_HUNDREDTH)
