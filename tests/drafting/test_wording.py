"""Sentences: the outline's own first, in a sandbox, told by file and line when broken."""

from pathlib import Path

import pytest

from assistant.drafting.wording import Wording
from assistant.errors import InvalidWording


@pytest.fixture
def sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of sentences, with one shared sentence and the place's own."""
    for folder in ("shared", "mine"):
        (tmp_path / "sentences" / folder).mkdir(parents=True)
    monkeypatch.setattr("assistant.drafting.wording.resources.files", lambda _: tmp_path)
    return tmp_path / "sentences"


def test_a_place_goes_before_what_is_shared(sentences: Path) -> None:
    (sentences / "shared" / "a.j2").write_text("共同{{ year }}\n\n  第二段\n", encoding="utf-8")
    wording = Wording("mine", {"year": 2024})
    assert wording.write("a") == ["共同2024", "第二段"]
    (sentences / "mine" / "a.j2").write_text("自己", encoding="utf-8")
    assert Wording("mine", {}).write("a") == ["自己"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("一\n{% if %}", r"a\.j2第2行：句式有误"),
        ("{{ nothing }}", r"a\.j2：句式有误（'nothing' is undefined）"),
        ("{{ ''.__class__ }}", r"a\.j2：句式有误（access to attribute '__class__'"),
        ("{% include 'shared/none.j2' %}", "没有这个句式文件"),
        ("{% include '../outlines/a.yaml' %}", "没有这个句式文件"),
    ],
)
def test_a_broken_or_prying_sentence_is_refused(sentences: Path, text: str, message: str) -> None:
    (sentences / "mine" / "a.j2").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidWording, match=message):
        Wording("mine", {}).write("a")


def test_an_absent_sentence_is_told(sentences: Path) -> None:
    with pytest.raises(InvalidWording, match=r"prompts/sentences/mine/b\.j2：没有这个句式文件"):
        Wording("mine", {}).write("b")
