"""Drafts of the example units and of units made from books, and how tests read them.

``python -m tests.drafting.drafts`` (from the project's folder) writes the golden files anew.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from assistant.drafting.offline import draft_offline
from assistant.drafting.outlines import load_outline
from assistant.figures.sheet import compute_facts
from schemas.accounts import Accounts
from schemas.inputs import Inputs
from schemas.narrative import Heading, Narrative, Paragraph
from tests.figures.books import Books, make_accounts
from tests.figures.examples import example_accounts, example_inputs

FOLDER = Path(__file__).parent
GOLDEN = {"jianghan-2024": "wuhan-2024", "wuchang-2020": "wuhan-2020", "putuo-2024": "shanghai-2024"}
"""The outline in which each example's golden file is drafted."""


def draft(accounts: Accounts, inputs: Inputs, outline: str, prior: Accounts | None = None) -> Narrative:
    """The narrative of a unit's tables and inputs."""
    return draft_offline(accounts, compute_facts(accounts, prior, inputs), inputs, load_outline(outline))


def draft_books(books: Books, outline: str, inputs: Inputs | None = None, prior: Books | None = None) -> Narrative:
    """The narrative of a unit made from books."""
    before = make_accounts(prior, year=2023) if prior else None
    return draft(make_accounts(books), inputs or Inputs(), outline, before)


def example(name: str) -> tuple[Accounts, Inputs]:
    """The tables and inputs of an example; putuo-2024 is one of the tests' own."""
    return putuo() if name == "putuo-2024" else (example_accounts(name), example_inputs(name))


def draft_example(name: str, outline: str) -> Narrative:
    """The narrative of an example."""
    return draft(*example(name), outline)


def putuo() -> tuple[Accounts, Inputs]:
    """The tables and inputs of ``putuo-2024.yaml``."""
    data = yaml.safe_load((FOLDER / "putuo-2024.yaml").read_text(encoding="utf-8"))
    books = _exact(data["books"])
    books["general"] = {code: {"basic": Decimal(0), "project": Decimal(0)} | row for code, row in books["general"].items()}
    books["three_public"] = {key: tuple(pair) for key, pair in books["three_public"].items()}
    return make_accounts(Books(**books), unit=data["unit"], year=data["year"]), Inputs.model_validate(_exact(data["inputs"]))


def marked(paragraph: Paragraph) -> str:
    """A paragraph with its figures marked: 收入⟦1,230万元⟧."""
    text, end = "", 0
    for figure in paragraph.figures:
        text += paragraph.text[end : figure.start] + f"⟦{paragraph.text[figure.start : figure.end]}⟧"
        end = figure.end
    return text + paragraph.text[end:]


def section(narrative: Narrative, heading: str) -> str:
    """The marked paragraphs under the heading that ends with these words, a line each."""
    lines: list[str] | None = None
    for block in narrative.blocks:
        if isinstance(block, Heading):
            if lines:
                break
            lines = [] if block.text.endswith(heading) else None
        elif isinstance(block, Paragraph) and lines is not None:
            lines.append(marked(block))
    assert lines, f"no text under {heading}"
    return "\n".join(lines)


def paragraphs(narrative: Narrative) -> list[Paragraph]:
    """All paragraphs in order."""
    return [block for block in narrative.blocks if isinstance(block, Paragraph)]


def golden_text(narrative: Narrative) -> str:
    """Headings and paragraphs as the golden files hold them."""
    lines = [f"# {narrative.title}"]
    for block in narrative.blocks:
        if isinstance(block, Heading):
            lines += ["", f"{'#' * (block.level + 1)} {block.text}", ""]
        elif isinstance(block, Paragraph):
            lines.append(block.text)
    return "\n".join(lines) + "\n"


def golden_path(name: str) -> Path:
    """The golden file of an example."""
    return FOLDER / "golden" / f"{name}.md"


def _exact(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _exact(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_exact(entry) for entry in value]
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value) if isinstance(value, int) else value


if __name__ == "__main__":
    for example_name, outline_name in GOLDEN.items():
        golden_path(example_name).write_text(golden_text(draft_example(example_name, outline_name)), encoding="utf-8")
