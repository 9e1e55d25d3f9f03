"""Mutants: one place wrong, provably, and told where; nothing else changed."""

from random import Random

import pytest

from benchmarks.corpus.edits import Edit, is_wrong, mutate, sentence_at
from benchmarks.corpus.marks import Mark, Report
from benchmarks.corpus.mutants import KINDS, draw_mutants
from benchmarks.corpus.number_mutants import change_digit, move_point, numbers, swap_digits
from benchmarks.corpus.reports import write_report
from benchmarks.corpus.units import draw_unit

REPORTS = [write_report(draw_unit(seed)) for seed in range(0, 12)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_finds_a_place_and_changes_only_that(kind: str) -> None:
    mutants = [mutant for report in REPORTS if (mutant := KINDS[kind](Random(kind), report))]
    assert mutants
    for mutant in mutants:
        assert mutant.text != mutant.report.text
        start, end = mutant.spans[0][0], len(mutant.text) - mutant.spans[-1][1]
        if kind != "statement_removed":
            assert mutant.text[:start] == mutant.report.text[:start]
            assert mutant.text[len(mutant.text) - end :] == mutant.report.text[len(mutant.report.text) - end :]


def test_a_change_that_rounding_explains_is_not_wrong() -> None:
    _, mark = _level()
    assert mark.value is not None
    assert not is_wrong(mark, f"{mark.value:.2f}")
    assert is_wrong(mark, f"{mark.value * 2 + 1:.2f}")


def test_mutants_are_the_same_for_the_same_seed() -> None:
    first, second = ([mutant.text for mutant in draw_mutants(REPORTS[0], 20, 5)] for _ in range(2))
    assert first == second
    assert len(first) == 20


def test_spans_follow_the_edits() -> None:
    report, _ = _level()
    mutant = mutate("x", report, [Edit(10, 12, "甲乙丙"), Edit(0, 1, "")])
    assert mutant.spans == ((0, 1), (9, 12))
    assert mutant.text[9:12] == "甲乙丙"


@pytest.mark.parametrize("numeral", ["10.5", "945.80", "0.1"])
def test_changes_of_a_numeral_keep_it_a_numeral_of_another_value(numeral: str) -> None:
    for change in (change_digit, swap_digits, move_point):
        for seed in range(20):
            changed = change(Random(seed), numeral)
            assert changed is None or float(changed) != float(numeral)


def test_a_sentence_ends_at_its_full_stops() -> None:
    assert sentence_at("甲。乙丙\n丁。戊", 3, 4) == "乙丙⏎丁。"


def _level() -> tuple[Report, Mark]:
    levels = ((report, mark) for report in REPORTS for mark in numbers(report) if mark.role == "level")
    return next((report, mark) for report, mark in levels if mark.unit == "万元" and mark.decimals == 2)
