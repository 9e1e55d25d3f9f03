"""What a batch with a model pays: ``python -m benchmarks.batch_model [UNITS]``.

The model is a stub that fails in 5 % of requests; in a second batch the driver and workers are killed on the way.
A call is paid for when the stub has answered it, and needed once for each different request.
"""

import random
import sys
import tempfile
from pathlib import Path

import psutil

from benchmarks.batch_trial import Trial
from benchmarks.batch_units import write_units
from benchmarks.model_workers import asked, faulty
from benchmarks.stub_model import serve

UNITS = 60
WORKERS = 4
KILLS = 5
FAULTS = 0.05
LATENCY = 1.0
"""Seconds that an answer takes: long enough that some are under way whenever a process is killed."""


def main(count: int) -> None:
    """Print what was asked, answered and needed, without disturbance and with it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        write_units(place / "units", count)
        print(
            f"{count} 个单位，{WORKERS} 个工作进程，每个答复要 {LATENCY:g} 秒，服务方有 {FAULTS:.0%} 的请求出错（429、5xx、断开、网页）\n"
        )
        print("| 情形 | 完成的单位 | 请求 | 出错 | 付费的答复 | 不同的请求 | 付了两次的 |\n|---|---:|---:|---:|---:|---:|---:|", flush=True)
        print(measure("不受扰", place / "units", place / "calm", 0), flush=True)
        print(measure(f"主进程被杀 {KILLS} 次，工作进程被杀 {KILLS} 次", place / "units", place / "killed", KILLS), flush=True)


def measure(name: str, units: Path, place: Path, kills: int) -> str:
    """A row of the table: one batch until its end, its driver and its workers killed so often on the way."""
    chance, count = random.Random(8), sum(1 for _ in units.iterdir())
    with serve(faulty(FAULTS, latency=LATENCY)) as stub:
        trial = Trial(units, place, ("--what", "draft", "--drafter", "model", "--workers", str(WORKERS)))
        model = {"JUESUAN_MODEL": "stub", "JUESUAN_BASE_URL": stub.url, "JUESUAN_RETRIES": "8"}
        for moment in sorted(chance.sample(range(1, count - 1), kills)):
            run = trial.start(**model)
            if run.wait_until(moment // 2) and (workers := run.workers()):
                chance.choice(workers).kill()
            if run.wait_until(moment):
                workers = run.workers()
                run.process.kill()
                run.end()
                psutil.wait_procs(workers, timeout=10)
        run = trial.start(**model)
        run.end()
        done = sum(event["state"] == "done" for event in run.events if event.get("outcome"))
        answered = asked(stub)
        paid = sum(answered.values())
    return f"| {name} | {done} | {len(stub.requests)} | {len(stub.requests) - paid} | {paid} | {len(answered)} | {paid - len(answered)} |"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else UNITS)
