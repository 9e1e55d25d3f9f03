"""A trial tells what the checker newly said of a mutant apart from what it said of the correct text."""

from benchmarks.corpus.edits import Mutant
from benchmarks.corpus.reports import write_report
from benchmarks.corpus.trial import is_at, new_findings, try_unit
from benchmarks.corpus.units import draw_unit
from schemas.finding import Finding
from schemas.review import Coverage, Review


def finding(message: str, severity: str = "error", start: int | None = None, end: int | None = None) -> Finding:
    return Finding.model_validate({"rule": "share", "severity": severity, "message": message, "start": start, "end": end})


def outcome(*findings: Finding) -> Review:
    return Review(document="a.txt", text="", coverage=Coverage(numbers=0, verified=0), findings=findings, ledger=())


def test_a_trial_counts_numbers_and_mutants() -> None:
    result = try_unit(2, 6, seed=1, tables=True, samples=True)
    assert len(result.trials) == 6
    assert result.numbers >= result.claims > 50
    assert all(trial.detected or not trial.pinpointed for trial in result.trials)
    assert result.characters > 6000


def test_what_was_said_of_the_correct_text_is_not_new_but_a_second_time_is() -> None:
    known, new = finding("known"), finding("new")
    assert new_findings(outcome(known), outcome(known, new)) == [new]
    assert new_findings(outcome(known), outcome(known, known)) == [known]


def test_a_hint_detects_nothing() -> None:
    assert new_findings(outcome(), outcome(finding("tail", "hint"))) == []


def test_a_finding_pinpoints_a_mutant_only_where_it_meets_a_wrong_place() -> None:
    mutant = Mutant("share", write_report(draw_unit(1)), "0123456789", ((4, 6),), "", "")
    assert [is_at(finding("", start=start, end=start + 1), mutant) for start in range(3, 7)] == [False, True, True, False]
    assert not is_at(finding(""), mutant)
