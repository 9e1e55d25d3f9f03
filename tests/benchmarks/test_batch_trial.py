"""A run under observation: what its exit code says of whether there is anything to measure."""

import sys

import pytest

from benchmarks.batch_trial import Run


def leave(code: int) -> Run:
    return Run([sys.executable, "-c", f"import sys; print('磁盘空间不足', file=sys.stderr); sys.exit({code})"], {"PYTHONUTF8": "1"})


@pytest.mark.parametrize("code", [0, 1])
def test_a_run_that_did_all_its_units_ends_well_with_errors_in_documents_or_without(code: int) -> None:
    assert leave(code).end_well() == code


@pytest.mark.parametrize("code", [2, 130])
def test_a_run_that_did_not_is_nothing_to_measure(code: int) -> None:
    with pytest.raises(SystemExit, match=f"^这一遍没有做完（退出码 {code}）：磁盘空间不足$"):
        leave(code).end_well()
