"""Many workers on one provider: processes that share a database, and with it the limits, the back-off and the answers.

``python -m benchmarks.model_workers [DATABASE_URL]`` prints what sharing costs a call, there or in SQLite, and what
four workers on a SQLite file pay for the same units at 5 % faults. A minute is shortened: the clock that the limits
are kept by runs ``Work.haste`` times as fast.
"""

import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sqlalchemy import Connection

from assistant.drafting.model.asking import Access
from assistant.drafting.model.client import EndpointClient
from assistant.drafting.model.drafter import word_with_model
from assistant.model_drafts import word_material
from assistant.pacing import MINUTE, Limits, Turn
from assistant.settings import ModelSettings
from assistant.store.answers import StoredAnswers
from assistant.store.clock import present_second
from assistant.store.database import open_store
from assistant.store.throttle import StoredThrottle
from benchmarks.model_drafts import draw_material
from benchmarks.stub_model import Stub, serve

_LAPSE = 180.0
FAULTS = ("429", "503", "500", "dropped", "html")


@dataclass(frozen=True)
class Work:
    """What each worker does: draft so many units by the model at ``url``."""

    url: str
    database: str
    units: int
    limits: Limits
    haste: float = 1.0
    concurrency: int = 4


class Done(NamedTuple):
    """What a worker did: calls, answers of others, pieces that stayed offline for want of an answer, the starts it reserved."""

    calls: int
    kept: int
    stopped: int
    starts: list[float]


@dataclass
class Recorded:
    """A throttle whose reservations are remembered, by the clock that they were made by."""

    throttle: StoredThrottle
    now: threading.local
    starts: list[float] = field(default_factory=list)

    def reserve(self, tokens: int) -> Turn:
        """The turn of a call."""
        turn = self.throttle.reserve(tokens)
        if turn.is_granted and not self.throttle.limits.are_none:
            self.starts.append(self.now.second + turn.wait)
        return turn

    def settle(self, difference: int) -> None:
        """Count the tokens used."""
        self.throttle.settle(difference)

    def back_off(self, seconds: float) -> None:
        """Let nobody make a call."""
        self.throttle.back_off(seconds)

    def closed(self) -> float:
        """The seconds for which nobody may make a call."""
        return self.throttle.closed()


def draft_units(task: Work) -> Done:
    """Draft the units as one worker of several."""
    store, now = open_store(task.database), threading.local()

    def clock(connection: Connection) -> float:
        now.second = present_second(connection) * task.haste
        return float(now.second)

    throttle = Recorded(StoredThrottle(store, "stub", task.limits, clock), now)
    settings = ModelSettings(model="stub", base_url=task.url, concurrency=task.concurrency, retries=8, repairs=1)
    calls, kept, stopped = 0, 0, 0
    with StoredAnswers(store, lapse=_LAPSE) as answers:
        access = Access(answers, throttle, lambda seconds: time.sleep(seconds / task.haste))
        for number in range(task.units):
            material, outline = draw_material(number)
            sheet, report = word_material(material, outline)
            spending = word_with_model(report, sheet, settings, EndpointClient(settings), access).spending
            calls, kept, stopped = calls + spending.calls, kept + spending.kept, stopped + bool(spending.stopped)
    store.engine.dispose()
    return Done(calls, kept, stopped, throttle.starts)


def faulty(share: float, faults: Sequence[str] = FAULTS, latency: float = 0.0, seed: int = 1) -> Stub:
    """A model that fails at random, in such a share of requests."""
    chance = Random(seed)
    return Stub(plan=lambda number: chance.choice(faults) if chance.random() < share else "honest", latency=latency)


def run(task: Work, workers: int) -> list[Done]:
    """What so many processes did, all of them the same units at the same time."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.model_workers", "langchain.chat_models", "langchain_openai"])
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        return list(pool.map(draft_units, [task] * workers))


def fullest(starts: Sequence[float]) -> int:
    """The most calls that start within any minute."""
    return max(sum(start <= other < start + MINUTE - 1e-3 for other in starts) for start in starts)


def asked(stub: Stub) -> Counter[str]:
    """How often each request was answered, by its words."""
    return Counter(str(request["messages"]) for request, behaviour in zip(stub.requests, stub.done, strict=True) if behaviour == "honest")


def costs(database: str, times: int = 300) -> None:
    """What each step takes a single worker, in milliseconds."""
    store = open_store(database)
    unlimited, limited = (StoredThrottle(store, "costs", limits) for limits in (Limits(), Limits(10**6, 10**9)))
    answers = StoredAnswers(store, lapse=_LAPSE)
    steps: dict[str, Callable[[str], object]] = {
        "取号，不限": lambda key: unlimited.reserve(1000),
        "取号，有限": lambda key: limited.reserve(1000),
        "结算": lambda key: limited.settle(-10),
        "查答复": answers.find,
        "认领": answers.claim,
        "存答复": lambda key: answers.keep(key, {"paragraphs": ["人员经费减少" * 50]}),
    }
    series = uuid.uuid4().hex
    print("| 每次 | 毫秒 |")
    print("|---|---:|")
    for told, step in steps.items():
        began = time.perf_counter()
        for number in range(times):
            step(f"{series}{number}")
        print(f"| {told} | {1000 * (time.perf_counter() - began) / times:.2f} |")
    store.engine.dispose()


def together(database: str, limits: Limits, haste: float) -> None:
    """What four workers pay for the same units."""
    with serve(faulty(0.05, latency=0.05)) as stub:
        began = time.perf_counter()
        done = run(Work(stub.url, database, 8, limits, haste), 4)
        seconds = time.perf_counter() - began
    answered = asked(stub)
    print(f"{limits}：{seconds:.1f} 秒，请求 {len(stub.requests)}，付费的答复 {sum(answered.values())}，不同的请求 {len(answered)}；")
    print(f"取自别人 {sum(each.kept for each in done)}，没有答复而停下的份数 {sum(each.stopped for each in done)}")
    starts = [start for each in done for start in each.starts]
    if starts:
        print(f"一分钟之内最多 {fullest(starts)} 次")


def main() -> None:
    """Print what sharing costs and saves, in SQLite or in the database named."""
    with TemporaryDirectory() as folder:
        files = (f"sqlite:///{Path(folder)}/{name}.sqlite3" for name in ("costs", "free", "limited"))
        costs(sys.argv[1] if len(sys.argv) > 1 else next(files))
        for limits, haste in ((Limits(), 1.0), (Limits(15), 20.0)):
            together(next(files), limits, haste)


if __name__ == "__main__":
    main()
