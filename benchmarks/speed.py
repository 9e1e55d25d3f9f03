"""How fast and how large: whole processes, one warm process, 100 units in one; ``python -m benchmarks.speed`` prints a table.

The targets are those of the first issue; they are printed beside what was measured and asserted nowhere.
Peak memory is what the system reports (``ru_maxrss``), so this runs on Linux and macOS.
"""

import contextlib
import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.many_units import Quarter, measure_quarters, write_units

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "jianghan-2024"
TABLES, INPUTS = EXAMPLE / "tables.xlsx", EXAMPLE / "inputs.yaml"
PROCESSES, WARM, UNITS = 5, 20, 100
MEGABYTE = 2**20
MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Measure:
    """What was measured, in seconds, and the target."""

    name: str
    target: float
    seconds: tuple[float, ...]
    peak_bytes: int | None = None


def main() -> None:
    """Measure everything and print it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        measures = [
            measure_process("juesuan --help（整个进程）", 0.2, ["--help"]),
            measure_process("juesuan draft（整个进程）", 1.5, ["draft", str(TABLES), "--inputs", str(INPUTS), "--out", str(place / "out")]),
            *measure_warm(place / "warm"),
        ]
        print(render_measures(measures), flush=True)
        units = place / "units"
        write_units(TABLES, units, UNITS)
        print(render_quarters(measure_quarters(units, place / "drafts", INPUTS)))


def measure_process(name: str, target: float, arguments: Sequence[str]) -> Measure:
    """Run the command line as a process of its own, once to warm the disk and then ``PROCESSES`` times."""
    runs = [_run(arguments) for _ in range(PROCESSES + 1)][1:]
    return Measure(name, target, tuple(seconds for seconds, _ in runs), max(peak for _, peak in runs))


def measure_warm(out: Path) -> list[Measure]:
    """Reading and computing, then drafting and writing, of one unit in this process, the first run left out."""
    from assistant import pipeline

    material = pipeline.read_material(TABLES, inputs=INPUTS)

    def read_and_compute() -> None:
        _ = pipeline.read_material(TABLES, inputs=INPUTS).sheet

    def draft_and_write() -> None:
        pipeline.write_draft(pipeline.draft_unit(replace(material)), out)  # a copy has computed nothing yet

    read, written = _repeat(read_and_compute), _repeat(draft_and_write)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_BYTES
    return [Measure("读取和计算（同一进程）", 0.06, read), Measure("起草和写出（同一进程）", 0.5, written, peak)]


def render_measures(measures: Sequence[Measure]) -> str:
    """A Markdown table of times in milliseconds and peak memory."""
    rows = [
        f"| {measure.name} | {measure.target * 1000:.0f} | {statistics.median(measure.seconds) * 1000:.0f} "
        f"| {min(measure.seconds) * 1000:.0f}–{max(measure.seconds) * 1000:.0f} | {len(measure.seconds)} "
        f"| {f'{measure.peak_bytes / MEGABYTE:.0f}' if measure.peak_bytes else '—'} |"
        for measure in measures
    ]
    head = ["| 项目 | 目标（毫秒） | 中位数 | 最小–最大 | 次数 | 峰值内存（MB，目标 200） |", "|---|---:|---:|---:|---:|---:|"]
    return "\n".join([*head, *rows]) + "\n"


def render_quarters(quarters: Sequence[Quarter]) -> str:
    """A Markdown table of the time a unit and the memory after each quarter of the units."""
    rows = [
        f"| {quarter.first}–{quarter.last} | {quarter.seconds / quarter.units * 1000:.0f} | {quarter.memory_bytes / MEGABYTE:.0f} "
        f"| {quarter.peak_bytes / MEGABYTE:.0f} |"
        for quarter in quarters
    ]
    head = ["| 同一进程中的单位 | 每个单位（毫秒） | 其后的内存（MB） | 峰值（MB） |", "|---|---:|---:|---:|"]
    return "\n".join([*head, *rows]) + "\n"


def _run(arguments: Sequence[str]) -> tuple[float, int]:
    """Seconds and peak bytes of one run."""
    script = Path(sys.executable).with_name("juesuan")
    command = [str(script)] if script.exists() else [sys.executable, "-m", "assistant.cli"]
    start = time.perf_counter()
    process = subprocess.Popen([*command, *arguments], stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit {process.returncode}")
    return seconds, usage.ru_maxrss * MAXRSS_BYTES


def _repeat(action: Callable[[], object]) -> tuple[float, ...]:
    seconds = []
    for _ in range(WARM + 1):
        start = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            action()
        seconds.append(time.perf_counter() - start)
    return tuple(seconds[1:])


if __name__ == "__main__":
    main()
