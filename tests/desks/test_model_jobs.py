"""Model jobs: a draft worded in the background, cancelled, or left as it was when the model is down."""

from pathlib import Path

import pytest

from assistant.desks.desk import accept_model
from assistant.desks.model_jobs import ModelJob
from assistant.settings import ModelSettings
from benchmarks.stub_model import serve
from tests.desk_examples import MindKeeper, example_desk
from tests.drafting.model.stubbed import always, settings


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_a_job_words_the_draft_and_its_wordings_stand_on_the_desk() -> None:
    desk = example_desk()
    with serve(always("honest")) as stub:
        job = ModelJob(desk, settings(stub)).start()
        assert job.wait(60)
    assert job.narrative is not None
    assert job.done == job.total > 0
    after = MindKeeper(desk).save(accept_model(desk, desk, job.narrative))
    assert [block for block in after.narrative.blocks if block.block == "paragraph"] != [
        block for block in desk.narrative.blocks if block.block == "paragraph"
    ]
    assert after.narrative.run is not None
    assert after.review.coverage.mismatch == 0


def test_a_job_that_is_cancelled_ends_without_a_draft() -> None:
    with serve(always("honest", latency=0.3)) as stub:
        job = ModelJob(example_desk(), settings(stub, concurrency=1)).start()
        job.cancel()
        assert job.wait(30)
    assert job.narrative is None
    assert job.trouble == ""


def test_a_model_that_is_down_leaves_every_paragraph_offline_and_says_why() -> None:
    desk = example_desk()
    job = ModelJob(desk, ModelSettings(model="m", base_url="http://127.0.0.1:1/v1", retries=0, cache=False)).start()
    assert job.wait(60)
    assert job.narrative is not None
    assert job.narrative.run is not None
    assert job.narrative.run.stopped
    after = MindKeeper(desk).save(accept_model(desk, desk, job.narrative))
    assert after.review.text == desk.review.text


def test_a_model_file_that_is_not_there_is_told() -> None:
    job = ModelJob(example_desk(), ModelSettings(model="local:/none.gguf", cache=False)).start()
    assert job.wait(30)
    assert "没有这个模型文件" in job.trouble
