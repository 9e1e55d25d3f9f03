"""A real model, by choice: ``JUESUAN_TEST_MODEL`` is the path of a weights file (GGUF); it runs within the tests' process."""

import os
from pathlib import Path

import pytest

from assistant.drafting.model.client import EndpointClient
from assistant.drafting.model.drafter import word_with_model
from assistant.drafting.model.local import served
from assistant.settings import Misconfigured, ModelSettings
from benchmarks.model_drafts import falsehoods
from schemas.narrative import Paragraph
from tests.drafting.model.stubbed import example_report

FILE = os.environ.get("JUESUAN_TEST_MODEL", "")


@pytest.mark.skipif(not FILE, reason="needs a weights file: set JUESUAN_TEST_MODEL to its path (takes some minutes)")
def test_a_real_model_gets_no_falsehood_into_the_example() -> None:
    report, sheet, _ = example_report()
    with served(ModelSettings(model=f"local:{FILE}", temperature=0, time_limit=900)) as settings:
        narrative = word_with_model(report, sheet, settings, EndpointClient(settings)).narrative()
    pairs = zip(narrative.blocks, report.narrative().blocks, strict=True)
    told = [list(falsehoods(new, old)) for new, old in pairs if isinstance(new, Paragraph) and isinstance(old, Paragraph)]
    assert told == [[]] * len(told)
    assert narrative.run is not None
    assert narrative.run.first + narrative.run.repaired > 0


def test_a_weights_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"没有\.gguf：没有这个模型文件"), served(ModelSettings(model=f"local:{tmp_path}/没有.gguf")):
        pass
