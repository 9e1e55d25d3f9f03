"""A unit's report worded by a model: drafted behind the gate, then read by the checker, which knows nothing of either."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.checking.review import review
from assistant.errors import JuesuanError
from assistant.pipeline import DEFAULT_OUTLINE, Draft, Material, check_tables, settle_draft, shape_outline
from schemas.manuscript import Manuscript
from schemas.narrative import Heading, Narrative, Paragraph
from schemas.review import Review

if TYPE_CHECKING:
    from assistant.drafting.model.cache import Answers
    from assistant.drafting.model.client import Client
    from assistant.drafting.model.drafter import ModelDraft, Progress
    from assistant.drafting.model.prompting import Message
    from assistant.drafting.model.throttle import Throttle
    from assistant.drafting.model.trial import Trial
    from assistant.drafting.report import Line, Report
    from assistant.settings import ModelSettings
    from schemas.facts import FactSheet


class NotReworded(JuesuanError):
    """A model's wording of a paragraph cannot be used."""


_VERIFIED = frozenset({"matched", "derived", "exempt"})


def draft_unit_with_model(
    material: Material,
    settings: "ModelSettings",
    outline: str = DEFAULT_OUTLINE,
    progress: "Progress" = lambda done, total: None,
    client: "Client | None" = None,
    cache: "Answers | None" = None,
    wait: Callable[[float], None] = time.sleep,
    decimals: Mapping[str, int] | None = None,
    throttle: "Throttle | None" = None,
) -> Draft:
    """Compute and draft a unit; each paragraph in which the checker doubts a model's wording is set back to the offline one.

    ``cache`` and ``throttle`` are shared with others that ask; by default nothing is kept, and this process keeps to the limits.

    Raises:
        UnknownOutline, InvalidWording: the outline or its wording cannot be used.
        Misconfigured: the settings name a model that cannot be used.
    """
    from assistant.drafting.model.asking import Access
    from assistant.drafting.model.cache import NoAnswers
    from assistant.drafting.model.client import EndpointClient
    from assistant.drafting.model.drafter import word_with_model
    from assistant.drafting.model.local import served

    sheet, report = word_material(material, outline, decimals)
    access = Access(cache or NoAnswers(), throttle, wait)
    with served(settings) as reached:
        model_draft = word_with_model(report, sheet, reached, client or EndpointClient(reached), access, progress)
    draft = settle_draft(material, sheet, report.narrative(), check_tables(material))
    return replace(draft, narrative=_accepted(model_draft, draft))


def word_material(
    material: Material, outline: str = DEFAULT_OUTLINE, decimals: Mapping[str, int] | None = None
) -> "tuple[FactSheet, Report]":
    """The facts of a unit, and its report in offline wording, not filled yet.

    Raises:
        UnknownOutline, InvalidWording: the outline or its wording cannot be used.
    """
    from assistant.drafting.offline import word_report

    sheet = material.sheet
    return sheet, word_report(material.accounts, sheet, material.inputs, shape_outline(outline, decimals), material.cards)


def plan_requests(material: Material, outline: str = DEFAULT_OUTLINE) -> "list[list[Message]]":
    """The messages that a draft of a unit would send first; nothing is sent.

    Raises:
        UnknownOutline, InvalidWording: the outline or its wording cannot be used.
    """
    from assistant.drafting.model.pieces import choose_pieces, gather
    from assistant.drafting.model.prompting import write_messages

    sheet, report = word_material(material, outline)
    return [write_messages(pieces) for pieces in gather(choose_pieces(report, sheet))]


def reword_with_model(
    material: Material,
    settings: "ModelSettings",
    block: int,
    wish: str,
    shape: tuple[str, Mapping[str, int]] = (DEFAULT_OUTLINE, {}),
    client: "Client | None" = None,
) -> Paragraph:
    """The paragraph that is the ``block``-th of a unit's draft, worded by a model as a person wishes, behind the gate.

    Raises:
        NotReworded: The model gave no wording that says the same, or the paragraph is none that it may word.
        Misconfigured: The settings name a model that cannot be used.
    """
    from assistant.drafting.model.asking import Access, Asker
    from assistant.drafting.model.client import EndpointClient
    from assistant.drafting.model.local import served
    from assistant.drafting.model.pieces import choose_pieces
    from assistant.drafting.model.spending import Spending
    from assistant.drafting.model.writer import Writer

    sheet, report = word_material(material, *shape)
    piece = next((piece for piece in choose_pieces(report, sheet) if piece.place == report.places()[block]), None)
    if piece is None:
        raise NotReworded("模型", "这一段是固定的文字，或只有一两个数，不交给模型改写")
    with served(settings) as reached:
        writer = Writer(Asker(client or EndpointClient(reached), Spending(reached), Access()), reached.repairs)
        (wording,) = writer.write([replace(piece, wish=wish)])
    if wording.text is None:
        raise NotReworded("模型", f"没有给出可用的改写（{'；'.join(wording.problems)}），这一段没有改动")
    return report.slots.fill(piece.template.restore(wording.text))


def try_model(settings: "ModelSettings", client: "Client | None" = None) -> "Trial":
    """One strict request to the model that the settings name.

    Raises:
        Misconfigured: the settings name a model that cannot be used.
    """
    from assistant.drafting.model.client import EndpointClient
    from assistant.drafting.model.local import served
    from assistant.drafting.model.trial import try_client

    with served(settings) as reached:
        return try_client(client or EndpointClient(reached))


def _accepted(model_draft: "ModelDraft", offline: Draft) -> Narrative:
    """The model's narrative without the paragraphs that the checker doubts and whose offline wording it does not."""
    places = model_draft.report.places()
    refused: set[Line] = set()
    told = _told(offline)
    while True:
        worded = replace(offline, narrative=model_draft.narrative(refused))
        doubts = {place for place, paragraph, before in zip(places, _told(worded), told, strict=True) if place and paragraph - before}
        if doubts <= refused:
            narrative = worded.narrative
            return narrative.model_copy(update={"wanted": offline.narrative.wanted})
        refused |= doubts


def _told(draft: Draft) -> list[frozenset[str]]:
    """For each block what the checker has against it: its findings by rule, and the numbers that it could not verify."""
    blocks = draft.narrative.blocks
    texts = [block.text if isinstance(block, (Heading, Paragraph)) else "" for block in blocks]
    manuscript = Manuscript(file="", kind="txt", text="\n".join(texts))
    reviewed = review(manuscript, draft.sheet, draft.material.accounts)
    starts = _starts(texts)
    return [
        frozenset((*_doubted(reviewed, start, start + len(text)), *_unverified(reviewed, start, start + len(text))))
        for text, start in zip(texts, starts, strict=True)
    ]


def _starts(texts: Sequence[str]) -> Iterator[int]:
    at = 0
    for text in texts:
        yield at
        at += len(text) + 1


def _doubted(reviewed: Review, start: int, end: int) -> Iterator[str]:
    for finding in reviewed.findings:
        if finding.start is not None and start <= finding.start <= end and finding.severity != "hint":
            yield finding.rule


def _unverified(reviewed: Review, start: int, end: int) -> Iterator[str]:
    for entry in reviewed.ledger:
        if start <= entry.start < end and entry.status not in _VERIFIED:
            yield entry.text
