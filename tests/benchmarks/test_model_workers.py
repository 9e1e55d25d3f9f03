"""Four workers, processes of their own, on one database and one provider that fails now and then."""

from pathlib import Path

from assistant.pacing import Limits
from benchmarks.model_workers import Work, asked, faulty, fullest, run
from benchmarks.stub_model import serve

PER_MINUTE = 20


def test_four_workers_pay_each_request_once_and_keep_to_the_limit_together(tmp_path: Path) -> None:
    """A minute is three seconds, for the limit as for the waiting."""
    with serve(faulty(0.05, seed=98)) as stub:
        done = run(Work(stub.url, f"sqlite:///{tmp_path}/x.sqlite3", 3, Limits(PER_MINUTE), haste=20), 4)
    answered = asked(stub)
    assert answered.total() == len(answered) > 10
    assert sum(each.calls for each in done) == len(stub.requests) > len(answered)
    assert sum(each.kept for each in done) > len(answered)
    assert [each.stopped for each in done] == [0] * 4
    starts = [start for each in done for start in each.starts]
    assert len(starts) >= len(stub.requests)
    assert fullest(starts) <= PER_MINUTE
