"""A unit drafted by a model: the checker as a second net, the command, what a person is told, what is never shown."""

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import pipeline
from assistant.checking.review import review
from assistant.cli import main
from assistant.drafting.model.gate import Gate
from assistant.model_drafts import draft_unit_with_model
from benchmarks.stub_model import INVENTED, Stub, serve
from schemas.manuscript import Manuscript
from tests.drafting.model.stubbed import always, settings
from tests.material import FORMS, INPUTS, TABLES, draft

ROOT = Path(__file__).parent.parent
KEY = "sk-secret-0123456789"


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Stub]:
    """A model behind the environment's settings, and a cache of the test's own."""
    with serve(always("honest")) as served:
        for name, value in {"MODEL": "stub-7b", "BASE_URL": served.url, "API_KEY": KEY, "RETRIES": "0"}.items():
            monkeypatch.setenv(f"JUESUAN_{name}", value)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.chdir(tmp_path)
        yield served


@pytest.mark.parametrize("lie", ["swapped direction", "wrong slot", "digits", "swapped labels"])
def test_the_checker_sets_back_what_a_gate_that_is_open_lets_through(lie: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate is held open but for what would not fill at all: unknown, missing or repeated slots."""
    shut = Gate.problems
    unfillable = ("没有{", "缺少", "每个占位符")
    monkeypatch.setattr(
        Gate, "problems", lambda self, piece, text: [told for told in shut(self, piece, text) if told.startswith(unfillable)]
    )
    material = pipeline.read_material(TABLES, None, INPUTS)
    with serve(always(lie, seed=1)) as served:
        worded = draft_unit_with_model(material, settings(served))
    assert worded.narrative.run is not None
    assert worded.narrative.run.refused > 0
    text = "\n".join(getattr(block, "text", "") for block in worded.narrative.blocks)
    checked = review(Manuscript(file="", kind="txt", text=text), worded.sheet, material.accounts)
    assert [finding.message for finding in checked.findings if finding.severity == "error"] == []


def test_a_clean_model_draft_has_no_finding_and_says_what_the_model_did(
    stub: Stub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draft(TABLES, "--inputs", INPUTS, "--drafter", "model", "--out", tmp_path / "out") == 0
    told = capsys.readouterr().out
    assert "模型起草：stub-7b，共 35 个句段" in told
    assert f"用量：调用 {len(stub.requests)} 次" in told
    [document] = (tmp_path / "out").glob("*.docx")
    assert main(["check", str(document), "--tables", str(TABLES), "--inputs", str(INPUTS)]) == 0
    assert "共0处疑点" in capsys.readouterr().out


def test_a_model_words_the_summaries_of_self_evaluation_too_and_leaves_every_score(stub: Stub, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert draft(TABLES, "--inputs", INPUTS, "--forms", FORMS, "--drafter", "model", "--out", out) == 0
    asked = "\n".join(message["content"] for request in stub.requests for message in request["messages"])
    assert "推行网上申报" in asked
    assert "92.93" not in asked.replace("=92.93分", "")
    told = next(out.glob("*.md")).read_text(encoding="utf-8")
    assert "自评得分94.1分，评价等级为优" in told
    assert "自评得分92.93分，评价等级为优" in told


def test_a_rerun_takes_every_answer_from_the_cache(stub: Stub, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        before = len(stub.requests)
        assert draft(TABLES, "--inputs", INPUTS, "--drafter", "model", "--out", tmp_path / "out") == 0
    assert len(stub.requests) == before
    assert "调用 0 次" in capsys.readouterr().out


def test_the_word_file_tells_in_its_properties_where_each_sentence_comes_from(stub: Stub, tmp_path: Path) -> None:
    draft(TABLES, "--inputs", INPUTS, "--drafter", "model", "--out", tmp_path / "out")
    [document] = (tmp_path / "out").glob("*.docx")
    package = zipfile.ZipFile(io.BytesIO(document.read_bytes()))
    properties = package.read("docProps/custom.xml").decode()
    assert "stub-7b" in properties
    assert "overall.total.change" in properties
    assert "stub-7b" not in package.read("word/document.xml").decode()


def test_an_offline_word_file_has_no_such_properties(tmp_path: Path) -> None:
    draft(TABLES, "--inputs", INPUTS, "--out", tmp_path / "out")
    [document] = (tmp_path / "out").glob("*.docx")
    assert "docProps/custom.xml" not in zipfile.ZipFile(document).namelist()


def test_json_on_the_screen_holds_the_run_and_the_sentences(stub: Stub, capsys: pytest.CaptureFixture[str]) -> None:
    assert draft(TABLES, "--inputs", INPUTS, "--drafter", "model", "--format", "json") == 0
    narrative = json.loads(capsys.readouterr().out)
    assert narrative["run"]["model"] == "stub-7b"
    assert any(block.get("sentences") for block in narrative["blocks"])


def test_a_dry_run_shows_every_request_and_sends_none(stub: Stub, capsys: pytest.CaptureFixture[str]) -> None:
    assert draft(TABLES, "--inputs", INPUTS, "--drafter", "model", "--dry-run") == 0
    told = capsys.readouterr().out
    assert stub.requests == []
    assert told.count("〔system〕") == int(told.rpartition("共 ")[2].split(" ")[0]) <= 25
    assert "未发送任何内容" in told


def test_a_dry_run_needs_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert draft(TABLES, "--drafter", "model", "--dry-run") == 0
    assert "没有设价格，不估计费用；\n不含退回重写。未联网，未发送任何内容。" in capsys.readouterr().out


def test_the_key_is_nowhere_in_what_is_written_or_told(stub: Stub, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft(TABLES, "--inputs", INPUTS, "--drafter", "model", "--out", tmp_path / "out")
    stub.plan = lambda number: "401"
    monkey = tmp_path / "cache"
    draft(TABLES, "--inputs", INPUTS, "--drafter", "model", "--dry-run")
    main(["model", "test"])
    told = capsys.readouterr()
    assert KEY not in told.out + told.err
    files = [path for folder in (tmp_path / "out", monkey) for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 5
    assert not [path for path in files if KEY.encode() in path.read_bytes()]
    package = zipfile.ZipFile(next((tmp_path / "out").glob("*.docx")))
    assert not [name for name in package.namelist() if KEY.encode() in package.read(name)]


@pytest.mark.parametrize(
    ("behaviour", "code", "told"),
    [
        ("honest", 0, "通过把关：可以"),
        ("digits", 0, "不能自己写数字"),
        ("extra keys", 2, "按格式答复：不行"),
        ("401", 2, "JUESUAN_API_KEY"),
        ("html", 2, "答复不是约定的格式"),
    ],
)
def test_model_test_says_in_plain_words_what_works(
    behaviour: str, code: int, told: str, stub: Stub, capsys: pytest.CaptureFixture[str]
) -> None:
    stub.plan = lambda number: behaviour
    assert main(["model", "test"]) == code
    captured = capsys.readouterr()
    assert told in captured.out + captured.err


def test_a_provider_that_is_down_leaves_a_whole_offline_draft_and_says_so(
    stub: Stub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stub.plan = lambda number: "500"
    assert draft(TABLES, "--inputs", INPUTS, "--drafter", "model", "--out", tmp_path / "out") == 0
    assert "模型：模型服务出错（5xx），其余段落改用离线句式" in capsys.readouterr().out
    [written] = (tmp_path / "out").glob("*.md")
    assert not [word for word in INVENTED if word in written.read_text()]


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "没有指定模型"),
        ({"JUESUAN_MODEL": "m", "JUESUAN_CONCURRENCY": "许多"}, "JUESUAN_CONCURRENCY 的值不合要求"),
        ({"JUESUAN_MODEL": "local:没有.gguf"}, "没有.gguf：没有这个模型文件"),
    ],
)
def test_settings_that_cannot_be_used_are_told_in_one_line(
    environment: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert draft(TABLES, "--drafter", "model") == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


def test_settings_are_read_from_a_file_in_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve(always("honest")) as served:
        (tmp_path / ".env").write_text(f"JUESUAN_MODEL=stub\nJUESUAN_BASE_URL={served.url}\nJUESUAN_API_KEY={KEY}\n")
        monkeypatch.chdir(tmp_path)
        assert main(["model", "test"]) == 0
    assert "通过把关：可以" in capsys.readouterr().out


def test_an_offline_draft_loads_no_model_library(tmp_path: Path) -> None:
    libraries = ("langchain", "langchain_core", "langchain_openai", "openai", "tenacity")
    code = (
        "import sys; from assistant.cli import main; "
        f"main(['draft', {str(TABLES)!r}, '--out', {str(tmp_path)!r}]); "
        f"print(sorted(set(sys.modules) & set({libraries})))"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert told.splitlines()[-1] == "[]"


@pytest.mark.skipif(os.name == "nt", reason="needs Unix signals")
def test_an_interrupted_draft_does_not_wait_for_the_provider_and_the_next_run_goes_on_from_what_was_answered(
    stub: Stub, tmp_path: Path
) -> None:
    stub.plan = lambda number: "honest" if number < 3 else "timeout"
    stub.stall = 30.0
    command = [sys.executable, "-m", "assistant.cli", "draft", str(TABLES), "--inputs", str(INPUTS), "--drafter", "model", "--out", "out"]
    environment = {**os.environ, "JUESUAN_CONCURRENCY": "1", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while len(stub.requests) < 4:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=20)[1].decode()
    assert (process.returncode, told.strip()) == (130, "已中断")
    assert not (tmp_path / "out").exists()
    stub.plan = lambda number: "honest"
    assert draft(TABLES, "--inputs", INPUTS, "--drafter", "model", "--out", tmp_path / "out") == 0
    asked = [json.dumps(request["messages"], ensure_ascii=False) for request in stub.requests]
    assert not set(asked[:3]) & set(asked[4:])
