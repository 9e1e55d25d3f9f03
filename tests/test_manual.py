"""The manual: its conversation is what the program says, its pictures are there."""

import io
import re
from pathlib import Path

import pytest
import yaml

from assistant.cli import main
from tests.desk_examples import EXAMPLES

ROOT = Path(__file__).parent.parent
MANUAL = (ROOT / "docs" / "手册.md").read_text(encoding="utf-8")
OFFLINE = re.findall(r"```text\n(.*?)```", MANUAL, re.DOTALL)[0]


def test_the_conversation_without_a_model_is_what_the_program_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = EXAMPLES / "jianghan-2024"
    inputs = yaml.safe_load((example / "inputs.yaml").read_text(encoding="utf-8"))
    (tmp_path / "inputs.yaml").write_text(yaml.safe_dump({**inputs, "reasons": []}, allow_unicode=True), encoding="utf-8")
    said = re.findall(r"^您：(.+)$", OFFLINE, re.MULTILINE)
    monkeypatch.setenv("JUESUAN_DATABASE_URL", f"sqlite:///{tmp_path}/x.sqlite3")
    monkeypatch.setenv("JUESUAN_MODEL", "")
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(said)))
    assert main(["chat", str(example / "tables.xlsx"), "--inputs", str(tmp_path / "inputs.yaml")]) == 0
    told = capsys.readouterr().out
    at = 0
    for line in filter(None, (part.strip() for part in re.split(r"……|\n", OFFLINE))):
        if line not in {"）", "。"}:
            at = told.find(line, at)
            assert at >= 0, line


@pytest.mark.parametrize("name", re.findall(r"\]\((images/[^)]+)\)", MANUAL))
def test_a_picture_of_the_manual_is_there(name: str) -> None:
    assert (ROOT / "docs" / name).stat().st_size > 10_000
