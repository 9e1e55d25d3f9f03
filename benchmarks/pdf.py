"""How long a published PDF takes, by stage, and several at a time: `python -m benchmarks.pdf [FILE]` prints a table.

Without a file it takes the 25-page document with nine tables that lies beside the project. Peak memory is
that of the command and of the processes that read for it, added up, as the system reports it (Linux, macOS).
"""

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.checking.review import review
from assistant.figures.sheet import compute_facts
from assistant.readers.own_tables import own_accounts
from assistant.readers.pdf import parse
from assistant.readers.pdf.characters import read_page
from assistant.readers.pdf.layout import lay_out
from schemas.inputs import Inputs
from schemas.manuscript import Manuscript

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT.parent / "shared" / "documents" / "putuo-finance-2024.pdf"
PROCESSES, COPIES = 5, 8
MEGABYTE = 1024 if sys.platform != "darwin" else 1024**2


def main(document: Path) -> None:
    """Print whole processes, then the stages of one."""
    print("| 整个进程 | 秒（最短） | 峰值内存（MB） |\n|---|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(shutil.copy(document, Path(folder) / f"{number}.pdf")) for number in range(COPIES)]
        for name, files in ((f"复核 {document.name}", copies[:1]), (f"同时复核 {COPIES} 份", copies)):
            seconds, peak = min(_run(files) for _ in range(PROCESSES))
            print(f"| {name} | {seconds:.2f} | {peak} |", flush=True)
    print("\n| 阶段（同一进程） | 秒 | 占比 |\n|---|---:|---:|")
    stages = _stages(document.name, document.read_bytes())
    for name, seconds in stages.items():
        print(f"| {name} | {seconds:.3f} | {100 * seconds / sum(stages.values()):.0f}% |")


def _run(files: list[Path]) -> tuple[float, int]:
    """Seconds of the command as a process, and the peak memory of it and of one that reads for it."""
    command = [sys.executable, "-m", "benchmarks.pdf", "--once", *map(str, files)]
    begun = perf_counter()
    told = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True).stdout
    return perf_counter() - begun, int(told.split()[-1])


def _once(files: list[str]) -> None:
    """Check as the command line does, then print the peak memory of this process and its largest child together."""
    from assistant.cli import main as command_line

    command_line(["check", *files, "--format", "jsonl"])
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"\n{sum(peaks) // MEGABYTE}")


def _stages(file: str, data: bytes) -> dict[str, float]:
    stages: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        begun = perf_counter()
        outcome = work()
        stages[name] = perf_counter() - begun
        return outcome

    timed("载入表格库", lambda: __import__("pdfplumber"))
    opened = parse._open(file, data)
    pages = timed("文字", lambda: [read_page(opened, index) for index in range(len(opened))])
    tables, _ = timed("有线的表", lambda: parse._tables(file, data, pages))
    laid_out = timed("排成段落", lambda: lay_out(file, pages, tables))
    manuscript = Manuscript(file=file, kind="pdf", text=laid_out.text, tables=laid_out.tables, printed=laid_out.runs)
    accounts = timed("九张表", lambda: own_accounts(manuscript))
    facts = compute_facts(accounts, None, Inputs()) if accounts else None
    timed("复核", lambda: review(manuscript, facts, accounts))
    return stages


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        _once(sys.argv[2:])
    else:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENT)
