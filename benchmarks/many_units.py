"""Many units in one process: does the time a unit takes, or the memory, grow with their number?"""

import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

QUARTERS = 4


@dataclass(frozen=True)
class Quarter:
    """A quarter of the units: which, how long they took together, the memory held after them and its peak."""

    first: int
    last: int
    seconds: float
    memory_bytes: int
    peak_bytes: int

    @property
    def units(self) -> int:
        """How many units the quarter has."""
        return self.last - self.first + 1


def write_units(tables: Path, folder: Path, count: int) -> None:
    """Workbooks of so many units, each with a name and amounts of its own, made from one."""
    from assistant.export.templates import tables_workbook
    from assistant.readers.accounts import read_accounts
    from benchmarks.restated import restate

    accounts = read_accounts(tables)
    folder.mkdir()
    for number in range(1, count + 1):
        unit = restate(accounts, {accounts.unit: f"第{number}示范管理处"}, 1 + Decimal(number) / 100)
        (folder / f"{number:03d}.xlsx").write_bytes(tables_workbook(unit))


def measure_quarters(units: Path, out: Path, inputs: Path) -> list[Quarter]:
    """Draft every unit of a folder in one fresh process."""
    command = [sys.executable, "-m", "benchmarks.many_units", str(units), str(out), str(inputs)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent).stdout
    return [Quarter(**json.loads(line)) for line in told.decode().splitlines()]


def draft_quarters(units: Path, out: Path, inputs: Path) -> None:
    """Draft the units and print a line of JSON after each quarter."""
    from assistant import pipeline
    from assistant.readers.inputs import read_inputs
    from schemas.inputs import Inputs

    given = read_inputs(inputs)
    common = Inputs(**{name: getattr(given, name) for name in Inputs.model_fields if name != "profile"})
    files = sorted(units.glob("*.xlsx"))
    size = len(files) // QUARTERS
    for first in range(0, size * QUARTERS, size):
        start = time.perf_counter()
        for file in files[first : first + size]:
            material = pipeline.read_material(file)
            pipeline.write_draft(pipeline.draft_unit(pipeline.Material(material.accounts, None, common, material.findings)), out)
        seconds = time.perf_counter() - start
        print(json.dumps(asdict(Quarter(first + 1, first + size, seconds, *_memory()))), flush=True)


def _memory() -> tuple[int, int]:
    """Bytes held now and at most; where the system does not tell the first, the second stands for both."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    pages = Path("/proc/self/statm")
    return (int(pages.read_text().split()[1]) * resource.getpagesize() if pages.exists() else peak), peak


if __name__ == "__main__":
    draft_quarters(*map(Path, sys.argv[1:]))
