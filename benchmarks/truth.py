"""The benchmark of truth: what the checker finds in mutants of correct reports, and what it says of correct and real ones.

``python -m benchmarks.truth [--units 200] [--mutants 5000] [--seed 1] [--forms 2000] [--without-tables] [--show 0]
[--jobs 2]``
prints Markdown. ``--show N`` adds N samples of each kind of failure.
"""

import argparse
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.corpus.documents import judge_documents
from benchmarks.corpus.form_trials import form_table, try_forms
from benchmarks.corpus.mutants import KINDS
from benchmarks.corpus.trial import Outcome, Sample, try_unit

DOCUMENTS = Path(__file__).parent.parent.parent / "shared" / "documents"


@dataclass(frozen=True)
class Options:
    """What to run."""

    units: int
    mutants: int
    forms: int
    seed: int
    without_tables: bool
    show: int
    jobs: int


def main() -> None:
    """Run the benchmark and print its report."""
    options = _parse()
    outcomes = _run(options)
    print("\n".join([*_summary(outcomes, options), "", *_table(outcomes)]))
    if options.show:
        print("\n".join(_samples(outcomes, options.show)))
    print("\n".join(["", *form_table(try_forms(options.forms, options.seed, options.jobs))]))
    print("\n".join(["", *judge_documents(DOCUMENTS)]))


def _parse() -> Options:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("units", 200), ("mutants", 5000), ("forms", 2000), ("seed", 1), ("show", 0), ("jobs", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--without-tables", action="store_true")
    return Options(**vars(parser.parse_args()))


def _run(options: Options) -> list[Outcome]:
    seeds = [options.seed * 1_000_000 + number for number in range(options.units)]
    each, rest = divmod(options.mutants, options.units)
    counts = [each + (number < rest) for number in range(options.units)]
    trial = partial(try_unit, seed=options.seed, tables=not options.without_tables, samples=options.show > 0)
    if options.jobs == 1:
        return list(map(trial, seeds, counts))
    with ProcessPoolExecutor(options.jobs) as pool:
        return list(pool.map(trial, seeds, counts, chunksize=5))


def _summary(outcomes: Sequence[Outcome], options: Options) -> list[str]:
    numbers = sum(outcome.numbers for outcome in outcomes)
    claims = sum(outcome.claims for outcome in outcomes)
    unclaimed = sum(outcome.unclaimed for outcome in outcomes)
    seconds = sum(outcome.seconds for outcome in outcomes)
    return [
        f"{len(outcomes)} clean reports, {'no tables' if options.without_tables else 'with tables'}, seed {options.seed}:",
        f"- false errors: {sum(outcome.errors for outcome in outcomes)}",
        f"- warnings: {sum(outcome.warnings for outcome in outcomes)}, hints: {sum(outcome.hints for outcome in outcomes)}",
        f"- numbers accounted for: {_percent(numbers - sum(outcome.unchecked for outcome in outcomes), numbers)} of {numbers}",
        f"- stated amounts, rates and counts accounted for: {_percent(claims - unclaimed, claims)} of {claims}",
        f"- characters a second, one process: {sum(outcome.characters for outcome in outcomes) / max(seconds, 1e-9):,.0f}",
    ]


def _table(outcomes: Iterable[Outcome]) -> list[str]:
    trials = [trial for outcome in outcomes for trial in outcome.trials]
    rows = [(kind, [trial for trial in trials if trial.kind == kind]) for kind in KINDS]
    lines = ["| mutation | mutants | recall % | pinpointed % |", "|---|---:|---:|---:|"]
    for kind, each in [*rows, ("all", trials)]:
        detected, pinpointed = (sum(getattr(trial, name) for trial in each) for name in ("detected", "pinpointed"))
        lines.append(f"| {kind} | {len(each)} | {_percent(detected, len(each))} | {_percent(pinpointed, len(each))} |")
    return lines


def _samples(outcomes: Iterable[Outcome], show: int) -> list[str]:
    by_kind: dict[str, list[Sample]] = {}
    for outcome in outcomes:
        for sample in outcome.samples:
            by_kind.setdefault(sample.kind, []).append(sample)
    return [
        line
        for kind in sorted(by_kind)
        for sample in by_kind[kind][:show]
        for line in ("", f"### {kind} (unit {sample.seed})", *sample.lines)
    ]


def _percent(part: int, whole: int) -> str:
    return f"{part / whole * 100:.1f}" if whole else "–"


if __name__ == "__main__":
    main()
