"""What a batch came to so far: the outcome of each unit and the sum of their amounts, taken from the events as they come."""

from collections import Counter, defaultdict
from pathlib import Path

from assistant.batch.plan import SUMMARY
from assistant.batch.summary import summary_xlsx
from assistant.errors import JuesuanError
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


class Totals:
    """The outcomes by unit, in the order in which the units were told first; their amounts are kept as a sum a year only."""

    def __init__(self) -> None:
        self._outcomes: dict[str, Outcome | None] = {}
        self._sums: defaultdict[int, Sum] = defaultdict(Sum)
        self._summaries: tuple[Path, ...] = ()
        self._told, self._mismatches = "", 0

    def take(self, event: Event) -> None:
        """Take note of an event."""
        outcome = event.outcome
        if outcome and outcome.amounts:
            self._sums[outcome.year].add(outcome.amounts)
        self._outcomes[event.name] = outcome.model_copy(update={"amounts": {}}) if outcome else None

    @property
    def outcomes(self) -> list[Outcome]:
        """Those of the settled units."""
        return [outcome for outcome in self._outcomes.values() if outcome]

    def write(self, out: Path, tables: Path | None) -> None:
        """Write the summary beside the folders of the units; ``tables`` are the department's own.

        Raises:
            UnwritableOutput: It cannot be written.
        """
        outcomes, rollup = self.outcomes, self._roll_up(tables)
        if rollup:
            self._told = "；".join(part for part in (self._told, tell_rollup(rollup)) if part)
            self._mismatches = sum(finding.severity == "error" for finding in rollup.findings)
        written = {
            out / f"{SUMMARY}.xlsx": summary_xlsx(outcomes, rollup),
            out / f"{SUMMARY}.html": summary_html(outcomes, rollup).encode(errors="replace"),
        }
        for path, data in written.items():
            write_whole(path, data)
        self._summaries = tuple(written)

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
            stopped=stopped,
        )

    def _roll_up(self, tables: Path | None) -> Rollup | None:
        """The units' sum of the department's year, held against its tables; without these, the sum of the year of most units."""
        department = self._read_department(tables)
        year = department.year if department else max(self._sums, key=lambda year: self._sums[year].units, default=0)
        summed = self._sums[year]
        if department is None and summed.units < _FEWEST:
            return None
        return compare_sum(summed, department, missing=len(self._outcomes) - summed.units)

    def _read_department(self, tables: Path | None) -> Accounts | None:
        """The department's own tables; what is wrong with the file is told beside the sum."""
        if tables is None:
            return None
        try:
            return read_unit_accounts(tables)
        except JuesuanError as error:
            self._told = f"部门汇总表不能使用（{error}）"
            return None
