"""What a batch came to so far: the outcome of each unit and the sum of their amounts, taken from the events as they come."""

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from assistant.batch.outputs import SUMMARY
from assistant.batch.summary import summary_xlsx
from assistant.errors import JuesuanError, UnwritableOutput
from assistant.export.batch_html import summary_html
from assistant.export.batch_words import count_found, tell_rollup
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
    """The outcomes by unit, in the order in which the units were told first, and their amounts, packed."""

    def __init__(self) -> None:
        self._outcomes: dict[str, Outcome | None] = {}
        self._amounts: dict[str, bytes] = {}
        self._notes: list[str] = []
        self._summaries: tuple[Path, ...] = ()
        self._rollup: Rollup | None = None
        self._told = ""

    def take(self, event: Event) -> None:
        """Take note of an event."""
        outcome = event.outcome
        if outcome and outcome.amounts:
            self._amounts[event.name] = _pack(outcome.amounts)
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
        rollup = self._rollup = self._roll_up(tables)
        if rollup:
            self._told = "；".join(part for part in (self._told, tell_rollup(rollup)) if part)
        outcomes = self.outcomes
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
            **count_found(outcomes, self._rollup)._asdict(),
            wanted=sum(len(outcome.wanted) for outcome in outcomes),
            missing=sum(len(outcome.missing) for outcome in outcomes),
            summaries=self._summaries,
            rollup=self._told,
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

    def _roll_up(self, tables: Path | None) -> Rollup | None:
        """The units' sum of the department's year, held against its tables; without these, the sum of the year of most units."""
        department, given = self._read_department(tables), self._list_given()
        year = department.year if department else max(given, key=lambda year: len(given[year]), default=0)
        if len(given.get(year, ())) < (1 if department else _FEWEST):
            return None
        self._notes += (f"汇总的是{year}年度，别的年度没有汇入：{told}" for told in _tell_years(given, year))
        summed = Sum()
        for first, *others in given.get(year, {}).values():
            summed.add(_unpack(self._amounts[first]))
            there += 1 + sum(self._amounts[name] == self._amounts[first] for name in others)
        return compare_sum(summed, department, missing=len(self._outcomes) - there)

    def _list_given(self) -> dict[int, dict[str, list[str]]]:
        """By year and unit, the folders with its tables, in the order of the batch; tables that name no unit are one of their own."""
        given: defaultdict[int, dict[str, list[str]]] = defaultdict(dict)
        for outcome in self.outcomes:
            if outcome.name in self._amounts:
                given[outcome.year].setdefault(outcome.unit or outcome.name, []).append(outcome.name)
        return given

    def _tell_repeated(self, name: str, first: str) -> str:
        """That two folders have the tables of one unit."""
        same = "金额相同" if self._amounts[name] == self._amounts[first] else "金额不同，请核对用哪一份"
        return f"{name} 与 {first} 是同一单位同一年度的，{same}；只汇入 {first} 的"

    def _read_department(self, tables: Path | None) -> Accounts | None:
        """The department's own tables; what is wrong with the file is told beside the sum."""
        if tables is None:
            return None
        try:
            return read_unit_accounts(tables)
        except JuesuanError as error:
            self._told = f"部门汇总表不能使用（{error}）"
            return None


def _pack(amounts: Mapping[str, Decimal]) -> bytes:
    """Amounts in a tenth of their room: those of thousands of units are kept until all are there."""
    return zlib.compress(json.dumps({key: str(value) for key, value in amounts.items()}).encode())


def _unpack(packed: bytes) -> dict[str, Decimal]:
    return {key: Decimal(value) for key, value in json.loads(zlib.decompress(packed)).items()}


def _tell_years(given: Mapping[int, Mapping[str, Sequence[str]]], summed: int) -> Iterator[str]:
    """The years other than that of the sum, each with its units."""
    for year in sorted(given.keys() - {summed}):
        units = [names[0] for names in given[year].values()]
        names, rest = "、".join(units[:_MOST_NAMED]), "等" if len(units) > _MOST_NAMED else ""
        yield f"{f'{year}年度' if year else '没有写年度'}的 {len(units)} 个（{names}{rest}）"
