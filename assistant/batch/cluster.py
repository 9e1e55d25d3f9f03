"""Several machines behind one address: units go to the workers of a dask cluster, each done there in a process with limits.

Source, outputs and database must be the same for all machines: a shared folder, and PostgreSQL.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, wait
from contextlib import contextmanager, suppress
from functools import partial
from secrets import token_hex
from threading import Lock, Thread
from typing import Any, ParamSpec, TypeVar

from assistant.batch.crew import Crew, WorkerLost
from assistant.batch.processes import Limits, Processes
from assistant.errors import JuesuanError

_P = ParamSpec("_P")
_T = TypeVar("_T")
_TIMEOUT = 10
_ASK_EVERY = 2.0
_ALONE = 60.0
"""Seconds without any worker after which a batch does not wait for one longer."""

_MOMENT = 0.8
"""Seconds in which a cluster is told that a batch has ended; a machine that is cut off answers only after many."""

_LOOK_EVERY = 0.5
"""Seconds after which a worker looks whether anybody still waits for what it does."""

_AHEAD = 2
"""Units handed over for each thread of a worker, so that none waits for the next."""

_CUT_OFF = (OSError, CancelledError, RuntimeError, ValueError)
"""What a client raises that is closed, or loses its scheduler."""


class ClusterLost(JuesuanError):
    """The cluster cannot be reached, or not any more."""


@contextmanager
def connect(address: str, limits: Limits) -> "Iterator[Cluster]":
    """The cluster whose scheduler is at ``address``.

    Raises:
        ClusterLost: There is none, or what it needs is not installed.
    """
    try:
        import dask

        dask.config.set({"logging": {"distributed": "critical", "distributed.client": "critical"}})
        from distributed import Client
    except ImportError:
        raise ClusterLost("--cluster", '集群需要另装组件：pip install "juesuan[cluster]"') from None
    try:
        client: Any = Client(address, timeout=_TIMEOUT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ClusterLost(address, "连不上集群的调度器") from error
    cluster = Cluster(client, address, limits)
    try:
        cluster.require_workers()
        yield cluster
    finally:
        cluster.abandon()
        client.close(timeout=2)


class Cluster(Crew):
    """The workers of a cluster as one crew."""

    def __init__(self, client: Any, address: str, limits: Limits) -> None:
        self._client, self._address, self._limits = client, address, limits
        self._mark = token_hex(16)
        self._executor: Executor = client.get_executor(pure=False)
        self._open: set[Future[Any]] = set()
        self._threads, self._asked, self._peopled = 0, 0.0, time.monotonic()

    @property
    def at_a_time(self) -> int:
        """Some more than the threads of all workers, as the scheduler last told."""
        return max(1, _AHEAD * self._threads)

    def require_workers(self) -> None:
        """Wait for the first worker.

        Raises:
            ClusterLost: There is none.
        """
        try:
            self._client.wait_for_workers(1, timeout=_TIMEOUT)
        except OSError:
            raise ClusterLost(self._address, "集群里没有机器，请先在各台机器上运行 dask worker") from None

    def require_alive(self) -> None:
        """Ask the scheduler now and then how many threads its workers have.

        Raises:
            ClusterLost: It does not answer, or it has had no worker for some time.
        """
        now = time.monotonic()
        if now - self._asked < _ASK_EVERY:
            return
        try:
            self._threads = sum(self._client.nthreads().values())
        except _CUT_OFF as error:
            raise ClusterLost(self._address, "与集群的连接断了") from error
        self._asked, self._peopled = now, now if self._threads else self._peopled
        if now - self._peopled > _ALONE:
            raise ClusterLost(self._address, "集群里没有机器了")

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Have a function called in a process of a worker; one that ends without an answer is tried elsewhere by the scheduler."""
        told: Future[_T] = Future()
        inner = self._executor.submit(call_apart, self._mark, self._limits, partial(fn, *args, **kwargs))
        self._open.add(inner)
        inner.add_done_callback(partial(self._pass_on, told))
        return told

    def abandon(self) -> None:
        """Have nothing begun that waits, and end what runs on the workers, as far as they can be reached in a moment."""
        for inner in list(self._open):
            inner.cancel()
        dismissing = Thread(target=self._dismiss, daemon=True)
        dismissing.start()
        dismissing.join(_MOMENT)

    def _dismiss(self) -> None:
        with suppress(*_CUT_OFF):
            self._client.run(dismiss, self._mark, on_error="ignore")

    def _pass_on(self, told: Future[_T], inner: Future[_T]) -> None:
        from distributed import KilledWorker

        self._open.discard(inner)
        try:
            told.set_result(inner.result())
        except KilledWorker as error:
            told.set_exception(WorkerLost("集群中处理它的几台机器都意外结束", str(error)))
        except CancelledError:
            told.set_exception(ClusterLost(self._address, "与集群的连接断了"))
        except (WorkerLost, JuesuanError) as error:
            told.set_exception(error)
        except Exception as error:  # whatever a worker raises that cannot load the call, or its result
            reason = f"集群里的机器做不了，请看是否装了同一版本的程序（{type(error).__name__}）"
            lost = ClusterLost(self._address, reason)
            lost.__cause__ = error
            told.set_exception(lost)


def call_apart(mark: str, limits: Limits, call: Callable[[], _T]) -> _T:
    """Call a function in a process of this worker, so that limits hold and a crash costs one unit only.

    The batch has ended for this worker, too, once the scheduler has heard that its driver is gone.

    Raises:
        WorkerLost: The process ended, or the batch of this mark has ended.
    """
    with _lock:
        future = _processes(mark, limits).submit(call)
        _open[mark] += 1
    try:
        while not wait([future], _LOOK_EVERY).done:
            if _is_dropped():
                dismiss(mark)
        return future.result()
    finally:
        with _lock:
            _open[mark] -= 1


def dismiss(mark: str) -> None:
    """End the processes of this worker that belong to the batch of this mark."""
    with _lock:
        crew, _crews[mark] = _crews.get(mark), None
    if crew:
        crew.abandon()
        crew.shutdown()


def _is_dropped() -> bool:
    """Whether the scheduler has told this worker that nobody waits any more for what this thread does."""
    from distributed import get_worker

    worker = get_worker()
    known = worker.state.tasks.get(worker.get_current_task())
    return known is None or known.state == "cancelled"


def _processes(mark: str, limits: Limits) -> Processes:
    """The processes of this worker for a batch, as many as it calls at a time; those of others that stand idle are ended.

    Raises:
        WorkerLost: The batch has ended.
    """
    from distributed import get_worker

    if mark not in _crews:
        for other, crew in list(_crews.items()):
            if crew and not _open[other]:
                crew.shutdown()
                del _crews[other]
        _crews[mark] = Processes(get_worker().state.nthreads, limits)
    known = _crews[mark]
    if known is None:
        raise WorkerLost("这一批已停下")
    return known


_crews: dict[str, Processes | None] = {}
"""What a worker has for each batch; None once the batch has ended."""

_open: Counter[str] = Counter()
"""The calls under way for each batch."""

_lock = Lock()
