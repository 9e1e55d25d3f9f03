"""The filled prompts, one golden file a kind of piece (golden/*.txt).

``python -m tests.drafting.model.test_prompting`` writes them anew.
"""

from pathlib import Path

import pytest

from assistant.drafting.model.answers import KINDS, Answer
from assistant.drafting.model.pieces import choose_pieces, gather
from assistant.drafting.model.prompting import Fault, write_messages
from tests.drafting.model.stubbed import example_report

GOLDEN = Path(__file__).parent / "golden"


def filled(kind: type[Answer]) -> str:
    """The first request of a kind for the example, and the same asked again after a fault."""
    report, sheet, _ = example_report()
    pieces = next(request for request in gather(choose_pieces(report, sheet)) if request[0].kind is kind)[:2]
    faults = {1: Fault("总体稳中向好", ["“稳中向好”不在原文中，请删去"])}
    asked = [*write_messages(pieces), *write_messages(pieces, faults)]
    return "\n".join(f"〔{message.role}〕\n{message.text}" for message in asked) + "\n"


@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_prompt_is_the_golden_one(kind: type[Answer]) -> None:
    assert filled(kind) == (GOLDEN / f"{kind.prompt}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in KINDS:
        (GOLDEN / f"{each.prompt}.txt").write_text(filled(each), encoding="utf-8")
