"""`juesuan chat`: a conversation in a terminal."""

import io
from pathlib import Path

import pytest

from assistant.cli import main
from tests.desk_examples import EXAMPLES

EXAMPLE = EXAMPLES / "jianghan-2024"


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUESUAN_DATABASE_URL", f"sqlite:///{tmp_path}/x.sqlite3")
    monkeypatch.setenv("JUESUAN_MODEL", "")


def chat(monkeypatch: pytest.MonkeyPatch, said: str, *arguments: object) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(said))
    return main(["chat", str(EXAMPLE / "tables.xlsx"), "--inputs", str(EXAMPLE / "inputs.xlsx"), *map(str, arguments)])


def test_a_conversation_answers_with_its_sources_and_ends_with_the_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chat(monkeypatch, "项目支出占多少\n") == 0
    told = capsys.readouterr().out
    assert "项目支出占本年支出合计比例 15.6%" in told
    assert "依据：项目支出 303.1万元（tables.xlsx「GK03" in told


def test_what_was_said_is_kept_for_the_next_conversation_and_the_report_is_written_at_the_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chat(monkeypatch, "第3段改成：本单位没有下属单位。\n退出\n") == 0
    assert chat(monkeypatch, "退出\n", "--out", tmp_path / "out") == 0
    (report,) = (tmp_path / "out").glob("*.md")
    assert "本单位没有下属单位。" in report.read_text(encoding="utf-8")
    assert str(report) in capsys.readouterr().out


def test_files_that_cannot_be_used_end_it_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["chat", str(EXAMPLE / "inputs.xlsx")]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "inputs.xlsx" in error
