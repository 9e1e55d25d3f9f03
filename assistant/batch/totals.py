"""What a batch came to so far: the outcome of each unit and the sum of their amounts, taken from the events as they come."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from assistant.batch.outputs import SUMMARY
from assistant.batch.summary import summary_xlsx
from assistant.batch.summing import Adding, pack
from assistant.errors import JuesuanError, UnwritableOutput
from assistant.export.batch_html import summary_html
from assistant.export.batch_words import count_found, tell_rollup
from assistant.export.excerpts import one_line
from assistant.export.files import write_whole
from assistant.readers.unit_accounts import read_unit_accounts
from schemas.accounts import Accounts
from schemas.batch import SETTLED, End, Event, Outcome
from schemas.rollup import Rejection, Rollup


class Totals:
    """The outcomes by unit, in the order in which the units were told first, and their amounts, packed."""

    def __init__(self) -> None:
        self._outcomes: dict[str, Outcome | None] = {}
        self._amounts: dict[str, bytes] = {}
        self._notes: list[str] = []
        self._summaries: tuple[Path, ...] = ()
        self._rollup: Rollup | None = None
        self._rejected: Rejection | None = None

    def take(self, event: Event) -> None:
        """Take note of an event."""
        outcome = event.outcome
        if outcome and outcome.amounts:
            self._amounts[event.name] = pack(outcome.amounts)
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
        """Write the summary beside the folders of the units; ``tables`` are the department's own. What cannot be written is noted.

        Of a batch that was cancelled it is a short one, soon written: the sum and the list of what is wanted would not hold.
        """
        outcomes = self.outcomes
        is_whole = all(outcome.state != "cancelled" for outcome in outcomes)
        if is_whole:
            self._add_up(tables)
        else:
            self._notes.append("没有做完：汇总勾稽和待补充的清单，等都做完了再写")
        self._notes += (*self._tell_edited(), *self._tell_strangers(out))
        summaries = {
            out / f"{SUMMARY}.xlsx": summary_xlsx(outcomes, self._rollup, self.notes, is_whole),
            out / f"{SUMMARY}.html": summary_html(outcomes, self._rollup, self.notes).encode(errors="replace"),
        }
        self._summaries = tuple(path for path, data in summaries.items() if self._is_written(path, data))

    def _add_up(self, tables: Path | None) -> None:
        department = self._read_department(tables)
        adding = Adding(self.outcomes, self._amounts, len(self._outcomes), "unreadable" if tables and not department else None)
        self._rollup = adding.roll_up(department)
        self._rejected = adding.rejected
        self._notes += adding.notes

    def tell(self, stopped: str = "") -> End:
        """The end of the batch in numbers."""
        outcomes = self.outcomes
        counts = Counter(outcome.state for outcome in outcomes)
        return End(
            counts={state: counts[state] for state in SETTLED},
            repeated=sum(outcome.repeated for outcome in outcomes),
            **count_found(outcomes, self._rollup)._asdict(),
            wanted=sum(len(outcome.wanted) for outcome in outcomes),
            missing=sum(len(outcome.missing) for outcome in outcomes),
            summaries=self._summaries,
            rollup=tell_rollup(self._rollup) if self._rollup else "",
            rejected=self._rejected,
            notes=self.notes,
            stopped=stopped,
        )

    def _is_written(self, path: Path, data: bytes) -> bool:
        try:
            write_whole(path, data)
        except UnwritableOutput as error:
            self._notes.append(f"{error}（如果正在 Excel 等程序里打开，请关掉再运行同一命令）")
            return False
        return True

    def _tell_edited(self) -> Iterator[str]:
        """The units whose report a person changed: nobody has reviewed what it says now."""
        if edited := [outcome.name for outcome in self.outcomes if outcome.edited]:
            yield one_line(f"起草的报告有人改过、改过的没有复核的单位（{len(edited)} 个）：{'、'.join(edited)}")

    def _tell_strangers(self, out: Path) -> Iterator[str]:
        """What lies beside the units' folders and is of none of them: an earlier batch had units that are gone or have another name."""
        with suppress(OSError):
            folders = sorted(path.name for path in out.iterdir() if path.is_dir() and not path.name.startswith("."))
            if strange := [name for name in folders if name not in self._outcomes]:
                yield one_line(f"结果文件夹里有不属于这一批的文件夹，可能是改了名或不再有的单位：{'、'.join(strange)}")

    def _read_department(self, tables: Path | None) -> Accounts | None:
        """The department's own tables; what is wrong with the file is noted."""
        if tables is None:
            return None
        try:
            return read_unit_accounts(tables)
        except JuesuanError as error:
            self._notes.append(one_line(f"部门汇总表不能使用，没有与它比较：{error}"))
            return None
