"""What a batch came to so far: the outcome of each unit and the sum of their amounts, taken from the events as they come."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.batch.outputs import SUMMARY
from assistant.batch.summary import summary_xlsx
from assistant.errors import JuesuanError, UnwritableOutput
from assistant.export.batch_html import summary_html
from assistant.export.batch_words import tell_rollup
from assistant.export.files import write_whole
from assistant.figures.rollup import compare_sum
from assistant.figures.sums import Sum
from assistant.readers.unit_accounts import read_unit_accounts
from schemas.accounts import Accounts
from schemas.batch import SETTLED, End, Event, Outcome
from schemas.rollup import Rollup

_FEWEST = 2
"""Units of which a sum is worth telling."""

_MOST_NAMED = 5
"""Units of another year whose names are told."""


class Totals:
    """The outcomes by unit, in the order in which the units were told first; their amounts are kept as a sum a year only."""

    def __init__(self) -> None:
        self._outcomes: dict[str, Outcome | None] = {}
        self._sums: defaultdict[int, Sum] = defaultdict(Sum)
        self._summed: dict[tuple[str, int], str] = {}
        self._notes: list[str] = []
        self._summaries: tuple[Path, ...] = ()
        self._told, self._mismatches = "", 0

    def take(self, event: Event) -> None:
        """Take note of an event."""
        outcome = event.outcome
        if outcome and outcome.amounts:
            self._add(outcome)
        self._outcomes[event.name] = outcome.model_copy(update={"amounts": {}}) if outcome else None

    def note(self, problems: Iterable[str]) -> None:
        """Take note of what a person should know beside the units."""
        self._notes += problems

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know beside the units."""
        return tuple(self._notes)

    @property
    def outcomes(self) -> list[Outcome]:
        """Those of the settled units."""
        return [outcome for outcome in self._outcomes.values() if outcome]

    def write(self, out: Path, tables: Path | None) -> None:
        """Write the summary beside the folders of the units; ``tables`` are the department's own. What cannot be written is noted."""
        outcomes, rollup = self.outcomes, self._roll_up(tables)
        if rollup:
            self._told = "；".join(part for part in (self._told, tell_rollup(rollup)) if part)
            self._mismatches = sum(finding.severity == "error" for finding in rollup.findings)
        summaries = {
            out / f"{SUMMARY}.xlsx": summary_xlsx(outcomes, rollup, self.notes),
            out / f"{SUMMARY}.html": summary_html(outcomes, rollup, self.notes).encode(errors="replace"),
        }
        self._summaries = tuple(path for path, data in summaries.items() if self._is_written(path, data))

    def tell(self, stopped: str = "") -> End:
        """The end of the batch in numbers."""
        outcomes = self.outcomes
        counts = Counter(outcome.state for outcome in outcomes)
        return End(
            counts={state: counts[state] for state in SETTLED},
            repeated=sum(outcome.repeated for outcome in outcomes),
            errors=sum(outcome.errors for outcome in outcomes) + self._mismatches,
            warnings=sum(outcome.warnings for outcome in outcomes),
            unchecked=sum(outcome.unchecked for outcome in outcomes),
            wanted=sum(len(outcome.wanted) for outcome in outcomes),
            missing=sum(len(outcome.missing) for outcome in outcomes),
            calls=sum(outcome.calls for outcome in outcomes if not outcome.repeated),
            tokens=sum(outcome.tokens for outcome in outcomes if not outcome.repeated),
            summaries=self._summaries,
            rollup=self._told,
            notes=self.notes,
            stopped=stopped,
        )

    def _add(self, outcome: Outcome) -> None:
        """Add a unit's amounts to the sum of its year, once."""
        first = self._summed.setdefault((outcome.unit, outcome.year), outcome.name)
        if first == outcome.name:
            self._sums[outcome.year].add(outcome.amounts)
        else:
            self._notes.append(f"{outcome.name} 与 {first} 都是{outcome.unit}{outcome.year}年度的，只汇入一次")

    def _is_written(self, path: Path, data: bytes) -> bool:
        try:
            write_whole(path, data)
        except UnwritableOutput as error:
            self._notes.append(f"{error}（如果正在 Excel 等程序里打开，请关掉再运行同一命令）")
            return False
        return True

    def _roll_up(self, tables: Path | None) -> Rollup | None:
        """The units' sum of the department's year, held against its tables; without these, the sum of the year of most units."""
        department = self._read_department(tables)
        year = department.year if department else max(self._sums, key=lambda year: self._sums[year].units, default=0)
        summed = self._sums[year]
        if department or summed.units >= _FEWEST:
            self._notes += (f"汇总的是{year}年度，别的年度没有汇入：{told}" for told in self._tell_others(year))
        if department is None and summed.units < _FEWEST:
            return None
        return compare_sum(summed, department, missing=len(self._outcomes) - summed.units)

    def _tell_others(self, year: int) -> Iterator[str]:
        """The years other than that of the sum, each with its units."""
        units: defaultdict[int, list[str]] = defaultdict(list)
        for (_, other), name in self._summed.items():
            units[other].append(name)
        for other in sorted(units.keys() - {year}):
            names, rest = "、".join(units[other][:_MOST_NAMED]), "等" if len(units[other]) > _MOST_NAMED else ""
            yield f"{f'{other}年度' if other else '没有写年度'}的 {len(units[other])} 个（{names}{rest}）"

    def _read_department(self, tables: Path | None) -> Accounts | None:
        """The department's own tables; what is wrong with the file is told beside the sum."""
        if tables is None:
            return None
        try:
            return read_unit_accounts(tables)
        except JuesuanError as error:
            self._told = f"部门汇总表不能使用（{error}）"
            return None
