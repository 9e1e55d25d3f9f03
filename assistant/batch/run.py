"""A batch as it runs: a few units at a time, each told as it begins and ends, none stopped by another's trouble."""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from assistant.batch.plan import Job, Settings, plan_jobs
from assistant.batch.work import Work, do_unit
from assistant.errors import JuesuanError, tell_bug
from assistant.export.excerpts import one_line
from assistant.export.review_words import count_severities
from schemas.batch import Event, Outcome, State, UnitFiles

_HUNDREDTH = Decimal("0.01")

_Step = tuple[Job, State, Outcome | None]


class Ledger(Protocol):
    """Where finished jobs are kept by their key, beyond one batch."""

    def find(self, key: str) -> Outcome | None:
        """The outcome of a job that was finished."""

    def record(self, key: str, outcome: Outcome) -> None:
        """Keep the outcome of a job that has been finished."""


def run_units(
    units: Sequence[UnitFiles],
    settings: Settings,
    out: Path,
    ledger: Ledger,
    on_event: Callable[[Event], None],
    cancelled: Callable[[], bool],
    workers: int = 2,
) -> list[Outcome]:
    """Do every unit into a folder of its own below ``out``; the outcomes are in the order of the units.

    A job that the ledger holds, and whose outputs are all still there, is not repeated. Once ``cancelled`` is true no
    further unit is begun; those running are finished. ``on_event``, ``cancelled`` and ``ledger`` are called by the
    calling thread only: every unit is told first as waiting, then as running, and once it is settled, with its outcome.
    """
    jobs = plan_jobs(units, settings)
    outcomes: dict[str, Outcome] = {}
    for job, state, outcome in _list_steps(jobs, settings, out, ledger, cancelled, workers):
        if outcome:
            outcomes[job.name] = outcome
        on_event(Event(key=job.key, name=job.name, state=state, done=len(outcomes), total=len(jobs), outcome=outcome))
    return [outcomes[job.name] for job in jobs]


def _list_steps(
    jobs: Sequence[Job], settings: Settings, out: Path, ledger: Ledger, cancelled: Callable[[], bool], workers: int
) -> Iterator[_Step]:
    """The states that the jobs come to, one after another."""
    yield from ((job, "waiting", None) for job in jobs)
    waiting, running = deque(jobs), dict[Future[Outcome], Job]()
    with ThreadPoolExecutor(max(1, workers)) as pool:
        while waiting or running:
            while waiting and len(running) < max(1, workers):
                job = waiting.popleft()
                settled = _cancel(job) if cancelled() else _recall(job, out, ledger)
                if settled is None:
                    running[pool.submit(_attempt, job, settings, out)] = job
                yield (job, settled.state, settled) if settled else (job, "running", None)
            for future in wait(running, return_when=FIRST_COMPLETED).done if running else ():
                job, outcome = running.pop(future), future.result()
                if outcome.state == "done":
                    ledger.record(job.key, outcome)
                yield job, outcome.state, outcome


def _cancel(job: Job) -> Outcome:
    return Outcome(key=job.key, name=job.name, state="cancelled")


def _recall(job: Job, out: Path, ledger: Ledger) -> Outcome | None:
    """The outcome of an earlier batch, if none of the outputs is gone or empty."""
    known = ledger.find(job.key)
    if known is None or not all(_is_filled(out / output) for output in known.outputs):
        return None
    return known.model_copy(update={"repeated": True})


def _is_filled(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _attempt(job: Job, settings: Settings, out: Path) -> Outcome:
    """Do a job; whatever stops it is told in its outcome, a bug too: it must not stop the other units."""
    started = time.perf_counter_ns()
    try:
        work = do_unit(job.unit, settings, out / job.name)
    except JuesuanError as error:
        work = Work(faults=(str(error),))
    except Exception as error:
        work = Work(faults=(tell_bug(error),))
    seconds = (Decimal(time.perf_counter_ns() - started) / 10**9).quantize(_HUNDREDTH)
    return _conclude(job, work, out, seconds)


def _conclude(job: Job, work: Work, out: Path, seconds: Decimal) -> Outcome:
    counts = count_severities(work.findings)
    return Outcome(
        key=job.key,
        name=job.name,
        state="failed" if work.faults else "done",
        errors=counts["error"],
        warnings=counts["warning"],
        hints=counts["hint"],
        unchecked=work.unchecked,
        wanted=work.wanted,
        missing=work.missing,
        message=one_line("；".join(dict.fromkeys((*work.faults, *job.unit.problems)))),
        outputs=tuple(path.relative_to(out).as_posix() for path in work.outputs),
        seconds=seconds,
    )
