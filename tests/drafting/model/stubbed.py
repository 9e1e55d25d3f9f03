"""Drafts and requests against the stub model, for tests."""

from collections.abc import Callable, Sequence
from typing import Any

from assistant.drafting.model.asking import Access
from assistant.drafting.model.cache import Answers, NoAnswers
from assistant.drafting.model.client import EndpointClient
from assistant.drafting.model.drafter import ModelDraft, word_with_model
from assistant.drafting.model.throttle import LocalThrottle, Throttle
from assistant.drafting.offline import word_report
from assistant.drafting.outlines import load_outline
from assistant.drafting.report import Report
from assistant.figures.sheet import compute_facts
from assistant.settings import ModelSettings
from benchmarks.stub_clock import StubClock
from benchmarks.stub_model import Stub
from schemas.accounts import Accounts
from schemas.facts import FactSheet
from schemas.inputs import Inputs
from schemas.narrative import Narrative, Paragraph
from tests.drafting.drafts import example


def always(behaviour: str, **more: Any) -> Stub:
    """A stub that behaves one way."""
    return Stub(plan=lambda number: behaviour, **more)


def in_turn(*behaviours: str, then: str = "honest") -> Stub:
    """A stub that behaves in these ways one after the other."""
    return Stub(plan=lambda number: behaviours[number] if number < len(behaviours) else then)


def settings(stub: Stub, **more: Any) -> ModelSettings:
    """Settings that reach a stub, with little patience."""
    chosen: dict[str, Any] = {"model": "stub", "base_url": stub.url, "time_limit": 5, "retries": 1, **more}
    return ModelSettings(**chosen)


def example_report(inputs: Callable[[Inputs], Inputs] = lambda given: given) -> tuple[Report, FactSheet, Accounts]:
    """The report of jianghan-2024, with its inputs changed."""
    accounts, given = example("jianghan-2024")
    changed = inputs(given)
    sheet = compute_facts(accounts, None, changed)
    return word_report(accounts, sheet, changed, load_outline("wuhan-2024")), sheet, accounts


def word(
    stub: Stub,
    report: Report,
    sheet: FactSheet,
    answers: Answers | None = None,
    clock: StubClock | None = None,
    throttle: Throttle | None = None,
    **more: Any,
) -> ModelDraft:
    """A report worded by a stub; ``clock`` is moved on by what it waits."""
    chosen, clock = settings(stub, **more), clock or StubClock()
    access = Access(answers or NoAnswers(), throttle or LocalThrottle(chosen.limits, clock), clock.sleep)
    return word_with_model(report, sheet, chosen, EndpointClient(chosen), access)


def texts(narrative: Narrative) -> Sequence[str]:
    """The paragraphs of a narrative."""
    return [block.text for block in narrative.blocks if isinstance(block, Paragraph)]
