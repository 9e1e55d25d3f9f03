"""A unit's job as a worker does it: looked up in the ledger first, else done, and recorded there."""

import time
from collections.abc import Callable, Iterable, Mapping
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
_SET_ASIDE = "，现在是旧稿"


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

    def place(self, output: Path) -> str:
        """Where an output belongs, as a path within ``out``."""
        return f"{self.job.name}/{output.name}"


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
        earlier = books.ledger.last(task.folder)
        with scratch_within(task.scratch) as scratch:
            outcome = _do(task, key, books, scratch, started, _find_edited(earlier, task.out))
            if not books.knows(task.mark):
                raise Superseded(str(task.out), "这个文件夹里已另外开始了一批，这一批就此停下")
            _keep(task, outcome, scratch / _OUTPUTS, books.ledger, earlier)
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
    edited = _find_edited(known, task.out) if known.unchecked is not None else {}
    lapsed = {"unchecked": None} if edited else {}
    return _tell_edited(known.model_copy(update={"repeated": True, **lapsed}), edited)


def _find_edited(earlier: Outcome | None, out: Path) -> dict[str, str]:
    """Of the files of a drafted report those that a person changed since, by name, each with its hash now."""
    found = {output: digest_of(out / output) for output in earlier.drafted} if earlier else {}
    return {Path(output).name: digest for output, digest in found.items() if earlier and digest not in {"", earlier.drafted[output]}}


def _tell_edited(outcome: Outcome, edited: Iterable[str], now: str = "") -> Outcome:
    """The outcome with the files that a person changed and nobody reviewed since; ``now`` says what became of them."""
    names = tuple(edited)
    if not names:
        return outcome
    told = f"{'、'.join(names)}：起草以后改过{now}，改过的没有复核，请另用“复核”（juesuan check）核对"
    return outcome.model_copy(update={"edited": names, "message": one_line("；".join(filter(None, (told, outcome.message))))})


def _do(task: Task, key: str, books: Books, scratch: Path, started: int, edited: Mapping[str, str]) -> Outcome:
    """Do a unit into ``scratch``: what stops half-way leaves nothing.

    The files that a person ``edited``, by name with their hashes, will be set aside: they are told but for those that are
    among the documents reviewed.

    Raises:
        Hindrance: The outputs cannot be written, or the books not be used: that is not the unit's fault.
    """
    try:
        unit = sort_files(task.job.unit, scratch, task.out)
        work = do_unit(unit, task.settings, scratch / _OUTPUTS, books)
    except Hindrance:
        raise
    except Exception as error:
        return _tell_edited(_fail(task, key, error, started), edited, _SET_ASIDE)
    given = {digest_of(path) for path in unit.documents}
    unread = [name for name, digest in edited.items() if digest not in given]
    return _tell_edited(_conclude(task, key, work, unit, started), unread, _SET_ASIDE)


def _keep(task: Task, outcome: Outcome, written: Path, ledger: Ledger, earlier: Outcome | None) -> None:
    """Put what was written into the unit's folder; of what was done into it ``earlier``, the files of other names are set aside.

    The ledger holds all these files from the beginning as those of a job that failed: what a killed process leaves is no
    other's.

    Raises:
        UnwritableOutput: A file cannot be put there.
        StoreUnusable: The ledger cannot be written.
    """
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


def _conclude(task: Task, key: str, work: Work, unit: UnitFiles, started: int) -> Outcome:
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
        outputs=tuple(task.place(path) for path in work.outputs),
        drafted={task.place(path): digest_of(path) for path in work.drafted},
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
