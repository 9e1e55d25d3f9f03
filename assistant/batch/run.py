"""A batch as it runs: a few units at a time, each told as it begins and ends, none stopped by another's trouble."""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path

from assistant.batch.attend import Task, attend, find_key
from assistant.batch.books import Books
from assistant.batch.crew import Crew, WorkerLost
from assistant.batch.outputs import is_filled, set_aside_all, sweep
from assistant.batch.plan import Job, Settings, plan_jobs, program_digest
from assistant.errors import JuesuanError
from assistant.export.files import prepare_folder, write_whole
from schemas.batch import Event, Outcome, State, UnitFiles

TRIES = 2
"""How often a unit may cost its process before it is quarantined."""

QUARANTINE_LOG = "隔离日志.txt"
_HINDERED = 3
"""So many units one after the other that failed for a reason that lies with none of them end the batch."""

_LOOK_EVERY = 0.1
_GRACE = 0.5
"""Seconds that the units under way have to end once the batch is cancelled."""


class BatchStopped(JuesuanError):
    """A batch cannot go on, for a reason that lies with no unit; what was done is kept."""


@dataclass(frozen=True)
class Batch:
    """What all units of a batch have in common: see ``Task``."""

    settings: Settings
    out: Path
    open_books: Callable[[], Books]
    mark: str
    again: bool = False


def run_units(units: Sequence[UnitFiles], batch: Batch, scratch: Path, crew: Crew, cancelled: Callable[[], bool]) -> Iterator[Event]:
    """Do every unit into a folder of its own below ``batch.out``, which is this batch's alone, and tell what happens as it happens.

    Every unit is told first as waiting, then as running, and once it is settled, with its outcome. A job that the ledger
    holds, and whose outputs are all still there, is not repeated. Once ``cancelled`` is true no further unit is begun;
    those under way have half a second to end, then they are dropped.

    Raises:
        BatchStopped: The outputs of unit after unit could not be kept, a machine is unfit, or the crew is lost; told when all is told.
    """
    return _Run(batch, scratch, crew, cancelled).tell(plan_jobs(units))


