"""Mutants by kind: from correct reports, one number or one word made provably wrong in each."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from benchmarks.corpus import number_mutants as number
from benchmarks.corpus import word_mutants as word
from benchmarks.corpus.edits import Mutant
from benchmarks.corpus.marks import Report

Mutator = Callable[[Random, Report], Mutant | None]
KINDS: Final[dict[str, Mutator]] = {
    "level": number.change_role("level", "level"),
    "actual": number.change_role("actual", "actual"),
    "change": number.change_role("change", "change"),
    "change_rate": number.change_role("change_rate", "change_rate"),
    "share": number.change_role("share", "share"),
    "completion": number.change_role("completion", "completion"),
    "budget": number.change_role("budget", "budget"),
    "budget_change": number.change_role("budget_change", "budget_change", "budget_change_rate"),
    "prior": number.change_role("prior", "prior"),
    "count": number.change_role("count", "count"),
    "part": number.change_role("part", "level", pattern=number.PART),
    "total": number.change_role("total", "level", pattern=number.TOTAL),
    "transposed": number.transpose,
    "decimal_shift": number.shift_point,
    "unit_swap": number.swap_unit,
    "last_year": number.take_last_year,
    "shares_swapped": number.swap_shares,
    "amounts_swapped": number.swap_amounts,
    "direction_amount": word.flip_amount,
    "direction_rate": word.flip_rate,
    "direction_reason": word.flip_reason,
    "comparison": word.flip_comparison,
    "flat_for_change": word.call_flat,
    "compare_year": word.change_compared_year,
    "cutoff_year": word.change_cutoff,
    "own_year": word.change_own_year,
    "unit_name": word.rename_unit,
    "account_name": word.rename_account,
    "missing_percent": word.drop_percent,
    "missing_unit": word.drop_unit,
    "doubled_punctuation": word.double_punctuation,
    "residue": word.leave_residue,
    "statement_removed": word.remove_statement,
}


def draw_mutants(report: Report, count: int, seed: int) -> Iterator[Mutant]:
    """``count`` mutants of a report, the kinds in turn; a kind for which it has no place is passed over."""
    names = list(KINDS)
    first = report.unit.seed * count % len(names)
    drawn = 0
    for turn in range(4 * (count + len(names))):
        if drawn == count:
            return
        kind = names[(first + turn) % len(names)]
        mutant = KINDS[kind](Random(f"mutant {seed} {report.unit.seed} {turn}"), report)
        if mutant is not None and mutant.text != report.text:
            drawn += 1
            yield mutant
