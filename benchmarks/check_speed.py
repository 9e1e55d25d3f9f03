"""How fast the checker reads, in one warm process with the facts loaded: `python -m benchmarks.check_speed`.

Prints characters a second on a generated report (a number every 25 characters) and, where the shared
documents lie beside the project, on these; the peak memory before and after 1,000 reviews; and what four
times as much of one thing costs.
"""

import resource
from pathlib import Path
from time import perf_counter

from assistant import pipeline
from assistant.checking.review import review
from assistant.readers.manuscript import read_manuscript
from benchmarks.corpus.reports import write_report
from benchmarks.corpus.units import draw_unit
from schemas.accounts import Accounts
from schemas.facts import FactSheet
from schemas.manuscript import Manuscript

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT.parent / "shared" / "documents"
REPEATS = 15
PIECES = (
    "支出",
    "1",
    "，",
    "（",
    "增加",
    "占",
    "1万元，",
    "2024年、",
    "其中：基本支出",
    "1 ",
    "111,",
    "1. ",
    "一万",
    "一百分之",
    "0.00,000",
)
"""Texts made of nothing else try every pattern at every place; quadratic cost would show as sixteen times."""


def main() -> None:
    """Print the table."""
    print("| 文件 | 字符 | 数字 | 每秒字符 |")
    print("|---|---:|---:|---:|")
    report = write_report(draw_unit(9_000_001))
    generated = Manuscript(file="生成的说明.txt", kind="txt", text=report.text)
    print(_measure(generated, report.sheet, report.unit.accounts))
    for name in ("jianghan-2024", "wuchang-2020"):
        document = DOCUMENTS / f"{name}.txt"
        if document.exists():
            folder = ROOT / "examples" / name
            material = pipeline.read_material(folder / "tables.xlsx", None, folder / "inputs.yaml")
            print(_measure(read_manuscript(document), material.sheet, material.accounts))
    before = _peak()
    for _ in range(1000):
        review(generated, report.sheet, report.unit.accounts)
    print(f"\n1,000 次复核前后的峰值内存：{before} MB，{_peak()} MB")
    print("\n| 只有一样东西的文字 | 读 4 倍的长度用时（倍） |")
    print("|---|---:|")
    for piece in PIECES:
        print(f"| “{piece}” | {_seconds(piece, 4) / _seconds(piece, 1):.1f} |")


def _measure(manuscript: Manuscript, sheet: FactSheet, accounts: Accounts) -> str:
    """A line for one document: the fastest of several reviews, so that other work on the machine counts least."""
    seconds = []
    for _ in range(REPEATS):
        begun = perf_counter()
        numbers = review(manuscript, sheet, accounts).coverage.numbers
        seconds.append(perf_counter() - begun)
    return f"| {manuscript.file} | {len(manuscript.text):,} | {numbers:,} | {len(manuscript.text) / min(seconds):,.0f} |"


def _seconds(piece: str, times: int) -> float:
    """How long a text of ``times`` 20,000 characters, made only of a piece, takes; the faster of three."""
    manuscript = Manuscript(file="", kind="txt", text=piece * (20_000 * times // len(piece)))
    seconds = []
    for _ in range(3):
        begun = perf_counter()
        review(manuscript, None, None)
        seconds.append(perf_counter() - begun)
    return min(seconds)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
