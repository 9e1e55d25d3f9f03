"""A trial tells what the checker newly said of a mutant apart from what it said of the correct text."""

from benchmarks.corpus.trial import try_unit


def test_a_trial_counts_numbers_and_mutants() -> None:
    outcome = try_unit(2, 6, seed=1, tables=True, samples=True)
    assert len(outcome.trials) == 6
    assert outcome.numbers >= outcome.claims > 50
    assert all(trial.detected or not trial.pinpointed for trial in outcome.trials)
    assert outcome.characters > 6000
