"""What a batch came to so far: the outcome of each unit, taken from its events as they come."""

from collections import Counter
from pathlib import Path

from assistant.batch.plan import SUMMARY
from assistant.batch.summary import summary_xlsx
from assistant.export.files import write_whole
from schemas.batch import SETTLED, End, Event, Outcome


class Totals:
    """The outcomes by unit, in the order in which the units were told first."""

    def __init__(self) -> None:
        self._outcomes: dict[str, Outcome | None] = {}
        self._written: list[Path] = []

    def take(self, event: Event) -> None:
        """Take note of an event."""
        self._outcomes[event.name] = event.outcome.model_copy(update={"amounts": {}}) if event.outcome else None

    @property
    def outcomes(self) -> list[Outcome]:
        """Those of the settled units."""
        return [outcome for outcome in self._outcomes.values() if outcome]

    def tell(self, stopped: str = "") -> End:
        """The end of the batch in numbers."""
        outcomes = self.outcomes
        counts = Counter(outcome.state for outcome in outcomes)
        return End(
            counts={state: counts[state] for state in SETTLED},
            repeated=sum(outcome.repeated for outcome in outcomes),
            errors=sum(outcome.errors for outcome in outcomes),
            warnings=sum(outcome.warnings for outcome in outcomes),
            unchecked=sum(outcome.unchecked for outcome in outcomes),
            wanted=sum(len(outcome.wanted) for outcome in outcomes),
            missing=sum(len(outcome.missing) for outcome in outcomes),
            calls=sum(outcome.calls for outcome in outcomes if not outcome.repeated),
            tokens=sum(outcome.tokens for outcome in outcomes if not outcome.repeated),
            summaries=tuple(self._written),
            stopped=stopped,
        )

    def write(self, out: Path, department: Path | None) -> None:
        """Write the summary beside the folders of the units.

        Raises:
            UnwritableOutput: It cannot be written.
        """
        book = out / f"{SUMMARY}.xlsx"
        write_whole(book, summary_xlsx(self.outcomes))
        self._written = [book]