@dataclass
class _Run:
    batch: Batch
    scratch: Path
    crew: Crew
    cancelled: Callable[[], bool]
    waiting: deque[Task] = field(default_factory=deque)
    running: dict[Future[Outcome], Task] = field(default_factory=dict)
    losses: dict[str, list[WorkerLost]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    hindered: int = 0
    stopped: str = ""
    is_mute: bool = False

    def tell(self, jobs: Sequence[Job]) -> Iterator[Event]:
        """All that happens."""
        self.counts["total"] = len(jobs)
        self.waiting.extend(self._task(job) for job in jobs)
        yield from (self._event(task, "waiting") for task in list(self.waiting))
        try:
            yield from self._work()
            yield from self._wind_up()
        finally:
            if self.running:
                self.crew.abandon()
        if self.stopped:
            raise BatchStopped("批量", f"{self.stopped}；做完的都已保存，排除后再运行同一命令接着做")

    def _work(self) -> Iterator[Event]:
        """Do what there is, until it is done, cancelled or stopped."""
        try:
            while (self.waiting or self.running) and not self._is_over():
                self.crew.require_alive()
                yield from self._begin()
                yield from self._settle(_LOOK_EVERY)
        except JuesuanError as error:
            self.stopped = str(error)

    def _task(self, job: Job) -> Task:
        batch = self.batch
        return Task(job, batch.settings, batch.out, self.scratch, batch.open_books, batch.mark, program_digest(), batch.again)

    def _is_over(self) -> bool:
        return self.cancelled() or bool(self.stopped)

    def _begin(self) -> Iterator[Event]:
        """Hand the crew as many units as it does at a time."""
        while self.waiting and len(self.running) < self.crew.at_a_time:
            task = self.waiting.popleft()
            self.running[self.crew.submit(attend, task)] = task
            if task.job.name not in self.losses:
                yield self._event(task, "running")

    def _settle(self, seconds: float) -> Iterator[Event]:
        """Wait for the first of those under way, and tell what came of it."""
        for future in wait(self.running, seconds, FIRST_COMPLETED).done if self.running else ():
            task = self.running.pop(future)
            try:
                outcome = future.result()
            except WorkerLost as loss:
                yield from self._lose(task, loss)
            except JuesuanError as error:
                self.stopped = self.stopped or ("" if self.cancelled() else str(error))
                self.waiting.appendleft(task)
            else:
                yield self._conclude(task, outcome)

    def _lose(self, task: Task, loss: WorkerLost) -> Iterator[Event]:
        """Try a unit whose process ended again after all others, for it may not be to blame, or quarantine it."""
        losses = self.losses.setdefault(task.job.name, [])
        losses.append(loss)
        if len(losses) < TRIES or self._is_over():
            self.waiting.append(task)
        else:
            yield self._conclude(task, _quarantine(task, losses))

    def _conclude(self, task: Task, outcome: Outcome) -> Event:
        sweep(task.folder)
        self.hindered = self.hindered + 1 if outcome.hindered else 0
        if self.hindered >= _HINDERED:
            self.stopped = f"连续 {_HINDERED} 个单位没有做成（{outcome.message}）"
        self.counts["done"] += 1
        return self._event(task, outcome.state, outcome)

    def _wind_up(self) -> Iterator[Event]:
        """Let those under way end for a moment, drop them then, and tell the rest as cancelled."""
        ends = time.monotonic() + _GRACE
        while self.running and time.monotonic() < ends:
            yield from self._settle(_LOOK_EVERY)
        if self.running:
            self.crew.abandon()
            wait(self.running)
            yield from self._settle(0)
        for task in self.waiting:
            self.counts["done"] += 1
            yield self._event(task, "cancelled", self._cancel(task))

    def _cancel(self, task: Task) -> Outcome:
        """The outcome of a unit that was not reached, with what an earlier batch left of it, which may be of other files.

        A ledger that cannot be read once is not asked again: each time might take as long as a connection may.
        """
        cancelled = Outcome(key="", name=task.job.name, state="cancelled")
        try:
            earlier = task.open_books().ledger.last(task.folder) if task.folder.is_dir() and not self.is_mute else None
        except JuesuanError:
            self.is_mute, earlier = True, None
        left = tuple(output for output in earlier.outputs if is_filled(task.out / output)) if earlier else ()
        return cancelled.model_copy(update={"outputs": left, "message": "这次没有做到；文件夹里是此前做的"} if left else {})

    def _event(self, task: Task, state: State, outcome: Outcome | None = None) -> Event:
        return Event(name=task.job.name, state=state, done=self.counts["done"], total=self.counts["total"], outcome=outcome)


def _quarantine(task: Task, losses: Sequence[WorkerLost]) -> Outcome:
    """The outcome of a unit that is not tried again, with its log; what was done into its folder before is set aside."""
    told = "\n\n".join(f"第{number}次：{loss.reason}\n{loss.log}" for number, loss in enumerate(losses, start=1))
    log = task.folder / QUARANTINE_LOG
    outcome = Outcome(
        key="",
        name=task.job.name,
        state="quarantined",
        message=f"试了 {len(losses)} 次都没有做完：{losses[-1].reason}；已隔离，不再重试（--again 可再试）",
    )
    try:
        outcome = outcome.model_copy(update={"key": find_key(task)})
        ledger = task.open_books().ledger
        earlier = ledger.last(task.folder)
        set_aside_all(task.out, earlier.outputs if earlier else ())
        prepare_folder(task.folder)
        write_whole(log, told.encode())
        outcome = outcome.model_copy(update={"outputs": (log.relative_to(task.out).as_posix(),)})
        ledger.record(outcome.key, task.folder, outcome)
    except JuesuanError as error:
        return outcome.model_copy(update={"message": f"{outcome.message}；{error}", "hindered": True})
    return outcome
