"""How many small faults in a room's code its own tests find: `python -m benchmarks.mutation checking 600`.

mutmut (``pip install mutmut``, not among the pinned packages) makes the faults; a random sample of them,
the same every time, is tried one by one with ``tests/<room>`` on a copy of the project. Prints the score
and every fault that no test noticed, to be looked at with ``--show``.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
SEED = 20
TIME_LIMIT = 120
"""Seconds; the slowest room's tests take ten."""

Verdict = tuple[str, str]
"""A fault's name and what became of it."""


def main(room: str, size: int, workers: int = 2) -> None:
    """Print what became of a sample of ``size`` faults."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "out", "__pycache__"))
        if (ROOT.parent / "shared").exists():
            (Path(folder) / "shared").symlink_to(ROOT.parent / "shared")
        faults = sorted(_mutate(copy, copy / "assistant" / room))
        sample = random.Random(SEED).sample(faults, min(size, len(faults)))
        if _try(copy, room, "")[1] != "留下":
            raise SystemExit("没有改动时测试就不通过。")
        with ThreadPoolExecutor(workers) as pool:
            verdicts = list(pool.map(partial(_try, copy, room), sample))
    for name, verdict in verdicts:
        if verdict == "留下":
            print(name, flush=True)
    counts = Counter(verdict for _, verdict in verdicts)
    caught = len(verdicts) - counts["留下"]
    print(f"{room}：{len(faults):,} 处改动中抽 {len(verdicts)} 处，{dict(counts)}，查出 {100 * caught / len(verdicts):.1f}%")


def _mutate(copy: Path, folder: Path) -> list[str]:
    """Puts every fault into the files of a folder, asleep, and gives their names."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    names = []
    for file in folder.rglob("*.py"):
        mutated = mutate_file_contents(str(file), file.read_text(encoding="utf-8"))
        file.write_text(mutated.code, encoding="utf-8")
        module = ".".join(file.relative_to(copy).with_suffix("").parts)
        names += [f"{module}.{name}" for name in mutated.mutant_names]
    return names


def _try(copy: Path, room: str, fault: str) -> Verdict:
    """Wakes one fault and runs the room's tests until one fails."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", f"tests/{room}"]
    environment = os.environ | {"MUTANT_UNDER_TEST": fault, "PYTHONPATH": str(copy), "CI": "1"}
    try:
        outcome = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=TIME_LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return fault, "超时"
    return fault, "留下" if outcome.returncode == 0 else "查出"


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *map(int, sys.argv[3:]))
